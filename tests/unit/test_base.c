/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The helpers that user space shares: arena, texts, diagnostics, whole files, digests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <errno.h>
#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <signal.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"
#include "core/limits.h"

static char directory[] = "/tmp/holdfast-test-base.XXXXXX";

static char *path_of(const char *name)
{
	static char path[sizeof(directory) + 300];

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	return path;
}

static int make_directory(void **state)
{
	(void)state;
	return mkdtemp(directory) ? 0 : -1;
}

static int remove_directory(void **state)
{
	DIR *stream = opendir(directory);

	(void)state;
	for (struct dirent *entry; stream && (entry = readdir(stream)); )
		unlink(path_of(entry->d_name));
	closedir(stream);
	return rmdir(directory);
}

static size_t files_in_directory(void)
{
	DIR *stream = opendir(directory);
	size_t count = 0;

	assert_non_null(stream);
	for (struct dirent *entry; (entry = readdir(stream)); )
		count += entry->d_name[0] != '.';
	closedir(stream);
	return count;
}

static void arena_gives_zeroed_aligned_pieces_that_do_not_overlap(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 16, 4096, 20000, 65536, 1000000 };
	struct arena *arena = arena_new();
	unsigned char *pieces[200];

	(void)state;
	for (size_t i = 0; i < 200; i++) {
		size_t size = sizes[i % 8];

		pieces[i] = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)pieces[i] % alignof(max_align_t), 0);
		for (size_t b = 0; b < size; b++)
			assert_int_equal(pieces[i][b], 0);
		memset(pieces[i], (int)i + 1, size);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t b = 0; b < sizes[i % 8]; b++)
			assert_int_equal(pieces[i][b], (unsigned char)(i + 1));
	arena_free(arena);
	arena_free(NULL);
}

static void arena_texts_are_terminated_copies(void **state)
{
	struct arena *arena = arena_new();

	(void)state;
	assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
	assert_string_equal(arena_strndup(arena, "", 0), "");
	assert_string_equal(arena_printf(arena, "%s-%05d", "a", 42), "a-00042");
	arena_free(arena);
}

static void texts_grow_and_stay_terminated(void **state)
{
	struct text text = { 0 };

	(void)state;
	for (int i = 0; i < 10000; i++) {
		text_printf(&text, "%d,", i);
		assert_int_equal(text.bytes[text.length], 0);
	}
	text_puts(&text, "end");
	text_add(&text, "\0x", 2);
	assert_int_equal(text.length, 48890 + 3 + 2);
	assert_memory_equal(text.bytes + text.length - 8, "99,end\0x", 8);
	text_free(&text);
	assert_null(text.bytes);
}

static void quoting_writes_what_unquoting_reads(void **state)
{
	struct text quoted = { 0 }, back = { 0 };
	char all[256];
	const char *at;

	(void)state;
	for (int i = 0; i < 256; i++)
		all[i] = (char)i;
	text_quote(&quoted, all, sizeof(all));
	for (size_t i = 0; i < quoted.length; i++)
		assert_in_range(quoted.bytes[i], 0x20, 0x7e);
	at = quoted.bytes;
	assert_true(text_unquote(&at, quoted.bytes + quoted.length, &back));
	assert_ptr_equal(at, quoted.bytes + quoted.length);
	assert_int_equal(back.length, sizeof(all));
	assert_memory_equal(back.bytes, all, sizeof(all));
	text_free(&quoted);
	text_free(&back);
}

