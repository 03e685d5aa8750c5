// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Subset construction. A state is the sorted set of tree nodes that the bytes
 * read so far may have reached. Since most of a policy is literal, most sets
 * are tiny; what makes it affordable for thousands of wildcards is that only
 * bytes which some node of the set treats specially get an edge of their own:
 * all others share the state's @otherwise.
 */
#include "compiler/nfa.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"
#include "core/image.h"
#include "core/limits.h"

/* Sets with more members than this are part of @otherwise, and their absentees are special. */
#define MANY_BYTES	128u

typedef VEC(uint32_t) node_list;

struct pending {
	uint32_t node;
	uint32_t next;		/* index + 1 of the next one for the same byte */
};

struct builder {
	struct nfa *nfa;
	struct intern sets;
	VEC(uint32_t) first_edge;
	VEC(uint32_t) otherwise;
	VEC(uint32_t) edges;
	/* Of the state being worked on. */
	node_list any;		/* reached by every byte */
	node_list most;		/* reached by every byte but `/` */
	node_list choice;	/* pairs: set, node */
	VEC(struct pending) exact;	/* reached by one byte, chained by byte */
	uint32_t exact_head[256];
	bool special[256];
	node_list target;
	/* Which effects are absorbed in the target being made, and by which node. */
	uint32_t *absorber;
	uint32_t *absorbed;		/* = @round if so */
	uint32_t round;
};

/* A node, and all that is entered from it by reading nothing. */
static void add_closure(const struct builder *b, node_list *list, uint32_t n)
{
	const struct nfa *nfa = b->nfa;
	const struct nfa_node *nodes = nfa->nodes.items;

	if (nodes[n].live)
		VEC_PUSH(list, n);
	if (nodes[n].kind == NFA_BELOW_LOOP)
		add_closure(b, list, nfa_below(nfa, n));
	for (uint32_t i = nfa->first_child[n]; i < nfa->first_child[n + 1]; i++) {
		uint32_t child = nfa->same[nfa->children[i]];

		if (nfa_enters_freely(&nodes[child]))
			add_closure(b, list, child);
	}
}

static void sort_unique(node_list *list)
{
	size_t kept = 0;
	bool sorted = true;

	for (size_t i = 1; i < list->count && sorted; i++)
		sorted = list->items[i - 1] < list->items[i];
	if (sorted)
		return;
	numbers_sort(list->items, list->count);
	for (size_t i = 0; i < list->count; i++)
		if (!kept || list->items[kept - 1] != list->items[i])
			list->items[kept++] = list->items[i];
	list->count = kept;
}

static void append(node_list *to, const node_list *from)
{
	VEC_ROOM(to, from->count);
	if (from->count)
		memcpy(to->items + to->count, from->items, from->count * sizeof(*from->items));
	to->count += from->count;
}

static void expect_byte(struct builder *b, uint8_t byte, uint32_t node)
{
	VEC_PUSH(&b->exact, (struct pending){ node, b->exact_head[byte] });
	b->exact_head[byte] = (uint32_t)b->exact.count;
	b->special[byte] = true;
}

static void gather_child(struct builder *b, uint32_t n)
{
	const struct nfa_node *node = &b->nfa->nodes.items[n];

	switch (node->kind) {
	case NFA_BYTE:
		expect_byte(b, (uint8_t)node->value, n);
		break;
	case NFA_BELOW_LOOP:
		expect_byte(b, '/', n);
		break;
	case NFA_ONE:
		add_closure(b, &b->most, n);
		break;
	case NFA_SET:
		VEC_PUSH(&b->choice, node->value);
		VEC_PUSH(&b->choice, n);
		break;
	default:
		break;		/* entered freely: a member of the state itself */
	}
}

/* A set is 256 bits: those on the smaller side of it are the special bytes. */
static void gather_choice(struct builder *b, const uint32_t *set)
{
	unsigned members = 0;

	for (unsigned i = 0; i < 8; i++)
		members += (unsigned)__builtin_popcount(set[i]);
	for (unsigned byte = 0; byte < 256; byte++)
		if (nfa_set_has(set, byte) == (members <= MANY_BYTES))
			b->special[byte] = true;
}

