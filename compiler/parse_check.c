/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words: taking them from the line, judging them one by one, complaining about them. */
#include "compiler/parse.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/pattern.h"
#include "compiler/words.h"
#include "core/limits.h"

/* The line of the text that @place is in, which is part of the logical line being parsed. */
static const char *source_of(const struct parser *parser, struct place place)
{
	const char *source = parser->line.start;

	for (unsigned line = parser->line.first; line < place.line; line++)
		source = strchr(source, '\n') + 1;
	return source;
}

static void report(struct parser *parser, struct place at, size_t width, const char *advice, const char *what)
{
	diag_add(parser->diag, SEVERITY_ERROR, parser->layer->file, at.line, at.column, (unsigned)width,
		 source_of(parser, at), advice, "%s", what);
}

bool complain(struct parser *parser, const struct word *word, const char *advice, const char *format, ...)
{
	char what[512];
	va_list arguments;

	va_start(arguments, format);
	if (vsnprintf(what, sizeof(what), format, arguments) >= (int)sizeof(what))
		strcpy(what + sizeof(what) - 4, "...");
	va_end(arguments);
	report(parser, word->at, strlen(word->text), advice, what);
	return false;
}

struct word *take_word(struct parser *parser)
{
	struct word *word = parser->next;

	if (word) {
		parser->next = word->next;
		parser->last = word;
		word->next = NULL;
	}
	return word;
}

struct word *take_needed(struct parser *parser, const char *what, const char *advice)
{
	if (!parser->next)
		complain(parser, parser->last, advice, "%s is missing behind `%s`", what, parser->last->text);
	return take_word(parser);
}

bool take_keyword(struct parser *parser, const char *keyword)
{
	if (!parser->next || strcmp(parser->next->text, keyword))
		return false;
	take_word(parser);
	return true;
}

bool take_last(struct parser *parser, const char *keyword)
{
	struct word **word = &parser->next;

	if (!*word)
		return false;
	while ((*word)->next)
		word = &(*word)->next;
	if (strcmp((*word)->text, keyword))
		return false;
	*word = NULL;
	return true;
}

struct word *take_list(struct parser *parser, const char *stop, const char *other)
{
	struct word *list = NULL, **tail = &list;

	while (parser->next && !(stop && !strcmp(parser->next->text, stop)) &&
	       !(other && !strcmp(parser->next->text, other))) {
		*tail = take_word(parser);
		tail = &(*tail)->next;
	}
	return list;
}

bool needs_list(struct parser *parser, const struct word *list, const char *what, const char *advice)
{
	return list || complain(parser, parser->last, advice, "%s is missing behind `%s`", what, parser->last->text);
}

bool expect_end(struct parser *parser, const char *advice)
{
	if (!parser->next)
		return true;
	return complain(parser, parser->next, advice, "`%s` does not belong here", parser->next->text);
}

const char *suggestion(struct parser *parser, const char *word, const char *const *list, const char *otherwise)
{
	const char *nearest = word_nearest(word, list);

	return nearest ? arena_printf(parser->arena, "write `%s` instead", nearest) : otherwise;
}

