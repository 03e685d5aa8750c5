/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The database of rpm: rpmdb.sqlite, whose table Packages has a header in each row. It is read into memory and opened there,
 * so that nothing is locked, and no log is played back or made beside it: librpm and SQLite on the file itself would write.
 */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/facts.h"
#include "survey/rpm_header.h"

/* A thousand packages take some 100 MB. */
#define DATABASE_LIMIT (512u << 20)
/* A row is a header: rpm takes none of more than 256 MiB. */
#define ROW_LIMIT (64 << 20)
/* Steps of SQLite's machine, in thousands: a database that is made to take forever is given up. */
#define PATIENCE 50000

static const char *const folders[] = { "/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm", NULL };

static int lose_patience(void *left)
{
	return --*(int *)left < 0;
}

static bool open_database(struct sqlite3 **database, unsigned char *bytes, size_t length)
{
	sqlite3_int64 size = (sqlite3_int64)length;

	if (sqlite3_open_v2(":memory:", database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
		return false;
	sqlite3_limit(*database, SQLITE_LIMIT_LENGTH, ROW_LIMIT);
	sqlite3_db_config(*database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(*database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	/* In memory there is no log of changes beside it: the two bytes say that it has none. */
	if (length >= 20 && bytes[18] == 2 && bytes[19] == 2)
		bytes[18] = bytes[19] = 1;
	return sqlite3_deserialize(*database, "main", bytes, size, size, SQLITE_DESERIALIZE_READONLY) == SQLITE_OK;
}

static void add_package(struct facts *facts, size_t *space, const struct rpm_package *read)
{
	struct packages *packages = &facts->packages;
	struct rpm_package *kept = arena_alloc(facts->arena, sizeof(*kept));

	*kept = *read;
	if (packages->count == *space) {
		*space = *space ? 2 * *space : 256;
		packages->list = xrealloc(packages->list, *space * sizeof(*packages->list));
	}
	packages->list[packages->count++] = (struct package){ .name = kept->name, .version = kept->version, .rpm = kept };
}

/* Rows that are no headers are counted; NULL if all went well, else why not. */
static const char *read_rows(struct facts *facts, struct sqlite3 *database, size_t *space)
{
	struct sqlite3_stmt *statement = NULL;
	int result, left = PATIENCE;
	size_t broken = 0;
	const char *problem = NULL;

	sqlite3_progress_handler(database, 1000, lose_patience, &left);
	result = sqlite3_prepare_v2(database, "SELECT blob FROM Packages", -1, &statement, NULL);
	while (result == SQLITE_OK && (result = sqlite3_step(statement)) == SQLITE_ROW) {
		struct rpm_package package;
		const unsigned char *bytes = sqlite3_column_blob(statement, 0);
		int length = sqlite3_column_bytes(statement, 0);

		if (bytes && rpm_header_read(facts->arena, bytes, (size_t)length, &package))
			add_package(facts, space, &package);
		else
			broken++;
		result = SQLITE_OK;
	}
	if (result != SQLITE_DONE)
		problem = arena_printf(facts->arena, "cannot be read to its end: %s", sqlite3_errmsg(database));
	else if (broken)
		problem = arena_printf(facts->arena, "has %zu packages that cannot be read", broken);
	sqlite3_finalize(statement);
	return problem;
}

/* Changes that are not yet in the database itself: nothing plays them back here. */
static bool has_log(struct facts *facts, const char *path)
{
	enum seen seen;
	size_t length = 0;
	char *bytes = host_read_large(facts->host, arena_printf(facts->arena, "%s-wal", path), DATABASE_LIMIT, &length, &seen);

	free(bytes);
	return bytes ? length > 0 : seen != SEEN_ABSENT;
}

static void read_database(struct facts *facts, const char *path, size_t *space)
{
	struct sqlite3 *database = NULL;
	const char *problem;
	enum seen seen;
	size_t length;
	unsigned char *bytes = (unsigned char *)host_read_large(facts->host, path, DATABASE_LIMIT, &length, &seen);

	if (!bytes)
		problem = seen_words(seen);
	else if (!open_database(&database, bytes, length))
		problem = "cannot be opened as a database of SQLite";
	else
		problem = read_rows(facts, database, space);
	sqlite3_close(database);
	free(bytes);
	if (problem)
		facts->packages.problem = arena_printf(facts->arena, "%s %s", path, problem);
	else if (has_log(facts, path))
		facts->packages.problem = arena_printf(facts->arena,
			"%s was read; what is only in its log of changes, %s-wal, was not", path, path);
}

/* Formats of other times and places: that one is there is said. */
static bool note_others(struct facts *facts, const char *folder)
{
	static const struct { const char *name, *format; } others[] = {
		{ "Packages", "Berkeley DB" }, { "Packages.db", "ndb" },
	};

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		const char *path = arena_printf(facts->arena, "%s/%s", folder, others[i].name);

		if (host_exists(facts->host, path) != SEEN)
			continue;
		facts->packages.problem = arena_printf(facts->arena,
			"%s is a database of rpm in the format %s, which is not read: units, programs and paths have to do", path,
			others[i].format);
		return true;
	}
	return false;
}

bool gather_rpm(struct facts *facts, size_t *space)
{
	for (int i = 0; folders[i]; i++) {
		const char *path = arena_printf(facts->arena, "%s/rpmdb.sqlite", folders[i]);
		enum seen seen = host_exists(facts->host, path);

		if (seen != SEEN_ABSENT) {
			read_database(facts, path, space);
			return facts->packages.count || !facts->packages.problem;
		}
		if (note_others(facts, folders[i]))
			return false;
	}
	return false;
}
