/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast survey --compare: what changed from one survey to another. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/survey.h"
#include "survey/compare.h"
#include "survey/fail_on.h"

#define SURVEY_LIMIT (64u << 20)

static void print_changes(const struct changes *changes)
{
	static const char *const words[] = { "changed", "weaker", "stronger" };

	if (!changes->count)
		puts("Nothing of what a survey judges has changed.");
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->list[i];
		struct text text = { 0 }, wrapped = { 0 };

		char head[16];

		snprintf(head, sizeof(head), "%s", words[change->direction]);
		text_printf(&text, "%s: %s -> %s", change->what,
			    change->before ? change->before : "not there", change->after ? change->after : "not there");
		say_wrapped(&wrapped, head, 10, text.bytes);
		fputs(wrapped.bytes, stdout);
		text_free(&text);
		text_free(&wrapped);
	}
}

static json_t *string_or_null(const char *string)
{
	return string ? json_from_bytes(string, strlen(string)) : json_null();
}

static void print_changes_json(const struct changes *changes)
{
	static const char *const words[] = { "other", "weaker", "stronger" };
	json_t *object = json_object(), *array = json_array();

	for (size_t i = 0; i < changes->count; i++) {
		json_t *one = json_object();

		json_object_set_new(one, "direction", json_string(words[changes->list[i].direction]));
		json_object_set_new(one, "what", string_or_null(changes->list[i].what));
		json_object_set_new(one, "before", string_or_null(changes->list[i].before));
		json_object_set_new(one, "after", string_or_null(changes->list[i].after));
		json_array_append_new(array, one);
	}
	json_object_set_new(object, "changes", array);
	json_print(object);
}

static char *read_survey(const char *path, struct survey_text *survey)
{
	char *error = NULL, *text = file_read(path, SURVEY_LIMIT, &survey->length, &error);

	if (!text)
		message_error_words(error);
	*survey = (struct survey_text){ path, text, survey->length };
	return text;
}

int survey_compare(const struct options *options)
{
	struct survey_text before, after;
	char *old = read_survey(options->words[0], &before);
	char *new = old ? read_survey(options->words[1], &after) : NULL;
	struct arena *arena = arena_new();
	struct diagnostics diag;
	struct changes changes;
	int status = EXIT_INPUT;
	size_t cursor = 0;

	diag_init(&diag);
	if (new && surveys_compare(arena, &before, &after, &changes, &diag)) {
		status = EXIT_YES;
		if (option_given(options, OPT_JSON))
			print_changes_json(&changes);
		else
			print_changes(&changes);
		for (const char *condition; (condition = option_next(options, OPT_FAIL_ON, &cursor));)
			if (fail_on_changes(&changes, condition))
				status = EXIT_NO;
	}
	diag_print(&diag, stderr, message_colour(stderr));
	diag_free(&diag);
	arena_free(arena);
	free(old);
	free(new);
	return status;
}
