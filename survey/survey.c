/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "survey/survey.h"

#include <string.h>

#include "base/arena.h"

const char *const presence_words[] = { "absent", "unseen", "hint", "claim", "present", NULL };
const char *const force_words[] = { "not in force", "reports only", "in part", "in force", "not seen", NULL };
const char *const answer_words[] = { "no", "yes", "not seen", NULL };
const char *const fate_words[] = {
	"none", "falls", "not seen", "falls by reboot", "reboot not seen", "survives root", NULL
};
const char *const hold_words[] = {
	"none", "confined only", "falls to root", "not seen", "until a reboot", "reboot not seen", "survives root", NULL
};
const char *const path_words[] = { "nothing enforces", "found", "none", "not seen", NULL };

struct finding *survey_find(const struct survey *survey, const char *id)
{
	for (size_t i = 0; i < survey->count; i++)
		if (!strcmp(survey->findings[i].mechanism->id, id))
			return &survey->findings[i];
	return NULL;
}

bool is_active(const struct finding *finding)
{
	return finding->presence == PRESENT_YES && (finding->force == FORCE_FULL || finding->force == FORCE_PART);
}

bool is_unsure(const struct finding *finding)
{
	return finding->presence == PRESENT_YES && finding->force == FORCE_UNSEEN;
}

bool in_force(const struct survey *survey, const char *id)
{
	const struct finding *finding = survey_find(survey, id);

	return finding && is_active(finding);
}

static enum hold hold_of(const struct finding *finding)
{
	static const enum hold holds[] = {
		[FATE_NONE] = HOLD_CONFINED, [FATE_FALLS] = HOLD_FALLS, [FATE_UNSEEN] = HOLD_UNSEEN,
		[FATE_REBOOT] = HOLD_REBOOT, [FATE_REBOOT_UNSEEN] = HOLD_REBOOT_UNSEEN, [FATE_SURVIVES] = HOLD_SURVIVES,
	};

	return holds[finding->fate];
}

static void answer_by(struct question_answer *answer, const struct finding *finding)
{
	answer->by[answer->by_count++] = finding;
	if (hold_of(finding) > answer->hold)
		answer->hold = hold_of(finding);
	answer->lost &= hold_of(finding) <= HOLD_FALLS;
}

/*
 * It may be in force: then nobody says that there is no answer. What would fall if it were, holds nothing; what confines
 * some processes is no answer for all, and whom Landlock confines is never seen.
 */
static void answer_perhaps_by(struct question_answer *answer, const struct finding *finding)
{
	bool host = finding->mechanism->scope == SCOPE_HOST, falls = finding->fate == FATE_FALLS;

	if (!strcmp(finding->mechanism->state, "landlock") || (!host && answer->hold != HOLD_NONE) || answer->hold > HOLD_UNSEEN)
		return;
	answer->by[answer->by_count++] = finding;
	if (answer->hold < (falls ? HOLD_FALLS : HOLD_UNSEEN))
		answer->hold = HOLD_UNSEEN;
	answer->lost &= !host || falls;
}

void answer_questions(struct survey *survey)
{
	for (int question = 0; question < QUESTIONS; question++) {
		struct question_answer *answer = &survey->answers[question];

		answer->by = arena_alloc(survey->arena, (survey->count + 1) * sizeof(*answer->by));
		answer->lost = true;
		/* Any LSM may answer what is asked while the kernel runs. */
		if (!survey->facts->kernel.lsms && question != ASKS_BOOT) {
			answer->hold = HOLD_UNSEEN;
			answer->lost = false;
		}
		for (int perhaps = 0; perhaps < 2; perhaps++)
			for (size_t i = 0; i < survey->count; i++) {
				const struct finding *finding = &survey->findings[i];

				if (!(finding->mechanism->answers >> question & 1))
					continue;
				if (!perhaps && is_active(finding))
					answer_by(answer, finding);
				else if (perhaps && is_unsure(finding))
					answer_perhaps_by(answer, finding);
			}
	}
}

void survey_make(struct survey *survey, const struct catalogue *catalogue, struct facts *facts)
{
	*survey = (struct survey){ .arena = facts->arena, .catalogue = catalogue, .facts = facts, .count = catalogue->count };
	survey->findings = arena_alloc(survey->arena, (survey->count + 1) * sizeof(*survey->findings));
	for (size_t i = 0; i < survey->count; i++) {
		survey->findings[i].mechanism = &catalogue->list[i];
		survey->findings[i].summary = "";
		find_mechanism(survey, &survey->findings[i]);
	}
	/* A state is read where anything of it was seen. What a kernel closes by itself depends on the others. */
	for (int last = 0; last < 2; last++)
		for (size_t i = 0; i < survey->count; i++)
			if (survey->findings[i].presence != PRESENT_NOT &&
			    (strcmp(survey->findings[i].mechanism->state, "hardened-kernel") == 0) == (last == 1))
				read_state(survey, &survey->findings[i]);
	for (size_t i = 0; i < survey->count; i++)
		judge_steps(survey, &survey->findings[i]);
	judge_ways(survey);
	judge_options(survey);
	find_paths(survey);
	answer_questions(survey);
	/* Readers and conditions have looked at files, too. */
	facts_tell_fakes(facts);
}
