// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Minimisation by refining a partition of the states until all states of a
 * block lead, byte by byte, to the same blocks.
 *
 * Only states with a successor whose block got another number are looked at
 * again, and of the parts of a block that is split the largest keeps its
 * number. So a state is renumbered at most log2(states) times, and all work is
 * in O(edges * log(states)), however long the shortest distinguishing name is. (Hopcroft's
 * bound; the scheme is that of Jacobs and Wissmann, "Fast Coalgebraic
 * Bisimilarity Minimization", POPL 2023. Unlike Hopcroft's it needs no inverse
 * of @otherwise for each byte.)
 */
#include "compiler/automaton.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/vec.h"
#include "core/image.h"

/* With more special bytes than this, @otherwise may not be what most bytes do. */
#define FEW_EDGES 127u

struct block {
	uint32_t start, end;		/* of its states in @order */
	uint32_t dirty;			/* so many of them, at the start, need a look */
	bool queued;
};

struct refinement {
	const struct automaton *automaton;
	uint32_t *block_of;
	uint32_t *order, *place;	/* states by block, and where each one is */
	VEC(struct block) blocks;
	VEC(uint32_t) queue;		/* blocks with dirty states, first in, first out */
	size_t queue_head;
	uint32_t *first_before, *before;/* the states that lead to each state */
	/* Of the block being split. */
	VEC(uint32_t) signature;
	struct intern signatures;
	VEC(uint32_t) groups;		/* signature of each dirty state */
};

static void count_before(struct refinement *r, bool fill, uint32_t *next)
{
	const struct automaton *a = r->automaton;

	for (uint32_t s = 0; s < a->states; s++) {
		for (uint32_t i = a->first_edge[s]; i <= a->first_edge[s + 1]; i++) {
			uint32_t target = i < a->first_edge[s + 1] ? HF_EDGE_TARGET(a->edges[i]) :
								     a->otherwise[s];

			if (fill)
				r->before[next[target]++] = s;
			else
				r->first_before[target + 1]++;
		}
	}
}

static void find_before(struct refinement *r)
{
	uint32_t states = r->automaton->states;
	uint32_t *next = xmalloc(states * sizeof(*next));

	r->first_before = xcalloc((size_t)states + 1, sizeof(*r->first_before));
	r->before = xmalloc(((size_t)r->automaton->first_edge[states] + states) * sizeof(*r->before));
	count_before(r, false, NULL);
	for (uint32_t s = 0; s < states; s++)
		r->first_before[s + 1] += r->first_before[s];
	memcpy(next, r->first_before, states * sizeof(*next));
	count_before(r, true, next);
	free(next);
}

/* Blocks by class, all of them to be looked at. */
static void first_partition(struct refinement *r, const uint32_t *class)
{
	const struct automaton *a = r->automaton;
	uint32_t classes = 0, *start;

	for (uint32_t s = 0; s < a->states; s++)
		if (class[a->accept[s]] >= classes)
			classes = class[a->accept[s]] + 1;
	start = xcalloc((size_t)classes + 1, sizeof(*start));
	for (uint32_t s = 0; s < a->states; s++)
		start[class[a->accept[s]] + 1]++;
	for (uint32_t c = 0; c < classes; c++) {
		start[c + 1] += start[c];
		VEC_PUSH(&r->blocks, (struct block){ start[c], start[c + 1],
						     start[c + 1] - start[c], true });
		VEC_PUSH(&r->queue, c);
	}
	for (uint32_t s = 0; s < a->states; s++) {
		uint32_t c = class[a->accept[s]];

		r->block_of[s] = c;
		r->place[s] = start[c];
		r->order[start[c]++] = s;
	}
	free(start);
}

static void swap_places(struct refinement *r, uint32_t at, uint32_t with)
{
	uint32_t a = r->order[at], b = r->order[with];

	r->order[at] = b;
	r->order[with] = a;
	r->place[b] = at;
	r->place[a] = with;
}

static void mark_dirty(struct refinement *r, uint32_t state)
{
	uint32_t number = r->block_of[state];
	struct block *block = &r->blocks.items[number];

	if (r->place[state] < block->start + block->dirty)
		return;
	swap_places(r, r->place[state], block->start + block->dirty++);
	if (!block->queued) {
		block->queued = true;
		VEC_PUSH(&r->queue, number);
	}
}

