// SPDX-License-Identifier: GPL-2.0-only
/*
 * Who acts: chains of programs. A process that runs the same program from the
 * same chain is the same subject. A chain longer than HF_MAX_CHAIN does not
 * get longer: its last subject stands for what it runs, too.
 */
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>

#include "learn.h"

#define MAX_WORDS	65536u

struct subject {
	u32 parent;
	u32 program;
	u32 script;
	u32 depth;
};

/* Index 0 is the kernel and the empty word. */
static struct subject subjects[HF_MAX_SUBJECTS];
static u32 subject_count = 1;
static const char *words[MAX_WORDS] = { "" };
static u32 word_count = 1;
static DEFINE_SPINLOCK(subject_lock);

static u32 find_word(const char *name, size_t length)
{
	for (u32 i = 1; i < word_count; i++)
		if (!strncmp(words[i], name, length) && !words[i][length])
			return i;
	return 0;
}

u32 holdfast_learn_intern(const char *name, size_t length)
{
	unsigned long flags;
	char *copy = NULL;
	u32 number;

	spin_lock_irqsave(&subject_lock, flags);
	number = find_word(name, length);
	if (!number && word_count < MAX_WORDS)
		copy = kmemdup_nul(name, length, GFP_ATOMIC | __GFP_NOWARN);
	if (copy) {
		number = word_count;
		words[word_count++] = copy;
	}
	spin_unlock_irqrestore(&subject_lock, flags);
	if (!number)
		holdfast_learn_lose();
	return number;
}

const char *holdfast_learn_interned(u32 number)
{
	return words[number];
}

static u32 find_subject(u32 parent, u32 program, u32 script)
{
	for (u32 i = 1; i < subject_count; i++)
		if (subjects[i].parent == parent && subjects[i].program == program &&
		    subjects[i].script == script)
			return i;
	return 0;
}

static u32 add_subject(u32 parent, u32 program, u32 script)
{
	u32 depth = subjects[parent].depth + 1;

	if (depth > HF_MAX_CHAIN)
		return parent;
	if (subject_count >= HF_MAX_SUBJECTS) {
		holdfast_learn_lose();
		return parent;
	}
	subjects[subject_count] = (struct subject){ parent, program, script, depth };
	return subject_count++;
}

u32 holdfast_learn_subject(u32 parent, u32 program, u32 script)
{
	unsigned long flags;
	u32 number;

	spin_lock_irqsave(&subject_lock, flags);
	number = find_subject(parent, program, script) ?: add_subject(parent, program, script);
	spin_unlock_irqrestore(&subject_lock, flags);
	return number;
}

bool holdfast_learn_is_deepest(u32 number)
{
	return subjects[number].depth >= HF_MAX_CHAIN;
}

/* A subject is written down when it first runs: the exec that looked it up may still fail. */
void holdfast_learn_announce(u32 number)
{
	const struct subject *subject = &subjects[number];
	const char *program = holdfast_learn_interned(subject->program);
	const char *script = holdfast_learn_interned(subject->script);
	struct entry_key key = {
		.kind = ENTRY_SUBJECT,
		.subject = number,
		.second = subject->parent,
	};

	holdfast_learn_record(&key, program, strlen(program), script, strlen(script));
}
