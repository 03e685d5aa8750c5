// SPDX-License-Identifier: GPL-2.0-or-later
#include "compiler/nfa.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"
#include "compiler/pattern.h"

typedef VEC(uint32_t) node_numbers;

struct nfa *nfa_new(void)
{
	struct nfa *nfa = xcalloc(1, sizeof(*nfa));

	VEC_PUSH(&nfa->nodes, (struct nfa_node){ .kind = NFA_ROOT, .item = NO_ITEM,
						 .maker = NO_ITEM });
	return nfa;
}

void nfa_free(struct nfa *nfa)
{
	if (!nfa)
		return;
	free(nfa->nodes.items);
	free(nfa->first_child);
	free(nfa->children);
	free(nfa->same);
	intern_free(&nfa->tree);
	intern_free(&nfa->sets);
	free(nfa);
}

static uint32_t descend(struct nfa *nfa, uint32_t parent, enum nfa_kind kind, uint32_t value)
{
	const uint32_t key[3] = { parent, kind, value };
	uint32_t node;
	bool added;

	node = intern_add(&nfa->tree, key, 3, &added) + 1;
	if (added)
		VEC_PUSH(&nfa->nodes, (struct nfa_node){ .kind = (uint8_t)kind, .value = value,
							 .item = NO_ITEM, .maker = nfa->items });
	return node;
}

static uint32_t set_number(struct nfa *nfa, const uint64_t set[4])
{
	uint32_t words[8];

	for (int i = 0; i < 4; i++) {
		words[2 * i] = (uint32_t)set[i];
		words[2 * i + 1] = (uint32_t)(set[i] >> 32);
	}
	return intern_add(&nfa->sets, words, 8, NULL);
}

static uint32_t add_token(struct nfa *nfa, uint32_t node, const struct pattern_token *token)
{
	switch (token->kind) {
	case PATTERN_BYTE:
		return descend(nfa, node, NFA_BYTE, token->byte);
	case PATTERN_ONE:
		return descend(nfa, node, NFA_ONE, 0);
	case PATTERN_SET:
		return descend(nfa, node, NFA_SET, set_number(nfa, token->set));
	case PATTERN_STAR:
		return descend(nfa, node, NFA_STAR, 0);
	case PATTERN_ANY:
		return descend(nfa, node, NFA_ANY, 0);
	case PATTERN_BELOW:
		/* Made together, so that the second is always the number behind the first. */
		descend(nfa, node, NFA_BELOW_LOOP, 0);
		return descend(nfa, node, NFA_BELOW, 0);
	default:
		abort();	/* braces were expanded and bad patterns refused before */
	}
}

uint32_t nfa_add(struct nfa *nfa, const char *pattern)
{
	struct pattern_reader reader;
	struct pattern_token token;
	uint32_t node = 0;

	pattern_start(&reader, pattern);
	while (pattern_next(&reader, &token) != PATTERN_END)
		node = add_token(nfa, node, &token);
	if (nfa->nodes.items[node].item == NO_ITEM)
		nfa->nodes.items[node].item = nfa->items++;
	return nfa->nodes.items[node].item;
}

static uint32_t parent_of(const struct nfa *nfa, uint32_t node)
{
	size_t length;

	return intern_get(&nfa->tree, node - 1, &length)[0];
}

static void make_children(struct nfa *nfa)
{
	size_t count = nfa->nodes.count;
	uint32_t *next;

	nfa->first_child = xcalloc(count + 1, sizeof(*nfa->first_child));
	nfa->children = xcalloc(count, sizeof(*nfa->children));
	for (uint32_t n = 1; n < count; n++)
		nfa->first_child[parent_of(nfa, n) + 1]++;
	for (size_t n = 0; n < count; n++)
		nfa->first_child[n + 1] += nfa->first_child[n];
	next = xmalloc(count * sizeof(*next));
	memcpy(next, nfa->first_child, count * sizeof(*next));
	for (uint32_t n = 1; n < count; n++)
		nfa->children[next[parent_of(nfa, n)]++] = n;
	free(next);
}

/* Can any byte be read from @n: directly, or behind something that is entered freely? */
static bool reads_on(const struct nfa *nfa, uint32_t n)
{
	const struct nfa_node *nodes = nfa->nodes.items;

	if (nodes[n].kind == NFA_BELOW_LOOP)
		n++;
	for (uint32_t i = nfa->first_child[n]; i < nfa->first_child[n + 1]; i++) {
		const struct nfa_node *child = &nodes[nfa->children[i]];

		/* What is entered freely has a greater number, so its flags are set already. */
		if (!nfa_enters_freely(child) || nfa_stays(child) || child->live)
			return true;
	}
	return false;
}

static uint32_t join_effects(uint32_t a, uint32_t b)
{
	return a == EFFECT_NONE || a == b ? b : b == EFFECT_NONE ? a : EFFECT_MIXED;
}

