/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Rules for tcp and udp. Addresses and ports are written as they were seen,
 * but for numbers the kernel picks (ephemeral ports), listeners on every
 * address, and many neighbours of one network.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "learn/words.h"
#include "learn/write.h"

#define EPHEMERAL 32768u	/* ip_local_port_range begins here unless somebody changed it */
#define EPHEMERAL_RANGE "32768-60999"
#define MANY_PORTS 4u
#define MANY_ADDRESSES 4u

static const char why_ports[] = "the ports were of the range that the kernel picks from: any of it";
static const char why_prefix[] = "several addresses of one network: is all of it meant?";
static const char why_both[] =
	"several addresses of one network, and ports that the kernel picked: is all of it meant?";
static const char why_nobody[] =
	"nobody connected while recording: say behind `from` who may";
static const char why_anybody[] =
	"connections came from other machines: say behind `from` who may, or leave it at everybody";

/* An end of a connection: what one line of a rule will speak of. */
struct end {
	const char *address;	/* text of an address or prefix, "" for any */
	hf_u8 bytes[16];
	struct list ports;	/* sorted */
	bool range;		/* ports of the ephemeral range were put together */
	bool prefix;		/* addresses were put together */
	const char *port_words;	/* " port 80 443" once complete */
};

struct ends {
	struct end *list;
	size_t count, space;
};

static const char *port_text(struct learn *learn, hf_u16 port)
{
	/* Five digits, so that they sort as numbers; the zeros are skipped when written. */
	return learn_string(learn, arena_printf(learn->arena, "%05u", port));
}

static bool is_any_address(const hf_u8 address[16])
{
	static const hf_u8 zero[16];

	return !memcmp(address, zero, 10) && !memcmp(address + 12, zero, 4) &&
	       (address_is_ipv4(address) || !memcmp(address, zero, 16));
}

static bool is_loopback(const hf_u8 address[16])
{
	static const hf_u8 one[16] = { [15] = 1 };

	return address_is_ipv4(address) ? address[12] == 127 : !memcmp(address, one, 16);
}

static struct end *find_end(struct learn *learn, struct ends *ends, const hf_u8 address[16], bool any)
{
	char text[46] = "";
	struct end *end;

	if (!any)
		address_print(address, text);
	/* Facts come sorted by address; only the any-address has two forms. */
	for (size_t i = any || !ends->count ? 0 : ends->count - 1; i < ends->count; i++)
		if (!strcmp(ends->list[i].address, text))
			return &ends->list[i];
	learn_grow(&ends->list, ends->count, &ends->space, sizeof(*ends->list));
	end = &ends->list[ends->count++];
	*end = (struct end){ .address = learn_string(learn, text) };
	if (!any)
		memcpy(end->bytes, address, 16);
	return end;
}

/* Ports as words; many of the ephemeral range become the range. */
static void finish_ports(struct learn *learn, struct end *end)
{
	struct text text = { 0 };
	unsigned high = 0;

	list_sort(&end->ports);
	for (size_t i = 0; i < end->ports.count; i++)
		high += (unsigned)atoi(end->ports.items[i]) >= EPHEMERAL;
	end->range |= high >= MANY_PORTS;
	for (size_t i = 0; i < end->ports.count; i++) {
		unsigned port = (unsigned)atoi(end->ports.items[i]);

		if (!end->range || port < EPHEMERAL || port > 60999)
			text_printf(&text, " %u", port);
	}
	if (end->range)
		text_puts(&text, " " EPHEMERAL_RANGE);
	end->port_words = learn_string(learn, text.bytes ? text.bytes : "");
	text_free(&text);
}

static int compare_ends(const void *left, const void *right)
{
	const struct end *a = left, *b = right;
	int order = strcmp(a->port_words, b->port_words);

	if (order)
		return order;
	order = memcmp(a->bytes, b->bytes, 16);
	return order ? order : strcmp(a->address, b->address);
}

/* Bytes of the network that is generalised to: a /24, or a /64. */
static size_t network_bytes(const hf_u8 address[16])
{
	return address_is_ipv4(address) ? 15 : 8;
}

static const char *network_text(struct learn *learn, const hf_u8 address[16])
{
	hf_u8 network[16] = { 0 };
	char text[46];

	memcpy(network, address, network_bytes(address));
	address_print(network, text);
	return learn_string(learn, arena_printf(learn->arena, "%s/%u", text,
						address_is_ipv4(address) ? 24u : 64u));
}

