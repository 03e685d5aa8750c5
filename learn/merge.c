/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Many recordings become one set of facts. Subjects are numbered in each
 * recording by itself, so a subject is followed to its domain at once, and
 * from there on only domains are spoken of.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "learn/model.h"

static hf_u32 add_program(struct learn *learn, const char *path, bool script, const char *by)
{
	bool fresh;
	size_t number;
	struct program *program;

	path = learn_string(learn, path);
	number = table_add(&learn->program_paths, path, strlen(path), &fresh);
	if (fresh) {
		learn_grow(&learn->programs, number, &learn->program_space, sizeof(*learn->programs));
		learn->programs[number] = (struct program){ .path = path };
		learn->program_count++;
	}
	program = &learn->programs[number];
	program->script |= script;
	/* Which of several interpreters: the same one in whatever order they were seen. */
	program->by_several |= by && program->by && strcmp(by, program->by);
	if (by && (!program->by || strcmp(by, program->by) < 0))
		program->by = learn_string(learn, by);
	return (hf_u32)number;
}

static hf_u32 subject_program(struct learn *learn, const struct subject *subject)
{
	hf_u32 interpreter = add_program(learn, subject->program, false, NULL);

	if (!subject->script[0])
		return interpreter;
	return add_program(learn, subject->script, true, subject->program);
}

static void add_digest(struct digests *digests, hf_u32 kind, const hf_u8 value[HF_DIGEST_BYTES])
{
	struct hf_digest *digest;

	learn_grow(&digests->list, digests->count, &digests->space, sizeof(*digests->list));
	digest = &digests->list[digests->count++];
	digest->kind = kind;
	memcpy(digest->value, value, HF_DIGEST_BYTES);
}

static struct digests *add_library(struct learn *learn, const char *path)
{
	bool fresh;
	size_t number;

	path = learn_string(learn, path);
	number = table_add(&learn->library_paths, path, strlen(path), &fresh);
	if (fresh) {
		learn_grow(&learn->libraries, number, &learn->library_space, sizeof(*learn->libraries));
		learn->libraries[number] = (struct library){ .path = path };
		learn->library_count++;
	}
	return &learn->libraries[number].digests;
}

static void add_code(struct learn *learn, const struct code *code)
{
	struct digests *digests;

	if (code->kind == CODE_LIBRARY)
		digests = add_library(learn, code->name);
	else
		digests = &learn->programs[add_program(learn, code->name, code->kind == CODE_SCRIPT,
						       NULL)].digests;
	if (code->has_sha256)
		add_digest(digests, HF_DIGEST_SHA256, code->sha256);
	if (code->has_fsverity)
		add_digest(digests, HF_DIGEST_FSVERITY_SHA256, code->fsverity);
}

/* `/` is the empty name; no other name ends in a slash. */
static const char *add_name(struct learn *learn, const char *name)
{
	return name ? learn_string(learn, strcmp(name, "/") ? name : "") : NULL;
}

/* Whether a name was made, and removed, says whether it will be another one the next time. */
static void note_fate(struct learn *learn, const struct event *event)
{
	if (event->access & (HF_CREATE | HF_BIND | HF_MKNOD))
		table_add(&learn->created, event->name, strlen(event->name), NULL);
	if (event->access & HF_DELETE)
		table_add(&learn->deleted, event->name, strlen(event->name), NULL);
	if (event->target)
		table_add(&learn->created, event->target, strlen(event->target), NULL);
}

static void add_fact(struct learn *learn, const struct recording *recording, const hf_u32 *domains,
		     const struct event *event)
{
	struct fact fact = { .event = *event, .program = NO_NUMBER };

	fact.event.line = 0;
	fact.event.subject = domains[event->subject];
	fact.event.name = add_name(learn, event->name);
	fact.event.target = add_name(learn, event->target);
	fact.event.fstype = event->fstype ? learn_string(learn, event->fstype) : NULL;
	fact.event.variable = event->variable ? learn_string(learn, event->variable) : NULL;
	if (event->kind == EVENT_EXECUTE) {
		const struct subject *to = &recording->subjects[event->to];

		/* What became of the process by the rules of naming, which a cut-off chain may not say. */
		fact.event.to = domain_enter(learn, fact.event.subject, to->program, to->script);
		fact.cut = fact.event.to != domains[event->to];
		fact.program = event->to ? subject_program(learn, to) : NO_NUMBER;
	}
	if (event->kind == EVENT_PEER)
		fact.event.peer = domains[event->peer];
	if (event->kind == EVENT_MOUNT && !strcmp(fact.event.fstype, "overlay"))
		learn->domains[fact.event.subject].overlay = true;
	if (fact.event.name)
		note_fate(learn, &fact.event);
	learn_grow(&learn->facts, learn->fact_count, &learn->fact_space, sizeof(*learn->facts));
	learn->facts[learn->fact_count++] = fact;
}

