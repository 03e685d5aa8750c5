// SPDX-License-Identifier: GPL-2.0-only
/*
 * The facts, in the order in which they were first seen. They are only ever
 * added, so readers need no lock beyond the count.
 */
#include <linux/jhash.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "../name.h"
#include "learn.h"

#define BUCKETS	65536u

static struct hlist_head buckets[BUCKETS];
static struct entry *entries[HF_MAX_FACTS];
static u64 entry_count;
static atomic64_t lost;
static DEFINE_SPINLOCK(record_lock);

void holdfast_learn_lose(void)
{
	atomic64_inc(&lost);
}

u64 holdfast_learn_lost(void)
{
	return atomic64_read(&lost);
}

u64 holdfast_learn_count(void)
{
	/* Pairs with add(): what is counted is complete. */
	return smp_load_acquire(&entry_count);
}

const struct entry *holdfast_learn_entry(u64 number)
{
	return number < holdfast_learn_count() ? entries[number] : NULL;
}

static bool same(const struct entry *a, const struct entry *b)
{
	return a->hash == b->hash && !memcmp(&a->key, &b->key, sizeof(a->key)) &&
	       !memcmp(a->names, b->names, a->key.name_length + a->key.target_length);
}

/* Returns whether it is there now because of us. */
static bool add(struct entry *entry)
{
	struct hlist_head *bucket = &buckets[entry->hash % BUCKETS];
	struct entry *other;

	hlist_for_each_entry(other, bucket, node)
		if (same(entry, other))
			return false;
	if (entry_count >= HF_MAX_FACTS) {
		holdfast_learn_lose();
		return false;
	}
	hlist_add_head(&entry->node, bucket);
	entries[entry_count] = entry;
	/* Pairs with holdfast_learn_count(): the entry is there when it is counted. */
	smp_store_release(&entry_count, entry_count + 1);
	return true;
}

void holdfast_learn_record(struct entry_key *key, const char *name, size_t name_length,
			   const char *target, size_t target_length)
{
	struct entry *entry;
	unsigned long flags;
	bool added;

	entry = kmalloc(struct_size(entry, names, name_length + target_length),
			GFP_ATOMIC | __GFP_NOWARN);
	if (!entry) {
		holdfast_learn_lose();
		return;
	}
	key->name_length = name_length;
	key->target_length = target_length;
	entry->key = *key;
	memcpy(entry->names, name, name_length);
	memcpy(entry->names + name_length, target, target_length);
	entry->hash = jhash(entry->names, name_length + target_length,
			    jhash(key, sizeof(*key), 0));
	spin_lock_irqsave(&record_lock, flags);
	added = add(entry);
	spin_unlock_irqrestore(&record_lock, flags);
	if (!added)
		kfree(entry);
}

char *holdfast_learn_buffer(void)
{
	char *buffer = kmalloc(LEARN_BUFFER, GFP_ATOMIC | __GFP_NOWARN);

	if (!buffer)
		holdfast_learn_lose();
	return buffer;
}

const char *holdfast_learn_name(struct dentry *dentry, char *buffer)
{
	const char *name = holdfast_name(dentry, buffer, LEARN_BUFFER);

	if (name && strncmp(name, "...", 3))
		return name;
	/* Only a part of it would be another name. */
	if (name)
		holdfast_learn_lose();
	return "@unnamed:";
}
