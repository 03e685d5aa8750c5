/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The text of the policy: what stands around the rules. */
#include "learn/write.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/pattern.h"

/* A level of indentation in the canonical form. */
#define TAB 4u

void list_add(struct list *list, const char *item)
{
	learn_grow(&list->items, list->count, &list->space, sizeof(*list->items));
	list->items[list->count++] = item;
}

static int compare_items(const void *left, const void *right)
{
	const char *const *a = left, *const *b = right;

	return strcmp(*a, *b);
}

void list_sort(struct list *list)
{
	size_t kept = 0;

	if (list->count)
		qsort(list->items, list->count, sizeof(*list->items), compare_items);
	for (size_t i = 0; i < list->count; i++)
		if (!kept || strcmp(list->items[kept - 1], list->items[i]))
			list->items[kept++] = list->items[i];
	list->count = kept;
}

void list_free(struct list *list)
{
	free(list->items);
	*list = (struct list){ 0 };
}

void write_wrapped(struct text *out, const char *prefix, const char *words)
{
	size_t column = LINE_WIDTH;
	bool first = true;

	while (*words) {
		size_t length = strcspn(words, " ");

		if (column + 1 + length > LINE_WIDTH) {
			text_printf(out, "%s%s", first ? "" : "\n", prefix);
			column = strlen(prefix) + (prefix[0] == '\t' ? TAB - 1 : 0);
			first = false;
		} else {
			text_puts(out, " ");
			column++;
		}
		text_add(out, words, length);
		column += length;
		words += length;
		words += strspn(words, " ");
	}
	text_puts(out, "\n");
}

/* A rule that somebody should look at is also said on the terminal. */
static void note_rule(struct writer *writer, const char *why, const char *verb, const struct list *objects)
{
	struct text text = { 0 };

	text_puts(&text, verb);
	for (size_t i = 0; i < objects->count && i < 3; i++)
		text_printf(&text, " %s", objects->items[i]);
	if (objects->count > 3)
		text_printf(&text, " and %zu more", objects->count - 3);
	learn_note(writer->learn, NOTE_UNSURE, writer->domain, "%s: %s", text.bytes, why);
	text_free(&text);
}

void write_rule(struct writer *writer, const char *why, const char *verb, const struct list *objects,
		const char *after)
{
	size_t column = 0;

	if (!objects->count)
		return;
	if (why) {
		write_wrapped(writer->out, "\t#? ", why);
		note_rule(writer, why, verb, objects);
	}
	for (size_t i = 0; i < objects->count; i++) {
		size_t length = strlen(objects->items[i]);

		if (!column || column + 1 + length + strlen(after) > LINE_WIDTH) {
			text_printf(writer->out, "%s\t%s", i ? "\n" : "", verb);
			writer->learn->summary.rules++;
			column = TAB + strlen(verb);
		}
		text_printf(writer->out, " %s", objects->items[i]);
		column += 1 + length;
		if (i + 1 == objects->count ||
		    column + 1 + strlen(objects->items[i + 1]) + strlen(after) > LINE_WIDTH)
			text_puts(writer->out, after);
	}
	text_puts(writer->out, "\n");
}

static void write_digests(struct text *out, const struct digests *digests)
{
	for (size_t i = 0; i < digests->count; i++) {
		const struct hf_digest *digest = &digests->list[i];

		text_puts(out, digest->kind == HF_DIGEST_SHA256 ? " sha256:" : " fsverity:");
		for (size_t j = 0; j < HF_DIGEST_BYTES; j++)
			text_printf(out, "%02x", digest->value[j]);
	}
}

static size_t count_kind(const struct digests *digests, hf_u32 kind)
{
	size_t sum = 0;

	for (size_t i = 0; i < digests->count; i++)
		sum += digests->list[i].kind == kind;
	return sum;
}

/* More than one content was seen: which of them is meant? */
static void write_content_remark(struct writer *writer, const char *path, const struct digests *digests)
{
	if (count_kind(digests, HF_DIGEST_SHA256) < 2 && count_kind(digests, HF_DIGEST_FSVERITY_SHA256) < 2)
		return;
	text_puts(writer->out, "#? its content was not always the same: are all of these meant?\n");
	learn_note(writer->learn, NOTE_UNSURE, NO_NUMBER, "%s: its content was not always the same", path);
}

/* A file that is run and was also written while recording: its content will change again. */
static void write_written_remark(struct writer *writer, const char *path)
{
	struct learn *learn = writer->learn;

	for (size_t i = 0; i < learn->fact_count; i++) {
		const struct event *event = &learn->facts[i].event;
		const char *name = event->target ? event->target : event->name;
		bool writes = event->kind == EVENT_RENAME || event->kind == EVENT_LINK ||
			      (event->kind == EVENT_NAME && event->access & (HF_MODIFY | HF_APPEND | HF_CREATE));

		if (!writes || strcmp(name, path))
			continue;
		text_puts(writer->out, "#? review: it was written while recording; what is pinned is what was there when it ran\n");
		learn_note(learn, NOTE_UNSURE, NO_NUMBER, "%s: it was written while recording, and it is run or mapped", path);
		return;
	}
}

