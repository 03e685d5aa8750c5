/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Facts become grants. Here is also decided what cannot be granted at all;
 * nothing is dropped without a note.
 */
#include <stdlib.h>
#include <string.h>

#include "compiler/words.h"
#include "learn/model.h"

void grant_add(struct grants *grants, const char *pattern, hf_u32 access, unsigned notes)
{
	learn_grow(&grants->list, grants->count, &grants->space, sizeof(*grants->list));
	grants->list[grants->count++] = (struct grant){ pattern, access, notes };
}

static int compare_grants(const void *left, const void *right)
{
	const struct grant *a = left, *b = right;

	return strcmp(a->pattern, b->pattern);
}

void grants_sort(struct grants *grants)
{
	size_t kept = 0;

	if (grants->count)
		qsort(grants->list, grants->count, sizeof(*grants->list), compare_grants);
	for (size_t i = 0; i < grants->count; i++) {
		struct grant *last = kept ? &grants->list[kept - 1] : NULL;

		if (!grants->list[i].access)
			continue;
		if (last && !strcmp(last->pattern, grants->list[i].pattern)) {
			last->access |= grants->list[i].access;
			last->notes |= grants->list[i].notes;
		} else {
			grants->list[kept++] = grants->list[i];
		}
	}
	grants->count = kept;
}

static void leave_out(struct learn *learn, struct fact *fact, const char *why)
{
	const struct event *event = &fact->event;
	struct text name = { 0 };
	const char *word = event->kind == EVENT_NAME ? "access to" : event->kind == EVENT_MOUNT ? "mount on" :
			   event->kind == EVENT_EXECUTE ? "execute" : event->kind == EVENT_LINK ? "link" : "rename";

	fact->left_out = true;
	text_quote(&name, event->name, strlen(event->name));
	learn_note(learn, NOTE_LEFT_OUT, event->subject, "%s %s: %s", word, name.bytes, why);
	text_free(&name);
}

static void grant_name(struct learn *learn, hf_u32 domain, const char *name, hf_u32 access)
{
	unsigned notes = 0;
	const char *pattern = name_pattern(learn, name, &notes);

	grant_add(&learn->domains[domain].grants, pattern, access, notes);
}

static bool is_pinned(const struct learn *learn, const char *name)
{
	size_t length = strlen(name);
	size_t program = table_find(&learn->program_paths, name, length);
	size_t library = table_find(&learn->library_paths, name, length);

	return (program != TABLE_NONE && learn->programs[program].written) ||
	       (library != TABLE_NONE && learn->libraries[library].digests.count);
}

static void take_name(struct learn *learn, struct fact *fact)
{
	struct event *event = &fact->event;

	if (event->access & HF_MAP && !is_pinned(learn, event->name)) {
		hf_u32 others = event->access & ~(hf_u32)HF_MAP;

		leave_out(learn, fact, "it was mapped executable, and there is no content to pin; "
			  "`use execmem` would allow it, and anything else that is executable");
		event->access = others;
		fact->left_out = !others;
	}
	if (event->access)
		grant_name(learn, event->subject, event->name, event->access);
}

static void take_execute(struct learn *learn, struct fact *fact)
{
	const struct program *program = fact->program == NO_NUMBER ? NULL : &learn->programs[fact->program];

	if (!program)
		leave_out(learn, fact, "the recording does not say what it became");
	else if (strcmp(program->path, fact->event.name))
		leave_out(learn, fact, "it was started by way of another file, which no rule can say");
	else if (!program->written)
		leave_out(learn, fact, "there is no content to pin it by");
	else if (fact->cut)
		learn_note(learn, NOTE_UNSURE, fact->event.subject,
			   "execute %s: the recorder lost track of the chain of programs here; "
			   "what it did may stand in another domain", program->name);
}

