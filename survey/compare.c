/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "survey/compare.h"

#include <jansson.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "survey/survey.h"

#define FORMAT 1

/* What is compared while two surveys are gone through. */
struct comparison {
	struct arena *arena;
	struct changes *changes;
};

static const char *string_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

static const char *kept(struct comparison *comparison, const char *string)
{
	return string ? arena_strndup(comparison->arena, string, strlen(string)) : NULL;
}

static void note(struct comparison *comparison, enum direction direction, const char *what, const char *before, const char *after)
{
	struct changes *changes = comparison->changes;

	if (!(changes->count & (changes->count + 1))) {
		struct change *more = arena_alloc(comparison->arena, 2 * (changes->count + 1) * sizeof(*more));

		if (changes->count)
			memcpy(more, changes->list, changes->count * sizeof(*more));
		changes->list = more;
	}
	changes->list[changes->count++] = (struct change){ direction, what, kept(comparison, before), kept(comparison, after) };
}

static bool equal(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/* By the order of @words, in which later is stronger; what was not seen is neither. */
static enum direction direction_of(const char *const *words, const char *before, const char *after)
{
	int from = before ? word_index(words, before) : -1, to = after ? word_index(words, after) : -1;

	if (from < 0 || to < 0 || from == to || equal(before, "not seen") || equal(after, "not seen"))
		return CHANGE_OTHER;
	return to > from ? CHANGE_STRONGER : CHANGE_WEAKER;
}

/* An open step is weaker than one that is not. */
static enum direction direction_of_open(const char *before, const char *after)
{
	if (equal(after, "yes"))
		return equal(before, "no") ? CHANGE_WEAKER : CHANGE_OTHER;
	return equal(before, "yes") && equal(after, "no") ? CHANGE_STRONGER : CHANGE_OTHER;
}

/* How many processes there are is no change of what protects a host. */
static bool equal_but_numbers(const char *a, const char *b)
{
	static const char digits[] = "0123456789";

	if (!a || !b)
		return a == b;
	while (*a && *b) {
		size_t in_a = strspn(a, digits), in_b = strspn(b, digits);

		if (!in_a != !in_b || (!in_a && *a != *b))
			return false;
		a += in_a ? in_a : 1;
		b += in_b ? in_b : 1;
	}
	return !*a && !*b;
}

static const json_t *find(const json_t *array, const char *key, const char *value)
{
	size_t index;
	const json_t *one;

	json_array_foreach((json_t *)(uintptr_t)array, index, one)
		if (equal(string_at(one, key), value))
			return one;
	return NULL;
}

static void compare_steps(struct comparison *comparison, const char *name, const json_t *before, const json_t *after)
{
	const json_t *old = json_object_get(before, "off"), *step;
	size_t index;

	json_array_foreach(json_object_get(after, "off"), index, step) {
		const char *words = string_at(step, "step"), *now = string_at(step, "open");
		const json_t *was = words ? find(old, "step", words) : NULL;

		if (was && !equal(string_at(was, "open"), now))
			note(comparison, direction_of_open(string_at(was, "open"), now),
			     arena_printf(comparison->arena, "%s, step open: %s", name, words), string_at(was, "open"), now);
	}
}

static void compare_mechanism(struct comparison *comparison, const json_t *before, const json_t *after)
{
	static const char *const stronger[] = { "not in force", "reports only", "in part", "in force", NULL };
	static const char *const fates[] = { "falls", "falls by reboot", "survives root", NULL };
	const char *id = string_at(after, "id");

	if (!equal(string_at(before, "presence"), string_at(after, "presence")))
		note(comparison, CHANGE_OTHER, arena_printf(comparison->arena, "%s, presence", id),
		     string_at(before, "presence"), string_at(after, "presence"));
	if (!equal(string_at(before, "state"), string_at(after, "state")))
		note(comparison, direction_of(stronger, string_at(before, "state"), string_at(after, "state")),
		     arena_printf(comparison->arena, "%s, state", id), string_at(before, "state"), string_at(after, "state"));
	else if (!equal_but_numbers(string_at(before, "summary"), string_at(after, "summary")))
		note(comparison, CHANGE_OTHER, arena_printf(comparison->arena, "%s", id), string_at(before, "summary"),
		     string_at(after, "summary"));
	if (!equal(string_at(before, "fate"), string_at(after, "fate")))
		note(comparison, direction_of(fates, string_at(before, "fate"), string_at(after, "fate")),
		     arena_printf(comparison->arena, "%s, under root", id), string_at(before, "fate"), string_at(after, "fate"));
	compare_steps(comparison, id, before, after);
}

static bool is_here(const json_t *mechanism)
{
	return json_is_true(json_object_get(mechanism, "in_force"));
}

static void compare_mechanisms(struct comparison *comparison, const json_t *before, const json_t *after)
{
	const json_t *one;
	size_t index;

	json_array_foreach(json_object_get(after, "mechanisms"), index, one) {
		const json_t *was = find(json_object_get(before, "mechanisms"), "id", string_at(one, "id"));

		if (was)
			compare_mechanism(comparison, was, one);
		else
			note(comparison, is_here(one) ? CHANGE_STRONGER : CHANGE_OTHER,
			     arena_printf(comparison->arena, "%s, state", string_at(one, "id")), NULL, string_at(one, "state"));
	}
	json_array_foreach(json_object_get(before, "mechanisms"), index, one)
		if (!find(json_object_get(after, "mechanisms"), "id", string_at(one, "id")))
			note(comparison, is_here(one) ? CHANGE_WEAKER : CHANGE_OTHER,
			     arena_printf(comparison->arena, "%s, state", string_at(one, "id")), string_at(one, "state"), NULL);
}

static void compare_ways(struct comparison *comparison, const json_t *before, const json_t *after)
{
	const json_t *one;
	size_t index;

	json_array_foreach(json_object_get(after, "ways"), index, one) {
		const char *id = string_at(one, "id"), *now = string_at(one, "open");
		const json_t *was = id ? find(json_object_get(before, "ways"), "id", id) : NULL;

		if (was && !equal(string_at(was, "open"), now))
			note(comparison, direction_of_open(string_at(was, "open"), now),
			     arena_printf(comparison->arena, "way below everything, open: %s", id), string_at(was, "open"), now);
	}
}

static void compare_questions(struct comparison *comparison, const json_t *before, const json_t *after)
{
	for (int i = 0; i < QUESTIONS; i++) {
		const char *was = string_at(json_object_get(json_object_get(before, "questions"), question_words[i]), "hold");
		const char *now = string_at(json_object_get(json_object_get(after, "questions"), question_words[i]), "hold");

		if (!equal(was, now))
			note(comparison, direction_of(hold_words, was, now),
			     arena_printf(comparison->arena, "question: %s", question_words[i]), was, now);
	}
}

static const char *path_in_words(struct comparison *comparison, const json_t *survey)
{
	const json_t *path = json_object_get(survey, "path");
	const char *kind = string_at(path, "kind");

	return equal(kind, "found") ? arena_printf(comparison->arena, "%zu steps", json_array_size(json_object_get(path, "hops"))) : kind;
}

static void compare_paths(struct comparison *comparison, const json_t *before, const json_t *after)
{
	static const char *const kinds[] = { "nothing enforces", "found", "none", NULL };
	const char *was = path_in_words(comparison, before), *now = path_in_words(comparison, after);
	const char *old = string_at(json_object_get(before, "path"), "kind"), *new = string_at(json_object_get(after, "path"), "kind");
	size_t old_hops = json_array_size(json_object_get(json_object_get(before, "path"), "hops"));
	size_t new_hops = json_array_size(json_object_get(json_object_get(after, "path"), "hops"));
	enum direction direction = direction_of(kinds, old, new);

	if (equal(was, now))
		return;
	if (equal(old, new))
		direction = new_hops < old_hops ? CHANGE_WEAKER : CHANGE_STRONGER;
	note(comparison, direction, "the weakest path without a reboot", was, now);
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
		if (!string_at(one, "id"))
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

bool surveys_compare(struct arena *arena, const struct survey_text *before, const struct survey_text *after,
		     struct changes *changes, struct diagnostics *diag)
{
	struct comparison comparison = { arena, changes };
	json_t *old = load(before, diag), *new = load(after, diag);
	bool good = old && new;

	*changes = (struct changes){ NULL, 0 };
	if (good) {
		compare_questions(&comparison, old, new);
		compare_paths(&comparison, old, new);
		compare_mechanisms(&comparison, old, new);
		compare_ways(&comparison, old, new);
	}
	json_decref(old);
	json_decref(new);
	return good;
}
