/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What follows the verbs for networks and sockets. */
#include "compiler/parse.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/words.h"

static bool check_ports(struct parser *parser, const struct word *words)
{
	struct hf_ports ports;
	bool good = true;

	for (; words; words = words->next) {
		if (word_ports(words->text, &ports))
			continue;
		good = false;
		if (!strcmp(words->text, "*"))
			complain(parser, words, "leave `port` out to mean any port", "`*` is not a port");
		else if (!strcmp(words->text, "port"))
			complain(parser, words, "write `port` once, behind the addresses", "`port` stands among ports");
		else if (strpbrk(words->text, ".:"))
			complain(parser, words, "write the addresses first, then `port` and the ports",
				 "`%s` is not a port", words->text);
		else
			complain(parser, words, "write a number from 0 to 65535, or a range such as 8000-8080",
				 "`%s` is not a port", words->text);
	}
	return good;
}

/* `10.1.2.3/8` as it should have been written: `10.0.0.0/8`. */
static const char *masked_prefix(struct parser *parser, const char *word, const struct address_range *range)
{
	bool is_ipv6 = strchr(word, ':');
	char text[INET6_ADDRSTRLEN] = "";

	inet_ntop(is_ipv6 ? AF_INET6 : AF_INET, is_ipv6 ? range->low : range->low + 12, text, sizeof(text));
	return arena_printf(parser->arena, "write `%s%s` for the prefix, or the address alone",
			    text, strchr(word, '/'));
}

static bool check_prefix(struct parser *parser, const struct word *word)
{
	struct hf_ports ports;
	struct address_range range;

	switch (word_prefix(word->text, &range)) {
	case PREFIX_GOOD:
		return true;
	case PREFIX_BAD_LENGTH:
		return complain(parser, word, "write 0 to 32 bits behind an IPv4 address, 0 to 128 behind an IPv6 address",
				"`%s` has no valid prefix length", word->text);
	case PREFIX_HOST_BITS:
		return complain(parser, word, masked_prefix(parser, word->text, &range),
				"`%s` has bits set behind the prefix", word->text);
	case PREFIX_MAPPED:
		return complain(parser, word, "write IPv4 addresses as a.b.c.d/n; leave the prefix out to mean any address",
				"`%s` covers IPv4 addresses in an IPv6 form", word->text);
	case PREFIX_NO_ADDRESS:
		break;
	}
	if (word_ports(word->text, &ports))
		return complain(parser, word, "write `port` between the addresses and the ports",
				"the port `%s` stands among addresses", word->text);
	return complain(parser, word, "write an address or a prefix, such as 10.0.0.0/8 or ::1; leave it out to mean any",
			"`%s` is not an address", word->text);
}

static bool check_prefixes(struct parser *parser, const struct word *words)
{
	bool good = true;

	for (; words; words = words->next)
		good &= check_prefix(parser, words);
	return good;
}

/* `tcp`, `udp` or both; some verbs have only one of them. */
static bool parse_protocols(struct parser *parser, struct rule *rule, bool with_unix)
{
	for (;;) {
		if (take_keyword(parser, "tcp")) {
			rule->protos |= 1u << HF_TCP;
			if (rule->netops & 1u << HF_NET_SEND)
				return complain(parser, parser->last,
						"write `connect tcp`; sending on the connection is part of it",
						"there is no `send tcp`");
		} else if (take_keyword(parser, "udp")) {
			rule->protos |= 1u << HF_UDP;
			if (rule->netops & 1u << HF_NET_ACCEPT)
				return complain(parser, parser->last,
						"write `bind udp`; receiving on the port is part of it",
						"there is no `%s udp`", rule->verb);
		} else if (rule->protos) {
			return true;
		} else {
			return complain(parser, parser->next ? parser->next : parser->last,
					with_unix ? "write tcp, udp or unix behind the verb; other families need `socket`" :
					"write tcp or udp behind the verb; other families need `socket`",
					"no protocol behind `%s`", rule->verb);
		}
	}
}

static bool parse_from(struct parser *parser, struct rule *rule)
{
	if (!take_keyword(parser, "from"))
		return true;
	if (!(rule->netops & 1u << HF_NET_LISTEN))
		return complain(parser, parser->last,
				"only `listen` has it; the addresses of other verbs follow the protocol",
				"`%s` has no `from`", rule->verb);
	rule->from = take_list(parser, "port", "from");
	if (parser->next)
		return complain(parser, parser->next, "write `port` and the ports first, then `from` once",
				"`%s` stands behind `from`", parser->next->text);
	return needs_list(parser, rule->from, "an address", "write the prefixes that may connect") &&
	       check_prefixes(parser, rule->from);
}

static bool parse_unix(struct parser *parser, struct rule *rule, hf_u32 access)
{
	if (!access)
		return complain(parser, parser->last,
				rule->netops & 1u << HF_NET_SEND ?
				"write `connect unix`; sending to the socket is part of it" :
				"write `bind unix`; accepting is part of it",
				"there is no `%s unix`", rule->verb);
	rule->kind = RULE_UNIX;
	rule->netops = 0;
	rule->access = access;
	rule->objects = take_list(parser, NULL, NULL);
	return needs_list(parser, rule->objects, "an object",
			  "write the names of sockets, such as /run/php/*.sock or @abstract:NAME") &&
	       check_objects(parser, rule->objects);
}

bool parse_net(struct parser *parser, struct rule *rule, hf_u32 unix_access)
{
	bool good;

	if (take_keyword(parser, "unix"))
		return parse_unix(parser, rule, unix_access);
	if (!parse_protocols(parser, rule, unix_access != 0))
		return false;
	/* What has only digits and dashes, directly behind the protocol, is a port: no address does. */
	if (parser->next && !parser->next->text[strspn(parser->next->text, "0123456789-")]) {
		rule->ports = take_list(parser, "from", NULL);
	} else {
		rule->objects = take_list(parser, "port", "from");
		if (take_keyword(parser, "port")) {
			rule->ports = take_list(parser, "from", NULL);
			if (!needs_list(parser, rule->ports, "a port", "write the ports; leave `port` out to mean any"))
				return false;
		}
	}
	good = check_prefixes(parser, rule->objects);
	good &= check_ports(parser, rule->ports);
	return parse_from(parser, rule) && good;
}

bool parse_socket(struct parser *parser, struct rule *rule)
{
	hf_u16 family, type, protocol;
	const struct word *word;

	rule->objects = take_list(parser, NULL, NULL);
	word = rule->objects;
	if (!needs_list(parser, word, "a family", "write `socket FAMILY [TYPE [PROTOCOL]]`"))
		return false;
	if (!word_family(word->text, &family))
		return complain(parser, word, suggestion(parser, word->text, words_families,
							 "write a name such as netlink or packet, or the number"),
				"`%s` is not a socket family", word->text);
	word = word->next;
	if (word && !word_socket_type(word->text, &type))
		return complain(parser, word, suggestion(parser, word->text, words_socket_types,
							 "write stream, dgram, raw, rdm, seqpacket, dccp, packet or the number"),
				"`%s` is not a socket type", word->text);
	word = word ? word->next : NULL;
	if (word && !word_protocol(family, word->text, &protocol))
		return complain(parser, word, "write the number of the protocol", "`%s` is not a protocol of this family",
				word->text);
	word = word ? word->next : NULL;
	return !word || complain(parser, word, "write a rule of its own for another socket",
				 "`%s` does not belong here", word->text);
}
