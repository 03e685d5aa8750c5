/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compiler/pattern.h"

#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "core/limits.h"

_Static_assert(HF_MAX_BRACE_DEPTH == 4u, "a message below names this limit");

void pattern_start(struct pattern_reader *reader, const char *pattern)
{
	/* The name of the directory `/` is empty. */
	reader->at = strcmp(pattern, "/") ? pattern : pattern + 1;
	reader->depth = 0;
}

static enum pattern_kind take(struct pattern_reader *reader, struct pattern_token *token,
			      enum pattern_kind kind, size_t length)
{
	token->kind = kind;
	token->length = length;
	reader->at += length;
	return kind;
}

static enum pattern_kind refuse(struct pattern_reader *reader, struct pattern_token *token,
				size_t length, const char *what, const char *advice)
{
	token->what = what;
	token->advice = advice;
	token->length = length;
	token->kind = PATTERN_BAD;
	reader->at += strlen(reader->at);
	return PATTERN_BAD;
}

static bool is_alphanumeric(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The escape at @at (a backslash): its byte, and in *@length its size; -1 with @token saying why. */
static int read_escape(const char *at, size_t *length, struct pattern_token *token)
{
	int byte = (unsigned char)at[1];

	*length = 2;
	if (!byte) {
		*length = 1;
		token->what = "nothing follows the `\\`";
		token->advice = "write `\\\\` for a backslash";
		return -1;
	}
	if (byte == 'x') {
		if (hex_value(at[2]) < 0 || hex_value(at[3]) < 0) {
			token->what = "`\\x` needs two hexadecimal digits";
			token->advice = "write for example `\\x20` for a blank";
			return -1;
		}
		*length = 4;
		byte = hex_value(at[2]) * 16 + hex_value(at[3]);
	} else if (is_alphanumeric(at[1])) {
		token->what = "letters and digits have no escape";
		token->advice = "write the character alone, or `\\xHH` for the byte with that hexadecimal number";
		return -1;
	}
	if (byte == '/') {
		token->what = "`/` cannot be escaped";
		token->advice = "write `/`; it always separates directories";
		return -1;
	}
	return byte;
}

static void set_add(uint64_t set[4], int byte)
{
	set[byte / 64] |= (uint64_t)1 << (byte % 64);
}

/* One member of a `[...]`: its byte, or -1 with @token saying why. */
static int read_member(const char *at, size_t *length, struct pattern_token *token)
{
	*length = 1;
	if (*at == '\\')
		return read_escape(at, length, token);
	if (*at == '/') {
		token->what = "`[...]` never matches `/`";
		token->advice = "write the `/` outside of the brackets";
		return -1;
	}
	if (*at == '[') {
		token->what = "`[` inside of `[...]`";
		token->advice = "write `\\[` for the character; classes such as [:alpha:] do not exist, write `[A-Za-z]`";
		return -1;
	}
	return (unsigned char)*at;
}

static enum pattern_kind read_set(struct pattern_reader *reader, struct pattern_token *token)
{
	const char *start = reader->at, *at = start + 1;
	bool inverted = *at == '!';
	size_t length;
	int low, high;

	memset(token->set, 0, sizeof(token->set));
	if (*at == '^')
		return refuse(reader, token, 2, "`[^` is not a way to say `not`",
			      "write `[!...]` for any byte but these, `\\^` for the character");
	at += inverted;
	if (*at == ']')
		return refuse(reader, token, (size_t)(at - start) + 1, "the brackets are empty",
			      "write the bytes that may stand here, `\\]` for the character `]`");
	while (*at != ']') {
		if (!*at)
			return refuse(reader, token, 1, "`[` is not closed",
				      "write `]` behind the bytes, or `\\[` for the character");
		low = high = read_member(at, &length, token);
		at += length;
		if (low >= 0 && at[0] == '-' && at[1] && at[1] != ']') {
			high = read_member(at + 1, &length, token);
			at += 1 + length;
		}
		if (low < 0 || high < 0)
			return refuse(reader, token, (size_t)(at - start), token->what, token->advice);
		if (high < low)
			return refuse(reader, token, (size_t)(at - start), "the range runs backwards",
				      "write the smaller byte first, as in `[a-z]`");
		for (int byte = low; byte <= high; byte++)
			set_add(token->set, byte);
	}
	for (int i = 0; i < 4 && inverted; i++)
		token->set[i] = ~token->set[i];
	token->set['/' / 64] &= ~((uint64_t)1 << ('/' % 64));
	return take(reader, token, PATTERN_SET, (size_t)(at - start) + 1);
}

static enum pattern_kind read_stars(struct pattern_reader *reader, struct pattern_token *token)
{
	size_t stars = strspn(reader->at, "*");

	if (stars > 2)
		return refuse(reader, token, stars, "more than two `*` in a row",
			      "write `*` for bytes but `/`, `**` for any bytes");
	return take(reader, token, stars == 2 ? PATTERN_ANY : PATTERN_STAR, stars);
}

static enum pattern_kind read_brace(struct pattern_reader *reader, struct pattern_token *token)
{
	if (*reader->at == '{') {
		if (reader->depth == HF_MAX_BRACE_DEPTH)
			return refuse(reader, token, 1,
				      "braces nest deeper than 4 levels (HF_MAX_BRACE_DEPTH)",
				      "write several patterns");
		reader->depth++;
		return take(reader, token, PATTERN_OPEN, 1);
	}
	if (!reader->depth)
		return refuse(reader, token, 1, "`}` without a `{`",
			      "write `\\}` for the character; a `}` that closes a domain stands alone");
	reader->depth--;
	return take(reader, token, PATTERN_CLOSE, 1);
}

enum pattern_kind pattern_next(struct pattern_reader *reader, struct pattern_token *token)
{
	const char *at = reader->at;
	size_t length;
	int byte;

	token->start = at;
	switch (*at) {
	case '\0':
		if (reader->depth)
			return refuse(reader, token, 0, "`{` is not closed",
				      "write `}` behind the alternatives, or `\\{` for the character");
		return take(reader, token, PATTERN_END, 0);
	case '/':
		if (at[1] == '*' && at[2] == '*' && (at[3] == '\0' || at[3] == '/'))
			return take(reader, token, PATTERN_BELOW, 3);
		break;
	case '\\':
		byte = read_escape(at, &length, token);
		if (byte < 0)
			return refuse(reader, token, length, token->what, token->advice);
		token->byte = (uint8_t)byte;
		return take(reader, token, PATTERN_BYTE, length);
	case '?':
		return take(reader, token, PATTERN_ONE, 1);
	case '*':
		return read_stars(reader, token);
	case '[':
		return read_set(reader, token);
	case '{':
	case '}':
		return read_brace(reader, token);
	case ',':
		if (reader->depth)
			return take(reader, token, PATTERN_COMMA, 1);
		break;
	}
	token->byte = (uint8_t)*at;
	return take(reader, token, PATTERN_BYTE, 1);
}

bool pattern_is_literal(const char *pattern)
{
	struct pattern_reader reader;
	struct pattern_token token;

	pattern_start(&reader, pattern);
	while (pattern_next(&reader, &token) == PATTERN_BYTE)
		;
	return token.kind == PATTERN_END;
}

char *pattern_literal(struct arena *arena, const char *pattern, size_t *length)
{
	char *name = arena_alloc(arena, strlen(pattern) + 1);
	struct pattern_reader reader;
	struct pattern_token token;

	*length = 0;
	pattern_start(&reader, pattern);
	while (pattern_next(&reader, &token) == PATTERN_BYTE)
		name[(*length)++] = (char)token.byte;
	name[*length] = '\0';
	return token.kind == PATTERN_END ? name : NULL;
}

void pattern_escape(struct text *out, const char *name, size_t length)
{
	if (!length)
		text_puts(out, "/");
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)name[i];

		if (byte <= 0x20 || byte >= 0x7f || byte == '"')
			text_printf(out, "\\x%02x", byte);
		else if (strchr("*?[]{}\\", byte))
			text_add(out, (char[]){ '\\', (char)byte }, 2);
		else
			text_add(out, (char[]){ (char)byte }, 1);
	}
}
