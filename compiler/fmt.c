/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The canonical form: one blank between words, four for each level, one
 * empty line between groups, optional words left out. Lines that were
 * continued with `\` are continued at the same words, since only who wrote
 * them knows where a long line reads best.
 */
#include "compiler/ast.h"

#include <string.h>

#include "base/text.h"

struct printer {
	struct text out;
	unsigned line;		/* of the source, that the word printed last was in */
	unsigned level;		/* of indentation */
};

static void indent(struct printer *printer, unsigned level)
{
	while (level--)
		text_puts(&printer->out, "    ");
}

/* Is there a blank in @word that no backslash protects? */
static bool needs_quotes(const char *word)
{
	for (; *word; word++) {
		if (*word == '\\' && word[1])
			word++;
		else if (*word == ' ' || *word == '\t')
			return true;
	}
	return false;
}

/* A word of the language that stands where the one printed last did. */
static void print_plain(struct printer *printer, const char *word)
{
	text_puts(&printer->out, " ");
	text_puts(&printer->out, word);
}

/* A blank, or what continues the line if the source went on to another line at @at. */
static void print_space(struct printer *printer, struct place at)
{
	if (at.line > printer->line) {
		text_puts(&printer->out, " \\\n");
		indent(printer, printer->level + 1);
	} else {
		text_puts(&printer->out, " ");
	}
	printer->line = at.line;
}

/* @keyword (NULL for none) and the words of a list. */
static void print_words(struct printer *printer, const char *keyword, const struct word *word)
{
	for (; word; word = word->next) {
		const char *quote = needs_quotes(word->text) ? "\"" : "";

		print_space(printer, word->at);
		if (keyword) {
			text_printf(&printer->out, "%s ", keyword);
			keyword = NULL;
		}
		text_puts(&printer->out, quote);
		text_puts(&printer->out, word->text);
		text_puts(&printer->out, quote);
	}
}

/* The rule; whoever calls has printed what is before it on the line, or the indentation. */
static void print_rule(struct printer *printer, const struct rule *rule)
{
	if (rule->deny)
		text_puts(&printer->out, "deny ");
	text_puts(&printer->out, rule->verb);
	if (rule->kind == RULE_UNIX)
		print_plain(printer, "unix");
	if (rule->protos & 1u << HF_TCP)
		print_plain(printer, "tcp");
	if (rule->protos & 1u << HF_UDP)
		print_plain(printer, "udp");
	if (rule->kind == RULE_INTERPRET && !rule->objects)
		print_plain(printer, "none");
	print_words(printer, NULL, rule->objects);
	print_words(printer, rule->objects ? "port" : NULL, rule->ports);
	print_words(printer, "from", rule->from);
	print_words(printer, "on", rule->on);
	print_words(printer, "as", rule->as);
}

static void print_comment(struct printer *printer, const char *comment)
{
	if (comment)
		text_printf(&printer->out, "  %s", comment);
	text_puts(&printer->out, "\n");
}

static void print_statement(struct printer *printer, const struct item *item, const char *word)
{
	text_puts(&printer->out, word);
	if (item->kind == ITEM_NEVER || item->kind == ITEM_EXPECT) {
		print_words(printer, NULL, item->name);
		if (item->reach)
			print_plain(printer, "reach");
		print_space(printer, item->rule->at);
		print_rule(printer, item->rule);
		if (item->kind == ITEM_EXPECT)
			print_plain(printer, item->allow ? "allow" : "deny");
	} else {
		print_words(printer, NULL, item->name);
		if (item->kind == ITEM_POLICY)
			text_printf(&printer->out, " %u", item->version);
		else if (item->kind != ITEM_LIBRARY)
			print_plain(printer, "=");
		print_words(printer, NULL, item->words);
		print_words(printer, NULL, item->digests);
		print_words(printer, "by", item->by);
		print_words(printer, NULL, item->interpreter);
		print_words(printer, NULL, item->option);
	}
	print_comment(printer, item->comment);
}

static void print_domain(struct printer *printer, const struct item *item);

/* One item without the empty line before it. */
static void print_item(struct printer *printer, const struct item *item)
{
	static const char *const words[] = {
		[ITEM_POLICY] = "policy", [ITEM_SET] = "set", [ITEM_PROGRAM] = "program",
		[ITEM_LIBRARY] = "library", [ITEM_NEVER] = "never", [ITEM_EXPECT] = "expect",
	};

	indent(printer, printer->level);
	printer->line = item->at.line;
	switch (item->kind) {
	case ITEM_BLANK:
		break;
	case ITEM_COMMENT:
		text_printf(&printer->out, "%s\n", item->comment);
		break;
	case ITEM_DOMAIN:
		print_domain(printer, item);
		break;
	case ITEM_RULE:
		print_rule(printer, item->rule);
		print_comment(printer, item->comment);
		break;
	default:
		print_statement(printer, item, words[item->kind]);
		break;
	}
}

/* The first item from @item on that is not a comment: what the comments before it are about. */
static const struct item *about(const struct item *item)
{
	while (item && item->kind == ITEM_COMMENT)
		item = item->next;
	return item;
}

/* Statements of one kind are a group; each domain is one of its own. */
static bool new_group(const struct item *before, const struct item *item)
{
	if (item->kind == ITEM_RULE)
		return false;
	return before->kind != item->kind || item->kind == ITEM_DOMAIN;
}

/*
 * Empty lines: where the source has some, and before each group with the
 * comments right above it. None at the beginning and at the end.
 */
static void print_items(struct printer *printer, const struct item *item)
{
	const struct item *before = NULL;	/* the last one that is not a comment */
	bool any = false, blank = false, in_comment = false;

	for (; item; item = item->next) {
		const struct item *next = about(item);

		if (item->kind == ITEM_BLANK) {
			blank = true;
			continue;
		}
		if (before && !in_comment && next && next->kind != ITEM_BLANK && new_group(before, next))
			blank = true;
		if (any && blank)
			text_puts(&printer->out, "\n");
		print_item(printer, item);
		any = true;
		blank = false;
		in_comment = item->kind == ITEM_COMMENT;
		if (!in_comment)
			before = item;
	}
}

static void print_domain(struct printer *printer, const struct item *item)
{
	text_puts(&printer->out, "domain");
	print_words(printer, NULL, item->name);
	print_plain(printer, "{");
	print_comment(printer, item->comment);
	printer->level++;
	print_items(printer, item->body);
	printer->level--;
	text_puts(&printer->out, "}");
	print_comment(printer, item->end_comment);
}

char *layer_format(const struct layer *layer, size_t *length)
{
	struct printer printer = { 0 };

	text_puts(&printer.out, "");
	print_items(&printer, layer->items);
	*length = printer.out.length;
	return printer.out.bytes;
}
