// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * In a minimal automaton there is one sink for each class, so that sinks and their
 * classes can have the same numbers: the order of the classes.
 */
#include "compiler/sinks.h"

#include <stdlib.h>

#include "compiler/vec.h"
#include "core/image.h"

#define NONE UINT32_MAX

struct sinks {
	struct automaton *automaton;
	struct classes *classes;
	uint32_t *as_sink, *as_other;	/* new numbers of each class, NONE if it is not needed */
	uint32_t *state;		/* new number of each state */
	uint32_t *old;			/* and back */
};

static bool is_sink(const struct automaton *a, uint32_t state)
{
	return a->first_edge[state] == a->first_edge[state + 1] && a->otherwise[state] == state;
}

/* Which of the two numbers each class needs; any number, for now. */
static void find_sinks(struct sinks *s)
{
	for (uint32_t c = 0; c < s->classes->count; c++)
		s->as_sink[c] = s->as_other[c] = NONE;
	for (uint32_t i = 0; i < s->automaton->states; i++)
		(is_sink(s->automaton, i) ? s->as_sink : s->as_other)[s->automaton->accept[i]] = 0;
}

/* The others keep their order, and those that no name has stay, too. */
static void number_classes(struct sinks *s)
{
	struct classes *classes = s->classes;
	struct class_row *rows = xcalloc((size_t)classes->count * 2, sizeof(*rows));
	uint32_t count = 0;

	for (uint32_t c = 0; c < classes->count; c++)
		if (s->as_sink[c] != NONE) {
			rows[count] = classes->rows[c];
			rows[count].same = count;
			s->as_sink[c] = count++;
		}
	s->automaton->sinks = count;
	for (uint32_t c = 0; c < classes->count; c++)
		if (s->as_other[c] != NONE || s->as_sink[c] == NONE) {
			rows[count] = classes->rows[c];
			rows[count].same = s->as_sink[c] != NONE ? s->as_sink[c] : count;
			s->as_other[c] = count++;
		}
	free(classes->rows);
	classes->rows = rows;
	classes->count = count;
}

static void number_states(struct sinks *s)
{
	const struct automaton *a = s->automaton;
	uint32_t next = a->sinks;

	for (uint32_t i = 0; i < a->states; i++) {
		s->state[i] = is_sink(a, i) ? s->as_sink[a->accept[i]] : next++;
		s->old[s->state[i]] = i;
	}
}

/* The tables of the states once more, in the new order and with the new numbers. */
static void rewrite_states(struct sinks *s)
{
	struct automaton *a = s->automaton;
	uint32_t *first_edge = xcalloc((size_t)a->states + 1, sizeof(*first_edge));
	uint32_t *otherwise = xcalloc(a->states, sizeof(*otherwise));
	uint32_t *accept = xcalloc(a->states, sizeof(*accept));
	uint32_t *edges = xcalloc((size_t)a->first_edge[a->states] + 1, sizeof(*edges));
	uint32_t count = 0;

	for (uint32_t new = 0; new < a->states; new++) {
		uint32_t old = s->old[new];

		first_edge[new] = count;
		for (uint32_t i = a->first_edge[old]; i < a->first_edge[old + 1]; i++)
			edges[count++] = HF_EDGE(HF_EDGE_BYTE(a->edges[i]),
						 s->state[HF_EDGE_TARGET(a->edges[i])]);
		otherwise[new] = s->state[a->otherwise[old]];
		accept[new] = new < a->sinks ? new : s->as_other[a->accept[old]];
	}
	first_edge[a->states] = count;
	a->root = s->state[a->root];
	free(a->first_edge);
	free(a->otherwise);
	free(a->accept);
	free(a->edges);
	a->first_edge = first_edge;
	a->otherwise = otherwise;
	a->accept = accept;
	a->edges = edges;
}

static void rename_accepts(struct sinks *s, size_t accepts)
{
	uint32_t *of = s->classes->of_accepts;

	for (size_t i = 0; i < accepts; i++)
		of[i] = s->as_other[of[i]] != NONE ? s->as_other[of[i]] : s->as_sink[of[i]];
}

void sinks_first(struct automaton *minimal, struct classes *classes)
{
	struct sinks s = { .automaton = minimal, .classes = classes };

	s.as_sink = xcalloc(classes->count, sizeof(*s.as_sink));
	s.as_other = xcalloc(classes->count, sizeof(*s.as_other));
	s.state = xcalloc(minimal->states, sizeof(*s.state));
	s.old = xcalloc(minimal->states, sizeof(*s.old));
	find_sinks(&s);
	number_classes(&s);
	number_states(&s);
	rewrite_states(&s);
	rename_accepts(&s, classes->accepts);
	free(s.as_sink);
	free(s.as_other);
	free(s.state);
	free(s.old);
}
