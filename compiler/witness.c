// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An example for an error message: breadth first through the automaton and, in
 * step with it, through a small one that knows what a name may look like.
 */
#include "compiler/prove.h"

#include <stdlib.h>
#include <string.h>

#include "core/image.h"

/* What has been read of a name so far. */
enum shape {
	SHAPE_EMPTY,		/* nothing: the name of `/` */
	SHAPE_SLASH,		/* a component must follow */
	SHAPE_DOT,		/* a component that is `.` so far */
	SHAPE_DOTS,		/* `..` so far */
	SHAPE_COMPONENT,
	SHAPE_AT,		/* begins with `@`: anything may follow */
	SHAPE_COUNT,
	SHAPE_NONE = SHAPE_COUNT
};

static enum shape shape_step(enum shape shape, uint8_t byte)
{
	if (!byte)
		return SHAPE_NONE;
	switch (shape) {
	case SHAPE_EMPTY:
		return byte == '/' ? SHAPE_SLASH : byte == '@' ? SHAPE_AT : SHAPE_NONE;
	case SHAPE_SLASH:
		return byte == '/' ? SHAPE_NONE : byte == '.' ? SHAPE_DOT : SHAPE_COMPONENT;
	case SHAPE_DOT:
		return byte == '/' ? SHAPE_NONE : byte == '.' ? SHAPE_DOTS : SHAPE_COMPONENT;
	case SHAPE_DOTS:
		return byte == '/' ? SHAPE_NONE : SHAPE_COMPONENT;
	case SHAPE_COMPONENT:
		return byte == '/' ? SHAPE_SLASH : SHAPE_COMPONENT;
	default:
		return shape;
	}
}

static bool shape_complete(enum shape shape)
{
	return shape == SHAPE_EMPTY || shape == SHAPE_COMPONENT || shape == SHAPE_AT;
}

struct search {
	const struct automaton *automaton;
	uint32_t *parent;		/* of each (state, shape): the one before + 1, 0 if not met */
	uint8_t *byte;			/* that led there */
	VEC(uint32_t) queue;
};

static void visit(struct search *s, uint32_t from, uint32_t state, enum shape shape, uint8_t byte)
{
	uint32_t to = state * SHAPE_COUNT + shape;

	if (!state || shape == SHAPE_NONE || s->parent[to])
		return;
	s->parent[to] = from + 1;
	s->byte[to] = byte;
	VEC_PUSH(&s->queue, to);
}

/* Any byte without an edge, in the order of how well it reads; 0 if all have one. */
static uint8_t plain_byte(const bool has_edge[256])
{
	static const char readable[] = "xabcdefghijklmnopqrstuvwyz0123456789_-ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	for (unsigned i = 0; readable[i]; i++)
		if (!has_edge[(uint8_t)readable[i]])
			return (uint8_t)readable[i];
	for (unsigned byte = 255; byte; byte--)
		if (!has_edge[byte])
			return (uint8_t)byte;
	return 0;
}

/* Of the bytes without an edge one stands for all, but for those that matter to the shape. */
static void visit_all(struct search *s, uint32_t from)
{
	static const uint8_t telling[] = { '/', '.', '@' };
	const struct automaton *a = s->automaton;
	uint32_t state = from / SHAPE_COUNT;
	enum shape shape = (enum shape)(from % SHAPE_COUNT);
	bool has_edge[256] = { false };
	uint8_t plain;

	for (uint32_t i = a->first_edge[state]; i < a->first_edge[state + 1]; i++)
		has_edge[HF_EDGE_BYTE(a->edges[i])] = true;
	plain = plain_byte(has_edge);
	visit(s, from, a->otherwise[state], shape_step(shape, plain), plain);
	for (uint32_t i = a->first_edge[state]; i < a->first_edge[state + 1]; i++) {
		uint8_t byte = HF_EDGE_BYTE(a->edges[i]);

		visit(s, from, HF_EDGE_TARGET(a->edges[i]), shape_step(shape, byte), byte);
	}
	for (size_t i = 0; i < sizeof(telling); i++)
		if (!has_edge[telling[i]])
			visit(s, from, a->otherwise[state], shape_step(shape, telling[i]), telling[i]);
}

static void spell(const struct search *s, uint32_t at, struct text *name)
{
	size_t start = name->length;

	while (s->parent[at] - 1 != at) {
		text_add(name, (const char *)&s->byte[at], 1);
		at = s->parent[at] - 1;
	}
	for (size_t i = start, j = name->length; i + 1 < j; i++) {
		char swap = name->bytes[i];

		name->bytes[i] = name->bytes[--j];
		name->bytes[j] = swap;
	}
}

uint32_t shortest_name(const struct automaton *automaton, const bool *marked, struct text *name)
{
	size_t room = (size_t)automaton->states * SHAPE_COUNT;
	struct search s = { .automaton = automaton, .parent = xcalloc(room, sizeof(*s.parent)),
			    .byte = xcalloc(room, 1) };
	uint32_t start = automaton->root * SHAPE_COUNT + SHAPE_EMPTY;
	uint32_t found = 0;

	visit(&s, start, automaton->root, SHAPE_EMPTY, 0);
	for (size_t i = 0; i < s.queue.count && !found; i++) {
		uint32_t at = s.queue.items[i];

		if (shape_complete((enum shape)(at % SHAPE_COUNT)) &&
		    marked[automaton->accept[at / SHAPE_COUNT]]) {
			found = at / SHAPE_COUNT;
			spell(&s, at, name);
		} else {
			visit_all(&s, at);
		}
	}
	free(s.parent);
	free(s.byte);
	free(s.queue.items);
	return found;
}