/* Ends with the same ports in the same network, which stand together when sorted, become one. */
static void join_networks(struct learn *learn, struct ends *ends)
{
	size_t kept = 0, size;

	for (size_t first = 0; first < ends->count; first += size) {
		struct end *group = &ends->list[first];

		for (size = 1; first + size < ends->count; size++)
			if (!group->address[0] || !group[size].address[0] ||
			    strcmp(group->port_words, group[size].port_words) ||
			    address_is_ipv4(group->bytes) != address_is_ipv4(group[size].bytes) ||
			    memcmp(group->bytes, group[size].bytes, network_bytes(group->bytes)))
				break;
		if (size >= MANY_ADDRESSES) {
			group->address = network_text(learn, group->bytes);
			group->prefix = true;
			for (size_t i = 1; i < size; i++) {
				group->range |= group[i].range;
				list_free(&group[i].ports);
			}
			ends->list[kept++] = *group;
			continue;
		}
		for (size_t i = 0; i < size; i++)
			ends->list[kept++] = group[i];
	}
	ends->count = kept;
}

static void free_ends(struct ends *ends)
{
	for (size_t i = 0; i < ends->count; i++)
		list_free(&ends->list[i].ports);
	free(ends->list);
}

static const char *end_remark(const struct end *end)
{
	return end->prefix && end->range ? why_both : end->prefix ? why_prefix : end->range ? why_ports : NULL;
}

/* Ends with the same ports and the same remark are one rule. */
static void write_ends(struct writer *writer, const char *verb, struct ends *ends)
{
	struct list objects = { 0 };

	for (size_t i = 0; i < ends->count; i++)
		finish_ports(writer->learn, &ends->list[i]);
	if (ends->count)
		qsort(ends->list, ends->count, sizeof(*ends->list), compare_ends);
	join_networks(writer->learn, ends);
	for (size_t i = 0; i < ends->count; i++) {
		const struct end *end = &ends->list[i], *next = end + 1;

		if (!end->address[0]) {
			struct list single = { .items = (const char *[]){ end->port_words + 1 }, .count = 1 };

			write_rule(writer, end_remark(end), verb, &single, "");
			continue;
		}
		list_add(&objects, end->address);
		if (i + 1 < ends->count && next->address[0] && !strcmp(end->port_words, next->port_words) &&
		    end_remark(end) == end_remark(next))
			continue;
		write_rule(writer, end_remark(end), verb, &objects,
			   arena_printf(writer->learn->arena, " port%s", end->port_words));
		objects.count = 0;
	}
	list_free(&objects);
}

/* The facts of one domain and one protocol. */
struct net {
	struct writer *writer;
	const struct fact *facts;
	size_t count;
	enum hf_proto proto;
};

static const struct event *net_event(const struct net *net, size_t i, enum hf_netop netop)
{
	const struct event *event = &net->facts[i].event;

	return event->kind == EVENT_NET && event->proto == net->proto && event->netop == netop ? event : NULL;
}

/* Who connected to @port: bits. */
enum peers { PEER_LOOPBACK4 = 1, PEER_LOOPBACK6 = 2, PEER_OTHER = 4 };

static unsigned peers_of(const struct net *net, hf_u16 port, bool ephemeral)
{
	unsigned peers = 0;

	for (size_t i = 0; i < net->count; i++) {
		const struct event *event = net_event(net, i, HF_NET_ACCEPT);

		if (!event || (event->port != port && !(ephemeral && event->port >= EPHEMERAL)))
			continue;
		if (!is_loopback(event->address))
			peers |= PEER_OTHER;
		else
			peers |= address_is_ipv4(event->address) ? PEER_LOOPBACK4 : PEER_LOOPBACK6;
	}
	return peers;
}

static bool same_address(const struct event *a, const struct event *b)
{
	return !memcmp(a->address, b->address, 16);
}

/* Nobody bound the port by its number, so the kernel picked it, and picks another one the next time. */
static bool is_picked(const struct net *net, hf_u16 port)
{
	return port >= EPHEMERAL && !net->writer->bound[net->proto][port];
}

static bool is_ephemeral(const struct net *net, const struct event *listener)
{
	return !listener->port || is_picked(net, listener->port);
}

/* One line for the listeners that share an address and their peers. */
struct listeners {
	struct end end;
	unsigned peers;
};

static void add_listener(const struct net *net, struct listeners **list, size_t *count, size_t *space,
			 const struct event *event)
{
	struct learn *learn = net->writer->learn;
	bool ephemeral = is_ephemeral(net, event);
	unsigned peers = peers_of(net, event->port, ephemeral);
	char text[46] = "";
	struct listeners *found = NULL;

	if (!is_any_address(event->address))
		address_print(event->address, text);
	for (size_t i = 0; i < *count && !found; i++)
		if (!strcmp((*list)[i].end.address, text) && (*list)[i].peers == peers)
			found = &(*list)[i];
	if (!found) {
		learn_grow(list, *count, space, sizeof(**list));
		found = &(*list)[(*count)++];
		*found = (struct listeners){ .end.address = learn_string(learn, text), .peers = peers };
	}
	list_add(&found->end.ports, port_text(learn, ephemeral ? 0 : event->port));
	found->end.range |= ephemeral;
}

