/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "learn/event_fields.h"

#include <string.h>

#include "base/arena.h"
#include "learn/words.h"

/* A bare word that stands in a table: its number through @find, -1 with an error noted. */
static int table_word(struct cursor *cursor, const char *key,
		      int (*find)(const char *, size_t), const char *advice)
{
	const char *word;
	size_t length;
	int number;

	if (!cursor_bare(cursor, key, &word, &length))
		return -1;
	number = find(word, length);
	if (number < 0)
		cursor_fail(cursor, word, length, advice, "unknown %s `%.*s`", key,
			    length > 40 ? 40 : (int)length, word);
	return number;
}

static bool small(struct cursor *cursor, const char *key, uint64_t most, hf_u16 *out)
{
	uint64_t value;

	if (!cursor_number(cursor, key, most, &value))
		return false;
	*out = (hf_u16)value;
	return true;
}

static bool flag(struct cursor *cursor, const char *key, bool *out)
{
	uint64_t value;

	if (!cursor_number(cursor, key, 1, &value))
		return false;
	*out = value;
	return true;
}

static bool id(struct cursor *cursor, const char *key, hf_u32 *out)
{
	uint64_t value;

	if (!cursor_number(cursor, key, UINT32_MAX, &value))
		return false;
	*out = (hf_u32)value;
	return true;
}

static bool file_type(struct cursor *cursor, bool denial, enum event_type *type)
{
	int number;

	if (denial && !cursor_key_is(cursor, "type"))
		return true;
	number = table_word(cursor, "type", find_type,
			    "a type is one of: file dir link fifo socket chr blk anon");
	if (number >= 0)
		*type = (enum event_type)number;
	return number >= 0;
}

static bool two_names(struct cursor *cursor, struct event *event)
{
	return cursor_string(cursor, "name", &event->name) &&
	       file_type(cursor, false, &event->type) &&
	       cursor_string(cursor, "target", &event->target) &&
	       (event->kind == EVENT_LINK || flag(cursor, "replaced", &event->replaced));
}

static bool net_fields(struct cursor *cursor, struct event *event)
{
	const char *word;
	size_t length;
	int proto;

	event->kind = EVENT_NET;
	event->access = 0;
	proto = table_word(cursor, "proto", find_proto, "a protocol is tcp or udp");
	if (proto < 0 || !cursor_bare(cursor, "addr", &word, &length))
		return false;
	event->proto = (enum hf_proto)proto;
	if (!address_parse(word, length, event->address))
		return cursor_fail(cursor, word, length, CURSOR_DAMAGED,
				   "`%.*s` is not an IPv4 or IPv6 address",
				   length > 64 ? 64 : (int)length, word);
	return small(cursor, "port", 65535, &event->port);
}

static bool name_fields(struct cursor *cursor, bool denial, struct event *event)
{
	if (event->access == HF_MOUNT)
		event->kind = EVENT_MOUNT;
	else if (event->access == HF_EXECUTE)
		event->kind = EVENT_EXECUTE;
	else
		event->kind = EVENT_NAME;
	if (!cursor_string(cursor, "name", &event->name))
		return false;
	if (event->kind == EVENT_EXECUTE)
		return denial ? file_type(cursor, true, &event->type) : id(cursor, "to", &event->to);
	if (event->kind == EVENT_NAME)
		return file_type(cursor, denial, &event->type);
	if (denial && !cursor_key_is(cursor, "fstype"))
		return file_type(cursor, true, &event->type);
	return cursor_string(cursor, "fstype", &event->fstype);
}

