// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/naive.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "core/limits.h"

/* Patterns: backtracking, one byte of the pattern at a time. */

static int hex(char c)
{
	return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
}

/* A byte that may be escaped; *@at moves behind it. */
static int read_byte(const char **at)
{
	const char *p = *at;

	if (*p != '\\') {
		*at = p + 1;
		return (unsigned char)*p;
	}
	if (p[1] == 'x') {
		*at = p + 4;
		return hex(p[2]) * 16 + hex(p[3]);
	}
	*at = p + 2;
	return (unsigned char)p[1];
}

/* Behind the `]` of the brackets at @at; *@matches tells whether @byte is in them. */
static const char *read_brackets(const char *at, int byte, bool *matches)
{
	bool not = at[1] == '!';
	bool found = false;

	at += 1 + not;
	while (*at != ']') {
		int low = read_byte(&at), high = low;

		if (at[0] == '-' && at[1] != ']') {
			at++;
			high = read_byte(&at);
		}
		found |= byte >= low && byte <= high;
	}
	*matches = found != not && byte != '/';
	return at + 1;
}

static bool match_plain(const char *p, const char *name, const char *end);

/* The rest of the pattern behind some bytes of the name, which may hold `/` if @slash. */
static bool match_behind(const char *rest, const char *name, const char *end, bool slash)
{
	for (;; name++) {
		if (match_plain(rest, name, end))
			return true;
		if (name == end || (*name == '/' && !slash))
			return false;
	}
}

static bool match_plain(const char *p, const char *name, const char *end)
{
	bool matches;

	if (!*p)
		return name == end;
	if (!strncmp(p, "/**", 3) && (!p[3] || p[3] == '/'))
		return match_plain(p + 3, name, end) ||
		       (name < end && *name == '/' && match_behind(p + 3, name + 1, end, true));
	if (!strncmp(p, "**", 2))
		return match_behind(p + 2, name, end, true);
	if (*p == '*')
		return match_behind(p + 1, name, end, false);
	if (name == end)
		return false;
	if (*p == '?')
		return *name != '/' && match_plain(p + 1, name + 1, end);
	if (*p == '[') {
		p = read_brackets(p, (unsigned char)*name, &matches);
		return matches && match_plain(p, name + 1, end);
	}
	return read_byte(&p) == (unsigned char)*name && match_plain(p, name + 1, end);
}

/* Behind one element of a pattern, so that braces inside of brackets and escapes do not count. */
static const char *skip(const char *p)
{
	bool ignored;

	if (*p == '[')
		return read_brackets(p, 0, &ignored);
	if (*p == '\\')
		read_byte(&p);
	else
		p++;
	return p;
}

/* The comma or brace that ends the alternative at @p. */
static const char *alternative_end(const char *p)
{
	unsigned depth = 0;

	for (; depth || (*p != ',' && *p != '}'); p = skip(p))
		depth += (*p == '{') - (*p == '}');
	return p;
}

/* Try each alternative of the first brace in place of it. */
bool naive_match(const char *pattern, const char *name, size_t length)
{
	char text[2 * HF_MAX_PATTERN_BYTES];
	const char *open = pattern, *close, *from;
	bool matches = false;

	while (*open && *open != '{')
		open = skip(open);
	if (!*open)
		return match_plain(strcmp(pattern, "/") ? pattern : "", name, name + length);
	for (close = alternative_end(open + 1); *close != '}';)
		close = alternative_end(close + 1);
	for (from = open + 1; from <= close && !matches; from = alternative_end(from) + 1) {
		size_t before = (size_t)(open - pattern), inside = (size_t)(alternative_end(from) - from);

		memcpy(text, pattern, before);
		memcpy(text + before, from, inside);
		strcpy(text + before + inside, close + 1);
		matches = naive_match(text, name, length);
	}
	return matches;
}

/* Rules: all that apply to a domain, in all layers. */

struct walk {
	const struct naive *naive;
	const char *domain;
	size_t layer;
	const struct item *block, *line;
};

static bool applies(const struct item *item, const char *domain)
{
	return item->kind == ITEM_DOMAIN &&
	       (!strcmp(item->name->text, "*") || !strcmp(item->name->text, domain));
}

/* The next rule of the domain or of `domain *`; *@layer is the one it is in. */
static const struct rule *next_rule(struct walk *w, const struct layer **layer)
{
	while (w->layer < w->naive->count) {
		*layer = w->naive->layers[w->layer];
		while (w->line) {
			const struct item *line = w->line;

			w->line = line->next;
			if (line->kind == ITEM_RULE)
				return line->rule;
		}
		w->block = w->block ? w->block->next : (*layer)->items;
		if (!w->block)
			w->layer++;
		else if (applies(w->block, w->domain))
			w->line = w->block->body;
	}
	return NULL;
}

