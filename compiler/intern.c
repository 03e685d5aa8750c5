// SPDX-License-Identifier: GPL-2.0-or-later
#include "compiler/intern.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/vec.h"

#define FIRST_SLOTS 64u

/* A multiplicative hash (the constant is 2^64 / golden ratio); only speed depends on it. */
static inline uint64_t mix(uint64_t hash, uint64_t value)
{
	hash = (hash ^ value) * 0x9e3779b97f4a7c15ull;
	return hash ^ hash >> 29;
}

static uint32_t hash_words(const uint32_t *words, size_t length)
{
	uint64_t hash = length;

	for (size_t i = 0; i < length; i++)
		hash = mix(hash, words[i]);
	return (uint32_t)(hash ^ hash >> 32);
}

static uint32_t hash_bytes(const char *text, size_t length)
{
	uint64_t hash = length;

	for (size_t i = 0; i < length; i++)
		hash = mix(hash, (unsigned char)text[i]);
	return (uint32_t)(hash ^ hash >> 32);
}

/* Linear probing at a load of at most one half. */
static uint32_t *slots_place(uint32_t *slots, size_t mask, uint32_t hash)
{
	size_t at = hash & mask;

	while (slots[at])
		at = (at + 1) & mask;
	return &slots[at];
}

static void intern_grow(struct intern *set)
{
	size_t slots = set->slots ? 2 * (set->slot_mask + 1) : FIRST_SLOTS;

	free(set->slots);
	set->slots = xcalloc(slots, sizeof(*set->slots));
	set->slot_mask = slots - 1;
	for (size_t i = 0; i < set->count; i++)
		*slots_place(set->slots, set->slot_mask, set->hashes[i]) = (uint32_t)i + 1;
}

static bool intern_equal(const struct intern *set, uint32_t number, uint32_t hash,
			 const uint32_t *words, size_t length)
{
	return set->hashes[number] == hash &&
	       set->starts[number + 1] - set->starts[number] == length &&
	       (!length ||
		!memcmp(set->words + set->starts[number], words, length * sizeof(*words)));
}

static void intern_append(struct intern *set, uint32_t hash, const uint32_t *words, size_t length)
{
	size_t used = set->count ? set->starts[set->count] : 0;

	if (set->count + 2 > set->space) {
		set->space = set->space ? 2 * set->space : FIRST_SLOTS;
		set->starts = xrealloc(set->starts, set->space * sizeof(*set->starts));
		set->hashes = xrealloc(set->hashes, set->space * sizeof(*set->hashes));
	}
	set->words = vec_room(set->words, used, &set->word_space, length, sizeof(*words));
	if (length)
		memcpy(set->words + used, words, length * sizeof(*words));
	set->starts[set->count] = used;
	set->hashes[set->count++] = hash;
	set->starts[set->count] = used + length;
}

uint32_t intern_add(struct intern *set, const uint32_t *words, size_t length, bool *added)
{
	uint32_t hash = hash_words(words, length);
	size_t at;

	if (2 * (set->count + 1) > set->slot_mask)
		intern_grow(set);
	for (at = hash & set->slot_mask; set->slots[at]; at = (at + 1) & set->slot_mask) {
		uint32_t number = set->slots[at] - 1;

		if (intern_equal(set, number, hash, words, length)) {
			if (added)
				*added = false;
			return number;
		}
	}
	intern_append(set, hash, words, length);
	set->slots[at] = (uint32_t)set->count;
	if (added)
		*added = true;
	return (uint32_t)set->count - 1;
}

void intern_free(struct intern *set)
{
	free(set->words);
	free(set->starts);
	free(set->hashes);
	free(set->slots);
	*set = (struct intern){ 0 };
}

void intern_clear(struct intern *set)
{
	/* Many small uses must not each pay for one that was large. */
	if (set->slot_mask >= 4 * FIRST_SLOTS) {
		intern_free(set);
	} else if (set->slots) {
		memset(set->slots, 0, (set->slot_mask + 1) * sizeof(*set->slots));
		set->count = 0;
	}
}

size_t intern_bytes(const struct intern *set)
{
	return set->word_space * sizeof(*set->words) +
	       set->space * (sizeof(*set->starts) + sizeof(*set->hashes)) +
	       (set->slot_mask + 1) * sizeof(*set->slots);
}

static void names_grow(struct names *names)
{
	size_t slots = names->slots ? 2 * (names->slot_mask + 1) : FIRST_SLOTS;

	free(names->slots);
	names->slots = xcalloc(slots, sizeof(*names->slots));
	names->slot_mask = slots - 1;
	for (size_t i = 0; i < names->count; i++)
		*slots_place(names->slots, names->slot_mask, names->items[i].hash) = (uint32_t)i + 1;
}

/* The slot that holds the string, or the free one where it would go. */
static uint32_t *names_slot(const struct names *names, uint32_t hash, const char *text,
			    size_t length)
{
	size_t at = hash & names->slot_mask;

	for (; names->slots[at]; at = (at + 1) & names->slot_mask) {
		const struct name *name = &names->items[names->slots[at] - 1];

		if (name->hash == hash && name->length == length &&
		    (!length || !memcmp(name->text, text, length)))
			break;
	}
	return &names->slots[at];
}

uint32_t names_add(struct names *names, const char *text, size_t length, bool *added)
{
	uint32_t hash = hash_bytes(text, length);
	uint32_t *slot;

	if (2 * (names->count + 1) > names->slot_mask)
		names_grow(names);
	slot = names_slot(names, hash, text, length);
	if (added)
		*added = !*slot;
	if (!*slot) {
		VEC_PUSH(names, (struct name){ text, length, hash });
		*slot = (uint32_t)names->count;
	}
	return *slot - 1;
}

uint32_t names_find(const struct names *names, const char *text, size_t length)
{
	uint32_t slot;

	if (!names->slots)
		return NO_NAME;
	slot = *names_slot(names, hash_bytes(text, length), text, length);
	return slot ? slot - 1 : NO_NAME;
}

void names_free(struct names *names)
{
	free(names->items);
	free(names->slots);
	*names = (struct names){ 0 };
}
