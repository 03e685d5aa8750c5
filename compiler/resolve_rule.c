// SPDX-License-Identifier: GPL-2.0-or-later
/* One rule, taken apart. What it grants and what `never` forbids are taken apart in the same way. */
#include "compiler/model.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "compiler/numbers.h"
#include "compiler/pattern.h"
#include "compiler/words.h"
#include "core/engine.h"

/* The rule being taken apart, and for whom. */
struct context {
	struct model *model;
	struct set_table *sets;
	const struct layer *layer;
	const struct rule *rule;
	bool forbids;
	struct rule_parts *parts;
};

static void add_fact(struct context *c, struct fact fact)
{
	fact.deny = c->rule->deny;
	VEC_PUSH(&c->parts->facts, fact);
}

/* A word the parser has let through, so this is a mistake of ours: say so rather than go on. */
static bool bad_word(struct context *c, const struct word *word)
{
	return model_error_word(c->model, c->layer, word, NULL, "`%s` cannot be used with `%s`",
				word->text, c->rule->verb);
}

/* The domain entered by executing @program: the one named by `as`, or its own. */
static bool entered_domain(struct context *c, const struct word *program, uint32_t *target)
{
	const struct word *as = c->rule->as;

	*target = EVERY_DOMAIN;
	if (c->rule->deny || (c->forbids && !as))
		return true;	/* whatever is entered */
	if (as)
		return model_find_domain(c->model, c->layer, as, target);
	*target = names_find(&c->model->domain_names, program->text, strlen(program->text));
	return *target != NO_NAME ||
	       model_error_word(c->model, c->layer, program,
				arena_printf(c->model->arena, "write `domain %s { ... }`, or `execute %s as DOMAIN`",
					     program->text, program->text),
				"there is no domain `%s` for the program to enter", program->text);
}

static bool resolve_execute(struct context *c)
{
	bool good = true;

	for (const struct word *word = c->rule->objects; word; word = word->next) {
		uint32_t code, target;

		if (!model_find_program(c->model, c->layer, word, &code) ||
		    !entered_domain(c, word, &target)) {
			good = false;
			continue;
		}
		add_fact(c, (struct fact){ .kind = FACT_EXEC, .number = code, .target = target });
		VEC_PUSH(&c->parts->items, c->model->codes.items[code].item);
	}
	return good;
}

/* Sorted, and ranges that touch are one. No words are all ports. */
static bool resolve_ports(struct context *c, const struct word *words, struct fact *fact)
{
	struct hf_ports *ports;
	size_t count = 0;

	for (const struct word *word = words; word; word = word->next)
		count++;
	ports = arena_alloc(c->model->arena, (count + 1) * sizeof(*ports));
	ports[0] = (struct hf_ports){ 0, UINT16_MAX };
	count = 0;
	for (const struct word *word = words; word; word = word->next)
		if (!word_ports(word->text, &ports[count++]))
			return bad_word(c, word);
	fact->ports = ports;
	fact->port_count = count ? ports_unite(ports, count) : 1;
	return true;
}

/* One fact for each protocol and operation of @netops. */
static void add_nets(struct context *c, struct fact fact, unsigned netops)
{
	for (uint8_t proto = 0; proto < HF_PROTO_MAX; proto++)
		for (uint8_t op = 0; op < HF_NETOP_MAX; op++) {
			if (!(c->rule->protos >> proto & 1) || !(netops >> op & 1))
				continue;
			fact.proto = proto;
			fact.netop = op;
			add_fact(c, fact);
		}
}

static bool add_prefixes(struct context *c, struct fact fact, const struct word *words, unsigned netops)
{
	if (!words) {
		memset(fact.high, 0xff, sizeof(fact.high));
		add_nets(c, fact, netops);
	}
	for (; words; words = words->next) {
		struct address_range range;

		if (word_prefix(words->text, &range) != PREFIX_GOOD)
			return bad_word(c, words);
		memcpy(fact.low, range.low, sizeof(fact.low));
		memcpy(fact.high, range.high, sizeof(fact.high));
		add_nets(c, fact, netops);
	}
	return true;
}

static bool resolve_net(struct context *c)
{
	const unsigned accept = 1u << HF_NET_ACCEPT;
	struct fact fact = { .kind = FACT_NET };

	if (!resolve_ports(c, c->rule->ports, &fact))
		return false;
	/* `listen` speaks of its own addresses, but accepts from those of `from`. */
	if (c->rule->netops & 1u << HF_NET_LISTEN)
		return add_prefixes(c, fact, c->rule->objects, c->rule->netops & ~accept) &&
		       add_prefixes(c, fact, c->rule->from, c->rule->netops & accept);
	return add_prefixes(c, fact, c->rule->objects, c->rule->netops);
}

