/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Steps and ways on this host: open, blocked and by what, or not seen. */
#include "survey/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Capabilities that steps may need: include/uapi/linux/capability.h. */
static const struct {
	const char *name;
	unsigned bit;
} capabilities[] = {
	{ "CAP_DAC_OVERRIDE", 1 }, { "CAP_KILL", 5 }, { "CAP_SETUID", 7 }, { "CAP_NET_ADMIN", 12 }, { "CAP_NET_RAW", 13 },
	{ "CAP_SYS_MODULE", 16 }, { "CAP_SYS_RAWIO", 17 }, { "CAP_SYS_CHROOT", 18 }, { "CAP_SYS_PTRACE", 19 },
	{ "CAP_SYS_ADMIN", 21 }, { "CAP_SYS_BOOT", 22 }, { "CAP_AUDIT_CONTROL", 30 }, { "CAP_MAC_OVERRIDE", 32 },
	{ "CAP_MAC_ADMIN", 33 }, { "CAP_SYSLOG", 34 }, { "CAP_PERFMON", 38 }, { "CAP_BPF", 39 },
};

static struct condition capability(const struct survey *survey, const char *name)
{
	const struct processes *processes = &survey->facts->processes;

	if (!processes->seen)
		return (struct condition){ ANSWER_UNSEEN, "no processes were seen", NULL };
	for (size_t k = 0; k < sizeof(capabilities) / sizeof(*capabilities); k++) {
		if (strcmp(capabilities[k].name, name))
			continue;
		for (size_t i = 0; i < processes->count; i++)
			if (!processes->list[i].kernel_thread && processes->list[i].ids_seen &&
			    processes->list[i].capabilities >> capabilities[k].bit & 1)
				return (struct condition){ ANSWER_YES, arena_printf(survey->arena, "process %d (%s) has %s",
					processes->list[i].pid, processes->list[i].name, name), NULL };
		return (struct condition){ ANSWER_NO, arena_printf(survey->arena, "no process that was seen has %s", name), NULL };
	}
	return (struct condition){ ANSWER_UNSEEN, arena_printf(survey->arena, "who has %s is not looked up", name), NULL };
}

/* What a verdict is made of: conditions, one after the other. */
struct sum {
	enum answer answer;
	const char *why;
	const char **blockers;
	size_t blocker_count;
	bool hard;	/* a no that no entry is the reason of */
};

static void add(const struct survey *survey, struct sum *sum, struct condition condition, bool negated)
{
	if (negated && condition.answer != ANSWER_UNSEEN)
		condition = (struct condition){ condition.answer == ANSWER_YES ? ANSWER_NO : ANSWER_YES, condition.why, NULL };
	if (condition.answer == ANSWER_NO && condition.blocker) {
		const char **more = arena_alloc(survey->arena, (sum->blocker_count + 2) * sizeof(*more));

		if (sum->blocker_count)
			memcpy(more, sum->blockers, sum->blocker_count * sizeof(*more));
		more[sum->blocker_count++] = condition.blocker;
		sum->blockers = more;
	}
	sum->hard |= condition.answer == ANSWER_NO && !condition.blocker;
	/* A no outweighs not seen, which outweighs a yes. */
	if (sum->answer == ANSWER_NO || (sum->answer == ANSWER_UNSEEN && condition.answer == ANSWER_YES))
		return;
	if (condition.answer == ANSWER_YES && sum->why)
		sum->why = arena_printf(survey->arena, "%s; %s", sum->why, condition.why);
	else
		sum->why = condition.why;
	sum->answer = condition.answer;
}

static struct sum sum_of_step(const struct survey *survey, const struct mechanism *mechanism, const struct off_step *step)
{
	struct sum sum = { .answer = ANSWER_YES };

	if (step->who == WHO_CONSOLE)
		return (struct sum){ .answer = ANSWER_NO, .why = "it needs somebody at the machine", .hard = true };
	if (!strcmp(mechanism->state, "inside"))
		return (struct sum){ .answer = ANSWER_UNSEEN, .why = "it is done outside of this machine, which is not seen from here" };
	if (step->who == WHO_POLICY && !step->need_count)
		return (struct sum){ .answer = ANSWER_UNSEEN, .why = "its own policy decides, which is not read here" };
	if (step->who == WHO_CAPABILITY)
		add(survey, &sum, capability(survey, step->capability), false);
	for (size_t i = 0; i < step->need_count; i++)
		add(survey, &sum, condition_ask(survey, mechanism, step->needs[i].condition), step->needs[i].negated);
	if (!sum.why)
		sum.why = "nothing on this host stands in the way";
	return sum;
}

void judge_steps(const struct survey *survey, struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;

	finding->verdicts = arena_alloc(survey->arena, (mechanism->off_count + 1) * sizeof(*finding->verdicts));
	for (size_t i = 0; i < mechanism->off_count; i++) {
		struct sum sum = sum_of_step(survey, mechanism, &mechanism->off[i]);

		finding->verdicts[i] = (struct verdict){
			.step = &mechanism->off[i], .open = sum.answer, .why = sum.why,
			.blockers = sum.blockers, .blocker_count = sum.hard ? 0 : sum.blocker_count,
		};
	}
}

void judge_ways(struct survey *survey)
{
	survey->ways = arena_alloc(survey->arena, way_count * sizeof(*survey->ways));
	for (size_t i = 0; i < way_count; i++) {
		struct way_verdict *verdict = &survey->ways[i];

		verdict->way = &ways[i];
		verdict->condition = condition_ask(survey, NULL, ways[i].condition);
		if (verdict->condition.blocker) {
			verdict->blockers = arena_alloc(survey->arena, 2 * sizeof(*verdict->blockers));
			verdict->blockers[0] = verdict->condition.blocker;
			verdict->blocker_count = 1;
		}
	}
}
