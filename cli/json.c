/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/text.h"
#include "cli/message.h"

/* jansson gives NULL only for lack of memory, once the bytes are known to be good. */
static json_t *need(json_t *value)
{
	if (value)
		return value;
	message_error("out of memory");
	exit(3);
}

/*
 * How many bytes the well-formed UTF-8 character at @bytes has (RFC 3629: shortest form, no
 * surrogates, up to U+10FFFF), or 0.
 */
static size_t utf8_length(const unsigned char *bytes, size_t length)
{
	unsigned char first = bytes[0];
	unsigned char low = 0x80, high = 0xbf;
	size_t size = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 :
		      first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;

	if (size < 2)
		return size;
	if (size > length)
		return 0;
	if (first == 0xe0)
		low = 0xa0;
	else if (first == 0xed)
		high = 0x9f;
	else if (first == 0xf0)
		low = 0x90;
	else if (first == 0xf4)
		high = 0x8f;
	if (bytes[1] < low || bytes[1] > high)
		return 0;
	for (size_t i = 2; i < size; i++)
		if ((bytes[i] & 0xc0) != 0x80)
			return 0;
	return size;
}

json_t *json_from_bytes(const char *bytes, size_t length)
{
	struct text text = { 0 };
	json_t *string;

	for (size_t i = 0, size; i < length; i += size ? size : 1) {
		size = utf8_length((const unsigned char *)bytes + i, length - i);
		if (size)
			text_add(&text, bytes + i, size);
		else
			text_printf(&text, "\\x%02x", (unsigned char)bytes[i]);
	}
	string = need(json_stringn_nocheck(text.bytes ? text.bytes : "", text.length));
	text_free(&text);
	return string;
}

static json_t *string_or_null(const char *string)
{
	return string ? json_from_bytes(string, strlen(string)) : json_null();
}

static json_t *from_diagnostic(const struct diagnostic *entry)
{
	json_t *object = need(json_object());

	json_object_set_new(object, "severity",
			    string_or_null(entry->severity == SEVERITY_ERROR ? "error" : "warning"));
	json_object_set_new(object, "file", string_or_null(entry->file));
	json_object_set_new(object, "line", json_integer(entry->line));
	json_object_set_new(object, "column", json_integer(entry->column));
	json_object_set_new(object, "what", string_or_null(entry->what));
	json_object_set_new(object, "advice", string_or_null(entry->advice));
	json_object_set_new(object, "source", string_or_null(entry->source));
	return object;
}

json_t *json_from_diagnostics(const struct diagnostics *diag)
{
	json_t *array = need(json_array());

	for (size_t i = 0; i < diag->count; i++)
		json_array_append_new(array, from_diagnostic(&diag->list[i]));
	return array;
}

void json_print(json_t *value)
{
	char *dump = json_dumps(value, JSON_INDENT(2) | JSON_PRESERVE_ORDER);

	if (!dump) {
		message_error("out of memory");
		exit(3);
	}
	puts(dump);
	free(dump);
	json_decref(value);
}
