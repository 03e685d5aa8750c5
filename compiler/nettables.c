// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Rules about networks overlap as they like; the engine searches disjoint
 * ranges. A sweep over the addresses at which anything begins or ends gives
 * the ranges; in each, the ports of the denying rules are taken off those of
 * the allowing ones. Prefixes nest, so few rules are active at any address.
 */
#include "compiler/tables.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"

__extension__ typedef unsigned __int128 address;

/* A rule begins at @at, or has ended before it. */
struct event {
	address at;
	const struct fact *fact;
	bool begins;
};

struct sweep {
	struct tables *tables;
	VEC(struct event) events;
	VEC(const struct fact *) active;
	VEC(struct hf_net) nets;
	VEC(struct hf_ports) allowed, denied, ports;
};

static address load(const uint8_t bytes[16])
{
	address value = 0;

	for (int i = 0; i < 16; i++)
		value = value << 8 | bytes[i];
	return value;
}

static void store(uint8_t bytes[16], address value)
{
	for (int i = 15; i >= 0; i--, value >>= 8)
		bytes[i] = (uint8_t)value;
}

static int compare_events(const void *a, const void *b)
{
	const struct event *x = a, *y = b;

	return x->at < y->at ? -1 : x->at > y->at;
}

/* What is left of the allowed ranges, both lists sorted and disjoint. */
static void subtract_ports(struct sweep *s)
{
	size_t d = 0;

	s->ports.count = 0;
	for (size_t a = 0; a < s->allowed.count; a++) {
		uint32_t low = s->allowed.items[a].low, high = s->allowed.items[a].high;

		while (d < s->denied.count && s->denied.items[d].high < low)
			d++;
		for (size_t i = d; i < s->denied.count && s->denied.items[i].low <= high; i++) {
			if (s->denied.items[i].low > low)
				VEC_PUSH(&s->ports, (struct hf_ports){
					(hf_u16)low, (hf_u16)(s->denied.items[i].low - 1) });
			low = s->denied.items[i].high + 1u;
		}
		if (low <= high)
			VEC_PUSH(&s->ports, (struct hf_ports){ (hf_u16)low, (hf_u16)high });
	}
}

/* The ports that are granted while exactly the active rules apply. */
static void fold_ports(struct sweep *s)
{
	s->allowed.count = s->denied.count = 0;
	for (size_t i = 0; i < s->active.count; i++) {
		const struct fact *fact = s->active.items[i];

		for (size_t p = 0; p < fact->port_count; p++) {
			if (fact->deny)
				VEC_PUSH(&s->denied, fact->ports[p]);
			else
				VEC_PUSH(&s->allowed, fact->ports[p]);
		}
	}
	s->allowed.count = ports_unite(s->allowed.items, s->allowed.count);
	s->denied.count = ports_unite(s->denied.items, s->denied.count);
	subtract_ports(s);
}

static struct hf_slice store_ports(struct sweep *s)
{
	struct tables *t = s->tables;
	struct hf_slice slice;
	uint32_t *key = xmalloc(s->ports.count * sizeof(*key));

	for (size_t i = 0; i < s->ports.count; i++)
		key[i] = (uint32_t)s->ports.items[i].low << 16 | s->ports.items[i].high;
	if (slices_find(&t->port_slices, key, s->ports.count, (uint32_t)t->ports.count,
			(uint32_t)s->ports.count, &slice))
		for (size_t i = 0; i < s->ports.count; i++)
			VEC_PUSH(&t->ports, s->ports.items[i]);
	free(key);
	return slice;
}

/* Addresses @low to @high have the ports that fold_ports() found. */
static void add_range(struct sweep *s, address low, address high)
{
	struct hf_net net = { 0 }, *last = s->nets.count ? &s->nets.items[s->nets.count - 1] : NULL;

	if (!s->ports.count)
		return;
	net.ports = store_ports(s);
	store(net.low, low);
	store(net.high, high);
	if (last && load(last->high) + 1 == low && last->ports.first == net.ports.first &&
	    last->ports.count == net.ports.count)
		memcpy(last->high, net.high, sizeof(net.high));
	else
		VEC_PUSH(&s->nets, net);
}

static void apply_event(struct sweep *s, const struct event *event)
{
	if (event->begins) {
		VEC_PUSH(&s->active, event->fact);
		return;
	}
	for (size_t i = s->active.count; i--;) {
		if (s->active.items[i] != event->fact)
			continue;
		s->active.items[i] = s->active.items[--s->active.count];
		return;
	}
}

static void run_sweep(struct sweep *s)
{
	for (size_t i = 0; i < s->events.count;) {
		address at = s->events.items[i].at;

		for (; i < s->events.count && s->events.items[i].at == at; i++)
			apply_event(s, &s->events.items[i]);
		if (!s->active.count)
			continue;
		fold_ports(s);
		/* Rules that reach the last address have no event behind it. */
		add_range(s, at, i < s->events.count ? s->events.items[i].at - 1 : ~(address)0);
	}
}

static struct hf_slice store_nets(struct sweep *s)
{
	struct tables *t = s->tables;
	size_t words = sizeof(struct hf_net) / sizeof(uint32_t);
	uint32_t *key = xmalloc(s->nets.count * sizeof(struct hf_net));
	struct hf_slice slice;

	if (s->nets.count)
		memcpy(key, s->nets.items, s->nets.count * sizeof(struct hf_net));
	if (slices_find(&t->net_slices, key, s->nets.count * words, (uint32_t)t->nets.count,
			(uint32_t)s->nets.count, &slice))
		for (size_t i = 0; i < s->nets.count; i++)
			VEC_PUSH(&t->nets, s->nets.items[i]);
	free(key);
	return slice;
}

struct hf_slice nets_fold(struct tables *tables, const struct fact *const *facts, size_t count)
{
	struct sweep s = { .tables = tables };
	struct hf_slice slice;

	for (size_t i = 0; i < count; i++) {
		address high = load(facts[i]->high);

		VEC_PUSH(&s.events, (struct event){ load(facts[i]->low), facts[i], true });
		if (high != ~(address)0)
			VEC_PUSH(&s.events, (struct event){ high + 1, facts[i], false });
	}
	if (s.events.count)
		qsort(s.events.items, s.events.count, sizeof(struct event), compare_events);
	run_sweep(&s);
	slice = store_nets(&s);
	free(s.events.items);
	free(s.active.items);
	free(s.nets.items);
	free(s.allowed.items);
	free(s.denied.items);
	free(s.ports.items);
	return slice;
}