static struct walk walk_start(const struct naive *naive, const char *domain)
{
	return (struct walk){ .naive = naive, .domain = domain };
}

/* Any deny wins, else any allow, else deny. */
struct votes {
	bool allow, deny;
};

static void vote(struct votes *votes, const struct rule *rule, bool about)
{
	if (about && rule->deny)
		votes->deny = true;
	else if (about)
		votes->allow = true;
}

static bool outcome(struct votes votes)
{
	return votes.allow && !votes.deny;
}

static bool has_word(const struct word *words, const char *text)
{
	for (; words; words = words->next)
		if (!strcmp(words->text, text))
			return true;
	return false;
}

static bool objects_match(const struct layer *layer, const struct word *words, const char *name,
			  size_t length)
{
	for (; words; words = words->next) {
		if (words->text[0] == '/' || words->text[0] == '@') {
			if (naive_match(words->text, name, length))
				return true;
			continue;
		}
		for (const struct item *item = layer->items; item; item = item->next)
			if (item->kind == ITEM_SET && !strcmp(item->name->text, words->text) &&
			    objects_match(layer, item->words, name, length))
				return true;
	}
	return false;
}

static bool mount_matches(const struct layer *layer, const struct rule *rule, const char *name,
			  size_t length)
{
	return (!strncmp(name, "@fs:", 4) && has_word(rule->objects, name + 4)) ||
	       objects_match(layer, rule->on, name, length);
}

static const struct item *find_program(const struct naive *naive, const char *program)
{
	for (size_t i = 0; i < naive->count; i++)
		for (const struct item *item = naive->layers[i]->items; item; item = item->next)
			if (item->kind == ITEM_PROGRAM && !strcmp(item->name->text, program))
				return item;
	return NULL;
}

static bool execute_matches(const struct naive *naive, const struct rule *rule, const char *name,
			    size_t length)
{
	for (const struct word *word = rule->objects; word; word = word->next)
		if (naive_match(find_program(naive, word->text)->words->text, name, length))
			return true;
	return false;
}

hf_u32 naive_access(const struct naive *naive, const char *domain, const char *name, size_t length)
{
	struct walk walk = walk_start(naive, domain);
	hf_u32 allow = 0, deny = 0;
	const struct layer *layer;
	const struct rule *rule;

	while ((rule = next_rule(&walk, &layer))) {
		bool about = false;

		if (rule->kind == RULE_ACCESS || rule->kind == RULE_UNIX)
			about = objects_match(layer, rule->objects, name, length);
		else if (rule->kind == RULE_MOUNT)
			about = mount_matches(layer, rule, name, length);
		else if (rule->kind == RULE_EXECUTE)
			about = execute_matches(naive, rule, name, length);
		if (about)
			*(rule->deny ? &deny : &allow) |= rule->access;
	}
	return allow & ~deny;
}

bool naive_execute(const struct naive *naive, const char *domain, const char *program,
		   const char **target)
{
	struct walk walk = walk_start(naive, domain);
	struct votes votes = { false, false };
	const struct layer *layer;
	const struct rule *rule;

	while ((rule = next_rule(&walk, &layer))) {
		bool about = rule->kind == RULE_EXECUTE && has_word(rule->objects, program);

		vote(&votes, rule, about);
		if (about && !rule->deny)
			*target = rule->as ? rule->as->text : program;
	}
	return outcome(votes);
}

bool naive_pinned(const struct naive *naive, const char *name, bool library)
{
	for (size_t i = 0; i < naive->count; i++)
		for (const struct item *item = naive->layers[i]->items; item; item = item->next)
			if ((item->kind == ITEM_PROGRAM || (library && item->kind == ITEM_LIBRARY)) &&
			    naive_match(item->words->text, name, strlen(name)))
				return true;
	return false;
}

/* Bit by bit, as in a textbook. */
static bool in_prefix(const char *prefix, const uint8_t address[16])
{
	uint8_t network[16] = { [10] = 0xff, [11] = 0xff };
	bool is_ipv6 = strchr(prefix, ':');
	const char *slash = strchr(prefix, '/');
	unsigned bits = slash ? (unsigned)atoi(slash + 1) : is_ipv6 ? 128 : 32;
	char text[INET6_ADDRSTRLEN + 1] = "";

	memcpy(text, prefix, slash ? (size_t)(slash - prefix) : strlen(prefix));
	inet_pton(is_ipv6 ? AF_INET6 : AF_INET, text, is_ipv6 ? network : network + 12);
	bits += is_ipv6 ? 0 : 96;
	for (unsigned i = 0; i < bits; i++)
		if ((network[i / 8] ^ address[i / 8]) >> (7 - i % 8) & 1)
			return false;
	return true;
}