/* The block that most bytes lead to, of several the smallest: a function of what all 256 bytes do. */
static uint32_t main_block(const struct refinement *r, uint32_t state)
{
	const struct automaton *a = r->automaton;
	uint32_t first = a->first_edge[state], end = a->first_edge[state + 1];
	uint32_t best = r->block_of[a->otherwise[state]];
	uint32_t most = 0;

	if (end - first <= FEW_EDGES)
		return best;
	for (uint32_t i = first; i <= end; i++) {
		uint32_t block = r->block_of[i < end ? HF_EDGE_TARGET(a->edges[i]) : a->otherwise[state]];
		uint32_t count = block == r->block_of[a->otherwise[state]] ? 256 - (end - first) : 0;

		for (uint32_t j = first; j < end; j++)
			count += r->block_of[HF_EDGE_TARGET(a->edges[j])] == block;
		if (count > most || (count == most && block < best)) {
			most = count;
			best = block;
		}
	}
	return best;
}

/* Bytes that do not lead to the main block; equal signatures are equal behaviour. */
static void make_signature(struct refinement *r, uint32_t state)
{
	const struct automaton *a = r->automaton;
	uint32_t main = main_block(r, state), otherwise = r->block_of[a->otherwise[state]];
	uint32_t at = a->first_edge[state], end = a->first_edge[state + 1];

	r->signature.count = 0;
	VEC_PUSH(&r->signature, main);
	if (main == otherwise) {
		for (; at < end; at++) {
			uint32_t block = r->block_of[HF_EDGE_TARGET(a->edges[at])];

			if (block != main)
				VEC_PUSH(&r->signature, HF_EDGE(HF_EDGE_BYTE(a->edges[at]), block));
		}
		return;
	}
	for (uint32_t byte = 0; byte < 256; byte++) {
		uint32_t block = otherwise;

		if (at < end && HF_EDGE_BYTE(a->edges[at]) == byte)
			block = r->block_of[HF_EDGE_TARGET(a->edges[at++])];
		if (block != main)
			VEC_PUSH(&r->signature, HF_EDGE(byte, block));
	}
}

/* Number the signatures of the dirty states; they are forgotten with the block. */
static void sign_dirty(struct refinement *r, const struct block *block)
{
	r->groups.count = 0;
	intern_clear(&r->signatures);
	for (uint32_t i = 0; i < block->dirty; i++) {
		make_signature(r, r->order[block->start + i]);
		VEC_PUSH(&r->groups, intern_add(&r->signatures, r->signature.items,
						r->signature.count, NULL));
	}
}

/* Bring the dirty states of @block into the order of their groups; @start gets where each begins. */
static void sort_groups(struct refinement *r, const struct block *block, uint32_t *start)
{
	uint32_t groups = (uint32_t)r->signatures.count;
	uint32_t *states = xmalloc(block->dirty * sizeof(*states));
	uint32_t *next = xmalloc(groups * sizeof(*next));

	memset(start, 0, ((size_t)groups + 1) * sizeof(*start));
	for (uint32_t i = 0; i < block->dirty; i++)
		start[r->groups.items[i] + 1]++;
	for (uint32_t g = 0; g < groups; g++)
		start[g + 1] += start[g];
	memcpy(next, start, groups * sizeof(*next));
	for (uint32_t i = 0; i < block->dirty; i++)
		states[next[r->groups.items[i]]++] = r->order[block->start + i];
	for (uint32_t i = 0; i < block->dirty; i++) {
		r->order[block->start + i] = states[i];
		r->place[states[i]] = block->start + i;
	}
	free(states);
	free(next);
}

/* States from @start to @end leave their block; whoever leads to them needs a look. */
static void split_off(struct refinement *r, uint32_t start, uint32_t end)
{
	uint32_t number = (uint32_t)r->blocks.count;

	VEC_PUSH(&r->blocks, (struct block){ .start = start, .end = end });
	for (uint32_t i = start; i < end; i++)
		r->block_of[r->order[i]] = number;
}

static void mark_before(struct refinement *r, uint32_t number)
{
	uint32_t start = r->blocks.items[number].start, end = r->blocks.items[number].end;
	uint32_t *members = xmalloc((end - start) * sizeof(*members));

	/* A copy: marking moves states about, also those of this block. */
	memcpy(members, r->order + start, (end - start) * sizeof(*members));
	for (uint32_t i = 0; i < end - start; i++)
		for (uint32_t j = r->first_before[members[i]]; j < r->first_before[members[i] + 1]; j++)
			mark_dirty(r, r->before[j]);
	free(members);
}

/*
 * Dirty states never agree with clean ones: they lead into a block that was
 * made since the clean ones were looked at. So the clean ones are one group more.
 */
