/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The rules of one domain, verb by verb. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/pattern.h"
#include "compiler/words.h"
#include "learn/write.h"

/* An object and what is to be said about it; objects with the same remark stand together. */
struct remarked {
	const char *why;	/* or NULL */
	const char *object;
};

struct remarks {
	struct remarked *list;
	size_t count, space;
};

static void remark(struct remarks *remarks, const char *why, const char *object)
{
	learn_grow(&remarks->list, remarks->count, &remarks->space, sizeof(*remarks->list));
	remarks->list[remarks->count++] = (struct remarked){ why, object };
}

static int compare_remarks(const void *left, const void *right)
{
	const struct remarked *a = left, *b = right;
	int order = strcmp(a->why ? a->why : "", b->why ? b->why : "");

	return order ? order : strcmp(a->object, b->object);
}

static bool same_why(const struct remarked *a, const struct remarked *b)
{
	return !strcmp(a->why ? a->why : "", b->why ? b->why : "");
}

/* One rule for each remark; what has none comes first. Sets are for what nobody has to look at. */
static void write_remarks(struct writer *writer, const char *verb, struct remarks *remarks, bool with_sets)
{
	struct list objects = { 0 };

	if (remarks->count)
		qsort(remarks->list, remarks->count, sizeof(*remarks->list), compare_remarks);
	for (size_t i = 0; i < remarks->count; i++) {
		list_add(&objects, remarks->list[i].object);
		if (i + 1 < remarks->count && same_why(&remarks->list[i], &remarks->list[i + 1]))
			continue;
		list_sort(&objects);
		if (with_sets && !remarks->list[i].why)
			shared_use(writer, &objects);
		write_rule(writer, remarks->list[i].why, verb, &objects, "");
		objects.count = 0;
	}
	list_free(&objects);
	free(remarks->list);
}

const char *grant_remark(const struct learn *learn, const struct grant *grant, hf_u32 access)
{
	const char *review = place_review(learn, grant->pattern, access);

	if (review)
		return review;
	if (grant->notes & GRANT_CODE)
		return NULL;
	if (grant->notes & GRANT_COMPOSED && access == HF_WRITE_SET)
		return "all of `write`, though only some of it was seen, and by a pattern made of names that change";
	if (grant->notes & GRANT_OUTPUT && access & (HF_WRITE_SET | HF_READ))
		return "stands for many names that were made here: are others to be made too?";
	if (grant->notes & GRANT_SIBLINGS && access & HF_READ)
		return "stands for many names that were read here: is everything here meant?";
	if (grant->notes & GRANT_CHANGING && access & HF_WRITE_SET)
		return "stands for names with a part that changes: does it match more than it should?";
	return NULL;
}

static bool is_composite(const struct grant *grant)
{
	return (grant->access & HF_WRITE_SET) == HF_WRITE_SET;
}

/* `write` first takes the grants that have all of it; the finer verbs say the rest. */
static void write_access(struct writer *writer, const char *verb, hf_u32 access)
{
	const struct grants *grants = &writer->learn->domains[writer->domain].grants;
	struct remarks remarks = { 0 };

	for (size_t i = 0; i < grants->count; i++) {
		const struct grant *grant = &grants->list[i];

		if ((grant->access & access) != access)
			continue;
		if (access & HF_WRITE_SET && access != HF_WRITE_SET && is_composite(grant))
			continue;
		remark(&remarks, grant_remark(writer->learn, grant, access), grant->pattern);
	}
	write_remarks(writer, verb, &remarks, access == HF_READ);
}

static void write_names(struct writer *writer)
{
	static const hf_u32 order[] = {
		HF_READ, HF_MAP, HF_WRITE_SET, HF_MODIFY, HF_APPEND, HF_CREATE, HF_DELETE, HF_ATTRIBUTE,
		HF_MKNOD, HF_CHROOT, HF_UMOUNT,
	};

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		write_access(writer, order[i] == HF_WRITE_SET ? "write" : access_word(order[i]), order[i]);
	write_access(writer, "connect unix", HF_CONNECT);
	write_access(writer, "bind unix", HF_BIND);
}

/* The facts of this domain of one kind that are kept. */
struct span {
	const struct fact *facts;
	size_t count;
};

