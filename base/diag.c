/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "base/diag.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/limits.h"

/* Of a long source line, so much is shown before and behind the place. */
#define SHOWN_BEFORE 48u
#define SHOWN_BYTES 120u

void diag_init(struct diagnostics *diag)
{
	*diag = (struct diagnostics){ 0 };
}

void diag_free(struct diagnostics *diag)
{
	for (size_t i = 0; i < diag->count; i++) {
		free(diag->list[i].file);
		free(diag->list[i].what);
		free(diag->list[i].advice);
		free(diag->list[i].source);
	}
	free(diag->list);
	diag_init(diag);
}

static char *copy_line(const char *source)
{
	size_t length = strcspn(source, "\n");
	char *line = xmalloc(length + 1);

	memcpy(line, source, length);
	line[length] = '\0';
	return line;
}

__attribute__((format(printf, 1, 0)))
static char *format_text(const char *format, va_list arguments)
{
	char *text;

	if (vasprintf(&text, format, arguments) < 0)
		return xstrdup(format);
	return text;
}

void diag_add(struct diagnostics *diag, enum severity severity, const char *file,
	      unsigned line, unsigned column, unsigned width, const char *source,
	      const char *advice, const char *format, ...)
{
	size_t *counter = severity == SEVERITY_ERROR ? &diag->errors : &diag->warnings;
	struct diagnostic *entry;
	va_list arguments;

	if ((*counter)++ >= HF_MAX_ERRORS) {
		diag->overflow = true;
		return;
	}
	if (diag->count == diag->space) {
		diag->space = diag->space ? 2 * diag->space : 8;
		diag->list = xrealloc(diag->list, diag->space * sizeof(*diag->list));
	}
	entry = &diag->list[diag->count++];
	*entry = (struct diagnostic){
		.severity = severity, .line = line, .column = column, .width = width,
		.file = xstrdup(file ? file : ""),
		.advice = advice ? xstrdup(advice) : NULL,
		.source = source ? copy_line(source) : NULL,
	};
	va_start(arguments, format);
	entry->what = format_text(format, arguments);
	va_end(arguments);
}

static bool is_control(unsigned char byte)
{
	return byte < 0x20 || byte == 0x7f;
}

/* U+202A to U+202E and U+2066 to U+2069 would turn round what the terminal shows. */
static bool turns_text_around(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	if (byte[0] != 0xe2)
		return false;
	return (byte[1] == 0x80 && byte[2] >= 0xaa && byte[2] <= 0xae) ||
	       (byte[1] == 0x81 && byte[2] >= 0xa6 && byte[2] <= 0xa9);
}

/*
 * Texts quote other people's input: a control byte in it must not reach the
 * terminal. Newlines are kept and indented when @indent is not NULL.
 */
static void print_clean(FILE *out, const char *text, const char *indent)
{
	for (; *text; text++) {
		if (*text == '\n' && indent)
			fprintf(out, "\n%s", indent);
		else if (is_control((unsigned char)*text) || turns_text_around(text))
			fprintf(out, "\\x%02x", (unsigned char)*text);
		else
			fputc(*text, out);
	}
}

/* Bytes 10xxxxxx continue a UTF-8 character and take no column on the screen. */
static bool takes_no_column(char byte)
{
	return ((unsigned char)byte & 0xc0) == 0x80;
}

/* The source line, or the part of a long one around the column, and the caret line. */
static void print_source(FILE *out, const struct diagnostic *entry, const char *colour, const char *plain)
{
	size_t length = strlen(entry->source);
	size_t column = entry->column ? entry->column - 1 : 0;
	size_t from = 0, to = length;

	if (column > length)
		column = length;
	if (length > SHOWN_BYTES) {
		from = column > SHOWN_BEFORE ? column - SHOWN_BEFORE : 0;
		to = length - from > SHOWN_BYTES ? from + SHOWN_BYTES : length;
	}
	fputs(from ? "..." : "", out);
	for (size_t i = from; i < to; i++) {
		unsigned char byte = (unsigned char)entry->source[i];
		bool hidden = (byte != '\t' && is_control(byte)) || turns_text_around(entry->source + i);

		fputc(hidden ? '?' : byte, out);
		i += turns_text_around(entry->source + i) ? 2 : 0;
	}
	fputs(to < length ? "...\n" : "\n", out);
	if (!entry->column)
		return;
	fputs(from ? "   " : "", out);
	for (size_t i = from; i < column; i++)
		if (!takes_no_column(entry->source[i]))
			fputc(entry->source[i] == '\t' ? '\t' : ' ', out);
	fputs(colour, out);
	fputc('^', out);
	for (size_t i = column + 1; i < to && i - column < entry->width; i++)
		if (!takes_no_column(entry->source[i]))
			fputc('^', out);
	fprintf(out, "%s\n", plain);
}

static void print_one(FILE *out, const struct diagnostic *entry, bool colour)
{
	const char *bold = colour ? "\033[1m" : "";
	const char *plain = colour ? "\033[0m" : "";
	const char *shade = !colour ? "" : entry->severity == SEVERITY_ERROR ? "\033[1;31m" : "\033[1;35m";

	fputs(bold, out);
	print_clean(out, entry->file, NULL);
	if (entry->line)
		fprintf(out, ":%u", entry->line);
	if (entry->line && entry->column)
		fprintf(out, ":%u", entry->column);
	fprintf(out, ":%s %s%s:%s ", plain, shade,
		entry->severity == SEVERITY_ERROR ? "error" : "warning", plain);
	print_clean(out, entry->what, "  ");
	fputc('\n', out);
	if (entry->source && *entry->source)
		print_source(out, entry, shade, plain);
	if (entry->advice) {
		fputs("  ", out);
		print_clean(out, entry->advice, "  ");
		fputc('\n', out);
	}
}

void diag_print(const struct diagnostics *diag, FILE *out, bool colour)
{
	for (size_t i = 0; i < diag->count; i++)
		print_one(out, &diag->list[i], colour);
	if (diag->errors > HF_MAX_ERRORS)
		fprintf(out, "there are more errors than these %u; correct them first\n", HF_MAX_ERRORS);
	if (diag->warnings > HF_MAX_ERRORS)
		fprintf(out, "there are more warnings than these %u\n", HF_MAX_ERRORS);
}
