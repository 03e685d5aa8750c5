/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/message.h"

#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"

bool message_colour(FILE *out)
{
	const char *no = getenv("NO_COLOR");

	return !(no && *no) && isatty(fileno(out));
}

/* File names and arguments are other people's bytes: none may steer the terminal. */
static void print_clean(const char *text)
{
	for (; *text; text++) {
		unsigned char byte = (unsigned char)*text;

		if (byte < 0x20 || byte == 0x7f)
			fprintf(stderr, "\\x%02x", byte);
		else
			fputc(byte, stderr);
	}
}

__attribute__((format(printf, 3, 0)))
static void say(const char *kind, const char *colour, const char *format, va_list arguments)
{
	bool coloured = message_colour(stderr);
	char *text;

	text = xvasprintf(format, arguments);
	/* What was printed so far comes first when both go to the same place. */
	fflush(stdout);
	fprintf(stderr, "holdfast: %s%s:%s ", coloured ? colour : "", kind,
		coloured ? "\033[0m" : "");
	print_clean(text);
	fputc('\n', stderr);
	free(text);
}

void message_error(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say("error", "\033[1;31m", format, arguments);
	va_end(arguments);
}

void message_warning(const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	say("warning", "\033[1;35m", format, arguments);
	va_end(arguments);
}

void message_error_words(char *error)
{
	message_error("%s", error ? error : "failed without a reason");
	free(error);
}