static bool next_fact(const struct span *span, size_t *at, enum event_kind kind, const struct fact **fact)
{
	while (*at < span->count) {
		*fact = &span->facts[(*at)++];
		if ((*fact)->event.kind == kind && !(*fact)->left_out)
			return true;
	}
	return false;
}

static const char *interpreter_remark(const struct domain *target)
{
	return target->child && is_interpreter(target->path)
		? "an interpreter: what it is told to do is not pinned, only what it may reach is" : NULL;
}

static void write_executes(struct writer *writer, const struct span *span)
{
	struct learn *learn = writer->learn;
	struct remarks remarks = { 0 };
	struct list plain = { 0 };
	const struct fact *fact;
	size_t at = 0;

	while (next_fact(span, &at, EVENT_EXECUTE, &fact)) {
		const struct domain *target = &learn->domains[fact->event.to];
		const char *name = learn->programs[fact->program].name;
		const char *object = strcmp(target->name, name)
			? arena_printf(learn->arena, "%s as %s", name, target->name) : name;

		remark(&remarks, interpreter_remark(target), object);
	}
	if (remarks.count)
		qsort(remarks.list, remarks.count, sizeof(*remarks.list), compare_remarks);
	/* What needs no `as` and no remark goes on few lines; a rule has one `as` at most. */
	for (size_t i = 0; i < remarks.count; i++)
		if (!remarks.list[i].why && !strchr(remarks.list[i].object, ' '))
			list_add(&plain, remarks.list[i].object);
	list_sort(&plain);
	write_rule(writer, NULL, "execute", &plain, "");
	list_free(&plain);
	for (size_t i = 0; i < remarks.count; i++) {
		const struct remarked *one = &remarks.list[i];
		struct list single = { .items = &remarks.list[i].object, .count = 1 };

		if ((one->why || strchr(one->object, ' ')) &&
		    (!i || compare_remarks(&remarks.list[i - 1], one)))
			write_rule(writer, i && same_why(&remarks.list[i - 1], one) ? NULL : one->why, "execute",
				   &single, "");
	}
	free(remarks.list);
}

static const char *mount_point(struct learn *learn, const char *name)
{
	unsigned notes = 0;

	return name_pattern(learn, name, &notes);
}

/* Facts are sorted by name, so a type's mount points are gathered type by type. */
static void write_mounts(struct writer *writer, const struct span *span)
{
	struct list types = { 0 };
	const struct fact *fact;

	for (size_t at = 0; next_fact(span, &at, EVENT_MOUNT, &fact);)
		list_add(&types, fact->event.fstype);
	list_sort(&types);
	for (size_t i = 0; i < types.count; i++) {
		struct list points = { 0 };

		for (size_t at = 0; next_fact(span, &at, EVENT_MOUNT, &fact);)
			if (!strcmp(fact->event.fstype, types.items[i]))
				list_add(&points, mount_point(writer->learn, fact->event.name));
		list_sort(&points);
		write_rule(writer, NULL, arena_printf(writer->learn->arena, "mount %s on", types.items[i]),
			   &points, "");
		list_free(&points);
	}
	list_free(&types);
}

/* The name of number @number in a list of the policy language, or the number. */
static const char *number_word(struct learn *learn, const char *const *words,
			       bool (*read)(const char *, hf_u16 *), hf_u16 number)
{
	hf_u16 value;

	for (size_t i = 0; words[i]; i++)
		if (read(words[i], &value) && value == number)
			return words[i];
	return arena_printf(learn->arena, "%u", number);
}

static void write_sockets(struct writer *writer, const struct span *span)
{
	struct learn *learn = writer->learn;
	const struct fact *fact;

	for (size_t at = 0; next_fact(span, &at, EVENT_SOCKET, &fact);) {
		const struct event *event = &fact->event;
		const char *object = arena_printf(learn->arena, "%s %s %u",
			number_word(learn, words_families, word_family, event->family),
			number_word(learn, words_socket_types, word_socket_type, event->socket_type),
			event->protocol);
		struct list single = { .items = &object, .count = 1 };
		bool raw = event->family == 17 || (event->socket_type == 3 && event->family != 16);

		write_rule(writer, raw ? "review: raw sockets see and forge what others send" : NULL, "socket",
			   &single, "");
	}
}