static void add_system(struct learn *learn, const struct recording *recording)
{
	const char *words = arena_printf(learn->arena, "%s %s", recording->target, recording->kernel);

	words = learn_string(learn, words);
	table_add(&learn->systems, words, strlen(words), NULL);
}

void learn_add(struct learn *learn, const struct recording *recording)
{
	hf_u32 *domains = xcalloc(recording->subject_count + 1, sizeof(*domains));

	for (size_t i = 1; i < recording->subject_count; i++) {
		const struct subject *subject = &recording->subjects[i];

		subject_program(learn, subject);
		domains[i] = domain_enter(learn, domains[subject->parent], subject->program,
					  subject->script);
	}
	for (size_t i = 0; i < recording->code_count; i++)
		add_code(learn, &recording->codes[i]);
	for (size_t i = 0; i < recording->fact_count; i++)
		add_fact(learn, recording, domains, &recording->facts[i]);
	free(domains);
	add_system(learn, recording);
	learn->summary.recordings++;
	learn->summary.fact_lines += recording->fact_count;
	learn->summary.lost += recording->lost;
}

static int compare_strings(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "");
}

static int compare_numbers(hf_u64 a, hf_u64 b)
{
	return a < b ? -1 : a > b;
}

#define TRY(comparison) do { int order = (comparison); if (order) return order; } while (0)

/* Every member that tells two facts apart. */
static int compare_facts(const void *left, const void *right)
{
	const struct fact *one = left, *other = right;
	const struct event *a = &one->event, *b = &other->event;

	TRY(compare_numbers(a->subject, b->subject));
	TRY(compare_numbers(a->kind, b->kind));
	TRY(compare_strings(a->name, b->name));
	TRY(compare_numbers(a->access, b->access));
	TRY(compare_numbers(a->type, b->type));
	TRY(compare_strings(a->target, b->target));
	TRY(compare_strings(a->fstype, b->fstype));
	TRY(compare_strings(a->variable, b->variable));
	TRY(compare_numbers(a->replaced, b->replaced));
	TRY(compare_numbers(one->program, other->program));
	TRY(compare_numbers(a->to, b->to));
	TRY(compare_numbers(one->cut, other->cut));
	TRY(compare_numbers(a->peer, b->peer));
	TRY(compare_numbers(a->proto, b->proto));
	TRY(compare_numbers(a->netop, b->netop));
	TRY(memcmp(a->address, b->address, sizeof(a->address)));
	TRY(compare_numbers(a->port, b->port));
	TRY(compare_numbers(a->family, b->family));
	TRY(compare_numbers(a->socket_type, b->socket_type));
	TRY(compare_numbers(a->protocol, b->protocol));
	TRY(compare_numbers(a->capability, b->capability));
	TRY(compare_numbers(a->quiet, b->quiet));
	TRY(compare_numbers(a->peerop, b->peerop));
	return compare_numbers(a->facility, b->facility);
}

static int compare_digests(const void *left, const void *right)
{
	const struct hf_digest *a = left, *b = right;

	TRY(compare_numbers(a->kind, b->kind));
	return memcmp(a->value, b->value, HF_DIGEST_BYTES);
}

static void sort_digests(struct digests *digests)
{
	size_t kept = 0;

	if (digests->count)
		qsort(digests->list, digests->count, sizeof(*digests->list), compare_digests);
	for (size_t i = 0; i < digests->count; i++)
		if (!kept || compare_digests(&digests->list[kept - 1], &digests->list[i]))
			digests->list[kept++] = digests->list[i];
	digests->count = kept;
}

static int compare_libraries(const void *left, const void *right)
{
	const struct library *a = left, *b = right;

	return strcmp(a->path, b->path);
}

static void sort_facts(struct learn *learn)
{
	size_t kept = 0;

	if (learn->fact_count)
		qsort(learn->facts, learn->fact_count, sizeof(*learn->facts), compare_facts);
	for (size_t i = 0; i < learn->fact_count; i++)
		if (!kept || compare_facts(&learn->facts[kept - 1], &learn->facts[i]))
			learn->facts[kept++] = learn->facts[i];
	learn->fact_count = kept;
}

void merge_finish(struct learn *learn)
{
	sort_facts(learn);
	learn->summary.facts = learn->fact_count;
	for (size_t i = 0; i < learn->program_count; i++)
		sort_digests(&learn->programs[i].digests);
	if (learn->library_count)
		qsort(learn->libraries, learn->library_count, sizeof(*learn->libraries), compare_libraries);
	table_free(&learn->library_paths);
	for (size_t i = 0; i < learn->library_count; i++) {
		const struct library *library = &learn->libraries[i];

		sort_digests(&learn->libraries[i].digests);
		table_add(&learn->library_paths, library->path, strlen(library->path), NULL);
	}
}
