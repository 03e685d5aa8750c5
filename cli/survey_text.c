/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Texts of a survey: processes choose their names, so nothing of them is shown as it is. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/survey.h"

#define WIDTH 100u

/* The length of the UTF-8 character at @at if it may be shown, or 0. */
static size_t shown_character(const unsigned char *at)
{
	size_t length = at[0] < 0x80 ? 1 : at[0] >= 0xc2 && at[0] < 0xe0 ? 2 : at[0] >= 0xe0 && at[0] < 0xf0 ? 3 :
			at[0] >= 0xf0 && at[0] < 0xf5 ? 4 : 0;

	if (length == 1)
		return at[0] >= 0x20 && at[0] != 0x7f;
	for (size_t i = 1; i < length; i++)
		if ((at[i] & 0xc0) != 0x80)
			return 0;
	if (length == 2 && at[0] == 0xc2 && at[1] < 0xa0)
		return 0;
	if (length == 3 && ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] >= 0xa0)))
		return 0;
	if (length == 4 && ((at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] >= 0x90)))
		return 0;
	/* Marks that turn the direction of text round, or have no width. */
	if (length == 3 && at[0] == 0xe2 && ((at[1] == 0x80 && (at[2] >= 0xaa || (at[2] >= 0x8b && at[2] <= 0x8f))) ||
					     (at[1] == 0x81 && at[2] >= 0xa0 && at[2] <= 0xaf)))
		return 0;
	return length;
}

void say_clean(struct text *out, const char *string)
{
	const unsigned char *at = (const unsigned char *)string;

	while (*at) {
		size_t length = shown_character(at);

		if (length)
			text_add(out, (const char *)at, length);
		else
			text_printf(out, "\\x%02x", *at);
		at += length ? length : 1;
	}
}

void say_html(struct text *out, const char *string)
{
	struct text clean = { 0 };

	say_clean(&clean, string);
	for (const char *at = clean.bytes; at && *at; at++) {
		if (*at == '<')
			text_puts(out, "&lt;");
		else if (*at == '>')
			text_puts(out, "&gt;");
		else if (*at == '&')
			text_puts(out, "&amp;");
		else if (*at == '"')
			text_puts(out, "&quot;");
		else if (*at == '\'')
			text_puts(out, "&#39;");
		else
			text_add(out, at, 1);
	}
	text_free(&clean);
}

size_t columns(const char *string)
{
	size_t count = 0;

	for (; *string; string++)
		count += ((unsigned char)*string & 0xc0) != 0x80;
	return count;
}

static size_t columns_of(const char *bytes, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += ((unsigned char)bytes[i] & 0xc0) != 0x80;
	return count;
}

/* A word that is longer than a line is cut where the line ends. */
static size_t fitting(const char *word, size_t length, size_t room)
{
	while (columns_of(word, length) > room)
		do
			length--;
		while (length && ((unsigned char)word[length] & 0xc0) == 0x80);
	return length;
}

void say_wrapped(struct text *out, const char *head, size_t indent, const char *string)
{
	struct text clean = { 0 };
	size_t column = columns(head);
	bool fresh = true;

	text_puts(out, head);
	say_clean(&clean, string);
	if (clean.length && column > indent) {
		text_puts(out, "\n");
		column = 0;
	}
	if (clean.length)
		text_printf(out, "%*s", (int)(indent - column), "");
	column = indent;
	for (const char *at = clean.bytes ? clean.bytes : ""; *(at += strspn(at, " "));) {
		size_t length = fitting(at, strcspn(at, " "), WIDTH - indent), width = columns_of(at, length);

		if (!fresh && column + 1 + width > WIDTH) {
			text_printf(out, "\n%*s", (int)indent, "");
			column = indent;
		} else if (!fresh) {
			text_puts(out, " ");
			column++;
		}
		text_add(out, at, length);
		column += width;
		fresh = false;
		at += length;
	}
	text_puts(out, "\n");
	text_free(&clean);
}

void say_line(const char *head, size_t indent, const char *string)
{
	struct text out = { 0 };

	say_wrapped(&out, head, indent, string);
	fputs(out.bytes, stdout);
	text_free(&out);
}