static bool in_prefixes(const struct word *words, const uint8_t address[16])
{
	bool any = !words;

	for (; words && !any; words = words->next)
		any = in_prefix(words->text, address);
	return any;
}

static bool in_ports(const struct word *words, unsigned port)
{
	bool any = !words;

	for (; words && !any; words = words->next) {
		const char *dash = strchr(words->text, '-');
		unsigned low = (unsigned)atoi(words->text);

		any = port >= low && port <= (dash ? (unsigned)atoi(dash + 1) : low);
	}
	return any;
}

static bool net_matches(const struct rule *rule, enum hf_netop netop, enum hf_proto proto,
			const uint8_t address[16], unsigned port)
{
	bool peers = !strcmp(rule->verb, "listen") && netop == HF_NET_ACCEPT;

	return rule->kind == RULE_NET && rule->protos >> proto & 1 && rule->netops >> netop & 1 &&
	       in_ports(rule->ports, port) && in_prefixes(peers ? rule->from : rule->objects, address);
}

bool naive_net(const struct naive *naive, const char *domain, enum hf_netop netop,
	       enum hf_proto proto, const uint8_t address[16], unsigned port)
{
	struct walk walk = walk_start(naive, domain);
	struct votes votes = { false, false };
	const struct layer *layer;
	const struct rule *rule;

	while ((rule = next_rule(&walk, &layer)))
		vote(&votes, rule, net_matches(rule, netop, proto, address, port));
	return outcome(votes);
}

static bool number_matches(const struct word *word, unsigned number)
{
	return !word || (unsigned)atoi(word->text) == number;
}

bool naive_socket(const struct naive *naive, const char *domain, unsigned family, unsigned type,
		  unsigned protocol)
{
	struct walk walk = walk_start(naive, domain);
	struct votes votes = { false, false };
	const struct layer *layer;
	const struct rule *rule;

	while ((rule = next_rule(&walk, &layer))) {
		const struct word *words = rule->objects;

		if (rule->kind != RULE_SOCKET)
			continue;
		vote(&votes, rule, number_matches(words, family) && number_matches(words->next, type) &&
		     number_matches(words->next ? words->next->next : NULL, protocol));
	}
	return outcome(votes);
}

static bool word_granted(const struct naive *naive, const char *domain, enum rule_kind kind,
			 const char *text)
{
	struct walk walk = walk_start(naive, domain);
	struct votes votes = { false, false };
	const struct layer *layer;
	const struct rule *rule;

	while ((rule = next_rule(&walk, &layer)))
		vote(&votes, rule, rule->kind == kind && has_word(rule->objects, text));
	return outcome(votes);
}

bool naive_capability(const struct naive *naive, const char *domain, const char *capability)
{
	return word_granted(naive, domain, RULE_CAPABILITY, capability);
}

bool naive_facility(const struct naive *naive, const char *domain, const char *facility)
{
	return word_granted(naive, domain, RULE_USE, facility);
}

bool naive_confined(const struct naive *naive, const char *domain)
{
	struct walk walk = walk_start(naive, domain);
	const struct layer *layer;
	const struct rule *rule;

	while (strcmp(domain, "kernel") && (rule = next_rule(&walk, &layer)))
		if (rule->kind == RULE_INTERPRET && !rule->deny)
			return true;
	return false;
}

bool naive_interprets(const struct naive *naive, const char *domain, const char *script)
{
	return word_granted(naive, domain, RULE_INTERPRET, script);
}

bool naive_interpreter(const struct naive *naive, const char *program)
{
	for (size_t i = 0; i < naive->count; i++)
		for (const struct item *item = naive->layers[i]->items; item; item = item->next)
			if (item->kind == ITEM_PROGRAM &&
			    ((item->interpreter && !strcmp(item->name->text, program)) ||
			     (item->by && !strcmp(item->by->text, program))))
				return true;
	return false;
}

bool naive_environment(const struct naive *naive, const char *domain, const char *variable)
{
	return word_granted(naive, domain, RULE_ENVIRONMENT, variable);
}

bool naive_peer(const struct naive *naive, const char *domain, enum hf_peerop op, const char *peer)
{
	struct walk walk = walk_start(naive, domain);
	struct votes votes = { false, false };
	const struct layer *layer;
	const struct rule *rule;

	while ((rule = next_rule(&walk, &layer)))
		vote(&votes, rule, rule->kind == RULE_PEER && rule->peerop == op &&
		     (has_word(rule->objects, peer) || has_word(rule->objects, "*")));
	return outcome(votes);
}
