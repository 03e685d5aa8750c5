/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Loaded BPF programs for people: those that differ in nothing but their number are one row. */
#include <string.h>

#include "base/arena.h"
#include "cli/survey.h"

/* Of processes that hold one, so many are named. */
#define HOLDERS_TOLD 3u

static char *words_of(const struct survey *survey, const struct bpf_program *program)
{
	char *words = arena_printf(survey->arena, "%s%s", program->attached ? "on: " : "where it is attached was not seen",
				   program->attached ? program->attached : "");

	for (size_t i = 0; i < program->holder_count && i < HOLDERS_TOLD; i++)
		words = arena_printf(survey->arena, "%s%s%s (%d)", words, i ? ", " : "; held by ", program->holders[i].name,
				     program->holders[i].pid);
	if (program->holder_count > HOLDERS_TOLD)
		words = arena_printf(survey->arena, "%s and %zu more", words, program->holder_count - HOLDERS_TOLD);
	if (!program->holder_count)
		words = arena_printf(survey->arena, "%s; held by no process that was seen", words);
	return program->pinned ? arena_printf(survey->arena, "%s; pinned at %s", words, program->pinned) : words;
}

static struct bpf_row *row_of(struct bpf_row *rows, size_t count, const struct bpf_row *row)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(rows[i].name, row->name) && !strcmp(rows[i].type, row->type) && !strcmp(rows[i].words, row->words))
			return &rows[i];
	return NULL;
}

struct bpf_row *bpf_rows(const struct survey *survey, size_t *count)
{
	const struct bpf *bpf = &survey->facts->bpf;
	struct bpf_row *rows = arena_alloc(survey->arena, (bpf->count + 1) * sizeof(*rows));

	*count = 0;
	for (size_t i = 0; i < bpf->count; i++) {
		const struct bpf_program *program = &bpf->list[i];
		struct bpf_row row = { *program->name ? program->name : "(no name)", bpf_type_words(survey, program->type),
				       words_of(survey, program), 1 }, *same = row_of(rows, *count, &row);

		if (same)
			same->times++;
		else
			rows[(*count)++] = row;
	}
	for (size_t i = 0; i < *count; i++)
		if (rows[i].times > 1)
			rows[i].words = arena_printf(survey->arena, "%zu of them, %s", rows[i].times, rows[i].words);
	return rows;
}