/* What is behind @n has greater numbers, so its flags and effects are known already. */
static void finish_node(struct nfa *nfa, uint32_t n, const uint32_t *effects)
{
	struct nfa_node *nodes = nfa->nodes.items, *node = &nodes[n];
	bool ends = node->item != NO_ITEM;
	bool consuming = false;

	node->effect = ends ? effects[node->item] : EFFECT_NONE;
	node->absorbs = node->kind == NFA_ANY && ends;
	if (node->kind == NFA_BELOW_LOOP) {
		node->effect = nodes[n + 1].effect;
		node->absorbs = nodes[n + 1].item != NO_ITEM;
	}
	for (uint32_t i = nfa->first_child[n]; i < nfa->first_child[n + 1]; i++) {
		consuming |= !nfa_enters_freely(&nodes[nfa->children[i]]);
		node->effect = join_effects(node->effect, nodes[nfa->children[i]].effect);
	}
	node->live = ends || nfa_stays(node) || consuming;
	node->infix = nfa_stays(node) && reads_on(nfa, n);
}

/* Is there a node with a greater number that reads the same from here on, to the same effect? */
static uint32_t find_same(const struct nfa *nfa, uint32_t n, const uint32_t *effects,
			  struct intern *known, node_numbers *numbers, node_numbers *key)
{
	const struct nfa_node *node = &nfa->nodes.items[n];
	bool ends = node->item != NO_ITEM;
	bool mixed = ends && effects[node->item] == EFFECT_MIXED;
	uint32_t number;
	bool added;

	key->count = 0;
	VEC_PUSH(key, node->kind);
	VEC_PUSH(key, node->value);
	VEC_PUSH(key, (uint32_t)(ends + mixed));
	VEC_PUSH(key, mixed ? node->item : ends ? effects[node->item] : 0);
	if (node->kind == NFA_BELOW_LOOP)
		VEC_PUSH(key, nfa_below(nfa, n));
	for (uint32_t i = nfa->first_child[n]; i < nfa->first_child[n + 1]; i++)
		VEC_PUSH(key, nfa->same[nfa->children[i]]);
	numbers_sort(key->items + 4, key->count - 4);
	number = intern_add(known, key->items, key->count, &added);
	if (added)
		VEC_PUSH(numbers, n);
	return numbers->items[number];
}

void nfa_finish(struct nfa *nfa, const uint32_t *effects)
{
	struct intern known = { 0 };
	node_numbers numbers = { 0 }, key = { 0 };

	make_children(nfa);
	nfa->same = xcalloc(nfa->nodes.count, sizeof(*nfa->same));
	for (uint32_t n = (uint32_t)nfa->nodes.count; n--;) {
		finish_node(nfa, n, effects);
		nfa->same[n] = find_same(nfa, n, effects, &known, &numbers, &key);
	}
	intern_free(&known);
	free(numbers.items);
	free(key.items);
}

/* Simulation of the tree as it is, for one name. */

static void enter(const struct nfa *nfa, uint32_t n, node_numbers *nodes)
{
	for (size_t i = 0; i < nodes->count; i++)
		if (nodes->items[i] == n)
			return;
	VEC_PUSH(nodes, n);
	if (nfa->nodes.items[n].kind == NFA_BELOW_LOOP)
		enter(nfa, n + 1, nodes);
	for (uint32_t i = nfa->first_child[n]; i < nfa->first_child[n + 1]; i++)
		if (nfa_enters_freely(&nfa->nodes.items[nfa->children[i]]))
			enter(nfa, nfa->children[i], nodes);
}

static bool reads(const struct nfa *nfa, const struct nfa_node *node, uint8_t byte)
{
	size_t length;

	switch (node->kind) {
	case NFA_BYTE:
		return node->value == byte;
	case NFA_ONE:
		return byte != '/';
	case NFA_SET:
		return nfa_set_has(intern_get(&nfa->sets, node->value, &length), byte);
	case NFA_BELOW_LOOP:
		return byte == '/';
	default:
		return false;
	}
}

static void step(const struct nfa *nfa, const node_numbers *from, uint8_t byte, node_numbers *to)
{
	to->count = 0;
	for (size_t i = 0; i < from->count; i++) {
		uint32_t n = from->items[i];
		const struct nfa_node *node = &nfa->nodes.items[n];

		if (nfa_stays(node) && (node->kind != NFA_STAR || byte != '/'))
			enter(nfa, n, to);
		for (uint32_t c = nfa->first_child[n]; c < nfa->first_child[n + 1]; c++)
			if (reads(nfa, &nfa->nodes.items[nfa->children[c]], byte))
				enter(nfa, nfa->children[c], to);
	}
}

uint32_t *nfa_match(const struct nfa *nfa, const char *name, size_t length, size_t *count)
{
	node_numbers here = { 0 }, next = { 0 };

	enter(nfa, 0, &here);
	for (size_t i = 0; i < length; i++) {
		node_numbers swap = here;

		step(nfa, &here, (uint8_t)name[i], &next);
		here = next;
		next = swap;
	}
	next.count = 0;
	for (size_t i = 0; i < here.count; i++)
		if (nfa->nodes.items[here.items[i]].item != NO_ITEM)
			VEC_PUSH(&next, nfa->nodes.items[here.items[i]].item);
	free(here.items);
	*count = next.count;
	return next.items;
}
