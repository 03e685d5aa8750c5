/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers for entries that need no reader of their own. */
#include <string.h>

#include "survey/state/state.h"

void state_module(const struct survey *survey, struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;

	if (!survey->facts->kernel.modules) {
		state_set(survey, finding, FORCE_UNSEEN, "loaded modules were not seen");
		return;
	}
	for (size_t i = 0; i < mechanism->found_count; i++)
		if (mechanism->found[i].by == BY_MODULE && has_module(survey->facts, mechanism->found[i].what) == ANSWER_YES) {
			state_set(survey, finding, mechanism->scope == SCOPE_NONE ? FORCE_REPORTS : FORCE_PART,
				  "its module %s is loaded; what it refuses cannot be read", mechanism->found[i].what);
			return;
		}
	state_set(survey, finding, FORCE_NOT, "its module is not loaded");
}

void state_lsm_listed(const struct survey *survey, struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;

	for (size_t i = 0; i < mechanism->found_count; i++)
		if (mechanism->found[i].by == BY_LSM && state_needs_lsm(survey, finding, mechanism->found[i].what)) {
			state_set(survey, finding, FORCE_PART, "listed by the kernel; what it refuses cannot be read");
			return;
		}
}

void state_inside(const struct survey *survey, struct finding *finding)
{
	const char *why = inside_why(survey, finding->mechanism);

	if (why)
		state_set(survey, finding, FORCE_FULL, "this host is inside: %s", why);
	else
		state_process(survey, finding);
}

void state_none(const struct survey *survey, struct finding *finding)
{
	state_set(survey, finding, FORCE_UNSEEN, "its state cannot be read here: presence only");
}
