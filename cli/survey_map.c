/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The whole catalogue by layer, installed or not: a line an entry. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/survey.h"

/* Where the columns begin. */
enum { MARK = 38, KIND = 67 };

static const char *mark_of(const struct finding *finding)
{
	switch (finding->presence) {
	case PRESENT_YES: return is_active(finding) ? "in force" : "here";
	case PRESENT_CLAIM: return "only a claim";
	case PRESENT_HINT: return "hinted";
	case PRESENT_UNSEEN: return "not seen";
	default: return "-";
	}
}

static void print_legend(void)
{
	puts("Answers, when in force: E execution, F files, N network, K kernel integrity, B boot.\n"
	     "Off 3/1: three ways for root to switch it off or pass it by, one of them tested by the lab.\n");
	printf("  %-34s  %-12s  %-7s  %-5s %s\n", "", "here?", "answers", "off", "what it is");
}

static void print_entry(const struct survey *survey, const struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;
	struct text clean = { 0 };
	char answers[QUESTIONS + 1] = "-----", *head;
	size_t tested = 0, used;

	for (int i = 0; i < QUESTIONS; i++)
		if (mechanism->answers >> i & 1)
			answers[i] = "EFNKB"[i];
	for (size_t i = 0; i < mechanism->off_count; i++)
		tested += mechanism->off[i].test != NULL;
	say_clean(&clean, mechanism->name);
	used = columns(clean.bytes);
	if (used > MARK - 4) {
		say_line("", 2, mechanism->name);
		used = 0;
	}
	head = arena_printf(survey->arena, "  %s%*s%-12s  %-7s  %s", used ? clean.bytes : "", (int)(MARK - 2 - used), "",
			    mark_of(finding), answers, arena_printf(survey->arena, "%zu/%zu", mechanism->off_count, tested));
	say_line(head, KIND, mechanism->kind);
	text_free(&clean);
}

void survey_map(const struct survey_view *view)
{
	const struct survey *survey = view->survey;
	int layer = -1;
	size_t shown = 0;

	print_legend();
	for (size_t i = 0; i < survey->count; i++) {
		const struct finding *finding = &survey->findings[i];

		if (!is_shown(view, finding))
			continue;
		if ((int)finding->mechanism->layer != layer) {
			layer = (int)finding->mechanism->layer;
			printf("%s%s\n", shown ? "\n" : "", layer_heading(survey, layer));
		}
		print_entry(survey, finding);
		shown++;
	}
	printf("%s%s\n", shown ? "\n" : "", arena_counted(survey->arena, shown, "entry", "entries"));
}
