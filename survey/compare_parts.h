/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of the comparison share. */
#ifndef HOLDFAST_SURVEY_COMPARE_PARTS_H
#define HOLDFAST_SURVEY_COMPARE_PARTS_H

#include <jansson.h>
#include <stdbool.h>

#include "survey/compare.h"

/** struct comparison - what is compared while two surveys are gone through */
struct comparison {
	struct arena *arena;
	struct changes *changes;
};

/** comparison_note - add a change; @what is kept as it is, the others are copied */
void comparison_note(struct comparison *comparison, enum direction direction, const char *what, const char *before, const char *after);

/** words_equal - both the same, or both NULL */
bool words_equal(const char *a, const char *b);

/** words_equal_but_numbers - how many processes there are is no change of what protects a host */
bool words_equal_but_numbers(const char *a, const char *b);

/** json_string_at - the string that @object has as @key, or NULL */
const char *json_string_at(const json_t *object, const char *key);

/** json_find - the element of @array whose @key is @value, or NULL */
const json_t *json_find(const json_t *array, const char *key, const char *value);

/** compare_hosts - the machine itself: kernel, LSMs, BPF programs, units, and what was not seen */
void compare_hosts(struct comparison *comparison, const json_t *before, const json_t *after);

#endif
