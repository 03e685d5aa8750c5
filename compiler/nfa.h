/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All patterns as one tree of tokens: common beginnings are stored once. Private to nfa.c and automaton.c. */
#ifndef HOLDFAST_COMPILER_NFA_H
#define HOLDFAST_COMPILER_NFA_H

#include "compiler/automaton.h"
#include "compiler/vec.h"

#define NO_ITEM UINT32_MAX

/** enum nfa_kind - how a node is entered from its parent, and whether it keeps what follows */
enum nfa_kind {
	NFA_ROOT,
	NFA_BYTE,		/* by one byte: @value */
	NFA_ONE,		/* by one byte but `/` */
	NFA_SET,		/* by one byte of set @value */
	NFA_STAR,		/* by nothing; stays on bytes but `/` */
	NFA_ANY,		/* by nothing; stays on all bytes */
	NFA_BELOW_LOOP,		/* by `/`; stays on all bytes; leads to the NFA_BELOW behind it by nothing */
	NFA_BELOW,		/* by nothing */
};

struct nfa_node {
	uint32_t value;
	uint32_t item;		/* that ends here, or NO_ITEM */
	uint32_t maker;		/* item whose pattern made the node: to name it in messages */
	uint32_t effect;	/* that all items at or behind it have, or EFFECT_MIXED */
	uint8_t kind;		/* enum nfa_kind */
	bool live;		/* worth keeping in a set: ends an item, stays, or reads on */
	bool absorbs;		/* once here, its item matches whatever follows */
	bool infix;		/* stays on bytes and has more to read: what makes automata grow */
};

struct nfa_range {
	const uint32_t *from, *to;
};

struct nfa {
	VEC(struct nfa_node) nodes;
	struct intern tree;	/* (parent, kind, value): number n is node n + 1 */
	struct intern sets;	/* eight words each */
	uint32_t items;
	/* The children of node n: @children[first_child[n]] to @children[first_child[n + 1]]. */
	uint32_t *first_child, *children;
	/*
	 * Nodes from which the same is read, to the same effect, stand for each other: the
	 * automaton is built with @same[n] in place of n. Otherwise two patterns that end alike behind
	 * a wildcard would each be followed on their own, and double the states.
	 */
	uint32_t *same;
};

/**
 * nfa_finish - make children, flags, effects and @same, once all patterns are in
 * @effects: see automaton_build()
 */
void nfa_finish(struct nfa *nfa, const uint32_t *effects);

/** nfa_below - what NFA_BELOW_LOOP node @n leads to by nothing */
static inline uint32_t nfa_below(const struct nfa *nfa, uint32_t n)
{
	return nfa->same[n + 1];
}

static inline bool nfa_stays(const struct nfa_node *node)
{
	return node->kind == NFA_STAR || node->kind == NFA_ANY || node->kind == NFA_BELOW_LOOP;
}

static inline bool nfa_enters_freely(const struct nfa_node *node)
{
	return node->kind == NFA_STAR || node->kind == NFA_ANY || node->kind == NFA_BELOW;
}

static inline bool nfa_set_has(const uint32_t *set, unsigned byte)
{
	return set[byte / 32] >> byte % 32 & 1;
}

#endif
