/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "learn/cursor.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "core/limits.h"

bool cursor_fail(struct cursor *cursor, const char *at, size_t width, const char *advice,
		 const char *format, ...)
{
	size_t length = (size_t)(cursor->end - cursor->line);
	char what[512];
	va_list args;

	if (cursor->failed)
		return false;
	cursor->failed = true;
	va_start(args, format);
	vsnprintf(what, sizeof(what), format, args);
	va_end(args);
	/* The last line of a text may end with neither newline nor NUL, which diag_add() looks for. */
	if (length > HF_MAX_EVENT_LINE)
		length = HF_MAX_EVENT_LINE;
	diag_add(cursor->diag, SEVERITY_ERROR, cursor->file, cursor->number,
		 (unsigned)(at - cursor->line) + 1, (unsigned)(width ? width : 1),
		 arena_strndup(cursor->arena, cursor->line, length), advice, "%s", what);
	return false;
}

size_t cursor_word(const struct cursor *cursor)
{
	const char *p = cursor->at;

	while (p < cursor->end && *p != ' ' && *p != '=')
		p++;
	return (size_t)(p - cursor->at);
}

bool cursor_key_is(const struct cursor *cursor, const char *key)
{
	size_t length = strlen(key);

	return !cursor->failed && (size_t)(cursor->end - cursor->at) >= length + 2 &&
	       cursor->at[0] == ' ' && !memcmp(cursor->at + 1, key, length) &&
	       cursor->at[length + 1] == '=';
}

/* What stands where a key was expected, short enough for a message. */
static int shown(size_t width)
{
	return width > 40 ? 40 : (int)width;
}

bool cursor_key(struct cursor *cursor, const char *key)
{
	size_t width;

	if (cursor->failed)
		return false;
	if (cursor_key_is(cursor, key)) {
		cursor->at += strlen(key) + 2;
		return true;
	}
	if (cursor->at == cursor->end)
		return cursor_fail(cursor, cursor->at, 1,
				   "the line was cut short: record again, or fetch the file again",
				   "the line ends where `%s=` is expected", key);
	if (*cursor->at != ' ')
		return cursor_fail(cursor, cursor->at, 1, "separate keys by exactly one space",
				   "expected a space before `%s=`", key);
	cursor->at++;
	width = cursor_word(cursor);
	return cursor_fail(cursor, cursor->at, width,
			   "the keys of a line and their order are in docs/events.md",
			   "expected `%s=`, found `%.*s`", key, shown(width), cursor->at);
}

bool cursor_number(struct cursor *cursor, const char *key, uint64_t most, uint64_t *value)
{
	const char *start;
	uint64_t sum = 0;

	if (!cursor_key(cursor, key))
		return false;
	start = cursor->at;
	while (cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9') {
		unsigned digit = (unsigned)(*cursor->at++ - '0');

		if (sum > (most - digit) / 10 || digit > most)
			return cursor_fail(cursor, start, cursor_word(cursor) + (size_t)(cursor->at - start),
					   CURSOR_DAMAGED, "`%s` is larger than %llu", key,
					   (unsigned long long)most);
		sum = sum * 10 + digit;
	}
	if (cursor->at == start || (cursor->at < cursor->end && *cursor->at != ' ')) {
		cursor->at = start;
		return cursor_fail(cursor, start, cursor_word(cursor), "write digits and nothing else",
				   "`%s` must be a decimal number", key);
	}
	*value = sum;
	return true;
}

static bool bare_byte(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
	       (c && strchr("_.:*/,-", c));
}

bool cursor_bare(struct cursor *cursor, const char *key, const char **word, size_t *length)
{
	const char *start;

	if (!cursor_key(cursor, key))
		return false;
	start = cursor->at;
	while (cursor->at < cursor->end && bare_byte(*cursor->at))
		cursor->at++;
	if (cursor->at == start || (cursor->at < cursor->end && *cursor->at != ' ')) {
		const char *bad = cursor->at;

		return cursor_fail(cursor, bad, 1, "bare words are of A-Z a-z 0-9 and _.:*/,-",
				   "`%s` must be a bare word", key);
	}
	*word = start;
	*length = (size_t)(cursor->at - start);
	return true;
}

/* Only the names of abstract sockets may hold NUL bytes: they are kept as text, `\x00`. */
static bool show_nuls(struct text *text)
{
	static const char abstract[] = "@abstract:";
	struct text shown = { 0 };

	if (!text->length || !memchr(text->bytes, 0, text->length))
		return true;
	if (text->length < strlen(abstract) || memcmp(text->bytes, abstract, strlen(abstract)) != 0)
		return false;
	for (size_t i = 0; i < text->length; i++)
		text_add(&shown, text->bytes[i] ? &text->bytes[i] : "\\x00", text->bytes[i] ? 1 : 4);
	text_free(text);
	*text = shown;
	return true;
}

bool cursor_string(struct cursor *cursor, const char *key, const char **string)
{
	struct text text = { 0 };
	const char *start;
	bool good;

	if (!cursor_key(cursor, key))
		return false;
	start = cursor->at;
	if (start == cursor->end || *start != '"')
		return cursor_fail(cursor, start, cursor_word(cursor), "write it in double quotes",
				   "`%s` must be a double-quoted string", key);
	good = text_unquote(&cursor->at, cursor->end, &text);
	if (!good && cursor->at >= cursor->end)
		cursor_fail(cursor, start, 1, "the line was cut short: record again, or fetch the file again",
			    "the string of `%s` has no closing quote", key);
	else if (!good)
		cursor_fail(cursor, cursor->at, 1,
			    "in a string only \\\", \\\\ and \\xHH are escapes, and other bytes are 0x20-0x7e",
			    "malformed string");
	else if (!show_nuls(&text))
		good = cursor_fail(cursor, start, (size_t)(cursor->at - start), "only names of abstract sockets hold NUL bytes",
				   "NUL byte in a string");
	if (good)
		*string = arena_strndup(cursor->arena, text.bytes ? text.bytes : "", text.length);
	text_free(&text);
	return good;
}

bool cursor_end(struct cursor *cursor)
{
	if (cursor->failed)
		return false;
	if (cursor->at == cursor->end)
		return true;
	if (*cursor->at == ' ')
		cursor->at++;
	return cursor_fail(cursor, cursor->at, cursor_word(cursor),
			   "the keys of a line and their order are in docs/events.md",
			   "nothing more is expected in this line");
}