static int compare_listeners(const void *left, const void *right)
{
	const struct listeners *a = left, *b = right;
	int order = strcmp(a->end.address, b->end.address);

	return order ? order : a->peers < b->peers ? -1 : a->peers > b->peers;
}

static const char *from_words(unsigned peers)
{
	if (peers & PEER_OTHER)
		return "";
	if (peers & PEER_LOOPBACK6)
		return peers & PEER_LOOPBACK4 ? " from 127.0.0.0/8 ::1" : " from ::1";
	return " from 127.0.0.0/8";
}

static void write_listeners(const struct net *net)
{
	struct learn *learn = net->writer->learn;
	struct listeners *list = NULL;
	size_t count = 0, space = 0;

	for (size_t i = 0; i < net->count; i++) {
		const struct event *event = net_event(net, i, HF_NET_LISTEN);

		if (event)
			add_listener(net, &list, &count, &space, event);
	}
	if (count)
		qsort(list, count, sizeof(*list), compare_listeners);
	for (size_t i = 0; i < count; i++) {
		struct end *end = &list[i].end;
		const char *why = !list[i].peers ? why_nobody : list[i].peers & PEER_OTHER ? why_anybody : NULL;
		struct list single = { .count = 1 };
		const char *object;

		finish_ports(learn, end);
		object = end->address[0] ? arena_printf(learn->arena, "%s port%s", end->address, end->port_words)
					 : end->port_words + 1;
		single.items = &object;
		if (end->range && !why)
			why = why_ports;
		write_rule(net->writer, why, arena_printf(learn->arena, "listen %s", proto_word(net->proto)), &single,
			   from_words(list[i].peers));
		list_free(&end->ports);
	}
	free(list);
}

/* Does a `listen` rule already say it? Its address is that of the listener, its accept is for the port. */
static bool listener_covers(const struct net *net, const struct event *event)
{
	for (size_t i = 0; i < net->count; i++) {
		const struct event *listener = net_event(net, i, HF_NET_LISTEN);
		bool ephemeral = listener && is_ephemeral(net, listener);

		if (!listener || (listener->port != event->port &&
				  !(ephemeral && (!event->port || event->port >= EPHEMERAL))))
			continue;
		if (event->netop == HF_NET_ACCEPT || same_address(listener, event) ||
		    is_any_address(listener->address))
			return true;
	}
	return false;
}

static void write_others(const struct net *net, enum hf_netop netop)
{
	struct learn *learn = net->writer->learn;
	struct ends ends = { 0 };

	for (size_t i = 0; i < net->count; i++) {
		const struct event *event = net_event(net, i, netop);
		bool local = netop == HF_NET_BIND;
		bool remote = netop == HF_NET_CONNECT || netop == HF_NET_SEND;
		struct end *end;

		if (!event || ((local || netop == HF_NET_ACCEPT) && listener_covers(net, event)))
			continue;
		end = find_end(learn, &ends, event->address, local && is_any_address(event->address));
		/* On loopback, whoever has the port is somebody who was recorded. */
		if (remote && is_loopback(event->address) && is_picked(net, event->port))
			end->range = true;
		list_add(&end->ports, port_text(learn, event->port));
	}
	write_ends(net->writer, arena_printf(learn->arena, "%s %s", netop_word(netop), proto_word(net->proto)), &ends);
	free_ends(&ends);
}

void find_bound_ports(struct writer *writer)
{
	const struct learn *learn = writer->learn;

	writer->bound = xcalloc(HF_PROTO_MAX, sizeof(*writer->bound));
	for (size_t i = 0; i < learn->fact_count; i++) {
		const struct event *event = &learn->facts[i].event;

		if (event->kind == EVENT_NET && event->netop == HF_NET_BIND)
			writer->bound[event->proto][event->port] = true;
	}
}

void write_network(struct writer *writer, const struct fact *facts, size_t count)
{
	static const enum hf_netop others[] = { HF_NET_ACCEPT, HF_NET_BIND, HF_NET_CONNECT, HF_NET_SEND };

	/* Facts of one domain are sorted by kind. */
	while (count && facts->event.kind != EVENT_NET)
		facts++, count--;
	while (count && facts[count - 1].event.kind != EVENT_NET)
		count--;
	for (int proto = 0; proto < HF_PROTO_MAX; proto++) {
		struct net net = { writer, facts, count, (enum hf_proto)proto };

		write_listeners(&net);
		for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
			write_others(&net, others[i]);
	}
}
