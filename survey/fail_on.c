/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "survey/fail_on.h"

#include <string.h>

#include "base/arena.h"
#include "survey/compare.h"

const char fail_on_advice[] =
	"it is one of: path, unseen, open:WAY, off:NAME, falls:NAME, lost:QUESTION, unanswered:QUESTION "
	"(kernel-integrity for the question of two words); with --compare: weaker, changed";

/* `kernel-integrity` on a command line is `kernel integrity`. */
static int question_of(const char *word)
{
	for (int i = 0; i < QUESTIONS; i++) {
		const char *a = question_words[i], *b = word;

		while (*a && (*a == *b || (*a == ' ' && *b == '-'))) {
			a++;
			b++;
		}
		if (!*a && !*b)
			return i;
	}
	return -1;
}

static int way_of(const char *word)
{
	for (size_t i = 0; i < way_count; i++)
		if (!strcmp(ways[i].id, word))
			return (int)i;
	return -1;
}

bool fail_on_known(const struct catalogue *catalogue, const char *condition, bool comparing)
{
	const char *colon = strchr(condition, ':');
	size_t length = colon ? (size_t)(colon - condition) : strlen(condition);

	if (comparing)
		return !strcmp(condition, "weaker") || !strcmp(condition, "changed");
	if (!colon)
		return !strcmp(condition, "path") || !strcmp(condition, "unseen");
	if (length == 4 && !strncmp(condition, "open", length))
		return way_of(colon + 1) >= 0;
	if ((length == 3 && !strncmp(condition, "off", length)) || (length == 5 && !strncmp(condition, "falls", length)))
		return catalogue_find(catalogue, colon + 1) != NULL;
	if ((length == 4 && !strncmp(condition, "lost", length)) ||
	    (length == 10 && !strncmp(condition, "unanswered", length)))
		return question_of(colon + 1) >= 0;
	return false;
}

char *fail_on_words(struct arena *arena, const struct catalogue *catalogue)
{
	char *words = arena_printf(arena, "path unseen weaker changed"), *dash;

	for (size_t i = 0; i < way_count; i++)
		words = arena_printf(arena, "%s open:%s", words, ways[i].id);
	for (int i = 0; i < QUESTIONS; i++)
		words = arena_printf(arena, "%s lost:%s unanswered:%s", words, question_words[i], question_words[i]);
	/* The one blank in a question. */
	while ((dash = strstr(words, "kernel integrity")))
		dash[strlen("kernel")] = '-';
	for (size_t i = 0; i < catalogue->count; i++)
		words = arena_printf(arena, "%s off:%s falls:%s", words, catalogue->list[i].id, catalogue->list[i].id);
	return words;
}

static bool fail_on_finding(const struct survey *survey, const char *condition, const char *name, const char **why)
{
	const struct finding *finding = survey_find(survey, name);

	if (condition[0] == 'o') {
		*why = arena_printf(survey->arena, "%s is not in force: %s", finding->mechanism->name,
				    *finding->summary ? finding->summary : "nothing of it was seen");
		return !is_active(finding);
	}
	*why = arena_printf(survey->arena, "a running root removes %s", finding->mechanism->name);
	return finding->fate == FATE_FALLS;
}

/* Something could not be looked at, or what was seen is not enough to answer what a survey is for. */
static bool is_unseen(const struct survey *survey, const char **why)
{
	*why = "";
	if (survey->facts->unseen_count)
		*why = survey->facts->unseen[0];
	else if (survey->path.kind == PATH_UNSEEN)
		*why = "whether there is a path to \"nothing enforces\" was not seen";
	for (size_t i = 0; !**why && i < way_count; i++)
		if (survey->ways[i].condition.answer == ANSWER_UNSEEN)
			*why = arena_printf(survey->arena, "whether this way below everything is open was not seen: %s", ways[i].title);
	for (int i = 0; !**why && i < QUESTIONS; i++)
		if (strstr(hold_words[survey->answers[i].hold], "not seen"))
			*why = arena_printf(survey->arena, "whether the question %s has an answer that survives root was not seen", question_words[i]);
	return **why != '\0';
}

bool fail_on_survey(const struct survey *survey, const char *condition, const char **why)
{
	const char *colon = strchr(condition, ':');
	const struct question_answer *answer;

	if (!strcmp(condition, "path")) {
		*why = survey->path.kind == PATH_NOTHING ? "nothing enforces" : "there is a path to \"nothing enforces\" without a reboot";
		return survey->path.kind == PATH_FOUND || survey->path.kind == PATH_NOTHING;
	}
	if (!strcmp(condition, "unseen"))
		return is_unseen(survey, why);
	if (!strncmp(condition, "open:", 5)) {
		*why = survey->ways[way_of(colon + 1)].condition.why;
		return survey->ways[way_of(colon + 1)].condition.answer == ANSWER_YES;
	}
	if (!strncmp(condition, "off:", 4) || !strncmp(condition, "falls:", 6))
		return fail_on_finding(survey, condition, colon + 1, why);
	answer = &survey->answers[question_of(colon + 1)];
	*why = arena_printf(survey->arena, "the question %s is answered so: %s", question_words[question_of(colon + 1)],
			    hold_words[answer->hold]);
	return condition[0] == 'u' ? answer->hold == HOLD_NONE : answer->lost;
}

bool fail_on_changes(const struct changes *changes, const char *condition)
{
	for (size_t i = 0; i < changes->count; i++)
		if (!strcmp(condition, "changed") || changes->list[i].direction == CHANGE_WEAKER)
			return true;
	return false;
}
