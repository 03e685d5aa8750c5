/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The statements of one line that stand outside of domains. */
#include "compiler/parse.h"

#include <limits.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/words.h"

struct item *parse_policy(struct parser *parser)
{
	static const char form[] = "write `policy NAME VERSION`, as in `policy web 3`";
	struct item *item = new_item(parser, ITEM_POLICY);
	const struct word *version;

	item->name = take_needed(parser, "the name of the policy", form);
	if (!item->name || !check_name(parser, item->name, "a policy"))
		return NULL;
	version = take_needed(parser, "the version of the policy", form);
	if (!version)
		return NULL;
	if (!word_number(version->text, UINT_MAX, &item->version)) {
		complain(parser, version, "write a whole number from 0 to 4294967295 without leading zeros",
			 "`%s` is not a version", version->text);
		return NULL;
	}
	return expect_end(parser, form) ? item : NULL;
}

/* `=` behind a name. */
static bool take_equals(struct parser *parser, const char *form)
{
	if (take_keyword(parser, "="))
		return true;
	return complain(parser, parser->next ? parser->next : parser->last, form,
			"`=` is missing behind `%s`", parser->last->text);
}

struct item *parse_set(struct parser *parser)
{
	static const char form[] = "write `set NAME = PATTERN...`, with blanks around the `=`";
	struct item *item = new_item(parser, ITEM_SET);

	item->name = take_needed(parser, "the name of the set", form);
	if (!item->name || !check_name(parser, item->name, "a set") || !take_equals(parser, form))
		return NULL;
	item->words = take_list(parser, NULL, NULL);
	if (!needs_list(parser, item->words, "a pattern", form))
		return NULL;
	return check_objects(parser, item->words) ? item : NULL;
}

/* The path and the digests of @what (`a program`, `a library`), up to `by` or the end of the line. */
static bool take_file(struct parser *parser, struct item *item, const char *what, const char *form)
{
	item->words = take_needed(parser, "the path", form);
	if (!item->words)
		return false;
	if (!check_literal(parser, item->words, what))
		return false;
	if (!strcmp(item->words->text, "/"))
		return complain(parser, item->words, form, "`/` is a directory, not %s", what);
	item->digests = take_list(parser, "by", "interpreter");
	return needs_list(parser, item->digests, "a digest", "write `sha256:` and what sha256sum prints for the file") &&
	       check_digests(parser, item->digests);
}

/* `interpreter`, and what it is always given: one option, which nobody has to quote. */
static bool take_interpreter(struct parser *parser, struct item *item)
{
	if (!take_keyword(parser, "interpreter"))
		return true;
	item->interpreter = parser->last;
	item->option = take_word(parser);
	return !item->option || word_option(item->option->text) ||
	       complain(parser, item->option, strcmp(item->option->text, "by") ?
			"write an option that it always gets, as in `interpreter -I`, or nothing" :
			"write `by` and its program before `interpreter`",
			"`%s` is not an option", item->option->text);
}

struct item *parse_program(struct parser *parser)
{
	static const char form[] = "write `program NAME = PATH sha256:HEX`; for a script, `by` and its interpreter's name behind it; "
		"for an interpreter, `interpreter`";
	struct item *item = new_item(parser, ITEM_PROGRAM);

	item->name = take_needed(parser, "the name of the program", form);
	if (!item->name || !check_name(parser, item->name, "a program") || !take_equals(parser, form) ||
	    !take_file(parser, item, "a program", form))
		return NULL;
	if (take_keyword(parser, "by")) {
		item->by = take_needed(parser, "the interpreter", form);
		if (!item->by || !check_name(parser, item->by, "a program"))
			return NULL;
	}
	if (!take_interpreter(parser, item))
		return NULL;
	return expect_end(parser, item->interpreter ? "one option follows `interpreter`, and nothing else" :
			  "one program follows `by`, and nothing else but `interpreter`") ? item : NULL;
}

struct item *parse_library(struct parser *parser)
{
	static const char form[] = "write `library PATH sha256:HEX`; libraries have no name";
	struct item *item = new_item(parser, ITEM_LIBRARY);

