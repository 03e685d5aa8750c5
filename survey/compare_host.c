/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What changed of the machine itself, whether a mechanism of the catalogue is made of it or not. */
#include "survey/compare_parts.h"

#include <stdint.h>
#include <string.h>

#include "base/arena.h"

/* The strings of @array that are not in @others (NULL: all), with commas; NULL if there are none. */
static const char *joined_without(struct comparison *comparison, const json_t *array, const json_t *others)
{
	const char *words = NULL;
	const json_t *one, *other;
	size_t index, other_index;

	json_array_foreach((json_t *)(uintptr_t)array, index, one) {
		bool found = !json_string_value(one);

		json_array_foreach((json_t *)(uintptr_t)others, other_index, other)
			found |= words_equal(json_string_value(one), json_string_value(other));
		if (!found)
			words = arena_printf(comparison->arena, "%s%s%s", words ? words : "", words ? ", " : "", json_string_value(one));
	}
	return words;
}

static void compare_words(struct comparison *comparison, const char *what, const char *before, const char *after)
{
	if (!words_equal(before, after))
		comparison_note(comparison, CHANGE_OTHER, what, before, after);
}

static const char *list_or_unseen(struct comparison *comparison, const json_t *array)
{
	const char *words = joined_without(comparison, array, NULL);

	return json_is_array(array) ? words : "not seen";
}

static void compare_machine(struct comparison *comparison, const json_t *before, const json_t *after)
{
	static const char *const truth[] = { "no", "yes" };
	const json_t *was = json_object_get(before, "as_root"), *now = json_object_get(after, "as_root");
	const char *key;
	json_t *value;

	compare_words(comparison, "surveyed as root", was ? truth[json_is_true(was)] : NULL, now ? truth[json_is_true(now)] : NULL);
	compare_words(comparison, "surveyed files", json_string_at(before, "root"), json_string_at(after, "root"));
	compare_words(comparison, "kernel", json_string_at(before, "kernel"), json_string_at(after, "kernel"));
	if (before && after)
		compare_words(comparison, "LSMs of the kernel", list_or_unseen(comparison, json_object_get(before, "lsms")),
			      list_or_unseen(comparison, json_object_get(after, "lsms")));
	json_object_foreach(json_object_get(after, "inside"), key, value)
		if (!json_object_get(json_object_get(before, "inside"), key))
			comparison_note(comparison, CHANGE_OTHER, "it runs inside", NULL, key);
	json_object_foreach(json_object_get(before, "inside"), key, value)
		if (!json_object_get(json_object_get(after, "inside"), key))
			comparison_note(comparison, CHANGE_OTHER, "it runs inside", key, NULL);
}

/* Numbers of programs change with every boot, how many are the same with every unit; what they are does not. */
static bool same_program(const json_t *a, const json_t *b)
{
	static const char *const keys[] = { "name", "type", "attached", "pinned" };

	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (!words_equal(json_string_at(a, keys[i]), json_string_at(b, keys[i])))
			return false;
	return true;
}

/* The first program of @array that is like @program; NULL if that is @program itself or there is none. */
static const json_t *first_like(const json_t *array, const json_t *program)
{
	const json_t *one;
	size_t index;

	json_array_foreach((json_t *)(uintptr_t)array, index, one)
		if (same_program(one, program))
			return one == program ? NULL : one;
	return NULL;
}

static const char *program_words(struct comparison *comparison, const json_t *program)
{
	const char *attached = json_string_at(program, "attached"), *pinned = json_string_at(program, "pinned");

	return arena_printf(comparison->arena, "%s%s%s", attached ? attached : "loaded", pinned ? ", pinned at " : "", pinned ? pinned : "");
}

/* Programs of @array that are not in @others. One that leaves an LSM hook refuses nothing any more; what a new one does cannot be read. */
static void compare_programs(struct comparison *comparison, const json_t *array, const json_t *others, bool gone)
{
	const json_t *one;
	size_t index;

	json_array_foreach((json_t *)(uintptr_t)array, index, one) {
		bool hooked = json_is_true(json_object_get(one, "lsm")) && json_string_at(one, "attached");
		const char *name = json_string_at(one, "name"), *type = json_string_at(one, "type");
		const char *words = program_words(comparison, one);

		if (first_like(array, one) || first_like(others, one))
			continue;
		comparison_note(comparison, gone && hooked ? CHANGE_WEAKER : CHANGE_OTHER,
				arena_printf(comparison->arena, "BPF program %s (%s)", name ? name : "", type ? type : "no type"),
				gone ? words : NULL, gone ? NULL : words);
	}
}

static void compare_bpf(struct comparison *comparison, const json_t *before, const json_t *after)
{
	if (json_is_array(before) != json_is_array(after))
		compare_words(comparison, "BPF programs", json_is_array(before) ? "seen" : "not seen", json_is_array(after) ? "seen" : "not seen");
	if (!json_is_array(before) || !json_is_array(after))
		return;
	compare_programs(comparison, before, after, true);
	compare_programs(comparison, after, before, false);
}

static void compare_unit(struct comparison *comparison, const char *name, const json_t *before, const json_t *after)
{
	const json_t *was = json_object_get(before, "confines"), *now = json_object_get(after, "confines");
	const char *lost = joined_without(comparison, was, now), *gained = joined_without(comparison, now, was);

	if (lost || gained)
		comparison_note(comparison, !before || !after || (lost && gained) ? CHANGE_OTHER : lost ? CHANGE_WEAKER : CHANGE_STRONGER,
				arena_printf(comparison->arena, "unit %s, confined by", name), lost, gained);
}

static void compare_units(struct comparison *comparison, const json_t *before, const json_t *after)
{
	const json_t *one;
	size_t index;

	json_array_foreach((json_t *)(uintptr_t)after, index, one)
		if (json_string_at(one, "name"))
			compare_unit(comparison, json_string_at(one, "name"), json_find(before, "name", json_string_at(one, "name")), one);
	json_array_foreach((json_t *)(uintptr_t)before, index, one)
		if (json_string_at(one, "name") && !json_find(after, "name", json_string_at(one, "name")))
			compare_unit(comparison, json_string_at(one, "name"), one, NULL);
}

/* Sentences of @array without one in @others that differs in numbers only. */
static void compare_unseen(struct comparison *comparison, const json_t *array, const json_t *others, bool gone)
{
	const json_t *one, *other;
	size_t index, other_index;

	json_array_foreach((json_t *)(uintptr_t)array, index, one) {
		bool found = !json_string_value(one);

		json_array_foreach((json_t *)(uintptr_t)others, other_index, other)
			found |= words_equal_but_numbers(json_string_value(one), json_string_value(other));
		if (!found)
			comparison_note(comparison, CHANGE_OTHER, "not seen", gone ? json_string_value(one) : NULL,
					gone ? NULL : json_string_value(one));
	}
}

void compare_hosts(struct comparison *comparison, const json_t *before, const json_t *after)
{
	const json_t *old = json_object_get(before, "unseen"), *new = json_object_get(after, "unseen");

	compare_machine(comparison, json_object_get(before, "host"), json_object_get(after, "host"));
	compare_bpf(comparison, json_object_get(before, "bpf"), json_object_get(after, "bpf"));
	compare_units(comparison, json_object_get(before, "units"), json_object_get(after, "units"));
	compare_unseen(comparison, old, new, true);
	compare_unseen(comparison, new, old, false);
}