static bool is_name(const char *text)
{
	static const char first[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

	if (!*text || !strchr(first, *text))
		return false;
	for (; *text; text++)
		if (!strchr(first, *text) && !strchr(".+-", *text))
			return false;
	return true;
}

static bool is_keyword(const char *text)
{
	static const char *const keywords[] = { "as", "by", "from", "on", "port", NULL };

	for (size_t i = 0; keywords[i]; i++)
		if (!strcmp(text, keywords[i]))
			return true;
	return false;
}

static bool is_brace(const struct word *word)
{
	return !strcmp(word->text, "{") || !strcmp(word->text, "}");
}

static bool complain_brace(struct parser *parser, const struct word *word)
{
	return complain(parser, word, "a line holds one rule; `{` stands behind the name of a domain, `}` ends a line",
			"`%s` does not belong here", word->text);
}

bool check_name(struct parser *parser, const struct word *word, const char *what)
{
	if (is_brace(word))
		return complain_brace(parser, word);
	if (!is_name(word->text))
		return complain(parser, word, strchr(word->text, '=') ? "write blanks around the `=`" :
				"a name is letters, digits and `_.+-`, and begins with a letter, a digit or `_`",
				"`%s` cannot be the name of %s", word->text, what);
	if (strlen(word->text) > HF_MAX_NAME_BYTES)
		return complain(parser, word, "write a shorter name",
				"the name of %s is longer than %u bytes (HF_MAX_NAME_BYTES)", what, HF_MAX_NAME_BYTES);
	if (is_keyword(word->text))
		return complain(parser, word, "the words as, by, from, on and port have a meaning of their own",
				"`%s` cannot be the name of %s", word->text, what);
	return true;
}

bool check_pattern(struct parser *parser, const struct word *word)
{
	struct pattern_fault fault;
	struct place at = word->at;

	if (is_brace(word))
		return complain_brace(parser, word);
	if (pattern_check(word->text, &fault))
		return true;
	at.column += (unsigned)fault.offset;
	/* The text of a quoted word starts behind the quote. */
	if (source_of(parser, word->at)[word->at.column - 1] == '"')
		at.column++;
	report(parser, at, fault.length, fault.advice, fault.what);
	return false;
}

static bool check_object(struct parser *parser, const struct word *word)
{
	if (word->text[0] == '/' || word->text[0] == '@')
		return check_pattern(parser, word);
	if (is_brace(word))
		return complain_brace(parser, word);
	if (!strcmp(word->text, "*") || !strcmp(word->text, "**"))
		return complain(parser, word, "write `/**` for every path, `@**` for every other name",
				"`%s` is neither a pattern nor the name of a set", word->text);
	if (!is_name(word->text))
		return complain(parser, word, "a pattern starts with `/` or `@`: write the whole path, as in `/etc/passwd`",
				"`%s` is neither a pattern nor the name of a set", word->text);
	return check_name(parser, word, "a set");
}

bool check_objects(struct parser *parser, const struct word *words)
{
	bool good = true;

	for (; words; words = words->next)
		good &= check_object(parser, words);
	return good;
}

bool check_literal(struct parser *parser, const struct word *word, const char *what)
{
	char *name;
	size_t length;

	if (!is_brace(word) && word->text[0] != '/' && word->text[0] != '@')
		return complain(parser, word, "write the whole path, as in `/usr/bin/dash`",
				"`%s` is not the name of a file; %s is one", word->text, what);
	if (!check_pattern(parser, word))
		return false;
	name = pattern_literal(parser->arena, word->text, &length);
	if (!name)
		return complain(parser, word, "write one name; `\\` before `*?[{` takes their meaning away",
				"%s is one name, not a pattern", what);
	if (strlen(name) != length)
		return complain(parser, word, "write the name without `\\x00`", "%s cannot hold a NUL byte", what);
	return true;
}

/* Digits in upper case mean the same; one form is easier on everyone who compares. */
static const char *with_lower_digits(struct parser *parser, const char *text)
{
	char *copy = arena_strndup(parser->arena, text, strlen(text));
	char *digits = strchr(copy, ':');

	for (; digits && *digits; digits++)
		if (*digits >= 'A' && *digits <= 'F')
			*digits = (char)(*digits - 'A' + 'a');
	return copy;
}

static bool check_digest(struct parser *parser, struct word *word)
{
	static const char *const kinds[] = { "sha256", "fsverity", NULL };
	const char *colon = strchr(word->text, ':');
	size_t digits = strspn(colon ? colon + 1 : word->text, "0123456789abcdefABCDEF");
	struct hf_digest digest;
	const char *kind;

	if (is_brace(word))
		return complain_brace(parser, word);
	if (!colon)
		return complain(parser, word,
				digits == 64 && !word->text[64] ? "write `sha256:` before the digits" :
				"write `sha256:` and what sha256sum prints for the file",
				"`%s` is not a digest", word->text);
	kind = arena_strndup(parser->arena, word->text, (size_t)(colon - word->text));
	if (strcmp(kind, kinds[0]) && strcmp(kind, kinds[1]))
		return complain(parser, word, suggestion(parser, kind, kinds, "write `sha256:HEX` or `fsverity:HEX`"),
				"unknown kind of digest `%s`", kind);
	if (colon[1 + digits])
		return complain(parser, word, "digits are 0 to 9 and a to f", "the digest holds more than hexadecimal digits");
	if (digits != 64)
		return complain(parser, word, "copy all of it", "the digest has %zu digits instead of 64", digits);
	word->text = with_lower_digits(parser, word->text);
	return word_digest(word->text, &digest);
}

bool check_digests(struct parser *parser, struct word *words)
{
	bool good = true;

	for (; words; words = words->next)
		good &= check_digest(parser, words);
	return good;
}