static void write_programs(struct writer *writer)
{
	struct learn *learn = writer->learn;

	for (size_t i = 0; i < learn->program_count; i++) {
		const struct program *program = &learn->programs[i];

		if (!program->written)
			continue;
		write_content_remark(writer, program->path, &program->digests);
		write_written_remark(writer, program->path);
		text_printf(writer->out, "program %s = ", program->name);
		pattern_escape(writer->out, program->path, strlen(program->path));
		write_digests(writer->out, &program->digests);
		if (program->script) {
			size_t by = table_find(&learn->program_paths, program->by, strlen(program->by));

			text_printf(writer->out, " by %s", learn->programs[by].name);
		}
		text_puts(writer->out, "\n");
		learn->summary.programs++;
	}
}

static void write_libraries(struct writer *writer)
{
	struct learn *learn = writer->learn;

	if (learn->library_count)
		text_puts(writer->out, "\n# Rules may say `map DIRECTORY/*`: only what is pinned here can be mapped there.\n");
	for (size_t i = 0; i < learn->library_count; i++) {
		const struct library *library = &learn->libraries[i];

		if (!library->digests.count || !name_is_usable(library->path)) {
			learn_note(learn, NOTE_LEFT_OUT, NO_NUMBER, "library %s: no pattern can say this name",
				   library->path);
			continue;
		}
		write_content_remark(writer, library->path, &library->digests);
		write_written_remark(writer, library->path);
		text_puts(writer->out, "library ");
		pattern_escape(writer->out, library->path, strlen(library->path));
		write_digests(writer->out, &library->digests);
		text_puts(writer->out, "\n");
		learn->summary.libraries++;
	}
}

static size_t count_notes(const struct learn *learn, enum note_kind kind)
{
	size_t sum = 0;

	for (size_t i = 0; i < learn->note_count; i++)
		sum += learn->notes[i].kind == kind;
	return sum;
}

/* Nothing here may depend on how the facts were split over recordings. */
static void write_header(struct writer *writer)
{
	struct learn *learn = writer->learn;
	struct list systems = { 0 };
	struct text words = { 0 };

	for (size_t i = 0; i < learn->systems.count; i++)
		list_add(&systems, learn->systems.entries[i].bytes);
	list_sort(&systems);
	text_printf(&words, "Written by `holdfast learn` from %zu different facts, recorded under", learn->summary.facts);
	for (size_t i = 0; i < systems.count; i++)
		text_printf(&words, "%s %s", i ? "," : "", systems.items[i]);
	text_puts(&words, ".");
	write_wrapped(writer->out, "# ", words.bytes);
	write_wrapped(writer->out, "# ", "Only what happened while recording is allowed: what was not exercised (rare errors, "
		      "log rotation, shutdown, other users) is not. Lines with #? are where somebody should look.");
	words.length = 0;
	if (learn->summary.lost) {
		text_printf(&words, "INCOMPLETE: the recorder lost %llu facts. What they would have allowed is missing here.",
			    (unsigned long long)learn->summary.lost);
		write_wrapped(writer->out, "#? ", words.bytes);
	}
	for (size_t i = 0; i < learn->note_count; i++)
		if (learn->notes[i].kind == NOTE_LEFT_OUT && !learn->notes[i].domain[0]) {
			char *line = arena_printf(learn->arena, "left out: %s", learn->notes[i].text);

			write_wrapped(writer->out, "#? ", line);
		}
	if (count_notes(learn, NOTE_LEFT_OUT)) {
		words.length = 0;
		text_printf(&words, "%zu things were left out; each is named where it would stand.",
			    count_notes(learn, NOTE_LEFT_OUT));
		write_wrapped(writer->out, "# ", words.bytes);
	}
	list_free(&systems);
	text_free(&words);
}

void write_policy(struct learn *learn, const char *name, unsigned version, struct text *out)
{
	struct writer writer = { .learn = learn, .out = out };

	text_printf(out, "policy %s %u\n\n", name, version);
	write_header(&writer);
	find_bound_ports(&writer);
	shared_find(&writer);
	shared_write(&writer);
	text_puts(out, "\n");
	write_programs(&writer);
	write_libraries(&writer);
	for (size_t i = 0; i < learn->domain_count; i++) {
		writer.domain = (hf_u32)i;
		text_printf(out, "\ndomain %s {\n", learn->domains[i].name);
		write_rules(&writer);
		text_puts(out, "}\n");
		learn->summary.domains++;
	}
	shared_free(&writer);
	free(writer.bound);
}
