/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A policy text as lines: which statement each is, and what belongs to which domain. */
#include "compiler/parse.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/words.h"
#include "core/limits.h"

static const struct statement {
	const char *word;
	struct item *(*parse)(struct parser *parser);	/* NULL for `domain`, which is more than a line */
} statements[] = {
	{ "policy", parse_policy },
	{ "set", parse_set },
	{ "program", parse_program },
	{ "library", parse_library },
	{ "domain", NULL },
	{ "never", parse_never },
	{ "expect", parse_expect },
};

#define STATEMENTS (sizeof(statements) / sizeof(statements[0]))

static const struct statement *find_statement(const char *word)
{
	for (size_t i = 0; i < STATEMENTS; i++)
		if (!strcmp(statements[i].word, word))
			return &statements[i];
	return NULL;
}

struct item *new_item(struct parser *parser, enum item_kind kind)
{
	struct item *item = arena_alloc(parser->arena, sizeof(*item));

	item->kind = kind;
	item->at = parser->line.at;
	return item;
}

static void append(struct parser *parser, struct item *item)
{
	struct item ***tail = parser->domain ? &parser->body_tail : &parser->tail;

	**tail = item;
	*tail = &item->next;
}

/* An empty line or a line of comment. Empty lines in a row are one. */
static void parse_wordless(struct parser *parser)
{
	struct item *item;

	if (!parser->line.comment)
		parser->line.at = (struct place){ parser->line.first, 1 };
	item = new_item(parser, parser->line.comment ? ITEM_COMMENT : ITEM_BLANK);
	item->comment = parser->line.comment;
	if (item->kind == ITEM_COMMENT || !parser->after_blank)
		append(parser, item);
	parser->after_blank = item->kind == ITEM_BLANK;
}

static void close_domain(struct parser *parser)
{
	parser->domain->end_comment = parser->line.comment;
	parser->domain = NULL;
}

/* The rest of the line is a rule, or a rule and the end of its domain, or that end alone. */
static void parse_body(struct parser *parser)
{
	bool closes = take_last(parser, "}");
	struct item *item;

	if (parser->next) {
		item = new_item(parser, ITEM_RULE);
		item->at = parser->next->at;
		item->rule = parse_rule(parser, RULE_GRANTS);
		if (!closes)
			item->comment = parser->line.comment;
		append(parser, item);
	} else if (!closes) {
		parser->domain->comment = parser->line.comment;
	}
	if (closes)
		close_domain(parser);
}

/* `nginx{`: one word, because only blanks separate words. */
static bool is_glued(const struct word *name)
{
	size_t length = strlen(name->text);

	return length > 1 && name->text[length - 1] == '{';
}

static void parse_domain(struct parser *parser)
{
	static const char form[] = "write `domain NAME {`, then its rules, then `}` on a line of its own";
	struct item *item = new_item(parser, ITEM_DOMAIN);

	item->name = take_needed(parser, "the name of the domain", form);
	if (!item->name)
		return;
	if (is_glued(item->name))
		complain(parser, item->name, "write a blank between the name and `{`", "no blank before `{`");
	else if (strcmp(item->name->text, "*"))
		check_name(parser, item->name, "a domain");
	append(parser, item);
	parser->domain = item;
	parser->body_tail = &item->body;
	parser->brace_missing = !is_glued(item->name) && !take_keyword(parser, "{");
	if (parser->brace_missing)
		complain(parser, parser->next ? parser->next : item->name, form,
			 "`{` is missing behind the name of the domain");
	else
		parse_body(parser);
}

/* A statement inside of a domain: most likely the `}` before it was forgotten. */
static void complain_open(struct parser *parser, const struct word *first)
{
	complain(parser, first, "write `}` before it, on a line of its own",
		 "`%s` inside of domain `%s`, which began in line %u", first->text,
		 parser->domain->name->text, parser->domain->at.line);
	parser->domain = NULL;
}

static bool complain_first(struct parser *parser, struct word *first)
{
	const char *list[STATEMENTS + 1] = { NULL };
	const char *nearest, *advice = "statements are policy, set, program, library, domain, never and expect";

	for (size_t i = 0; i < STATEMENTS; i++)
		list[i] = statements[i].word;
	if (!strcmp(first->text, "}"))
		return complain(parser, first, "remove it, or look for the `domain` that lacks its `{`",
				"`}` without an open domain");
	if (is_verb(first->text))
		return complain(parser, first, "write it between `domain NAME {` and `}`",
				"the rule `%s` stands outside of any domain", first->text);
	nearest = nearest_verb(first->text);
	if (nearest)
		advice = arena_printf(parser->arena, "write `%s`, inside of a domain", nearest);
	return complain(parser, first, suggestion(parser, first->text, list, advice),
			"unknown statement `%s`", first->text);
}

