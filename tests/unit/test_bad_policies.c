/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Every broken policy in tests/policies/bad gets exactly the messages that
 * stand beside it in NAME.expected. What parses is compiled, together with a
 * second layer NAME.policy2 if there is one. UPDATE=1 rewrites the expectations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/file.h"
#include "compiler/compile.h"

/* Fewer than this many means that the directory was not found, or emptied. */
#define LEAST_CASES 70

static char *directory;

static char *path_of(const char *name, const char *suffix)
{
	char *path;

	assert_true(asprintf(&path, "%s/%s%s", directory, name, suffix) > 0);
	return path;
}

/* The text of a file, or NULL with *@error saying why. */
static char *read_text(const char *name, const char *suffix, size_t *length, char **error)
{
	char *path = path_of(name, suffix);
	char *text = file_read(path, SIZE_MAX / 2, length, error);

	free(path);
	return text;
}

/* Parses one layer of a case; NULL if it was refused. */
static struct layer *parse(const char *name, const char *suffix, const char *text, size_t length,
			   struct diagnostics *diag)
{
	struct layer *layer;
	char *file;

	assert_true(asprintf(&file, "%s%s", name, suffix) > 0);
	layer = layer_parse(file, text, length, diag);
	free(file);
	return layer;
}

/* The case NAME.policy, and as a second layer NAME.policy2 if there is one. */
static size_t parse_layers(const char *name, struct layer **layers, struct diagnostics *diag)
{
	static const char *const suffixes[] = { ".policy", ".policy2" };
	size_t count = 0, length;
	char *text, *error;

	for (size_t i = 0; i < 2; i++) {
		text = read_text(name, suffixes[i], &length, &error);
		if (!text) {
			free(error);
			continue;
		}
		layers[count] = parse(name, suffixes[i], text, length, diag);
		count += layers[count] != NULL;
		free(text);
	}
	return count;
}

/* What the tools would print about the case @name, to be freed; NULL if it was accepted. */
static char *messages_for(const char *name)
{
	struct diagnostics diag;
	struct layer *layers[2];
	size_t count, length;
	void *image = NULL;
	char *messages;
	FILE *out;

	diag_init(&diag);
	count = parse_layers(name, layers, &diag);
	if (!diag.errors && compile_layers(layers, count, &diag, &image, &length, NULL))
		print_error("%s: accepted\n", name);
	while (count)
		layer_free(layers[--count]);
	if (image || !diag.errors) {
		free(image);
		diag_free(&diag);
		return NULL;
	}
	out = open_memstream(&messages, &length);
	assert_non_null(out);
	diag_print(&diag, out, false);
	assert_int_equal(fclose(out), 0);
	diag_free(&diag);
	return messages;
}

static bool update_messages(const char *name, const char *messages)
{
	char *path = path_of(name, ".expected"), *error = NULL;
	bool done = file_write(path, messages, strlen(messages), 0644, &error);

	if (!done)
		print_error("%s\n", error);
	free(error);
	free(path);
	return done;
}

/* Are the messages those in NAME.expected? */
static bool check_messages(const char *name, const char *messages)
{
	char *error = NULL, *expected;
	size_t length;
	bool same;

	expected = read_text(name, ".expected", &length, &error);
	same = expected && !strcmp(expected, messages);
	if (!same)
		print_error("--- %s: expected\n%s--- but got\n%s", name, expected ? expected : error, messages);
	free(expected);
	free(error);
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
	int count = scandir(directory, &entries, is_policy, alphasort);
	int wrong = 0;

	(void)state;
	assert_true(count >= LEAST_CASES);
	for (int i = 0; i < count; i++) {
		char *name = entries[i]->d_name, *messages;

		name[strlen(name) - strlen(".policy")] = '\0';
		messages = messages_for(name);
		if (!messages)
			wrong++;
		else
			wrong += getenv("UPDATE") ? !update_messages(name, messages) : !check_messages(name, messages);
		free(messages);
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
	const char *root = argc > 1 ? argv[1] : getenv("HOLDFAST_SOURCE_ROOT");
	int failed;

	if (asprintf(&directory, "%s/tests/policies/bad", root ? root : ".") < 0)
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	free(directory);
	return failed;
}
