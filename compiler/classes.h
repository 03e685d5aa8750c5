/* SPDX-License-Identifier: GPL-2.0-or-later */
/* From sets of items to classes of names: what every domain may do, and which code it is. */
#ifndef HOLDFAST_COMPILER_CLASSES_H
#define HOLDFAST_COMPILER_CLASSES_H

#include "compiler/model.h"

/**
 * struct class_row - one class over all domains
 *
 * Most domains are alike to most classes, so only the exceptions are kept. The
 * form is canonical: @rest is what most domains have (of several, the smallest).
 */
struct class_row {
	uint32_t code;			/* NO_CODE or the pinned code of the one name in it */
	uint32_t same;			/* the first class that is like it; filled by sinks_first() */
	uint16_t rest;			/* accesses of all domains not in @cells */
	const uint32_t *cells;		/* domain << 16 | accesses, sorted by domain */
	size_t cell_count;
};

struct classes {
	uint32_t count;
	struct class_row *rows;		/* row 0 grants nothing and is no code */
	uint32_t *of_accepts;		/* class of each set of items of the automaton, */
	size_t accepts;			/* of so many */
	struct intern vectors;		/* holds the cells */
};

/** classes_make - fold all layers: any deny wins, else any allow, else deny. Never fails */
struct classes *classes_make(const struct model *model, const struct automaton *automaton);

/** classes_check - more than HF_MAX_CLASSES are reported to the model's diagnostics */
void classes_check(const struct classes *classes, struct model *model);
void classes_free(struct classes *classes);

/**
 * effects_make - for automaton_build(): equal numbers for items that grant and deny the same
 *
 * Items that more is asked about (files of programs and libraries, names of `never`) are
 * told apart always. Returns malloc'd numbers, one for each item.
 */
uint32_t *effects_make(const struct model *model);

/** class_access - enum hf_access that @domain has to names of a class */
uint32_t class_access(const struct class_row *row, uint32_t domain);

#endif
