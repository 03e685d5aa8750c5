/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The catalogue: every file of it is good, and every mistake is found, with its line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "survey/catalogue.h"

/* A good file; tests replace a part of it. */
static const char good[] =
	"name = \"Thing\"; vendor = \"somebody\"; kind = \"LSM\";\n"
	"layer = \"3\";\n"
	"scope = \"host\";\n"
	"enforces = \"what\"; on = \"whom\";\n"
	"answers = [\"files\"];\n"
	"found = ( { by = \"lsm\"; what = \"thing\"; } );\n"
	"state = \"lsm-listed\";\n"
	"read = \"look\";\n"
	"off = ( { step = \"do\"; who = \"root\"; needs = [\"!config:X\"]; removed = \"that\"; source = \"book\"; } );\n"
	"complements = [];\n"
	"notes = ();\n";

static bool add(const char *file, const char *text, struct diagnostics *diag)
{
	struct catalogue catalogue;
	bool taken;

	catalogue_init(&catalogue);
	diag_init(diag);
	taken = catalogue_add(&catalogue, file, text, diag) && catalogue_finish(&catalogue, diag);
	catalogue_free(&catalogue);
	return taken;
}

/* @good with @old replaced by @new must be refused on @line with words that have @part in them. */
static void refuse(const char *old, const char *new, unsigned line, const char *part)
{
	struct diagnostics diag;
	struct text text = { 0 };
	const char *at = strstr(good, old);

	assert_non_null(at);
	text_add(&text, good, (size_t)(at - good));
	text_puts(&text, new);
	text_puts(&text, at + strlen(old));
	assert_false(add("thing.conf", text.bytes, &diag));
	assert_true(diag.errors > 0);
	if (!strstr(diag.list[0].what, part) || diag.list[0].line != line)
		fail_msg("expected line %u, \"%s\"; got line %u, \"%s\"", line, part, diag.list[0].line, diag.list[0].what);
	diag_free(&diag);
	text_free(&text);
}

static void a_good_file_is_taken(void **state)
{
	struct diagnostics diag;

	(void)state;
	assert_true(add("x/thing.conf", good, &diag));
	assert_int_equal(diag.count, 0);
	diag_free(&diag);
}

static void mistakes_are_found(void **state)
{
	(void)state;
	refuse("layer = \"3\"", "layer = \"9\"", 2, "`layer` cannot be `9`");
	refuse("layer = \"3\"", "layer = 3", 2, "`layer` is not a string");
	refuse("layer = \"3\";\n", "\n", 0, "`layer` is missing");
	refuse("scope = \"host\"", "scope = \"none\"", 5, "`answers` must be empty");
	refuse("\"files\"", "\"filez\"", 5, "`answers` cannot have `filez`");
	refuse("\"lsm\"; what", "\"lsms\"; what", 6, "`by` cannot be `lsms`");
	refuse("by = \"lsm\"", "by = \"inside\"", 6, "nothing can be inside `thing`");
	refuse("by = \"lsm\"", "by = \"socket\"", 6, "is no path");
	refuse("what = \"thing\"", "what = \"\"", 6, "`what` is empty");
	refuse("what = \"thing\";", "what = \"thing\"; wek = true;", 6, "no setting is called `wek`");
	refuse("what = \"thing\";", "what = \"thing\"; weak = 1;", 6, "`weak` is neither");
	refuse("{ by = \"lsm\"; what = \"thing\"; }", "", 6, "`found` is empty");
	refuse("lsm-listed", "lsm-liste", 7, "`state` cannot be");
	refuse("read = \"look\"", "reed = \"look\"", 8, "no setting is called `reed`");
	refuse("who = \"root\"", "who = \"rot\"", 9, "`who` cannot be `rot`");
	refuse("who = \"root\"", "who = \"capability\"", 9, "which capability");
	refuse("!config:X", "!config:", 9, "no condition is called");
	refuse("!config:X", "moduls.loadable", 9, "no condition is called `moduls.loadable`");
	refuse("source = \"book\"; ", "", 9, "`source` is missing");
	refuse("who = \"root\";", "who = \"root\"; test = \"yes\";", 9, "is no test of the lab");
	refuse("complements = []", "complements = [\"nothing\"]", 10, "which is no entry");
	refuse("notes = ()", "notes = \"x\"", 11, "`notes` is not a list");
	refuse("on = \"whom\"", "on = \"a\\nb\"", 4, "control character");
	refuse("read = \"look\";", "read = \"look\"; read = \"again\";", 8, "");
	refuse("read = \"look\"", "read = = \"look\"", 8, "syntax error");
	refuse("read =", "@include \"/etc/passwd\"\nread =", 8, "`@include`");
}

