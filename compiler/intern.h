/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Equal things get equal numbers: sequences of 32-bit words, and strings.
 * Numbers are given in the order of first appearance, so they depend on the
 * input alone and never on where memory lies.
 */
#ifndef HOLDFAST_COMPILER_INTERN_H
#define HOLDFAST_COMPILER_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** struct intern - sequences of words, numbered from 0; zero-initialised it is empty */
struct intern {
	uint32_t *words;	/* all sequences, one behind the other */
	size_t word_space;
	size_t *starts;		/* @count + 1 offsets into @words once anything was added */
	uint32_t *hashes;
	size_t count, space;
	uint32_t *slots;	/* number + 1, 0 is free */
	size_t slot_mask;
};

/** intern_add - the number of @words; *@added (may be NULL) tells whether it is new */
uint32_t intern_add(struct intern *set, const uint32_t *words, size_t length, bool *added);
void intern_free(struct intern *set);
/** intern_clear - forget everything; cheap if it was little */
void intern_clear(struct intern *set);
/** intern_bytes - memory in use, for budgets */
size_t intern_bytes(const struct intern *set);

static inline const uint32_t *intern_get(const struct intern *set, uint32_t number, size_t *length)
{
	*length = set->starts[number + 1] - set->starts[number];
	/* No words at all yet: no offset may be added to a null pointer, not even 0. */
	return *length ? set->words + set->starts[number] : set->words;
}

/** struct names - strings, numbered from 0; the bytes stay the caller's */
struct names {
	struct name {
		const char *text;
		size_t length;
		uint32_t hash;
	} *items;
	size_t count, space;
	uint32_t *slots;
	size_t slot_mask;
};

#define NO_NAME UINT32_MAX

uint32_t names_add(struct names *names, const char *text, size_t length, bool *added);
/** names_find - the number of a string, or NO_NAME */
uint32_t names_find(const struct names *names, const char *text, size_t length);
void names_free(struct names *names);

#endif
