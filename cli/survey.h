/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the files of `holdfast survey` share: the forms in which a survey is shown. */
#ifndef HOLDFAST_CLI_SURVEY_H
#define HOLDFAST_CLI_SURVEY_H

#include <jansson.h>
#include <stddef.h>

#include "survey/survey.h"

struct options;
struct text;

/** struct survey_view - a survey and which part of it is shown */
struct survey_view {
	const struct survey *survey;
	int only;	/* enum survey_layer; -1: all */
};

/** is_shown - is this finding's layer asked for? */
bool is_shown(const struct survey_view *view, const struct finding *finding);

/** survey_table - for people, at most 100 columns, to standard output */
void survey_table(const struct survey_view *view);

/** survey_map - the whole catalogue by layer, to standard output */
void survey_map(const struct survey_view *view);

/** survey_json - everything; @map: entries that are not there, too. Give it to json_print(). */
json_t *survey_json(const struct survey_view *view, bool map);

/** survey_html - one page that needs nothing else */
void survey_html(const struct survey_view *view, struct text *out);

/** survey_compare - the whole of --compare: prints what changed, returns enum exit_code */
int survey_compare(const struct options *options);

/** survey_picture - the picture of the layers, as SVG in the page */
void survey_picture(const struct survey_view *view, struct text *out);

/** say_clean - add @string so that it cannot steer a terminal: controls, direction marks and bytes that are no UTF-8 become \xHH */
void say_clean(struct text *out, const char *string);

/** say_html - the same, and escaped for HTML text and attributes */
void say_html(struct text *out, const char *string);

/** say_wrapped - @head as it is, then the words of @string, cleaned, between columns @indent and 100 */
void say_wrapped(struct text *out, const char *head, size_t indent, const char *string);

/** say_line - the same to standard output */
void say_line(const char *head, size_t indent, const char *string);

/** open_word - "open", "blocked", "not seen" */
const char *open_word(enum answer open);

/** state_word - "in force", ..., "only a claim" */
const char *state_word(const struct finding *finding);

/** who_phrase - who can do a step, in words */
const char *who_phrase(const struct off_step *step);

/** names_of - names with commas; in the survey's arena, like all strings below */
char *names_of(const struct survey *survey, const struct finding *const *findings, size_t count);

/** layer_heading - "Layer 3: ..." */
char *layer_heading(const struct survey *survey, int layer);

/** inside_line - the next line of what the machine runs in, with the evidence; NULL behind the last; @cursor starts with 0 */
char *inside_line(const struct survey *survey, int *cursor);

/** hop_reason - why a step of the weakest path can be done where it stands in it */
char *hop_reason(const struct survey *survey, const struct hop *hop);

/** hints_of - what is shown and only hinted at */
const struct finding **hints_of(const struct survey_view *view, size_t *count);

/** struct bpf_row - BPF programs that are the same but for their numbers */
struct bpf_row {
	const char *name, *type, *words;
	size_t times;
};

/** bpf_rows - all that are loaded; none where they were not seen */
struct bpf_row *bpf_rows(const struct survey *survey, size_t *count);

/** columns - how many a clean UTF-8 string takes */
size_t columns(const char *string);

#endif
