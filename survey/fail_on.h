/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conditions of --fail-on, for pipelines. */
#ifndef HOLDFAST_SURVEY_FAIL_ON_H
#define HOLDFAST_SURVEY_FAIL_ON_H

#include <stdbool.h>

#include "survey/survey.h"

struct changes;

/** fail_on_advice - what can be said, in one line */
extern const char fail_on_advice[];

/** fail_on_words - all there are, with blanks between them; in @arena */
char *fail_on_words(struct arena *arena, const struct catalogue *catalogue);

/**
 * fail_on_known - is @condition one, with names that there are?
 * @comparing: for two surveys (weaker, changed) instead of one
 */
bool fail_on_known(const struct catalogue *catalogue, const char *condition, bool comparing);

/** fail_on_survey - does a known condition hold? @why, in the survey's arena, says because of what */
bool fail_on_survey(const struct survey *survey, const char *condition, const char **why);

/** fail_on_changes - the same for a comparison */
bool fail_on_changes(const struct changes *changes, const char *condition);

#endif
