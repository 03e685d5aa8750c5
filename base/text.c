/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/text.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Room for @more bytes and a NUL. */
static void reserve(struct text *text, size_t more)
{
	size_t wanted = text->length + more + 1;
	size_t space = text->space ? text->space : 64;

	if (wanted <= text->space)
		return;
	while (space < wanted)
		space *= 2;
	text->bytes = xrealloc(text->bytes, space);
	text->space = space;
}

void text_add(struct text *text, const char *bytes, size_t length)
{
	reserve(text, length);
	if (length)
		memcpy(text->bytes + text->length, bytes, length);
	text->length += length;
	text->bytes[text->length] = '\0';
}

void text_puts(struct text *text, const char *string)
{
	text_add(text, string, strlen(string));
}

void text_printf(struct text *text, const char *format, ...)
{
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		return;
	reserve(text, (size_t)length);
	va_start(arguments, format);
	vsnprintf(text->bytes + text->length, (size_t)length + 1, format, arguments);
	va_end(arguments);
	text->length += (size_t)length;
}

void text_free(struct text *text)
{
	free(text->bytes);
	*text = (struct text){ 0 };
}

void text_quote(struct text *text, const char *bytes, size_t length)
{
	text_add(text, "\"", 1);
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte < 0x20 || byte > 0x7e)
			text_printf(text, "\\x%02x", byte);
		else if (byte == '"' || byte == '\\')
			text_add(text, (char[]){ '\\', (char)byte }, 2);
		else
			text_add(text, (char[]){ (char)byte }, 1);
	}
	text_add(text, "\"", 1);
}

int hex_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	if (digit >= 'a' && digit <= 'f')
		return digit - 'a' + 10;
	if (digit >= 'A' && digit <= 'F')
		return digit - 'A' + 10;
	return -1;
}

/* The escape at @at, which is a backslash: its byte, with *@length its size; -1 if malformed. */
static int escape(const char *at, const char *end, size_t *length)
{
	if (end - at >= 2 && (at[1] == '"' || at[1] == '\\')) {
		*length = 2;
		return at[1];
	}
	if (end - at >= 4 && at[1] == 'x' && hex_value(at[2]) >= 0 && hex_value(at[3]) >= 0) {
		*length = 4;
		return hex_value(at[2]) * 16 + hex_value(at[3]);
	}
	return -1;
}

bool text_unquote(const char **from, const char *end, struct text *out)
{
	const char *at = *from;

	if (at == end || *at != '"')
		return false;
	at++;
	text_add(out, "", 0);
	while (at < end && *at != '"') {
		int byte = (unsigned char)*at;
		size_t length = 1;

		if (byte == '\\')
			byte = escape(at, end, &length);
		else if (byte < 0x20 || byte > 0x7e)
			byte = -1;
		if (byte < 0) {
			*from = at;
			return false;
		}
		text_add(out, (char[]){ (char)byte }, 1);
		at += length;
	}
	*from = at;
	if (at == end)
		return false;
	*from = at + 1;
	return true;
}