static const char *capability_remark(hf_u32 capability)
{
	static const struct {
		const char *word, *why;
	} table[] = {
		{ "sys_module", "review: this is the right to put code into the kernel" },
		{ "sys_rawio", "review: this reaches memory and devices past all names" },
		{ "sys_ptrace", "review: this reaches into other programs" },
		{ "sys_admin", "review: this is half of root's power" },
		{ "sys_boot", "review: this can reboot the machine" },
		{ "bpf", "review: this is the right to load programs into the kernel" },
		{ "mac_admin", "review: this changes the rules of other security modules" },
		{ "mac_override", "review: this passes the rules of other security modules" },
		{ "dac_read_search", "review: this reads past file modes" },
		{ "mknod", "review: a device node reaches a device past its usual name" },
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (!strcmp(table[i].word, capability_word(capability)))
			return table[i].why;
	return NULL;
}

static void write_words(struct writer *writer, const struct span *span)
{
	struct learn *learn = writer->learn;
	struct remarks capabilities = { 0 }, uses = { 0 };
	const struct fact *fact;

	for (size_t at = 0; next_fact(span, &at, EVENT_CAPABILITY, &fact);)
		remark(&capabilities, capability_remark(fact->event.capability),
		       capability_word(fact->event.capability));
	write_remarks(writer, "capability", &capabilities, false);
	for (int peerop = 0; peerop < HF_PEEROP_MAX; peerop++) {
		struct remarks peers = { 0 };

		for (size_t at = 0; next_fact(span, &at, EVENT_PEER, &fact);)
			if (fact->event.peerop == (enum hf_peerop)peerop)
				remark(&peers, peerop == HF_TRACE && fact->event.peer != writer->domain ?
				       "review: this takes over the other domain" : NULL,
				       learn->domains[fact->event.peer].name);
		write_remarks(writer, peerop_word((enum hf_peerop)peerop), &peers, false);
	}
	for (size_t at = 0; next_fact(span, &at, EVENT_USE, &fact);)
		remark(&uses, fact->event.facility == HF_USE_EXECMEM ?
		       "review: code that nobody pinned can run in this domain" :
		       "review: a facility of the kernel that most programs should not have",
		       facility_word(fact->event.facility));
	write_remarks(writer, "use", &uses, false);
}

/* Whoever starts the program sets these, so a rule for one hands the program over to all who may start it. */
static void write_variables(struct writer *writer, const struct span *span)
{
	struct remarks variables = { 0 };
	const struct fact *fact;

	for (size_t at = 0; next_fact(span, &at, EVENT_VARIABLE, &fact);)
		remark(&variables, "review: whoever starts this can make it run code by this variable: leave it out if it "
		       "does without", fact->event.variable);
	write_remarks(writer, "environment", &variables, false);
}

/* What was left out of this domain stands in it, where it is looked for. */
static void write_left_out(struct writer *writer)
{
	const struct learn *learn = writer->learn;
	const char *name = learn->domains[writer->domain].name;

	for (size_t i = 0; i < learn->note_count; i++)
		if (learn->notes[i].kind == NOTE_LEFT_OUT && !strcmp(learn->notes[i].domain, name)) {
			char *words = arena_printf(learn->arena, "left out: %s", learn->notes[i].text);

			write_wrapped(writer->out, "\t#? ", words);
		}
}

void write_rules(struct writer *writer)
{
	const struct learn *learn = writer->learn;
	struct span span = { 0 };
	size_t first = 0, last = learn->fact_count;

	/* Facts are sorted by domain. */
	while (first < last) {
		size_t middle = first + (last - first) / 2;

		if (learn->facts[middle].event.subject < writer->domain)
			first = middle + 1;
		else
			last = middle;
	}
	if (learn->fact_count)
		span.facts = learn->facts + first;
	while (first + span.count < learn->fact_count &&
	       span.facts[span.count].event.subject == writer->domain)
		span.count++;
	write_names(writer);
	write_mounts(writer, &span);
	write_executes(writer, &span);
	write_network(writer, span.facts, span.count);
	write_sockets(writer, &span);
	write_words(writer, &span);
	write_variables(writer, &span);
	write_left_out(writer);
}