/* Accesses to names may be several, joined by commas. */
static bool access_mask(struct cursor *cursor, const char *word, size_t length, hf_u32 *mask)
{
	const char *end = word + length;

	*mask = 0;
	while (word <= end) {
		const char *comma = memchr(word, ',', (size_t)(end - word));
		size_t part = (size_t)((comma ? comma : end) - word);
		int bit = find_access(word, part);

		if (bit < 0)
			return cursor_fail(cursor, word, part, "the words are in core/access.h and docs/events.md",
					   "unknown access `%.*s`", part > 40 ? 40 : (int)part, word);
		*mask |= 1u << bit;
		word += part + 1;
	}
	if (*mask & (HF_EXECUTE | HF_MOUNT) && *mask & (*mask - 1))
		return cursor_fail(cursor, end - length, length, CURSOR_DAMAGED,
				   "execute and mount are never joined with other accesses");
	return true;
}

static bool peer_fields(struct cursor *cursor, bool denial, struct event *event, int peerop)
{
	event->kind = EVENT_PEER;
	event->peerop = (enum hf_peerop)peerop;
	return denial ? cursor_string(cursor, "peer", &event->peer_name)
		      : id(cursor, "peer", &event->peer);
}

static bool capability_fields(struct cursor *cursor, bool denial, struct event *event)
{
	int number = table_word(cursor, "capability", find_capability,
				"the words are in core/access.h and capabilities(7), without CAP_");

	event->kind = EVENT_CAPABILITY;
	event->capability = (hf_u32)number;
	return number >= 0 && (denial || flag(cursor, "quiet", &event->quiet));
}

static bool use_fields(struct cursor *cursor, struct event *event)
{
	int bit = table_word(cursor, "facility", find_facility, "the words are in core/access.h");

	event->kind = EVENT_USE;
	event->facility = bit < 0 ? 0 : 1u << bit;
	return bit >= 0;
}

static bool socket_fields(struct cursor *cursor, struct event *event)
{
	event->kind = EVENT_SOCKET;
	return small(cursor, "family", 65535, &event->family) &&
	       small(cursor, "type", 65535, &event->socket_type) &&
	       small(cursor, "protocol", 65535, &event->protocol);
}

static bool variable_fields(struct cursor *cursor, struct event *event)
{
	event->kind = EVENT_VARIABLE;
	return cursor_string(cursor, "variable", &event->variable);
}

/* What an interpreter was refused: `-c` and the like have no name, which is empty then. */
static bool script_fields(struct cursor *cursor, struct event *event)
{
	event->kind = EVENT_SCRIPT;
	return cursor_string(cursor, "name", &event->name) && file_type(cursor, true, &event->type);
}

static bool is(const char *word, size_t length, const char *what)
{
	return strlen(what) == length && !memcmp(word, what, length);
}

bool event_fields(struct cursor *cursor, bool denial, struct event *event, const char **words)
{
	const char *word;
	size_t length;
	int number;

	if (!cursor_bare(cursor, "access", &word, &length))
		return false;
	*words = arena_strndup(cursor->arena, word, length);
	number = find_netop(word, length);
	if (number >= 0 && cursor_key_is(cursor, "proto")) {
		event->netop = (enum hf_netop)number;
		return net_fields(cursor, event);
	}
	number = find_peerop(word, length);
	if (number >= 0)
		return peer_fields(cursor, denial, event, number);
	if (is(word, length, "capability"))
		return capability_fields(cursor, denial, event);
	if (is(word, length, "use"))
		return use_fields(cursor, event);
	if (is(word, length, "environment"))
		return variable_fields(cursor, event);
	if (denial && is(word, length, "interpret"))
		return script_fields(cursor, event);
	if (is(word, length, "socket"))
		return socket_fields(cursor, event);
	if (!denial && (is(word, length, "rename") || is(word, length, "link"))) {
		event->kind = word[0] == 'r' ? EVENT_RENAME : EVENT_LINK;
		return two_names(cursor, event);
	}
	number = find_netop(word, length);
	if (number >= 0 && find_access(word, length) < 0)
		return cursor_key(cursor, "proto");
	return access_mask(cursor, word, length, &event->access) &&
	       name_fields(cursor, denial, event);
}