static bool is_plain_word(const char *word)
{
	return word[0] && !word[strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-")];
}

static bool has_no_name(const char *name)
{
	return name && !strncmp(name, "@unnamed:", strlen("@unnamed:"));
}

static bool names_are_usable(struct learn *learn, struct fact *fact)
{
	const struct event *event = &fact->event;

	/* Torn off its filesystem, or reached by a handle: no sealed kernel allows that to anybody. */
	if (has_no_name(event->name) || has_no_name(event->target)) {
		leave_out(learn, fact, "the object had no name, and what has no name is always refused");
		return false;
	}
	if ((event->name && !name_is_usable(event->name)) ||
	    (event->target && !name_is_usable(event->target))) {
		leave_out(learn, fact, "no pattern can say this name");
		return false;
	}
	return true;
}

static void take_fact(struct learn *learn, struct fact *fact)
{
	struct event *event = &fact->event;

	if (!names_are_usable(learn, fact))
		return;
	switch (event->kind) {
	case EVENT_NAME:
		take_name(learn, fact);
		break;
	case EVENT_EXECUTE:
		take_execute(learn, fact);
		break;
	case EVENT_RENAME:
		grant_name(learn, event->subject, event->name, HF_DELETE);
		grant_name(learn, event->subject, event->target,
			   HF_CREATE | (event->replaced ? HF_DELETE : 0u));
		break;
	case EVENT_LINK:
		grant_name(learn, event->subject, event->target, HF_CREATE);
		break;
	case EVENT_MOUNT:
		if (!is_plain_word(event->fstype))
			leave_out(learn, fact, "its kind of filesystem has a name that no rule can say");
		break;
	case EVENT_VARIABLE:
		if (!word_variable(event->variable)) {
			fact->left_out = true;
			learn_note(learn, NOTE_LEFT_OUT, event->subject,
				   "a variable of the environment: no rule can say its name");
		}
		break;
	default:
		break;
	}
}

/* A capability that was asked for quietly only, in all recordings, is left out. */
static void mark_quiet(struct learn *learn)
{
	for (size_t i = 0; i < learn->fact_count; i++) {
		struct fact *fact = &learn->facts[i], *before = i ? fact - 1 : NULL;

		if (fact->event.kind != EVENT_CAPABILITY || !fact->event.quiet)
			continue;
		fact->left_out = !before || before->event.kind != EVENT_CAPABILITY ||
				 before->event.subject != fact->event.subject ||
				 before->event.capability != fact->event.capability;
		if (fact->left_out)
			learn_note(learn, NOTE_LEFT_OUT, fact->event.subject,
				   "capability %s: the kernel only asked whether it is there, and goes on without",
				   capability_word(fact->event.capability));
	}
}

/* A script needs an interpreter that is pinned itself. */
static bool can_be_written(const struct learn *learn, const struct program *program)
{
	size_t by;

	if (!program->digests.count || !name_is_usable(program->path))
		return false;
	if (!program->script)
		return true;
	by = program->by ? table_find(&learn->program_paths, program->by, strlen(program->by)) : TABLE_NONE;
	return by != TABLE_NONE && !learn->programs[by].script && learn->programs[by].digests.count;
}

static void mark_programs(struct learn *learn)
{
	for (size_t i = 0; i < learn->program_count; i++) {
		struct program *program = &learn->programs[i];

		program->written = can_be_written(learn, program);
		if (!program->written)
			learn_note(learn, NOTE_LEFT_OUT, NO_NUMBER, "program %s: %s", program->name,
				   program->digests.count ? "its interpreter is not known, or not pinned"
							  : "the recordings hold no content to pin it by");
		if (program->by_several)
			learn_note(learn, NOTE_UNSURE, NO_NUMBER,
				   "program %s: several interpreters ran it, and a rule can name one only",
				   program->name);
	}
}

/*
 * The overlay filesystem works on its layers with the rights of whoever
 * mounted it, whatever program was behind the access. What that program may do
 * is decided by the name in the overlay, so here nothing is to be refused.
 */
static void open_layers(struct domain *domain)
{
	if (!domain->overlay)
		return;
	grant_add(&domain->grants, "@initramfs:/layers/**", HF_READ | HF_WRITE_SET, 0);
	grant_add(&domain->grants, "@initramfs:/lower/**", HF_READ, 0);
}

/* What makes, changes and removes names of one kind may also append to them and set their modes. */
static void compose(struct grants *grants)
{
	const hf_u32 least = HF_MODIFY | HF_CREATE | HF_DELETE;

	for (size_t i = 0; i < grants->count; i++) {
		struct grant *grant = &grants->list[i];

		if (!(grant->notes & (GRANT_CHANGING | GRANT_OUTPUT)) || (grant->access & least) != least ||
		    (grant->access & HF_WRITE_SET) == HF_WRITE_SET)
			continue;
		grant->access |= HF_WRITE_SET;
		grant->notes |= GRANT_COMPOSED;
	}
}

void generalise(struct learn *learn)
{
	mark_programs(learn);
	mark_quiet(learn);
	for (size_t i = 0; i < learn->fact_count; i++)
		take_fact(learn, &learn->facts[i]);
	for (size_t i = 0; i < learn->domain_count; i++) {
		struct domain *domain = &learn->domains[i];

		open_layers(domain);
		grants_sort(&domain->grants);
		siblings_generalise(learn, domain);
		compose(&domain->grants);
		siblings_drop_covered(&domain->grants);
	}
}
