/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "learn/learn.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compiler/ast.h"
#include "learn/model.h"
#include "learn/write.h"

struct learn *learn_new(void)
{
	struct learn *learn = xcalloc(1, sizeof(*learn));

	learn->arena = arena_new();
	/* The kernel is there before anything runs. */
	table_add(&learn->domain_keys, "", 0, NULL);
	learn_grow(&learn->domains, 0, &learn->domain_space, sizeof(*learn->domains));
	learn->domains[learn->domain_count++] = (struct domain){ .path = "" };
	return learn;
}

void learn_free(struct learn *learn)
{
	if (!learn)
		return;
	for (size_t i = 0; i < learn->domain_count; i++)
		free(learn->domains[i].grants.list);
	for (size_t i = 0; i < learn->program_count; i++)
		free(learn->programs[i].digests.list);
	for (size_t i = 0; i < learn->library_count; i++)
		free(learn->libraries[i].digests.list);
	table_free(&learn->strings);
	table_free(&learn->domain_keys);
	table_free(&learn->program_paths);
	table_free(&learn->library_paths);
	table_free(&learn->created);
	table_free(&learn->deleted);
	table_free(&learn->systems);
	free(learn->domains);
	free(learn->programs);
	free(learn->libraries);
	free(learn->facts);
	free(learn->notes);
	if (learn->layer)
		layer_free(learn->layer);
	free(learn->text);
	arena_free(learn->arena);
	free(learn);
}

void learn_grow(void *list, size_t count, size_t *space, size_t size)
{
	void **pointer = list;

	if (count < *space)
		return;
	*space = *space ? 2 * *space : 16;
	*pointer = xrealloc(*pointer, *space * size);
}

const char *learn_string(struct learn *learn, const char *string)
{
	size_t length = strlen(string);
	size_t number = table_find(&learn->strings, string, length);
	const char *copy;

	if (number != TABLE_NONE)
		return learn->strings.entries[number].bytes;
	copy = arena_strndup(learn->arena, string, length);
	table_add(&learn->strings, copy, length, NULL);
	return copy;
}

void learn_note(struct learn *learn, enum note_kind kind, hf_u32 domain, const char *format, ...)
{
	char *words;
	va_list args;

	va_start(args, format);
	words = xvasprintf(format, args);
	va_end(args);
	learn_grow(&learn->notes, learn->note_count, &learn->note_space, sizeof(*learn->notes));
	learn->notes[learn->note_count++] = (struct note){
		.kind = kind,
		.domain = domain == NO_NUMBER ? "" : learn->domains[domain].name,
		.text = learn_string(learn, words),
	};
	free(words);
}

static int compare_notes(const void *left, const void *right)
{
	const struct note *a = left, *b = right;
	int order = strcmp(a->domain, b->domain);

	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return order ? order : strcmp(a->text, b->text);
}

static void sort_notes(struct learn *learn)
{
	size_t kept = 0;

	if (learn->note_count)
		qsort(learn->notes, learn->note_count, sizeof(*learn->notes), compare_notes);
	for (size_t i = 0; i < learn->note_count; i++)
		if (!kept || compare_notes(&learn->notes[kept - 1], &learn->notes[i]))
			learn->notes[kept++] = learn->notes[i];
	learn->note_count = kept;
}

const char *learn_policy(struct learn *learn, const char *name, unsigned version,
			 size_t *length, struct diagnostics *diag)
{
	struct text text = { 0 };

	domains_name(learn);
	merge_finish(learn);
	generalise(learn);
	sort_notes(learn);
	write_policy(learn, name, version, &text);
	learn->layer = layer_parse("the learned policy", text.bytes, text.length, diag);
	if (learn->layer)
		learn->text = layer_format(learn->layer, &learn->length);
	text_free(&text);
	*length = learn->length;
	return learn->text;
}

const struct learn_summary *learn_summary(const struct learn *learn)
{
	return &learn->summary;
}

const struct note *learn_notes(const struct learn *learn, size_t *count)
{
	*count = learn->note_count;
	return learn->notes;
}
