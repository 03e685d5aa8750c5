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

/* Addresses @low to @high, with the ports that begin at @ports in the sweep's list. */
struct range {
	address low, high;
	size_t ports, count;
};

struct sweep {
	struct tables *tables;
	VEC(struct event) events;
	VEC(const struct fact *) active;
	VEC(struct range) ranges;
	VEC(struct hf_net4) nets4;
	VEC(struct hf_net6) nets6;
	VEC(struct hf_ports) allowed, denied, ports, all_ports;
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

static bool has_ports(const struct sweep *s, const struct range *range)
{
	return range->count == s->ports.count &&
	       !memcmp(&s->all_ports.items[range->ports], s->ports.items,
		       s->ports.count * sizeof(struct hf_ports));
}

/* Addresses @low to @high have the ports that fold_ports() found. */
static void add_range(struct sweep *s, address low, address high)
{
	struct range *last = s->ranges.count ? &s->ranges.items[s->ranges.count - 1] : NULL;

	if (!s->ports.count)
		return;
	if (last && last->high + 1 == low && has_ports(s, last)) {
		last->high = high;
		return;
	}
	VEC_PUSH(&s->ranges, (struct range){ low, high, s->all_ports.count, s->ports.count });
	for (size_t i = 0; i < s->ports.count; i++)
		VEC_PUSH(&s->all_ports, s->ports.items[i]);
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

/* ::ffff:0.0.0.0 to ::ffff:255.255.255.255 are IPv4. */
#define FIRST_MAPPED	((address)0xffff00000000)
#define LAST_MAPPED	(FIRST_MAPPED | 0xffffffff)

/* The part of @range from @from to @to, with each of its ranges of ports. */
static void add_net4(struct sweep *s, const struct range *range, address from, address to)
{
	address low = range->low > from ? range->low : from;
	address high = range->high < to ? range->high : to;

	for (size_t i = 0; low <= high && i < range->count; i++)
		VEC_PUSH(&s->nets4, (struct hf_net4){ (hf_u32)low, (hf_u32)high,
						      s->all_ports.items[range->ports + i] });
}

static void add_net6(struct sweep *s, const struct range *range, address from, address to)
{
	address low = range->low > from ? range->low : from;
	address high = range->high < to ? range->high : to;

	for (size_t i = 0; low <= high && i < range->count; i++)
		VEC_PUSH(&s->nets6, (struct hf_net6){
			.low = { (hf_u64)(low >> 64), (hf_u64)low },
			.high = { (hf_u64)(high >> 64), (hf_u64)high },
			.ports = s->all_ports.items[range->ports + i] });
}

/* Is this sequence of @bytes new? Then the caller stores its @count records behind @next others. */
static bool find_slice(struct slices *slices, const void *records, size_t bytes, size_t next,
		       size_t count, struct hf_slice *slice)
{
	uint32_t *key = xmalloc(bytes);
	bool is_new;

	if (bytes)
		memcpy(key, records, bytes);
	is_new = slices_find(slices, key, bytes / sizeof(*key), (uint32_t)next, (uint32_t)count, slice);
	free(key);
	return is_new;
}

static struct hf_slice store_nets4(struct sweep *s)
{
	struct tables *t = s->tables;
	struct hf_slice slice;

	if (find_slice(&t->net4_slices, s->nets4.items, s->nets4.count * sizeof(struct hf_net4),
		       t->nets4.count, s->nets4.count, &slice))
		for (size_t i = 0; i < s->nets4.count; i++)
			VEC_PUSH(&t->nets4, s->nets4.items[i]);
	return slice;
}

static struct hf_slice store_nets6(struct sweep *s)
{
	struct tables *t = s->tables;
	struct hf_slice slice;

	if (find_slice(&t->net6_slices, s->nets6.items, s->nets6.count * sizeof(struct hf_net6),
		       t->nets6.count, s->nets6.count, &slice))
		for (size_t i = 0; i < s->nets6.count; i++)
			VEC_PUSH(&t->nets6, s->nets6.items[i]);
	return slice;
}

static void split_versions(struct sweep *s)
{
	for (size_t i = 0; i < s->ranges.count; i++) {
		const struct range *range = &s->ranges.items[i];

		add_net4(s, range, FIRST_MAPPED, LAST_MAPPED);
		add_net6(s, range, 0, FIRST_MAPPED - 1);
		add_net6(s, range, LAST_MAPPED + 1, ~(address)0);
	}
}

void nets_fold(struct tables *tables, const struct fact *const *facts, size_t count,
	       struct hf_slice *ipv4, struct hf_slice *ipv6)
{
	struct sweep s = { .tables = tables };

	for (size_t i = 0; i < count; i++) {
		address high = load(facts[i]->high);

		VEC_PUSH(&s.events, (struct event){ load(facts[i]->low), facts[i], true });
		if (high != ~(address)0)
			VEC_PUSH(&s.events, (struct event){ high + 1, facts[i], false });
	}
	if (s.events.count)
		qsort(s.events.items, s.events.count, sizeof(struct event), compare_events);
	run_sweep(&s);
	split_versions(&s);
	*ipv4 = store_nets4(&s);
	*ipv6 = store_nets6(&s);
	free(s.events.items);
	free(s.active.items);
	free(s.ranges.items);
	free(s.nets4.items);
	free(s.nets6.items);
	free(s.allowed.items);
	free(s.denied.items);
	free(s.ports.items);
	free(s.all_ports.items);
}

void net4_range(const struct hf_net4 *net, struct address_range *range)
{
	store(range->low, FIRST_MAPPED | net->low);
	store(range->high, FIRST_MAPPED | net->high);
}

void net6_range(const struct hf_net6 *net, struct address_range *range)
{
	store(range->low, (address)net->low[0] << 64 | net->low[1]);
	store(range->high, (address)net->high[0] << 64 | net->high[1]);
}