/* `policy` comes first and once, so that whoever reads a text knows what it is. */
static void check_policy(struct parser *parser, const struct word *first, bool is_policy)
{
	if (is_policy && parser->policy) {
		complain(parser, first, "remove one of them; another policy is another file",
			 "a second `policy`; the first one is in line %u", parser->policy->at.line);
	} else if (!is_policy && !parser->policy && !parser->policy_reported) {
		complain(parser, first, "write `policy NAME VERSION` before everything else",
			 "the first statement is not `policy`");
		parser->policy_reported = true;
	}
}

static void parse_statement(struct parser *parser, struct word *first)
{
	const struct statement *statement = find_statement(first->text);
	struct item *item;

	if (!statement) {
		complain_first(parser, first);
		return;
	}
	check_policy(parser, first, statement->parse == parse_policy);
	if (!statement->parse) {
		parse_domain(parser);
		return;
	}
	item = statement->parse(parser);
	if (statement->parse == parse_policy && !parser->policy)
		parser->policy = item ? item : new_item(parser, ITEM_POLICY);
	if (!item)
		return;
	item->comment = parser->line.comment;
	append(parser, item);
}

static void parse_line(struct parser *parser)
{
	struct word *first = parser->line.words;

	if (!first) {
		parse_wordless(parser);
		return;
	}
	parser->after_blank = false;
	parser->next = first;
	parser->last = first;
	if (parser->domain && find_statement(first->text))
		complain_open(parser, first);
	if (!parser->domain) {
		take_word(parser);
		parse_statement(parser, first);
	} else if (!strcmp(first->text, "{") && !first->next && parser->brace_missing) {
		/* It was asked for where it belongs. */
		parser->brace_missing = false;
	} else if (!strcmp(first->text, "}") && first->next) {
		complain(parser, first->next, "begin a new line behind `}`", "`%s` does not belong here", first->next->text);
		close_domain(parser);
	} else {
		parse_body(parser);
	}
}

/* What can only be said at the end of the text. */
static void check_whole(struct parser *parser)
{
	const char *file = parser->layer->file;

	if (parser->domain)
		diag_add(parser->diag, SEVERITY_ERROR, file, parser->domain->at.line, parser->domain->at.column,
			 (unsigned)strlen("domain"), layer_line(parser->layer, parser->domain->at.line),
			 "write `}` behind its last rule, on a line of its own",
			 "domain `%s` is not closed", parser->domain->name->text);
	if (!parser->policy && !parser->policy_reported && parser->diag->errors == parser->errors_before)
		diag_add(parser->diag, SEVERITY_ERROR, file, 0, 0, 0, NULL,
			 "begin it with `policy NAME VERSION`", "the policy is empty");
}

const char *layer_line(const struct layer *layer, unsigned line)
{
	const char *at = layer->text;

	for (unsigned now = 1; now < line; now++) {
		at = memchr(at, '\n', layer->length - (size_t)(at - layer->text));
		if (!at)
			return NULL;
		at++;
	}
	return line ? at : NULL;
}

static struct layer *new_layer(const char *file, const char *text, size_t length)
{
	struct arena *arena = arena_new();
	struct layer *layer = arena_alloc(arena, sizeof(*layer));

	layer->arena = arena;
	layer->file = arena_strndup(arena, file, strlen(file));
	layer->text = arena_strndup(arena, text, length);
	layer->length = length;
	return layer;
}

struct layer *layer_parse(const char *file, const char *text, size_t length,
			  struct diagnostics *diag)
{
	struct parser parser = { .diag = diag, .errors_before = diag->errors };

	if (length > HF_MAX_TEXT_BYTES) {
		diag_add(diag, SEVERITY_ERROR, file, 0, 0, 0, NULL, "split it into several policies",
			 "the policy is longer than %u bytes (HF_MAX_TEXT_BYTES)", HF_MAX_TEXT_BYTES);
		return NULL;
	}
	parser.layer = new_layer(file, text, length);
	parser.arena = parser.layer->arena;
	parser.tail = &parser.layer->items;
	lex_start(&parser.lexer, parser.layer->file, parser.layer->text, length, parser.arena, diag);
	/* Behind so many errors, more of them help nobody. */
	while (diag->errors - parser.errors_before <= HF_MAX_ERRORS && lex_line(&parser.lexer, &parser.line))
		parse_line(&parser);
	check_whole(&parser);
	if (diag->errors == parser.errors_before)
		return parser.layer;
	layer_free(parser.layer);
	return NULL;
}

void layer_free(struct layer *layer)
{
	if (layer)
		arena_free(layer->arena);
}
