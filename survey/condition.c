/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Conditions, and how several become one. */
#include "survey/conditions.h"

#include <string.h>

#include "base/arena.h"

struct condition condition_of(enum answer answer, const char *why)
{
	return (struct condition){ .answer = answer, .why = why, .once = answer, .once_why = why };
}

struct condition condition_yes(const char *why)
{
	return condition_of(ANSWER_YES, why);
}

struct condition condition_no(const char *why)
{
	return condition_of(ANSWER_NO, why);
}

struct condition condition_unseen(const char *why)
{
	return condition_of(ANSWER_UNSEEN, why);
}

struct condition condition_blocked(const struct survey *survey, const char *blocker, const char *why)
{
	struct condition condition = { .answer = ANSWER_NO, .why = why, .blocker_count = 1, .once = ANSWER_YES };

	condition.blockers = arena_alloc(survey->arena, sizeof(*condition.blockers));
	condition.blockers[0] = blocker;
	return condition;
}

/* A no that would stay one, whatever were removed. */
static bool is_final(const struct condition *condition)
{
	return condition->answer == ANSWER_NO && !condition->blocker_count;
}

static const char *joined(const struct survey *survey, const char *first, const char *second)
{
	if (!first || !second)
		return first ? first : second;
	return strstr(first, second) ? first : arena_printf(survey->arena, "%s; %s", first, second);
}

static void add_blockers(const struct survey *survey, struct condition *sum, const struct condition *next)
{
	const char **all = arena_alloc(survey->arena, (sum->blocker_count + next->blocker_count + 1) * sizeof(*all));
	size_t count = sum->blocker_count;

	if (count)
		memcpy(all, sum->blockers, count * sizeof(*all));
	for (size_t i = 0; i < next->blocker_count; i++) {
		size_t k = 0;

		while (k < count && strcmp(all[k], next->blockers[i]))
			k++;
		if (k == count)
			all[count++] = next->blockers[i];
	}
	sum->blockers = all;
	sum->blocker_count = count;
}

void condition_also(const struct survey *survey, struct condition *sum, struct condition next)
{
	const char *refused = joined(survey, sum->blocker_count ? sum->why : NULL, next.blocker_count ? next.why : NULL);

	if (is_final(sum))
		return;
	if (is_final(&next)) {
		next.asked |= sum->asked;
		*sum = next;
		return;
	}
	/* What would be so without the blockers. */
	if (sum->once == next.once)
		sum->once_why = sum->once == ANSWER_YES || !sum->once_why ? joined(survey, sum->once_why, next.once_why) : sum->once_why;
	else if (next.once == ANSWER_UNSEEN)
		sum->once_why = next.once_why;
	if (next.once == ANSWER_UNSEEN)
		sum->once = ANSWER_UNSEEN;
	sum->asked |= next.asked;
	add_blockers(survey, sum, &next);
	sum->answer = sum->blocker_count ? ANSWER_NO : sum->once;
	sum->why = sum->blocker_count ? refused : sum->once_why;
}