static bool resolve_socket(struct context *c)
{
	struct fact fact = { .kind = FACT_SOCKET,
			     .socket = { .type = HF_SOCKET_ANY, .protocol = HF_SOCKET_ANY } };
	const struct word *family = c->rule->objects;
	const struct word *type = family ? family->next : NULL;
	const struct word *protocol = type ? type->next : NULL;

	if (!word_family(family->text, &fact.socket.family))
		return bad_word(c, family);
	if (type && !word_socket_type(type->text, &fact.socket.type))
		return bad_word(c, type);
	if (protocol && !word_protocol(fact.socket.family, protocol->text, &fact.socket.protocol))
		return bad_word(c, protocol);
	add_fact(c, fact);
	return true;
}

static bool resolve_numbers(struct context *c, enum fact_kind kind)
{
	for (const struct word *word = c->rule->objects; word; word = word->next) {
		uint32_t number;

		if (kind == FACT_CAPABILITY ? !word_capability(word->text, &number) :
					      !word_facility(word->text, &number))
			return bad_word(c, word);
		add_fact(c, (struct fact){ .kind = kind, .number = number });
	}
	return true;
}

static bool resolve_peers(struct context *c)
{
	bool good = true;

	for (const struct word *word = c->rule->objects; word; word = word->next) {
		struct fact fact = { .kind = FACT_PEER, .number = c->rule->peerop,
				     .target = EVERY_DOMAIN };

		if (strcmp(word->text, "*") &&
		    !model_find_domain(c->model, c->layer, word, &fact.target))
			good = false;
		else
			add_fact(c, fact);
	}
	return good;
}

/* Types of filesystems are names like others: `@fs:TYPE`. */
static bool resolve_mount(struct context *c)
{
	for (const struct word *word = c->rule->objects; word; word = word->next) {
		struct text pattern = { 0 };

		text_puts(&pattern, "@fs:");
		pattern_escape(&pattern, word->text, strlen(word->text));
		VEC_PUSH(&c->parts->items,
			 model_item(c->model, arena_strndup(c->model->arena, pattern.bytes, pattern.length),
				    (struct source){ c->layer, word->at }));
		text_free(&pattern);
	}
	return sets_items(c->sets, c->rule->on, &c->parts->on);
}

static bool resolve_interpret(struct context *c)
{
	bool good = true;

	if (!c->rule->objects)
		add_fact(c, (struct fact){ .kind = FACT_INTERPRET, .number = NO_CODE });
	for (const struct word *word = c->rule->objects; word; word = word->next) {
		uint32_t code;

		if (model_find_script(c->model, c->layer, word, &code))
			add_fact(c, (struct fact){ .kind = FACT_INTERPRET, .number = code });
		else
			good = false;
	}
	return good;
}

static bool resolve_environment(struct context *c)
{
	for (const struct word *word = c->rule->objects; word; word = word->next) {
		size_t length = strlen(word->text);

		if (!hf_variable_injects(word->text, length))
			model_warn(c->model, c->layer, word->at, (unsigned)length,
				   "leave it out, or look for a misspelling; holdfast.policy(5) lists what is taken out",
				   "the variable `%s` is never taken out", word->text);
		add_fact(c, (struct fact){ .kind = FACT_VARIABLE,
					   .number = names_add(&c->model->variables, word->text, length, NULL) });
	}
	return true;
}

bool resolve_rule(struct model *model, struct set_table *sets, const struct layer *layer,
		  const struct rule *rule, bool forbids, struct rule_parts *parts)
{
	struct context c = { model, sets, layer, rule, forbids, parts };

	switch (rule->kind) {
	case RULE_ACCESS:
	case RULE_UNIX:
		return sets_items(sets, rule->objects, &parts->items);
	case RULE_EXECUTE:
		return resolve_execute(&c);
	case RULE_NET:
		return resolve_net(&c);
	case RULE_SOCKET:
		return resolve_socket(&c);
	case RULE_CAPABILITY:
		return resolve_numbers(&c, FACT_CAPABILITY);
	case RULE_USE:
		return resolve_numbers(&c, FACT_FACILITY);
	case RULE_PEER:
		return resolve_peers(&c);
	case RULE_MOUNT:
		return resolve_mount(&c);
	case RULE_INTERPRET:
		return resolve_interpret(&c);
	case RULE_ENVIRONMENT:
		return resolve_environment(&c);
	}
	return false;
}

void rule_parts_free(struct rule_parts *parts)
{
	free(parts->items.items);
	free(parts->on.items);
	free(parts->facts.items);
	*parts = (struct rule_parts){ 0 };
}
