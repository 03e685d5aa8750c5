/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A survey for people: what is there, how it falls, what holds. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/survey.h"

/* @head, then words from column @indent on. */
__attribute__((format(printf, 3, 4)))
static void line(const char *head, size_t indent, const char *format, ...)
{
	char *words;
	va_list arguments;

	va_start(arguments, format);
	words = xvasprintf(format, arguments);
	va_end(arguments);
	say_line(head, indent, words);
	free(words);
}

static void print_header(const struct survey_view *view)
{
	const struct facts *facts = view->survey->facts;
	const struct host *host = facts->host;
	const char *release = facts->kernel.release, *inside;

	if (host->live)
		line("", 0, "What protects this host: Linux %s%s", release ? release : "(not seen)",
		     host->is_root ? "" : "; not run as root, so much cannot be seen");
	else
		line("", 0, "What would protect the machine below %s: from its files alone, which prove nothing about a running one%s%s",
		     host->root_path, release ? "; Linux " : "", release ? release : "");
	for (int cursor = 0; (inside = inside_line(view->survey, &cursor));)
		line("", 0, "%s", inside);
}

static void print_step(const struct verdict *verdict)
{
	const struct off_step *step = verdict->step;
	static const char *const effects[] = { "", "round it: ", "a part of it: " };
	char head[32];

	snprintf(head, sizeof(head), "      %s", open_word(verdict->open));
	line(head, 16, "%s%s", effects[step->effect], step->step);
	line("", 18, "by %s; %s%s", who_phrase(step), verdict->why, step->test ? "" : " (documented, not tested)");
}

/* The place of names, and of all that stands behind them. */
enum { NAME_COLUMNS = 30, REST_COLUMN = 50 };

/* A name, a word and the rest. A name too long for its column has a line of its own. */
static void print_row(const char *name, const char *word, const char *rest)
{
	struct text head = { 0 }, clean = { 0 };
	size_t used;

	say_clean(&clean, name);
	used = columns(clean.bytes);
	if (used > NAME_COLUMNS) {
		line("", 2, "%s", name);
		used = 0;
	}
	text_printf(&head, "  %s%*s  %s", used ? clean.bytes : "", (int)(NAME_COLUMNS - used), "", word);
	line(head.bytes, REST_COLUMN, "%s", rest);
	text_free(&head);
	text_free(&clean);
}

static void print_finding(const struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;

	print_row(mechanism->name, state_word(finding), finding->summary);
	for (size_t i = 0; finding->presence == PRESENT_CLAIM && i < finding->evidence_count; i++)
		line("", 6, "%s", finding->evidence[i].text);
	if (finding->force == FORCE_NOT || finding->presence != PRESENT_YES)
		return;
	for (size_t i = 0; i < mechanism->off_count; i++)
		print_step(&finding->verdicts[i]);
	if (!mechanism->off_count && is_active(finding))
		line("", 6, "no way to switch it off is known");
}

static void print_findings(const struct survey_view *view)
{
	const struct survey *survey = view->survey;
	int layer = -1;
	size_t told = 0;

	for (size_t i = 0; i < survey->count; i++) {
		const struct finding *finding = &survey->findings[i];

		if (!is_shown(view, finding) || finding->presence < PRESENT_CLAIM)
			continue;
		if ((int)finding->mechanism->layer != layer) {
			layer = (int)finding->mechanism->layer;
			printf("\n%s\n", layer_heading(survey, layer));
		}
		print_finding(finding);
		told++;
	}
	if (!told)
		puts("\nNothing of the catalogue was seen.");
}

/* Signs that are not enough, in one list. */
static void print_hints(const struct survey_view *view)
{
	size_t count;
	const struct finding **hints = hints_of(view, &count);

	if (count) {
		puts("");
		line("", 0, "Built in or only hinted at, not counted as there (--json says why): %s",
		     names_of(view->survey, hints, count));
	}
}

static void print_ways(const struct survey_view *view)
{
	puts("\nWays for root below all of this: into the kernel itself, or to another one");
	for (size_t i = 0; i < way_count; i++) {
		const struct way_verdict *verdict = &view->survey->ways[i];

		print_row(verdict->way->title, open_word(verdict->condition.answer), verdict->condition.why);
	}
}

/* Those that are a way by themselves were told as that. */
static void print_options(const struct survey_view *view)
{
	puts("\nKernel options that help root on the way there");
	for (size_t i = 0; i < kernel_option_count; i++) {
		const struct option_verdict *verdict = &view->survey->options[i];

		if (!verdict->option->way)
			print_row(verdict->option->title, open_word(verdict->condition.answer), verdict->condition.why);
	}
}

static void print_bpf(const struct survey_view *view)
{
	size_t count;
	const struct bpf_row *rows = bpf_rows(view->survey, &count);

	if (count)
		puts("\nBPF programs that are loaded");
	for (size_t i = 0; i < count; i++)
		print_row(rows[i].name, rows[i].type, rows[i].words);
}

static void print_questions(const struct survey_view *view)
{
	puts("\nWhich questions have an answer that survives root");
	for (int i = 0; i < QUESTIONS; i++) {
		const struct question_answer *answer = &view->survey->answers[i];

		print_row(question_words[i], hold_words[answer->hold], names_of(view->survey, answer->by, answer->by_count));
	}
}

static void print_path(const struct survey *survey, const struct path *path)
{
	char head[32];

	puts("  root over the network");
	for (size_t i = 0; i < path->hop_count; i++) {
		const struct hop *hop = &path->hops[i];

		puts("    |");
		snprintf(head, sizeof(head), "    |  %zu.", i + 1);
		line(head, 10, "%s", hop->way ? hop->way->way->step : hop->verdict->step->step);
		line("    |", 10, "%s", hop_reason(survey, hop));
		line("    |", 10, "no longer in force: %s", names_of(survey, hop->removes, hop->remove_count));
		puts("    v");
	}
	puts("  nothing enforces");
}

static void print_remains(const struct survey *survey, const struct path *path)
{
	if (!path->remain_count) {
		puts("  not known: which LSMs are active was not seen");
		return;
	}
	line("", 2, "%s: %s", path->kind == PATH_NONE ? "no path is known; what stays in force" :
	     "not known, because steps against these could not be judged from here",
	     names_of(survey, path->remains, path->remain_count));
}

static void print_paths(const struct survey_view *view)
{
	const struct survey *survey = view->survey;

	puts("\nThe weakest path: the fewest steps to where nothing enforces");
	if (survey->path.kind == PATH_NOTHING) {
		puts("  nothing that was seen refuses anything to root on this host");
		return;
	}
	if (survey->path.kind == PATH_FOUND) {
		print_path(survey, &survey->path);
		return;
	}
	puts("  Without a reboot:");
	print_remains(survey, &survey->path);
	puts("  With a reboot:");
	if (survey->reboot_path.kind == PATH_FOUND)
		print_path(survey, &survey->reboot_path);
	else
		print_remains(survey, &survey->reboot_path);
}

static void print_unseen(const struct survey_view *view)
{
	const struct facts *facts = view->survey->facts;

	if (facts->unseen_count)
		puts("\nNot seen, so nothing is said about it");
	for (size_t i = 0; i < facts->unseen_count; i++)
		line("", 2, "%s", facts->unseen[i]);
}

void survey_table(const struct survey_view *view)
{
	print_header(view);
	print_findings(view);
	print_hints(view);
	if (view->only < 0) {
		print_ways(view);
		print_options(view);
		print_bpf(view);
		print_questions(view);
		print_paths(view);
	}
	print_unseen(view);
}