	if (!take_file(parser, item, "a library", form))
		return NULL;
	return expect_end(parser, form) ? item : NULL;
}

struct item *parse_never(struct parser *parser)
{
	static const char form[] = "write `never DOMAIN RULE`, as in `never * write /boot/**`";
	struct item *item = new_item(parser, ITEM_NEVER);

	item->name = take_needed(parser, "the domain", form);
	if (!item->name)
		return NULL;
	if (strcmp(item->name->text, "*") && !check_name(parser, item->name, "a domain"))
		return NULL;
	item->reach = take_keyword(parser, "reach");
	item->rule = parse_rule(parser, RULE_IN_NEVER);
	return item->rule ? item : NULL;
}

/* Reports what makes the question of an `expect` more than one question. */
static bool check_one(struct parser *parser, const struct word *words, const char *what)
{
	return !words || !words->next ||
	       complain(parser, words->next, "write an `expect` for each", "`expect` is about %s at a time", what);
}

static bool check_question_net(struct parser *parser, const struct rule *rule)
{
	static const char form[] = "write one protocol, one address, `port` and one port, as in `connect tcp 10.0.0.1 port 443`";
	const struct word here = { .text = rule->verb, .at = rule->at };
	struct hf_ports ports;
	struct address_range range;

	if (rule->protos & (rule->protos - 1))
		return complain(parser, &here, form, "`expect` is about one protocol at a time");
	if (!rule->objects || !rule->ports)
		return complain(parser, &here, form, "`expect` needs an address and a port");
	if (rule->from)
		return complain(parser, rule->from, "write an `expect` for `accept tcp PEER port PORT`",
				"`expect` has no `from`");
	if (word_prefix(rule->objects->text, &range) != PREFIX_GOOD || memcmp(range.low, range.high, sizeof(range.low)))
		return complain(parser, rule->objects, form, "`%s` is more than one address", rule->objects->text);
	if (!word_ports(rule->ports->text, &ports) || ports.low != ports.high)
		return complain(parser, rule->ports, form, "`%s` is more than one port", rule->ports->text);
	return check_one(parser, rule->objects, "one address") && check_one(parser, rule->ports, "one port");
}

/* An `expect` has one answer only if it asks about one thing. */
static bool check_question(struct parser *parser, const struct rule *rule)
{
	switch (rule->kind) {
	case RULE_NET:
		return check_question_net(parser, rule);
	case RULE_SOCKET:
		return true;
	case RULE_ACCESS:
	case RULE_UNIX:
		return check_one(parser, rule->objects, "one name") &&
		       check_literal(parser, rule->objects, "the object of `expect`");
	case RULE_MOUNT:
		return check_one(parser, rule->objects, "one filesystem") &&
		       check_one(parser, rule->on, "one mount point") &&
		       check_literal(parser, rule->on, "the mount point of `expect`");
	case RULE_PEER:
		if (!strcmp(rule->objects->text, "*"))
			return complain(parser, rule->objects, "write the name of the domain",
					"`expect` is about one domain at a time");
		return check_one(parser, rule->objects, "one domain");
	case RULE_EXECUTE:
	case RULE_CAPABILITY:
	case RULE_USE:
	case RULE_INTERPRET:
	case RULE_ENVIRONMENT:
		return check_one(parser, rule->objects, "one word");
	}
	return false;
}

struct item *parse_expect(struct parser *parser)
{
	static const char form[] = "write `expect DOMAIN RULE allow` or `... deny`";
	struct item *item = new_item(parser, ITEM_EXPECT);

	item->name = take_needed(parser, "the domain", form);
	if (!item->name || !check_name(parser, item->name, "a domain"))
		return NULL;
	item->allow = take_last(parser, "allow");
	if (!item->allow && !take_last(parser, "deny")) {
		complain(parser, item->name, form, "the line does not end in `allow` or `deny`");
		return NULL;
	}
	item->rule = parse_rule(parser, RULE_IN_EXPECT);
	return item->rule && check_question(parser, item->rule) ? item : NULL;
}
