/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The events that a guest leaves behind (docs/events.md): written down, and in short. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/run.h"
#include "cli/vm.h"

#define SHOWN_DENIALS 5

static const char heading[] = "holdfast-events version=1 build=";

/* The word behind build= in the first line; "" if these are no events. */
static void build_of(const struct text *events, char *build, size_t space)
{
	size_t length;

	*build = '\0';
	if (events->length < strlen(heading) || memcmp(events->bytes, heading, strlen(heading)) != 0)
		return;
	length = strcspn(events->bytes + strlen(heading), " \n");
	if (length < space)
		memcpy(build, events->bytes + strlen(heading), length + 1), build[length] = '\0';
}

/* The number behind @key in the first line, or 0. */
static unsigned long long first_line_number(const struct text *events, const char *key)
{
	const char *end = memchr(events->bytes, '\n', events->length);
	const char *at = memmem(events->bytes, end ? (size_t)(end - events->bytes) : events->length,
				key, strlen(key));

	return at ? strtoull(at + strlen(key), NULL, 10) : 0;
}

/* May these be taken for events of @build? Says why not. */
static bool usable(const struct vm_outcome *outcome, const char *build)
{
	char got[16];

	if (outcome->events_error == ENOENT) {
		message_error("run: this kernel has no Holdfast, so there are no events");
		return false;
	}
	if (outcome->events_error) {
		message_error("run: the events could not be read: %s%s", strerror((int)outcome->events_error),
			      outcome->events_error == EACCES || outcome->events_error == EPERM ?
			      "; the policy must let init read /sys/kernel/security/holdfast/events" : "");
		return false;
	}
	build_of(&outcome->events, got, sizeof(got));
	if (!strcmp(got, build))
		return true;
	message_error("run: this kernel is no %s kernel: its events say build=%s", build, *got ? got : "nothing");
	return false;
}

static int write_down(const struct text *events, const char *path)
{
	char *error = NULL;

	if (file_write(path, events->bytes, events->length, 0644, &error))
		return EXIT_YES;
	message_error_words(error);
	return EXIT_BROKEN;
}

int run_events_learned(const struct vm_outcome *outcome, const char *path, bool quiet)
{
	unsigned long long lost;
	int status;

	if (!usable(outcome, "learn"))
		return EXIT_BROKEN;
	status = write_down(&outcome->events, path);
	if (status != EXIT_YES)
		return status;
	lost = first_line_number(&outcome->events, " lost=");
	if (lost)
		message_warning("run: the kernel could not keep %llu facts; what is learned from %s will lack them",
				lost, path);
	if (!quiet)
		fprintf(stderr, "holdfast: %llu events in %s; next: holdfast learn %s -o POLICY\n",
			first_line_number(&outcome->events, " count="), path, path);
	return EXIT_YES;
}

/* Counts the denials, and shows the first @shown. */
static size_t go_through(const struct text *events, size_t shown)
{
	const char *end = events->bytes + events->length;
	size_t count = 0;

	for (const char *line = events->bytes; line < end;) {
		const char *newline = memchr(line, '\n', (size_t)(end - line));
		const char *stop = newline ? newline : end;

		if (stop - line > 5 && !memcmp(line, "deny ", 5) && count++ < shown) {
			fputs("  ", stderr);
			/* The format is printable; a guest that lies about it is not passed on. */
			for (const char *at = line + 5; at < stop; at++)
				fputc(*at >= 0x20 && *at < 0x7f ? *at : '?', stderr);
			fputc('\n', stderr);
		}
		line = stop + 1;
	}
	return count;
}

static void summarise(const struct text *events, const char *path)
{
	unsigned long long lost = first_line_number(events, " lost=");
	size_t count = go_through(events, 0);

	if (!count && !lost) {
		fputs("holdfast: nothing was refused\n", stderr);
		return;
	}
	fprintf(stderr, "holdfast: refused: %zu", count);
	if (lost)
		fprintf(stderr, " and %llu more that the kernel could not keep", lost);
	fputs(count > SHOWN_DENIALS ? "; the first of them:\n" : ":\n", stderr);
	go_through(events, SHOWN_DENIALS);
	if (path)
		fprintf(stderr, "  all of them: holdfast log %s\n", path);
	else if (count > SHOWN_DENIALS)
		fputs("  all of them: with --events FILE\n", stderr);
}

int run_events_refused(const struct vm_outcome *outcome, const char *path, bool required, bool quiet)
{
	char build[16];

	build_of(&outcome->events, build, sizeof(build));
	if (!path && !required && (outcome->events_error || strcmp(build, "sealed") != 0))
		return EXIT_YES;
	if (!usable(outcome, path && !required && *build ? build : "sealed"))
		return EXIT_BROKEN;
	if (!quiet && !strcmp(build, "sealed"))
		summarise(&outcome->events, path);
	return path ? write_down(&outcome->events, path) : EXIT_YES;
}
