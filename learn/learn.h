/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learning: recordings in, a policy text out. No input or output happens here.
 *
 *	events.c -> merge.c -> domains.c -> generalise.c -> write.c -> selfcheck.c
 *
 * The same facts give the same text, in whatever order and over however many
 * recordings they come. docs/learning.md says what is generalised and what is not.
 */
#ifndef HOLDFAST_LEARN_LEARN_H
#define HOLDFAST_LEARN_LEARN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "learn/events.h"

struct learn;
struct diagnostics;

/** struct learn_summary - what went in and what came out; all counts */
struct learn_summary {
	size_t recordings;
	size_t fact_lines;	/* lines of all recordings */
	size_t facts;		/* different ones, with subjects as domains */
	size_t rules;		/* lines inside of domains */
	size_t domains;
	size_t programs;
	size_t libraries;
	hf_u64 lost;		/* facts that the recordings say they lost */
};

enum note_kind {
	NOTE_UNSURE,		/* in the policy, but somebody should look at it */
	NOTE_LEFT_OUT,		/* recorded, and not in the policy */
};

/** struct note - a remark for the reader; strings belong to the struct learn */
struct note {
	enum note_kind kind;
	const char *domain;	/* or "" */
	const char *text;
};

struct learn *learn_new(void);
void learn_free(struct learn *learn);

/** learn_add - take the facts of a recording of the learn build, which may be freed afterwards */
void learn_add(struct learn *learn, const struct recording *recording);

/**
 * learn_policy - generalise everything that was added, and write it down
 * @name: of the policy; a legal name
 * @version: of the policy
 * @diag: receives errors if the text is refused by our own parser, which is a bug
 *
 * Call once, after the last learn_add(). Returns the text in canonical form,
 * owned by @learn, *@length bytes; NULL with @diag filled.
 */
const char *learn_policy(struct learn *learn, const char *name, unsigned version,
			 size_t *length, struct diagnostics *diag);

/**
 * learn_selfcheck - does the policy allow every fact that was not left out?
 * @failures: receives one line for each that it does not; may be NULL
 * @diag: receives what the compiler says if it refuses the policy
 *
 * To be called after learn_policy(). Returns true if everything is allowed.
 */
bool learn_selfcheck(struct learn *learn, struct text *failures, struct diagnostics *diag);

/** learn_summary - counts, complete after learn_policy() */
const struct learn_summary *learn_summary(const struct learn *learn);

/** learn_notes - remarks, sorted, complete after learn_policy(); *@count of them */
const struct note *learn_notes(const struct learn *learn, size_t *count);

/** learn_name_is_legal - can it name a policy, program or domain? */
bool learn_name_is_legal(const char *name);

#endif