static void gather(struct builder *b, uint32_t state)
{
	size_t count, length;

	b->any.count = b->most.count = b->choice.count = b->exact.count = 0;
	memset(b->exact_head, 0, sizeof(b->exact_head));
	memset(b->special, 0, sizeof(b->special));
	intern_get(&b->sets, state, &count);
	for (size_t i = 0; i < count; i++) {
		uint32_t n = intern_get(&b->sets, state, &length)[i];
		uint8_t kind = b->nfa->nodes.items[n].kind;

		if (nfa_stays(&b->nfa->nodes.items[n]))
			add_closure(b, kind == NFA_STAR ? &b->most : &b->any, n);
		for (uint32_t c = b->nfa->first_child[n]; c < b->nfa->first_child[n + 1]; c++)
			gather_child(b, b->nfa->same[b->nfa->children[c]]);
	}
	if (b->most.count)
		b->special['/'] = true;
	for (size_t i = 0; i < b->choice.count; i += 2)
		gather_choice(b, intern_get(&b->nfa->sets, b->choice.items[i], &length));
	sort_unique(&b->any);
	sort_unique(&b->most);
}

static bool is_absorbed(const struct builder *b, uint32_t n)
{
	const struct nfa_node *nodes = b->nfa->nodes.items;
	uint32_t effect = nodes[n].effect, by;

	if (effect == EFFECT_MIXED || effect == EFFECT_NONE || b->absorbed[effect] != b->round)
		return false;
	by = b->absorber[effect];
	return n != by && !(nodes[by].kind == NFA_BELOW_LOOP && n == nfa_below(b->nfa, by));
}

/*
 * Where one item matches whatever follows, others with the same effect can
 * add nothing any more. Forgetting them keeps the patterns of one domain that have an
 * inner and a final `**` from doubling the number of states, each anew.
 */
static void absorb(struct builder *b)
{
	const struct nfa_node *nodes = b->nfa->nodes.items;
	bool any = false;
	size_t kept = 0;

	b->round++;
	for (size_t i = 0; i < b->target.count; i++) {
		const struct nfa_node *node = &nodes[b->target.items[i]];
		uint32_t effect = node->effect;

		if (!node->absorbs || effect == EFFECT_MIXED || b->absorbed[effect] == b->round)
			continue;
		any = true;
		b->absorbed[effect] = b->round;
		b->absorber[effect] = b->target.items[i];
	}
	for (size_t i = 0; any && i < b->target.count; i++)
		if (!is_absorbed(b, b->target.items[i]))
			b->target.items[kept++] = b->target.items[i];
	if (any)
		b->target.count = kept;
}

static uint32_t target_state(struct builder *b)
{
	sort_unique(&b->target);
	absorb(b);
	return intern_add(&b->sets, b->target.items, b->target.count, NULL);
}

/* Where a byte leads that no node treats specially: not `/`, in every large set, in no small one. */
static uint32_t target_otherwise(struct builder *b)
{
	size_t length;

	b->target.count = 0;
	append(&b->target, &b->any);
	append(&b->target, &b->most);
	for (size_t i = 0; i < b->choice.count; i += 2) {
		const uint32_t *set = intern_get(&b->nfa->sets, b->choice.items[i], &length);
		unsigned members = 0;

		for (unsigned w = 0; w < 8; w++)
			members += (unsigned)__builtin_popcount(set[w]);
		if (members > MANY_BYTES)
			add_closure(b, &b->target, b->choice.items[i + 1]);
	}
	return target_state(b);
}

static uint32_t target_special(struct builder *b, unsigned byte)
{
	size_t length;

	b->target.count = 0;
	append(&b->target, &b->any);
	if (byte != '/')
		append(&b->target, &b->most);
	for (size_t i = 0; i < b->choice.count; i += 2)
		if (nfa_set_has(intern_get(&b->nfa->sets, b->choice.items[i], &length), byte))
			add_closure(b, &b->target, b->choice.items[i + 1]);
	for (uint32_t i = b->exact_head[byte]; i; i = b->exact.items[i - 1].next)
		add_closure(b, &b->target, b->exact.items[i - 1].node);
	return target_state(b);
}

static void expand_state(struct builder *b, uint32_t state)
{
	uint32_t otherwise;

	VEC_PUSH(&b->first_edge, (uint32_t)b->edges.count);
	gather(b, state);
	otherwise = target_otherwise(b);
	VEC_PUSH(&b->otherwise, otherwise);
	for (unsigned byte = 0; byte < 256; byte++) {
		uint32_t target;

		if (!b->special[byte])
			continue;
		target = target_special(b, byte);
		if (target != otherwise)
			VEC_PUSH(&b->edges, HF_EDGE(byte, target));
	}
}