static void split_block(struct refinement *r, uint32_t number)
{
	struct block block = r->blocks.items[number];
	uint32_t clean = block.end - block.start - block.dirty;
	uint32_t first_new = (uint32_t)r->blocks.count;
	uint32_t groups, largest, size = clean, *start;

	sign_dirty(r, &block);
	groups = largest = (uint32_t)r->signatures.count;
	start = xmalloc(((size_t)groups + 1) * sizeof(*start));
	sort_groups(r, &block, start);
	for (uint32_t g = 0; g < groups; g++)
		if (start[g + 1] - start[g] > size) {
			size = start[g + 1] - start[g];
			largest = g;
		}
	r->blocks.items[number].dirty = 0;
	for (uint32_t g = 0; g < groups; g++)
		if (g != largest)
			split_off(r, block.start + start[g], block.start + start[g + 1]);
	if (largest == groups) {
		r->blocks.items[number].start = block.start + block.dirty;
	} else {
		r->blocks.items[number].start = block.start + start[largest];
		r->blocks.items[number].end = block.start + start[largest + 1];
		if (clean)
			split_off(r, block.start + block.dirty, block.end);
	}
	free(start);
	for (uint32_t new = first_new, end = (uint32_t)r->blocks.count; new < end; new++)
		mark_before(r, new);
}

static void refine(struct refinement *r)
{
	while (r->queue_head < r->queue.count) {
		uint32_t number = r->queue.items[r->queue_head++];

		r->blocks.items[number].queued = false;
		if (r->blocks.items[number].dirty)
			split_block(r, number);
		if (r->queue_head > 4096 && 2 * r->queue_head > r->queue.count) {
			r->queue.count -= r->queue_head;
			memmove(r->queue.items, r->queue.items + r->queue_head,
				r->queue.count * sizeof(*r->queue.items));
			r->queue_head = 0;
		}
	}
}

/* The blocks as states, breadth first from the dead one and the root. */
struct output {
	struct automaton *minimal;
	uint32_t *number;		/* of each block + 1, 0 if it was not met */
	VEC(uint32_t) blocks;		/* of each new state */
	VEC(uint32_t) edges;
};

static uint32_t meet(struct output *o, uint32_t block)
{
	if (!o->number[block]) {
		VEC_PUSH(&o->blocks, block);
		o->number[block] = (uint32_t)o->blocks.count;
	}
	return o->number[block] - 1;
}

static void put_state(struct refinement *r, struct output *o, uint32_t state)
{
	uint32_t from = r->order[r->blocks.items[o->blocks.items[state]].start];
	uint32_t main;

	make_signature(r, from);
	main = r->signature.items[0];
	o->minimal->first_edge[state] = (uint32_t)o->edges.count;
	for (size_t i = 1; i < r->signature.count; i++)
		VEC_PUSH(&o->edges, HF_EDGE(HF_EDGE_BYTE(r->signature.items[i]),
					    meet(o, HF_EDGE_TARGET(r->signature.items[i]))));
	o->minimal->otherwise[state] = meet(o, main);
}

static struct automaton *make_output(struct refinement *r, const uint32_t *class)
{
	const struct automaton *a = r->automaton;
	struct output o = { .minimal = xcalloc(1, sizeof(*o.minimal)) };
	size_t room = r->blocks.count + 1;

	o.number = xcalloc(room, sizeof(*o.number));
	o.minimal->first_edge = xcalloc(room, sizeof(uint32_t));
	o.minimal->otherwise = xcalloc(room, sizeof(uint32_t));
	o.minimal->accept = xcalloc(room, sizeof(uint32_t));
	meet(&o, r->block_of[0]);
	o.minimal->root = meet(&o, r->block_of[a->root]);
	for (uint32_t s = 0; s < o.blocks.count; s++) {
		uint32_t from = r->order[r->blocks.items[o.blocks.items[s]].start];

		put_state(r, &o, s);
		o.minimal->accept[s] = class[a->accept[from]];
	}
	o.minimal->states = (uint32_t)o.blocks.count;
	o.minimal->first_edge[o.minimal->states] = (uint32_t)o.edges.count;
	o.minimal->edges = o.edges.items;
	free(o.number);
	free(o.blocks.items);
	return o.minimal;
}

struct automaton *automaton_minimise(const struct automaton *automaton, const uint32_t *class)
{
	struct refinement r = { .automaton = automaton };
	struct automaton *minimal;

	r.block_of = xcalloc(automaton->states, sizeof(*r.block_of));
	r.order = xcalloc(automaton->states, sizeof(*r.order));
	r.place = xcalloc(automaton->states, sizeof(*r.place));
	find_before(&r);
	first_partition(&r, class);
	refine(&r);
	minimal = make_output(&r, class);
	free(r.block_of);
	free(r.order);
	free(r.place);
	free(r.blocks.items);
	free(r.queue.items);
	free(r.first_before);
	free(r.before);
	free(r.signature.items);
	intern_free(&r.signatures);
	free(r.groups.items);
	return minimal;
}
