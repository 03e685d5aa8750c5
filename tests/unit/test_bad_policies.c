/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every broken policy in tests/policies/bad gets exactly the messages that
 * stand beside it in NAME.expected. UPDATE=1 rewrites those files.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/file.h"
#include "compiler/ast.h"

/* Fewer than this many means that the directory was not found, or emptied. */
#define LEAST_CASES 70

static const char *source_root = ".";

static char *read_text(const char *path, size_t *length)
{
	char *error, *text = file_read(path, SIZE_MAX / 2, length, &error);

	if (!text) {
		print_error("%s\n", error);
		free(error);
	}
	return text;
}

/* What the tools would print about the policy @name; to be freed. */
static char *messages_for(const char *directory, const char *name)
{
	char path[PATH_MAX], *text, *messages;
	struct diagnostics diag;
	struct layer *layer;
	size_t length;
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", directory, name);
	text = read_text(path, &length);
	assert_non_null(text);
	diag_init(&diag);
	layer = layer_parse(name, text, length, &diag);
	free(text);
	layer_free(layer);
	out = open_memstream(&messages, &length);
	assert_non_null(out);
	diag_print(&diag, out, false);
	assert_int_equal(fclose(out), 0);
	if (!diag.errors || layer)
		print_error("%s: accepted\n", name);
	assert_true(diag.errors > 0);
	diag_free(&diag);
	return messages;
}

/* Compares, or with UPDATE=1 rewrites. Returns whether the messages are the expected ones. */
static bool check_messages(const char *directory, const char *name)
{
	char path[PATH_MAX], *expected, *error, *messages = messages_for(directory, name);
	size_t length;
	bool same;

	snprintf(path, sizeof(path), "%s/%.*s.expected", directory, (int)(strlen(name) - strlen(".policy")), name);
	if (getenv("UPDATE")) {
		same = file_write(path, messages, strlen(messages), 0644, &error);
		if (!same)
			print_error("%s\n", error);
	} else {
		expected = read_text(path, &length);
		same = expected && !strcmp(expected, messages);
		if (!same)
			print_error("--- %s expected\n%s--- but got\n%s", name, expected ? expected : "", messages);
		free(expected);
	}
	free(messages);
	return same;
}

static int is_policy(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > 7 && !strcmp(entry->d_name + length - 7, ".policy");
}

static void broken_policies_get_exactly_the_messages_beside_them(void **state)
{
	struct dirent **entries;
	char directory[PATH_MAX];
	int count, wrong = 0;

	(void)state;
	snprintf(directory, sizeof(directory), "%s/tests/policies/bad", source_root);
	count = scandir(directory, &entries, is_policy, alphasort);
	assert_true(count >= LEAST_CASES);
	for (int i = 0; i < count; i++) {
		wrong += !check_messages(directory, entries[i]->d_name);
		free(entries[i]);
	}
	free(entries);
	print_message("%d broken policies\n", count);
	assert_int_equal(wrong, 0);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(broken_policies_get_exactly_the_messages_beside_them),
	};

	if (argc > 1)
		source_root = argv[1];
	else if (getenv("HOLDFAST_SOURCE_ROOT"))
		source_root = getenv("HOLDFAST_SOURCE_ROOT");
	return cmocka_run_group_tests(tests, NULL, NULL);
}
