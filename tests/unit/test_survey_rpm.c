/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Headers of rpm: what is in a good one is found, and every cut and every wrong number is refused or left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/rpm_header.h"

enum { STRING = 6, STRINGS = 8, INT32 = 4, SPACE = 512 };

/* A header that is being made: entries and data grow apart. */
struct made {
	unsigned char entries[SPACE], data[SPACE], all[2 * SPACE + 8];
	size_t count, length;
};

static void put_number(unsigned char *at, size_t number)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(number >> (24 - 8 * i));
}

static void put(struct made *made, size_t tag, size_t type, size_t count, const void *bytes, size_t length)
{
	unsigned char *entry = made->entries + 16 * made->count++;

	put_number(entry, tag);
	put_number(entry + 4, type);
	put_number(entry + 8, made->length);
	put_number(entry + 12, count);
	memcpy(made->data + made->length, bytes, length);
	made->length += length;
}

static size_t finish(struct made *made)
{
	put_number(made->all, made->count);
	put_number(made->all + 4, made->length);
	memcpy(made->all + 8, made->entries, 16 * made->count);
	memcpy(made->all + 8 + 16 * made->count, made->data, made->length);
	return 8 + 16 * made->count + made->length;
}

static const unsigned char indexes[] = { 0, 0, 0, 0, 0, 0, 0, 1 };
static const char folders[] = "/usr/sbin/\0/etc/", names[] = "daemon\0daemon.conf";

/* The package thing 1.2-3 with /usr/sbin/daemon and /etc/daemon.conf. */
static size_t good(struct made *made)
{
	*made = (struct made){ 0 };
	put(made, 1000, STRING, 1, "thing", 6);
	put(made, 1001, STRING, 1, "1.2", 4);
	put(made, 1002, STRING, 1, "3", 2);
	put(made, 1118, STRINGS, 2, folders, sizeof(folders));
	put(made, 1117, STRINGS, 2, names, sizeof(names));
	put(made, 1116, INT32, 2, indexes, sizeof(indexes));
	return finish(made);
}

static void a_good_header_is_read(void **state)
{
	struct arena *arena = arena_new();
	struct rpm_package package;
	struct made made;
	size_t size = good(&made);

	(void)state;
	assert_true(rpm_header_read(arena, made.all, size, &package));
	assert_string_equal(package.name, "thing");
	assert_string_equal(package.version, "1.2-3");
	assert_true(rpm_package_has(&package, "/usr/sbin/daemon"));
	assert_true(rpm_package_has(&package, "/etc/daemon.conf"));
	assert_false(rpm_package_has(&package, "/etc/daemon"));
	assert_false(rpm_package_has(&package, "/usr/sbin/"));
	assert_false(rpm_package_has(&package, "daemon"));
	assert_false(rpm_package_has(&package, ""));
	arena_free(arena);
}

/* Each in memory of just its length, so that a sanitizer sees what is read behind it. */
static void every_cut_is_refused(void **state)
{
	struct made made;
	size_t size = good(&made);

	(void)state;
	for (size_t length = 0; length < size; length++) {
		struct arena *arena = arena_new();
		unsigned char *bytes = xmalloc(length + !length);
		struct rpm_package package;

		memcpy(bytes, made.all, length);
		assert_false(rpm_header_read(arena, bytes, length, &package));
		free(bytes);
		arena_free(arena);
	}
}

/* Numbers of entries that lead out: the file list is left away as a whole, a wrong name refuses the header. */
static void wrong_numbers_are_found(void **state)
{
	static const struct { size_t entry, field, value; } wrong[] = {
		{ 3, 8, 0xffffffff }, { 3, 12, 0xffffffff }, { 4, 12, 3 }, { 4, 12, 1 }, { 5, 12, 3 },
		{ 5, 12, 0x40000001 }, { 5, 8, 2 }, { 4, 4, STRING }, { 3, 0, 7 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		struct arena *arena = arena_new();
		struct rpm_package package;
		struct made made;
		size_t size = good(&made);

		put_number(made.all + 8 + 16 * wrong[i].entry + wrong[i].field, wrong[i].value);
		assert_true(rpm_header_read(arena, made.all, size, &package));
		assert_int_equal(package.name_count, 0);
		assert_false(rpm_package_has(&package, "/usr/sbin/daemon"));
		arena_free(arena);
	}
	for (size_t field = 4; field < 16; field += 4) {
		struct arena *arena = arena_new();
		struct rpm_package package;
		struct made made;
		size_t size = good(&made);

		put_number(made.all + 8 + field, 0xfffffff0);
		assert_false(rpm_header_read(arena, made.all, size, &package));
		arena_free(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_header_is_read),
		cmocka_unit_test(every_cut_is_refused),
		cmocka_unit_test(wrong_numbers_are_found),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