static bool within_budget(const struct builder *b)
{
	size_t bytes = intern_bytes(&b->sets) + b->edges.space * sizeof(uint32_t) +
		       2 * b->otherwise.space * sizeof(uint32_t);

	return b->sets.count <= HF_MAX_BUILD_STATES && bytes <= HF_MAX_BUILD_BYTES &&
	       b->edges.count <= UINT32_MAX / 2;
}

/* The items whose inner wildcards are alive in most of the states that were made. */
static void name_worst(const struct builder *b, struct automaton_fault *fault)
{
	size_t used = b->sets.starts[b->sets.count];
	uint32_t *seen = xcalloc(b->nfa->items + 1, sizeof(*seen));

	for (size_t i = 0; i < used; i++) {
		const struct nfa_node *node = &b->nfa->nodes.items[b->sets.words[i]];

		if (node->infix && node->maker < b->nfa->items)
			seen[node->maker]++;
	}
	*fault = (struct automaton_fault){ .states = b->sets.count };
	while (fault->worst_count < sizeof(fault->worst) / sizeof(fault->worst[0])) {
		uint32_t worst = 0;

		for (uint32_t i = 1; i < b->nfa->items; i++)
			if (seen[i] > seen[worst])
				worst = i;
		if (!seen[worst])
			break;
		seen[worst] = 0;
		fault->worst[fault->worst_count++] = worst;
	}
	free(seen);
}

static void find_accepts(const struct builder *b, struct automaton *automaton)
{
	node_list items = { 0 };

	intern_add(&automaton->accepts, NULL, 0, NULL);
	automaton->accept = xcalloc(automaton->states, sizeof(*automaton->accept));
	for (uint32_t s = 0; s < automaton->states; s++) {
		size_t count;
		const uint32_t *nodes = intern_get(&b->sets, s, &count);

		items.count = 0;
		for (size_t i = 0; i < count; i++)
			if (b->nfa->nodes.items[nodes[i]].item != NO_ITEM)
				VEC_PUSH(&items, b->nfa->nodes.items[nodes[i]].item);
		sort_unique(&items);
		automaton->accept[s] = intern_add(&automaton->accepts, items.items, items.count,
						  NULL);
	}
	free(items.items);
}

/* Takes the tables over from the builder. */
static struct automaton *make_automaton(struct builder *b, uint32_t root)
{
	struct automaton *automaton = xcalloc(1, sizeof(*automaton));

	VEC_PUSH(&b->first_edge, (uint32_t)b->edges.count);
	automaton->states = (uint32_t)b->sets.count;
	automaton->root = root;
	find_accepts(b, automaton);
	automaton->first_edge = b->first_edge.items;
	automaton->otherwise = b->otherwise.items;
	automaton->edges = b->edges.items;
	b->first_edge.items = b->otherwise.items = b->edges.items = NULL;
	return automaton;
}

static void builder_free(struct builder *b)
{
	intern_free(&b->sets);
	free(b->first_edge.items);
	free(b->otherwise.items);
	free(b->edges.items);
	free(b->any.items);
	free(b->most.items);
	free(b->choice.items);
	free(b->exact.items);
	free(b->target.items);
	free(b->absorber);
	free(b->absorbed);
}

static void prepare(struct builder *b, const uint32_t *effects)
{
	uint32_t most = 0;

	for (uint32_t i = 0; i < b->nfa->items; i++)
		most = effects[i] > most ? effects[i] : most;
	b->absorber = xcalloc((size_t)most + 1, sizeof(*b->absorber));
	b->absorbed = xcalloc((size_t)most + 1, sizeof(*b->absorbed));
	nfa_finish(b->nfa, effects);
	intern_add(&b->sets, NULL, 0, NULL);
}

struct automaton *automaton_build(struct nfa *nfa, const uint32_t *effects,
				  struct automaton_fault *fault)
{
	struct builder b = { .nfa = nfa };
	struct automaton *automaton = NULL;
	uint32_t root;

	prepare(&b, effects);
	add_closure(&b, &b.target, nfa->same[0]);
	root = target_state(&b);
	for (uint32_t s = 0; s < b.sets.count && within_budget(&b); s++)
		expand_state(&b, s);
	if (within_budget(&b))
		automaton = make_automaton(&b, root);
	else
		name_worst(&b, fault);
	builder_free(&b);
	return automaton;
}
