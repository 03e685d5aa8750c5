/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every limit of Holdfast, in one place.
 *
 * A limit is here because something would otherwise grow without bound on
 * input we do not control. Going over one is an error with a message that
 * names the limit, never a truncation.
 */
#ifndef HOLDFAST_LIMITS_H
#define HOLDFAST_LIMITS_H

/* The compiled policy. */
#define HF_MAX_IMAGE_BYTES	(256u << 20)	/* whole image */
#define HF_MAX_STATES		((1u << 24) - 1)/* an edge keeps 24 bits for its target */
#define HF_MAX_EDGES		(1u << 26)
#define HF_MAX_CLASSES		(1u << 20)	/* those of sinks counted apart */
#define HF_MAX_DOMAINS		(1u << 14)
#define HF_MAX_CODES		(1u << 20)	/* programs and libraries */
#define HF_MAX_DIGESTS		(1u << 21)
#define HF_MAX_EXECS		(1u << 22)
#define HF_MAX_RECORDS		(1u << 24)	/* any other table */
#define HF_MAX_SLICE_WORK	(1u << 26)	/* of all slices, shared ones too */
#define HF_MAX_TEXT_BYTES	(64u << 20)	/* the policy text carried along */

/* The policy language. */
#define HF_MAX_LINE_BYTES	(64u << 10)	/* a logical line, continuations joined */
#define HF_MAX_NAME_BYTES	64u		/* of a domain, program, set or policy */
#define HF_MAX_PATTERN_BYTES	4096u
#define HF_MAX_BRACE_DEPTH	4u
#define HF_MAX_BRACE_WORDS	256u		/* alternatives one pattern expands to */
#define HF_MAX_SET_DEPTH	16u		/* a set naming a set naming a set ... */
#define HF_MAX_LAYERS		64u
#define HF_MAX_ERRORS		50u		/* reported before the compiler gives up */

/* The compiler while it builds the automaton; a pattern set that needs more is refused by name. */
#define HF_MAX_BUILD_STATES	(1u << 23)
#define HF_MAX_BUILD_BYTES	(1ull << 30)

/* The running kernel. */
#define HF_MAX_NAME_WALK	4096u		/* directories between a file and its root */
#define HF_EVENT_SLOTS		4096u		/* denials kept for events, power of two */
#define HF_EVENT_NAME_BYTES	512u		/* of the object's name in one denial */
#define HF_MAX_FACTS		(1u << 20)	/* learn build: facts kept; then dropped, counted */
#define HF_MAX_SUBJECTS		(1u << 14)	/* learn build: chains of programs */
#define HF_MAX_CHAIN		64u		/* learn build: programs in one chain */

/* Event streams as the tools read them. */
#define HF_MAX_EVENT_LINE	(16u << 10)
#define HF_MAX_EVENT_BYTES	(1u << 30)	/* one recording */

#endif
