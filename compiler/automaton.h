/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * From patterns to one deterministic automaton over bytes.
 *
 *	patterns --nfa_add()--> nfa --automaton_build()--> automaton
 *		--classes_make()--> classes --automaton_minimise()--> minimal automaton
 *		--sinks_first()--> the same, sinks first
 *
 * "Item" is what a name may match: all patterns with the same tokens are one item.
 */
#ifndef HOLDFAST_COMPILER_AUTOMATON_H
#define HOLDFAST_COMPILER_AUTOMATON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "compiler/intern.h"

struct nfa;

struct nfa *nfa_new(void);
void nfa_free(struct nfa *nfa);

/**
 * nfa_add - add one brace-free pattern that passed pattern_check()
 *
 * Returns its item. Items are numbered from 0 without gaps; a pattern with the
 * same tokens as an earlier one gets the same item.
 */
uint32_t nfa_add(struct nfa *nfa, const char *pattern);

/**
 * nfa_match - the items that match one name, by simulation; after automaton_build()
 *
 * Unlike the automaton's sets of items, these are complete. Returns malloc'd numbers,
 * *@count of them (NULL if there are none).
 */
uint32_t *nfa_match(const struct nfa *nfa, const char *name, size_t length, size_t *count);

/**
 * struct automaton - deterministic, with sparse edges
 *
 * State 0 is dead. The edges of state s are @edges[first_edge[s]] up to
 * @edges[first_edge[s + 1]], packed by HF_EDGE(), sorted by byte; every other byte leads to
 * @otherwise[s].
 */
struct automaton {
	uint32_t states;
	uint32_t root;
	uint32_t sinks;		/* states 0 .. sinks - 1 are never left: filled by sinks_first() */
	uint32_t *first_edge;	/* states + 1 */
	uint32_t *otherwise;
	uint32_t *edges;
	uint32_t *accept;	/* set of items (number in @accepts) of a name that ends here */
	struct intern accepts;	/* sets of items, sorted; number 0 is the empty set */
};

void automaton_free(struct automaton *automaton);

/** struct automaton_fault - why a build was given up */
struct automaton_fault {
	size_t states;		/* made when the limit was met */
	uint32_t worst[5];	/* items whose wildcards were live most often, worst first */
	unsigned worst_count;
};

/* Effects that are no effect of their own. */
#define EFFECT_MIXED 0u
#define EFFECT_NONE UINT32_MAX

/**
 * automaton_build - subset construction
 * @effects: of each item: items with the same effect (1 and up) need not be told apart, so a state's
 *	set may name any one of them in place of others. EFFECT_MIXED: always tell it apart.
 *
 * Returns NULL with @fault filled when more than HF_MAX_BUILD_STATES states or
 * HF_MAX_BUILD_BYTES of memory would be needed.
 */
struct automaton *automaton_build(struct nfa *nfa, const uint32_t *effects,
				  struct automaton_fault *fault);

/** automaton_step - the state behind @state after @byte */
uint32_t automaton_step(const struct automaton *automaton, uint32_t state, uint8_t byte);
uint32_t automaton_walk(const struct automaton *automaton, uint32_t state, const char *bytes,
			size_t length);

/**
 * automaton_minimise - merge states that no continuation tells apart
 * @class: of each set of items in @automaton->accepts
 *
 * Returns the minimal automaton; its @accept holds classes, and @accepts is
 * empty. States are numbered breadth first from the root, so equal inputs give
 * equal numbers.
 */
struct automaton *automaton_minimise(const struct automaton *automaton, const uint32_t *class);

#endif