static void a_file_must_be_called_right(void **state)
{
	static const char *const names[] = { "Thing.conf", "thing", ".conf", "a/b.c.conf", "x y.conf" };
	struct diagnostics diag;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		assert_false(add(names[i], good, &diag));
		assert_int_equal(diag.errors, 1);
		diag_free(&diag);
	}
}

static char *file_text(const char *path)
{
	size_t length;
	char *error, *text = file_read(path, 1u << 20, &length, &error);

	if (!text)
		fail_msg("%s cannot be read", path);
	return text;
}

/* An attack is a file, and a line of a table of its group, by which it is built and run. */
static bool attack_is_run(const char *name)
{
	static const char *const tables[] = { "table", "table.x86", "table.uml" };
	const char *slash = strchr(name, '/');
	char path[512];
	bool found = false;

	snprintf(path, sizeof(path), "lab/attacks/%s.c", name);
	if (!slash || access(path, F_OK))
		return false;
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables) && !found; i++) {
		snprintf(path, sizeof(path), "lab/attacks/%.*s/%s", (int)(slash - name), name, tables[i]);
		if (!access(path, F_OK)) {
			char *text = file_text(path);

			snprintf(path, sizeof(path), "\n%s ", slash + 1);
			found = !strncmp(text, path + 1, strlen(path + 1)) || strstr(text, path);
			free(text);
		}
	}
	return found;
}

/* A step of a guest: what does it, and the test that wants to see that it was refused before and done after. */
static bool step_is_run(const char *name)
{
	static const char *const guests[][2] = {
		{ "tests/vm/survey.guest", "tests/vm/survey.sh" }, { "tests/vm/survey-host.guest", "tests/vm/survey-host" },
		{ "tests/vm/survey-bpf.guest", "tests/vm/survey-bpf.sh" },
	};
	char *guest, *test, line[128];
	bool done, wanted = false;

	for (size_t i = 0; i < sizeof(guests) / sizeof(*guests) && !wanted; i++) {
		if (access(guests[i][0], F_OK))
			continue;
		guest = file_text(guests[i][0]);
		test = file_text(guests[i][1]);
		snprintf(line, sizeof(line), "off %s ", name);
		done = strstr(guest, line);
		for (char *at = strstr(test, "\nstepped "); at && !wanted && done; at = strstr(at + 1, "\nstepped ")) {
			/* Its words, also on lines that go on. */
			const char *end = at + 1;

			while ((end = strchr(end, '\n')) && end[-1] == '\\')
				end++;
			for (char *word = at + 1; (word = strstr(word, name)) && (!end || word < end) && !wanted; word++)
				wanted = strchr(" \t", word[-1]) && strchr(" \n", word[strlen(name)]);
		}
		free(guest);
		free(test);
	}
	return wanted;
}

static const json_t *measured(const json_t *matrix, const char *product)
{
	size_t i;
	json_t *one;

	json_array_foreach(json_object_get(matrix, "products"), i, one)
		if (!strcmp(json_string_value(json_object_get(one, "name")), product))
			return one;
	return NULL;
}

static bool has_proof(const json_t *list, const char *proof)
{
	size_t i;
	json_t *one;

	json_array_foreach(list, i, one)
		if (!strcmp(json_string_value(json_object_get(one, "proof")), proof))
			return true;
	return false;
}

/*
 * What `make matrix` measured of this product shows the step: another command line or the off switch let through what it refused;
 * or its setup did the step first and saw that, before it locked the switch; or it is a control.
 */
static bool matrix_shows(const json_t *matrix, const char *name, enum who who)
{
	const json_t *product = measured(matrix, name), *proof = json_object_get(product, "proof");
	const char *before = json_string_value(json_object_get(json_object_get(proof, "before"), "verdict"));
	const char *after = json_string_value(json_object_get(json_object_get(proof, "outside"), "verdict"));
	char path[512], *setup;
	bool shown;

	snprintf(path, sizeof(path), "matrix/products/%s/about", name);
	if (!product || !before || access(path, F_OK))
		return false;
	if (!strcmp(before, "open"))
		return true;
	if (who == WHO_REBOOT)
		return has_proof(json_object_get(product, "off_boot"), "open");
	if (after && !strcmp(after, "open"))
		return true;
	snprintf(path, sizeof(path), "matrix/products/%s/setup", name);
	if (access(path, F_OK))
		return false;
	setup = file_text(path);
	shown = strstr(setup, "\n/matrix/product/off\n/matrix/product/prove && exit 1\n");
	free(setup);
	return shown;
}

