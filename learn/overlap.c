/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Whether two patterns can match the same name: both as little machines over
 * bytes, and a search for a pair of states in which both are done.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/pattern.h"
#include "learn/model.h"

enum node_kind {
	NODE_BYTE,		/* one byte of the set, then the next node */
	NODE_LOOP,		/* any number of bytes of the set, then the next node */
	NODE_SPLIT,		/* the next node, or the one behind the next two */
	NODE_END,
};

struct node {
	enum node_kind kind;
	uint64_t set[4];
};

struct machine {
	struct node *nodes;
	size_t count;
};

static struct node make_node(enum node_kind kind, bool slash)
{
	struct node node = { .kind = kind, .set = { ~0ull, ~0ull, ~0ull, ~0ull } };

	if (!slash)
		node.set['/' / 64] &= ~(1ull << ('/' % 64));
	return node;
}

static struct node byte_node(uint8_t byte)
{
	struct node node = { .kind = NODE_BYTE };

	node.set[byte / 64] = 1ull << (byte % 64);
	return node;
}

/* A pattern without braces: learning writes none. A token needs three nodes at most. */
static struct machine build(const char *pattern)
{
	struct machine machine = { .nodes = xmalloc((3 * strlen(pattern) + 1) * sizeof(struct node)) };
	struct pattern_reader reader;
	struct pattern_token token;

	pattern_start(&reader, pattern);
	for (;;) {
		struct node *next = machine.nodes + machine.count;

		switch (pattern_next(&reader, &token)) {
		case PATTERN_BYTE:
			next[0] = byte_node(token.byte);
			machine.count++;
			break;
		case PATTERN_ONE:
			next[0] = make_node(NODE_BYTE, false);
			machine.count++;
			break;
		case PATTERN_SET:
			next[0].kind = NODE_BYTE;
			memcpy(next[0].set, token.set, sizeof(token.set));
			machine.count++;
			break;
		case PATTERN_STAR:
			next[0] = make_node(NODE_LOOP, false);
			machine.count++;
			break;
		case PATTERN_ANY:
			next[0] = make_node(NODE_LOOP, true);
			machine.count++;
			break;
		case PATTERN_BELOW:
			next[0] = make_node(NODE_SPLIT, true);
			next[1] = byte_node('/');
			next[2] = make_node(NODE_LOOP, true);
			machine.count += 3;
			break;
		default:
			next[0] = make_node(NODE_END, true);
			machine.count++;
			return machine;
		}
	}
}

struct search {
	const struct machine *one, *other;
	bool *seen;
	size_t *stack;
	size_t depth;
};

static void visit(struct search *search, size_t i, size_t j)
{
	size_t pair = i * search->other->count + j;

	if (search->seen[pair])
		return;
	search->seen[pair] = true;
	search->stack[search->depth++] = pair;
}

static bool share_byte(const struct node *a, const struct node *b)
{
	uint64_t any = 0;

	for (int i = 0; i < 4; i++)
		any |= a->set[i] & b->set[i];
	return any;
}

/* Where one machine may go without reading a byte. */
static void visit_free(struct search *search, size_t i, size_t j)
{
	enum node_kind a = search->one->nodes[i].kind, b = search->other->nodes[j].kind;

	if (a == NODE_LOOP || a == NODE_SPLIT)
		visit(search, i + 1, j);
	if (a == NODE_SPLIT)
		visit(search, i + 3, j);
	if (b == NODE_LOOP || b == NODE_SPLIT)
		visit(search, i, j + 1);
	if (b == NODE_SPLIT)
		visit(search, i, j + 3);
}

static void visit_byte(struct search *search, size_t i, size_t j)
{
	const struct node *a = &search->one->nodes[i], *b = &search->other->nodes[j];

	if (a->kind > NODE_LOOP || b->kind > NODE_LOOP || !share_byte(a, b))
		return;
	visit(search, i + (a->kind == NODE_BYTE), j + (b->kind == NODE_BYTE));
}

static bool search_overlap(const char *one, const char *other)
{
	struct machine first = build(one), second = build(other);
	size_t pairs = first.count * second.count;
	struct search search = {
		.one = &first, .other = &second,
		.seen = xcalloc(pairs, sizeof(bool)),
		.stack = xmalloc(pairs * sizeof(size_t)),
	};
	bool found = false;

	visit(&search, 0, 0);
	while (search.depth && !found) {
		size_t pair = search.stack[--search.depth];
		size_t i = pair / second.count, j = pair % second.count;

		found = first.nodes[i].kind == NODE_END && second.nodes[j].kind == NODE_END;
		visit_free(&search, i, j);
		visit_byte(&search, i, j);
	}
	free(first.nodes);
	free(second.nodes);
	free(search.seen);
	free(search.stack);
	return found;
}

/* Can byte @i of a pattern stand for anything but itself? */
static bool is_special(const char *at)
{
	return strchr("*?[\\{", *at) || (at[0] == '/' && at[1] == '*' && at[2] == '*');
}

/* Most patterns differ in their first directories; that is seen without building anything. */
static bool differ_at_once(const char *one, const char *other)
{
	if (!strcmp(one, "/") || !strcmp(other, "/"))
		return false;
	while (*one && *other && *one == *other && !is_special(one) && !is_special(other))
		one++, other++;
	return *one != *other && !(*one && is_special(one)) && !(*other && is_special(other));
}

bool patterns_overlap(const char *one, const char *other)
{
	if (differ_at_once(one, other))
		return false;
	return search_overlap(one, other);
}
