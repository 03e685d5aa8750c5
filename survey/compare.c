/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "survey/compare_parts.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "survey/survey.h"

#define FORMAT 1

const char *json_string_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static const char *kept(struct comparison *comparison, const char *string)
{
	return string ? arena_strndup(comparison->arena, string, strlen(string)) : NULL;
}

void comparison_note(struct comparison *comparison, enum direction direction, const char *what, const char *before, const char *after)
{
	struct changes *changes = comparison->changes;

	changes->list = arena_grow(comparison->arena, changes->list, changes->count, sizeof(*changes->list));
	changes->list[changes->count++] = (struct change){ direction, what, kept(comparison, before), kept(comparison, after) };
}

bool words_equal(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* "process" and "processes", "has" and "have": one word where one counts and another where many do. */
static bool same_word(const char *a, size_t in_a, const char *b, size_t in_b)
{
	static const char *const verbs[][2] = { { "is", "are" }, { "has", "have" } };
	const char *longer = in_a > in_b ? a : b;
	size_t both = in_a < in_b ? in_a : in_b, most = in_a > in_b ? in_a : in_b;

	if (!strncmp(a, b, both) && (most == both || (most == both + 1 && longer[both] == 's') ||
				     (most == both + 2 && !strncmp(longer + both, "es", 2))))
		return true;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		for (int k = 0; k < 2; k++)
			if (in_a == strlen(verbs[i][k]) && in_b == strlen(verbs[i][!k]) && !strncmp(a, verbs[i][k], in_a) &&
			    !strncmp(b, verbs[i][!k], in_b))
				return true;
	return false;
}

bool words_equal_but_numbers(const char *a, const char *b)
{
	static const char digits[] = "0123456789", letters[] = "abcdefghijklmnopqrstuvwxyz";

	if (!a || !b)
		return a == b;
	while (*a && *b) {
		size_t in_a = strspn(a, digits), in_b = strspn(b, digits);

		if (!in_a && !in_b) {
			in_a = strspn(a, letters);
			in_b = strspn(b, letters);
			if (in_a && in_b ? !same_word(a, in_a, b, in_b) : *a != *b)
				return false;
		} else if (!in_a || !in_b) {
			return false;
		}
		a += in_a ? in_a : 1;
		b += in_b ? in_b : 1;
	}
	return !*a && !*b;
}

const json_t *json_find(const json_t *array, const char *key, const char *value)
{
	size_t index;
	const json_t *one;

	json_array_foreach((json_t *)(uintptr_t)array, index, one)
		if (words_equal(json_string_at(one, key), value))
			return one;
	return NULL;
}

/*
 * By the order of @words, in which later is stronger. What held and is not seen to hold any more counts as
 * weaker: nobody may rely on it. What was not seen before has no direction.
 */
static enum direction direction_of(const char *const *words, const char *before, const char *after)
{
	int from = before ? word_index(words, before) : -1, to = after ? word_index(words, after) : -1;

	if (from < 0 || to < 0 || from == to || strstr(before, "not seen"))
		return CHANGE_OTHER;
	if (to > from)
		return strstr(after, "not seen") ? CHANGE_OTHER : CHANGE_STRONGER;
	return CHANGE_WEAKER;
}

/* A step that is open is weaker than one that is not. */
static enum direction direction_of_open(const char *before, const char *after)
{
	static const char *const stronger[] = { "yes", "not seen", "no", NULL };

	return direction_of(stronger, before, after);
}

static void compare_steps(struct comparison *comparison, const char *name, const json_t *before, const json_t *after)
{
	const json_t *old = json_object_get(before, "off"), *step;
	size_t index;

	json_array_foreach(json_object_get(after, "off"), index, step) {
		const char *words = json_string_at(step, "step"), *now = json_string_at(step, "open");
		const json_t *was = words ? json_find(old, "step", words) : NULL;

		if (was && !words_equal(json_string_at(was, "open"), now))
			comparison_note(comparison, direction_of_open(json_string_at(was, "open"), now),
			     arena_printf(comparison->arena, "%s, step open: %s", name, words), json_string_at(was, "open"), now);
	}
}

static void compare_mechanism(struct comparison *comparison, const json_t *before, const json_t *after)
{
	static const char *const stronger[] = { "not in force", "reports only", "not seen", "in part", "in force", NULL };
	static const char *const fates[] = { "falls", "not seen", "falls by reboot", "reboot not seen", "survives root", NULL };
	const char *id = json_string_at(after, "id");

	if (!words_equal(json_string_at(before, "presence"), json_string_at(after, "presence")))
		comparison_note(comparison, CHANGE_OTHER, arena_printf(comparison->arena, "%s, presence", id),
		     json_string_at(before, "presence"), json_string_at(after, "presence"));
	if (!words_equal(json_string_at(before, "state"), json_string_at(after, "state")))
		comparison_note(comparison, direction_of(stronger, json_string_at(before, "state"), json_string_at(after, "state")),
		     arena_printf(comparison->arena, "%s, state", id), json_string_at(before, "state"), json_string_at(after, "state"));
	else if (!words_equal_but_numbers(json_string_at(before, "summary"), json_string_at(after, "summary")))
		comparison_note(comparison, CHANGE_OTHER, arena_printf(comparison->arena, "%s", id), json_string_at(before, "summary"),
		     json_string_at(after, "summary"));
	if (!words_equal(json_string_at(before, "fate"), json_string_at(after, "fate")))
		comparison_note(comparison, direction_of(fates, json_string_at(before, "fate"), json_string_at(after, "fate")),
		     arena_printf(comparison->arena, "%s, under root", id), json_string_at(before, "fate"), json_string_at(after, "fate"));
	compare_steps(comparison, id, before, after);
}

static bool is_here(const json_t *mechanism)
{
	return json_is_true(json_object_get(mechanism, "in_force"));
}

/* An entry that is absent is in a survey with --map only: that makes no difference. */
static const json_t *present(const json_t *survey, const char *id)
{
	const json_t *mechanism = json_find(json_object_get(survey, "mechanisms"), "id", id);

	return words_equal(json_string_at(mechanism, "presence"), "absent") ? NULL : mechanism;
}

static void compare_mechanisms(struct comparison *comparison, const json_t *before, const json_t *after)
{
	const json_t *one;
	size_t index;

	json_array_foreach(json_object_get(after, "mechanisms"), index, one) {
		const char *id = json_string_at(one, "id");
		const json_t *was = present(before, id);

		if (words_equal(json_string_at(one, "presence"), "absent"))
			continue;
		if (was)
			compare_mechanism(comparison, was, one);
		else
			comparison_note(comparison, is_here(one) ? CHANGE_STRONGER : CHANGE_OTHER,
					arena_printf(comparison->arena, "%s, state", id), NULL, json_string_at(one, "state"));
	}
	json_array_foreach(json_object_get(before, "mechanisms"), index, one) {
		const char *id = json_string_at(one, "id");

		if (!words_equal(json_string_at(one, "presence"), "absent") && !present(after, id))
			comparison_note(comparison, is_here(one) ? CHANGE_WEAKER : CHANGE_OTHER,
					arena_printf(comparison->arena, "%s, state", id), json_string_at(one, "state"), NULL);
	}
}

/* Ways and options: what is called @words, each with its `id` and whether it is `open`. */
static void compare_open(struct comparison *comparison, const char *array, const char *words, const json_t *before, const json_t *after)
{
	const json_t *one;
	size_t index;

	json_array_foreach(json_object_get(after, array), index, one) {
		const char *id = json_string_at(one, "id"), *now = json_string_at(one, "open");
		const json_t *was = id ? json_find(json_object_get(before, array), "id", id) : NULL;

		if (was && !words_equal(json_string_at(was, "open"), now))
			comparison_note(comparison, direction_of_open(json_string_at(was, "open"), now),
					arena_printf(comparison->arena, "%s, open: %s", words, id), json_string_at(was, "open"), now);
	}
}

static void compare_questions(struct comparison *comparison, const json_t *before, const json_t *after)
{
	for (int i = 0; i < QUESTIONS; i++) {
		const char *was = json_string_at(json_object_get(json_object_get(before, "questions"), question_words[i]), "hold");
		const char *now = json_string_at(json_object_get(json_object_get(after, "questions"), question_words[i]), "hold");

		if (!words_equal(was, now))
			comparison_note(comparison, direction_of(hold_words, was, now),
			     arena_printf(comparison->arena, "question: %s", question_words[i]), was, now);
	}
}

static const char *path_in_words(struct comparison *comparison, const json_t *survey)
{
	const json_t *path = json_object_get(survey, "path");
	const char *kind = json_string_at(path, "kind");

	return words_equal(kind, "found") ? arena_printf(comparison->arena, "%zu steps", json_array_size(json_object_get(path, "hops"))) : kind;
}

static void compare_paths(struct comparison *comparison, const json_t *before, const json_t *after)
{
	static const char *const kinds[] = { "nothing enforces", "found", "not seen", "none", NULL };
	const char *was = path_in_words(comparison, before), *now = path_in_words(comparison, after);
	const char *old = json_string_at(json_object_get(before, "path"), "kind"), *new = json_string_at(json_object_get(after, "path"), "kind");
	size_t old_hops = json_array_size(json_object_get(json_object_get(before, "path"), "hops"));
	size_t new_hops = json_array_size(json_object_get(json_object_get(after, "path"), "hops"));
	enum direction direction = direction_of(kinds, old, new);

	if (words_equal(was, now))
		return;
	if (words_equal(old, new))
		direction = new_hops < old_hops ? CHANGE_WEAKER : CHANGE_STRONGER;
	comparison_note(comparison, direction, "the weakest path without a reboot", was, now);
}

/* A survey as far as it is compared: what is missing would be taken for a change. */
static bool is_survey(const json_t *survey)
{
	const json_t *one;
	size_t index;

	if (json_integer_value(json_object_get(survey, "survey")) != FORMAT ||
	    !json_is_array(json_object_get(survey, "mechanisms")) || !json_is_array(json_object_get(survey, "ways")) ||
	    !json_is_object(json_object_get(survey, "questions")) || !json_is_object(json_object_get(survey, "path")))
		return false;
	json_array_foreach(json_object_get(survey, "mechanisms"), index, one)
		if (!json_string_at(one, "id"))
			return false;
	return true;
}

static json_t *load(const struct survey_text *text, struct diagnostics *diag)
{
	json_error_t error;
	json_t *survey = json_loadb(text->text, text->length, JSON_REJECT_DUPLICATES, &error);

	if (!survey) {
		diag_add(diag, SEVERITY_ERROR, text->file, error.line > 0 ? (unsigned)error.line : 0,
			 error.column > 0 ? (unsigned)error.column : 0, 0, NULL,
			 "give it what `holdfast survey --json` wrote", "this is not JSON: %s", error.text);
	} else if (!is_survey(survey)) {
		diag_add(diag, SEVERITY_ERROR, text->file, 0, 0, 0, NULL, "give it what `holdfast survey --json` wrote",
			 "this is JSON, but no survey of format %d", FORMAT);
		json_decref(survey);
		survey = NULL;
	}
	return survey;
}

/* Layers that were not asked for would look like protections that are gone. */
static bool same_layers(const struct survey_text *text, const json_t *before, const json_t *after, struct diagnostics *diag)
{
	const char *old = json_string_at(json_object_get(before, "shown"), "only");
	const char *new = json_string_at(json_object_get(after, "shown"), "only");

	if (words_equal(old, new))
		return true;
	diag_add(diag, SEVERITY_ERROR, text->file, 0, 0, 0, NULL, "compare two that were made with the same --only, or both without",
		 "this survey is of %s%s, the one before of %s%s", new ? "layer " : "all layers", new ? new : "",
		 old ? "layer " : "all layers", old ? old : "");
	return false;
}

bool surveys_compare(struct arena *arena, const struct survey_text *before, const struct survey_text *after,
		     struct changes *changes, struct diagnostics *diag)
{
	struct comparison comparison = { arena, changes };
	json_t *old = load(before, diag), *new = load(after, diag);
	bool good = old && new;

	*changes = (struct changes){ NULL, 0 };
	good = good && same_layers(after, old, new, diag);
	if (good) {
		compare_questions(&comparison, old, new);
		compare_paths(&comparison, old, new);
		compare_mechanisms(&comparison, old, new);
		compare_open(&comparison, "ways", "way below everything", old, new);
		compare_open(&comparison, "options", "kernel option", old, new);
		compare_hosts(&comparison, old, new);
	}
	json_decref(old);
	json_decref(new);
	return good;
}