/* The test that a step names exists, is run, and shows it. */
static void check_step(const struct mechanism *mechanism, const struct off_step *step, const json_t *matrix)
{
	bool shown;

	if (!strncmp(step->test, "matrix:", 7))
		shown = matrix_shows(matrix, step->test + 7, step->who);
	else if (!strncmp(step->test, "attack:", 7))
		shown = attack_is_run(step->test + 7);
	else
		shown = step_is_run(step->test + 6);
	if (!shown)
		fail_msg("%s: `%s` does not show `%s`", mechanism->file, step->test, step->step);
}

/* The check itself finds what is not so. */
static void wrong_tests_are_found(void **state)
{
	json_t *matrix = json_load_file("docs/bypass-matrix.json", 0, NULL);

	(void)state;
	assert_non_null(matrix);
	assert_true(attack_is_run("kernel-load/init-module"));
	assert_false(attack_is_run("kernel-load/init-modul"));
	assert_false(attack_is_run("common/session"));
	assert_false(attack_is_run("init-module"));
	assert_true(step_is_run("smack-rule"));
	assert_true(step_is_run("fapolicyd-stopped"));
	assert_true(step_is_run("bubblewrap-enter"));
	assert_false(step_is_run("smack-rul"));
	assert_false(step_is_run("tomoyo-locked"));	/* it is run, and shown to be refused */
	assert_true(matrix_shows(matrix, "ipe", WHO_CAPABILITY));
	assert_true(matrix_shows(matrix, "apparmor", WHO_CAPABILITY));
	assert_true(matrix_shows(matrix, "lockdown-integrity", WHO_REBOOT));
	assert_false(matrix_shows(matrix, "lockdown-integrity", WHO_ROOT));
	assert_false(matrix_shows(matrix, "holdfast", WHO_REBOOT));
	assert_false(matrix_shows(matrix, "hardened", WHO_REBOOT));
	assert_false(matrix_shows(matrix, "nothing", WHO_ROOT));
	json_decref(matrix);
}

static void every_entry_is_good(void **state)
{
	json_t *matrix = json_load_file("docs/bypass-matrix.json", 0, NULL);
	struct catalogue catalogue;
	struct diagnostics diag;

	(void)state;
	catalogue_init(&catalogue);
	diag_init(&diag);
	assert_non_null(matrix);
	if (!catalogue_load_built_in(&catalogue, &diag)) {
		diag_print(&diag, stderr, false);
		fail_msg("the catalogue has %zu errors", diag.errors);
	}
	assert_non_null(catalogue_find(&catalogue, "holdfast"));
	assert_null(catalogue_find(&catalogue, "nothing"));
	for (size_t i = 0; i < catalogue.count; i++)
		for (size_t k = 0; k < catalogue.list[i].off_count; k++)
			if (catalogue.list[i].off[k].test)
				check_step(&catalogue.list[i], &catalogue.list[i].off[k], matrix);
	json_decref(matrix);
	catalogue_free(&catalogue);
	diag_free(&diag);
}

/* What was built in is what is in the folder, escapes and all. */
static void the_folder_is_what_was_built_in(void **state)
{
	struct catalogue built_in, folder;
	struct diagnostics diag;
	char *error;

	(void)state;
	catalogue_init(&built_in);
	catalogue_init(&folder);
	diag_init(&diag);
	assert_true(catalogue_load_built_in(&built_in, &diag));
	if (!catalogue_load_directory(&folder, "survey/catalogue", &diag, &error)) {
		diag_print(&diag, stderr, false);
		fail_msg("the folder is refused: %s", error ? error : "see above");
	}
	assert_int_equal(built_in.count, folder.count);
	for (size_t i = 0; i < folder.count; i++) {
		assert_string_equal(built_in.list[i].id, folder.list[i].id);
		assert_string_equal(built_in.list[i].enforces, folder.list[i].enforces);
		assert_int_equal(built_in.list[i].off_count, folder.list[i].off_count);
	}
	catalogue_free(&built_in);
	catalogue_free(&folder);
	diag_free(&diag);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_file_is_taken),
		cmocka_unit_test(mistakes_are_found),
		cmocka_unit_test(a_file_must_be_called_right),
		cmocka_unit_test(every_entry_is_good),
		cmocka_unit_test(wrong_tests_are_found),
		cmocka_unit_test(the_folder_is_what_was_built_in),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
