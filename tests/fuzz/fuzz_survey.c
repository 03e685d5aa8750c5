/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a file of the catalogue, as two surveys to compare, and as what hosts are read
 * by: mountinfo, gzip and headers of rpm. What is refused must say why; what is taken is free of contradictions.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "survey/catalogue.h"
#include "survey/compare.h"
#include "survey/gunzip.h"
#include "survey/host.h"
#include "survey/host_mounts.h"
#include "survey/rpm_header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__lsan_default_suppressions(void);

/* libconfig 1.5 loses the text of a string that does not end, when it gives up. */
const char *__lsan_default_suppressions(void)
{
	return "leak:libconfig.so";
}

static void stop(const char *why)
{
	fprintf(stderr, "%s\n", why);
	abort();
}

static void read_catalogue(const char *text)
{
	struct catalogue catalogue;
	struct diagnostics diag;
	bool good;

	catalogue_init(&catalogue);
	diag_init(&diag);
	good = catalogue_add(&catalogue, "fuzz.conf", text, &diag);
	if (good == (diag.errors > 0))
		stop("a file of the catalogue is refused without a word, or taken with errors");
	if (good)
		for (size_t i = 0; i < catalogue.list[0].off_count; i++)
			if (!catalogue.list[0].off[i].step[0] || !catalogue.list[0].off[i].source[0])
				stop("a step without words was taken");
	catalogue_finish(&catalogue, &diag);
	diag_free(&diag);
	catalogue_free(&catalogue);
}

/* The texts are parted by a form feed. */
static void compare(const char *text, size_t size)
{
	const char *parting = memchr(text, '\f', size);
	size_t length = parting ? (size_t)(parting - text) : size;
	struct survey_text before = { "before", text, length };
	struct survey_text after = { "after", parting ? parting + 1 : text, parting ? size - length - 1 : size };
	struct arena *arena = arena_new();
	struct diagnostics diag;
	struct changes changes;

	diag_init(&diag);
	if (surveys_compare(arena, &before, &after, &changes, &diag) == (diag.errors > 0))
		stop("a comparison is refused without a word, or made with errors");
	if (!parting && !diag.errors && changes.count)
		stop("a survey differs from itself");
	diag_free(&diag);
	arena_free(arena);
}

static void read_host(const char *text, size_t size)
{
	struct arena *arena = arena_new();
	struct host host = { .arena = arena };
	size_t length;
	char *unpacked = gunzip((const unsigned char *)text, size, 1u << 16, &length);

	if (unpacked && (length > 1u << 16 || unpacked[length]))
		stop("more than the limit was unpacked");
	free(unpacked);
	mounts_parse(&host, arena_strndup(arena, text, size));
	for (size_t i = 0; i < host.mount_count; i++)
		if (!host.mounts[i].root || !host.mounts[i].point || !host.mounts[i].type)
			stop("a mount without a place");
	arena_free(arena);
}

/* Of the bytes themselves, without the NUL behind them. */
static void read_header(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct rpm_package package;

	if (rpm_header_read(arena, data, size, &package)) {
		if (!package.name[0] || !package.version)
			stop("a package without a name or a version");
		for (size_t i = 0; i < package.name_count; i++) {
			char *path = arena_printf(arena, "%s%s", package.folders[package.folder_of[i]], package.names[i]);

			if (!strchr(package.names[i], '/') && package.folders[package.folder_of[i]][0] &&
			    path[strlen(path) - strlen(package.names[i]) - 1] == '/' && !rpm_package_has(&package, path))
				stop("a package does not have its own file");
		}
	}
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (!text)
		return 0;
	read_header(data, size);
	memcpy(text, data, size);
	text[size] = '\0';
	read_catalogue(text);
	compare(text, size);
	read_host(text, size);
	free(text);
	return 0;
}