static void malformed_quotes_are_refused_where_they_are_malformed(void **state)
{
	static const struct { const char *text; size_t at; } cases[] = {
		{ "", 0 }, { "x", 0 }, { "\"", 1 }, { "\"abc", 4 }, { "\"a\\", 2 }, { "\"a\\n\"", 2 },
		{ "\"\\x4\"", 1 }, { "\"\\x4g\"", 1 }, { "\"a\tb\"", 2 }, { "\"a\x80\"", 2 }, { "\"\\x", 1 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		/* A copy of exact size, so that a read behind its end is caught. */
		size_t length = strlen(cases[i].text);
		char *copy = memcpy(xmalloc(length), cases[i].text, length);
		struct text out = { 0 };
		const char *at = copy;

		assert_false(text_unquote(&at, copy + length, &out));
		assert_int_equal(at - copy, cases[i].at);
		text_free(&out);
		free(copy);
	}
}

static char *printed(const struct diagnostics *diag, bool colour)
{
	char *text, *copy;
	size_t length;
	FILE *out = open_memstream(&text, &length);

	diag_print(diag, out, colour);
	fclose(out);
	copy = xstrdup(text);
	free(text);
	return copy;
}

static void a_message_shows_place_line_caret_and_advice(void **state)
{
	struct diagnostics diag;
	char *text;

	(void)state;
	diag_init(&diag);
	diag_add(&diag, SEVERITY_ERROR, "web.policy", 12, 9, 4, "        raed /etc/passwd\nnext line",
		 "write `read` instead", "unknown verb `%s`", "raed");
	diag_add(&diag, SEVERITY_WARNING, "x", 0, 0, 0, NULL, NULL, "plain");
	text = printed(&diag, false);
	assert_string_equal(text,
			    "web.policy:12:9: error: unknown verb `raed`\n"
			    "        raed /etc/passwd\n"
			    "        ^^^^\n"
			    "  write `read` instead\n"
			    "x: warning: plain\n");
	free(text);
	assert_int_equal(diag.errors, 1);
	assert_int_equal(diag.warnings, 1);
	text = printed(&diag, true);
	assert_non_null(strstr(text, "\033["));
	free(text);
	diag_free(&diag);
}

static void carets_stand_below_their_bytes_behind_tabs_and_umlauts(void **state)
{
	struct diagnostics diag;
	char *text;

	(void)state;
	diag_init(&diag);
	diag_add(&diag, SEVERITY_ERROR, "f", 1, 5, 100, "\t\xc3\xa4 x\xc3\xb6y", NULL, "here");
	text = printed(&diag, false);
	assert_string_equal(text, "f:1:5: error: here\n\t\xc3\xa4 x\xc3\xb6y\n\t  ^^^\n");
	free(text);
	diag_free(&diag);
}

static void a_long_line_is_shown_around_the_place(void **state)
{
	struct diagnostics diag;
	char line[1001], *text, *caret, *end;

	(void)state;
	memset(line, 'a', 1000);
	line[1000] = '\0';
	line[699] = 'X';
	diag_init(&diag);
	diag_add(&diag, SEVERITY_ERROR, "f", 1, 700, 1, line, NULL, "here");
	text = printed(&diag, false);
	end = strchr(text, '\n') + 1;
	caret = strchr(end, '\n') + 1;
	assert_true(caret - end < 140);
	assert_int_equal(end[strchr(caret, '^') - caret], 'X');
	assert_memory_equal(end, "...", 3);
	free(text);
	diag_free(&diag);
}

static void messages_cannot_steer_the_terminal(void **state)
{
	struct diagnostics diag;
	char *text;

	(void)state;
	diag_init(&diag);
	diag_add(&diag, SEVERITY_ERROR, "f\033[2J", 1, 1, 1, "a\033[31mb\x7f\xe2\x80\xae", "c\033", "d\r%s", "\033\xe2\x80\xae");
	text = printed(&diag, false);
	for (const char *c = text; *c; c++)
		assert_true((unsigned char)*c >= 0x20 || *c == '\n');
	assert_null(strstr(text, "\xe2\x80\xae"));
	assert_null(strchr(text, 0x7f));
	free(text);
	diag_free(&diag);
}

static void messages_over_the_limit_are_counted_not_kept(void **state)
{
	struct diagnostics diag;
	char *text;

	(void)state;
	diag_init(&diag);
	for (unsigned i = 0; i < HF_MAX_ERRORS; i++)
		diag_add(&diag, SEVERITY_ERROR, "f", i, 0, 0, NULL, NULL, "e");
	assert_false(diag.overflow);
	diag_add(&diag, SEVERITY_WARNING, "f", 0, 0, 0, NULL, NULL, "w");
	for (unsigned i = 0; i < 10; i++)
		diag_add(&diag, SEVERITY_ERROR, "f", i, 0, 0, NULL, NULL, "too many");
	assert_true(diag.overflow);
	assert_int_equal(diag.errors, HF_MAX_ERRORS + 10);
	assert_int_equal(diag.count, HF_MAX_ERRORS + 1);
	text = printed(&diag, false);
	assert_null(strstr(text, "too many"));
	assert_non_null(strstr(text, "more errors than these 50"));
	free(text);
	diag_free(&diag);
}

static void a_file_is_read_as_it_was_written(void **state)
{
	char *error = NULL, *back, *bytes = xmalloc(100000);
	struct stat status;
	size_t length;

	(void)state;
	for (size_t i = 0; i < 100000; i++)
		bytes[i] = (char)(i * 7);
	assert_true(file_write(path_of("a"), bytes, 100000, 0640, &error));
	assert_int_equal(stat(path_of("a"), &status), 0);
	assert_int_equal(status.st_mode & 07777, 0640);
	back = file_read(path_of("a"), 100000, &length, &error);
	assert_non_null(back);
	assert_int_equal(length, 100000);
	assert_memory_equal(back, bytes, length);
	assert_int_equal(back[length], 0);
	free(back);
	assert_true(file_write(path_of("a"), "", 0, 0644, &error));
	back = file_read(path_of("a"), 100000, &length, &error);
	assert_non_null(back);
	assert_int_equal(length, 0);
	free(back);
	free(bytes);
}

static void a_file_over_the_limit_is_refused_with_its_name(void **state)
{
	char *error = NULL;
	size_t length;

	(void)state;
	assert_true(file_write(path_of("large"), "123456", 6, 0644, &error));
	assert_null(file_read(path_of("large"), 5, &length, &error));
	assert_non_null(strstr(error, "large is larger than 5 bytes"));
	free(error);
}

static void what_cannot_be_read_is_said(void **state)
{
	char *error = NULL;
	size_t length;

	(void)state;
	assert_null(file_read(path_of("missing"), 10, &length, &error));
	assert_non_null(strstr(error, "cannot open"));
	assert_non_null(strstr(error, strerror(ENOENT)));
	free(error);
	assert_null(file_read(directory, 10, &length, &error));
	assert_non_null(strstr(error, strerror(EISDIR)));
	free(error);
}

static void a_failed_write_leaves_the_old_file_and_nothing_else(void **state)
{
	const struct rlimit small = { 1000, RLIM_INFINITY };
	struct rlimit before;
	char *error = NULL, *back;
	size_t length, files;
	char bytes[5000] = { 0 };
	bool done;

	(void)state;
	assert_true(file_write(path_of("kept"), "old", 3, 0644, &error));
	files = files_in_directory();
	/* A limit on the size of files fails a write like a full disk does. */
	signal(SIGXFSZ, SIG_IGN);
	getrlimit(RLIMIT_FSIZE, &before);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	done = file_write(path_of("kept"), bytes, sizeof(bytes), 0644, &error);
	setrlimit(RLIMIT_FSIZE, &before);
	signal(SIGXFSZ, SIG_DFL);
	assert_false(done);
	assert_non_null(strstr(error, "it is as it was"));
	free(error);
	back = file_read(path_of("kept"), 10, &length, &error);
	assert_non_null(back);
	assert_string_equal(back, "old");
	free(back);
	assert_int_equal(files_in_directory(), files);
}

static void where_no_file_can_be_made_is_said(void **state)
{
	char *error = NULL;

	(void)state;
	assert_false(file_write("/nonexistent/holdfast/x", "", 0, 0644, &error));
	assert_non_null(strstr(error, "/nonexistent/holdfast/x"));
	free(error);
	assert_false(file_write(directory, "", 0, 0644, &error));
	assert_non_null(strstr(error, "directory"));
	free(error);
}

static void a_link_stays_a_link_and_a_device_a_device(void **state)
{
	char target[sizeof(directory) + 300], *error = NULL, *back;
	struct stat status;
	size_t length;

	(void)state;
	strcpy(target, path_of("target"));
	assert_true(file_write(target, "1", 1, 0644, &error));
	assert_int_equal(symlink("target", path_of("link")), 0);
	assert_true(file_write(path_of("link"), "2", 1, 0644, &error));
	assert_int_equal(lstat(path_of("link"), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	back = file_read(target, 10, &length, &error);
	assert_non_null(back);
	assert_string_equal(back, "2");
	free(back);
	assert_true(file_write("/dev/null", "x", 1, 0644, &error));
	assert_int_equal(stat("/dev/null", &status), 0);
	assert_true(S_ISCHR(status.st_mode));
	/* Every write to it says that the disk is full. */
	assert_false(file_write("/dev/full", "x", 1, 0644, &error));
	assert_non_null(strstr(error, strerror(ENOSPC)));
	free(error);
}

static void sha256_agrees_with_the_standard(void **state)
{
	static const struct { const char *text, *digest; } cases[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		  "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1" },
	};
	uint8_t digest[32], of_file[32];
	char hex[65], *error = NULL;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		sha256(cases[i].text, strlen(cases[i].text), digest);
		sha256_hex(digest, hex);
		assert_string_equal(hex, cases[i].digest);
		assert_true(file_write(path_of("digest"), cases[i].text, strlen(cases[i].text), 0644, &error));
		assert_true(sha256_file(path_of("digest"), of_file));
		assert_memory_equal(of_file, digest, 32);
	}
}

static void sha256_of_a_large_file_is_that_of_its_bytes(void **state)
{
	size_t length = 3 << 20;
	char *bytes = xcalloc(1, length), *error = NULL;
	uint8_t whole[32], of_file[32];

	(void)state;
	for (size_t i = 0; i < length; i++)
		bytes[i] = (char)(i >> 3);
	sha256(bytes, length, whole);
	assert_true(file_write(path_of("digest"), bytes, length, 0644, &error));
	assert_true(sha256_file(path_of("digest"), of_file));
	assert_memory_equal(of_file, whole, 32);
	free(bytes);
}

static void sha256_of_what_cannot_be_read_fails_with_errno(void **state)
{
	uint8_t digest[32];

	(void)state;
	assert_false(sha256_file(path_of("missing"), digest));
	assert_int_equal(errno, ENOENT);
	assert_false(sha256_file(directory, digest));
	assert_int_equal(errno, EISDIR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_pieces_that_do_not_overlap),
		cmocka_unit_test(arena_texts_are_terminated_copies),
		cmocka_unit_test(texts_grow_and_stay_terminated),
		cmocka_unit_test(quoting_writes_what_unquoting_reads),
		cmocka_unit_test(malformed_quotes_are_refused_where_they_are_malformed),
		cmocka_unit_test(a_message_shows_place_line_caret_and_advice),
		cmocka_unit_test(carets_stand_below_their_bytes_behind_tabs_and_umlauts),
		cmocka_unit_test(a_long_line_is_shown_around_the_place),
		cmocka_unit_test(messages_cannot_steer_the_terminal),
		cmocka_unit_test(messages_over_the_limit_are_counted_not_kept),
		cmocka_unit_test(a_file_is_read_as_it_was_written),
		cmocka_unit_test(a_file_over_the_limit_is_refused_with_its_name),
		cmocka_unit_test(what_cannot_be_read_is_said),
		cmocka_unit_test(a_failed_write_leaves_the_old_file_and_nothing_else),
		cmocka_unit_test(where_no_file_can_be_made_is_said),
		cmocka_unit_test(a_link_stays_a_link_and_a_device_a_device),
		cmocka_unit_test(sha256_agrees_with_the_standard),
		cmocka_unit_test(sha256_of_a_large_file_is_that_of_its_bytes),
		cmocka_unit_test(sha256_of_what_cannot_be_read_fails_with_errno),
	};

	return cmocka_run_group_tests(tests, make_directory, remove_directory);
}
