/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Steps and ways on this host: open, blocked and by what, or not seen. */
#include "survey/conditions.h"

#include <string.h>

#include "base/arena.h"

static struct condition negated(struct condition condition)
{
	if (condition.answer == ANSWER_UNSEEN)
		return condition;
	return condition_of(condition.answer == ANSWER_YES ? ANSWER_NO : ANSWER_YES, condition.why);
}

/* Steps against a machine below this one: those with needs are done in the guest, the others on its host. */
static const char *other_side(const struct survey *survey, const struct mechanism *mechanism, const struct off_step *step)
{
	if (strcmp(mechanism->state, "inside"))
		return NULL;
	if (inside_why(survey, mechanism))
		return step->need_count ? NULL : "it is done outside of this machine, which is not seen from here";
	return step->need_count ? "it begins inside of a guest, whose kernel is not seen from here" : NULL;
}

static struct condition ask_step(const struct survey *survey, const struct mechanism *mechanism, const struct off_step *step)
{
	const char *elsewhere = other_side(survey, mechanism, step);
	struct condition sum = condition_yes(NULL);

	if (step->who == WHO_CONSOLE)
		return condition_no("it needs somebody at the machine");
	if (elsewhere)
		return condition_unseen(elsewhere);
	if (step->who == WHO_POLICY && !step->need_count)
		return condition_unseen("its own policy decides, which is not read here");
	if (step->who == WHO_CAPABILITY) {
		condition_also(survey, &sum, guard_anybody(survey, step->capability));
		condition_also(survey, &sum, guard_selinux(survey, step->capability));
	}
	for (size_t i = 0; i < step->need_count; i++) {
		struct condition need = condition_ask(survey, mechanism, step->needs[i].condition);

		condition_also(survey, &sum, step->needs[i].negated ? negated(need) : need);
	}
	/* What would be open here may still be refused by a policy that nobody asked. */
	if (sum.once == ANSWER_YES)
		condition_also(survey, &sum, guard_unasked(survey, mechanism, sum.asked));
	return sum;
}

void judge_steps(const struct survey *survey, struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;

	finding->verdicts = arena_alloc(survey->arena, (mechanism->off_count + 1) * sizeof(*finding->verdicts));
	for (size_t i = 0; i < mechanism->off_count; i++) {
		struct condition sum = ask_step(survey, mechanism, &mechanism->off[i]);

		finding->verdicts[i] = (struct verdict){
			.step = &mechanism->off[i], .open = sum.answer, .why = sum.why ? sum.why : "nothing on this host stands in the way",
			.blockers = sum.blockers, .blocker_count = sum.blocker_count, .once = sum.once,
			.once_why = sum.once_why ? sum.once_why : "nothing else on this host stands in the way",
		};
	}
}

void judge_ways(struct survey *survey)
{
	survey->ways = arena_alloc(survey->arena, way_count * sizeof(*survey->ways));
	for (size_t i = 0; i < way_count; i++) {
		struct condition condition = condition_ask(survey, NULL, ways[i].condition);

		survey->ways[i] = (struct way_verdict){ .way = &ways[i], .condition = condition,
			.blockers = condition.blockers, .blocker_count = condition.blocker_count };
	}
}
