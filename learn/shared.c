/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Named sets: what many programs read alike (libraries, locale, name service)
 * is said once. The largest saving is taken first, again and again.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "learn/write.h"

#define LEAST_PATTERNS 4u
#define LEAST_DOMAINS 3u
#define MOST_SETS 16u

/* What the domains read without remark; the same list is kept once. */
struct reader {
	struct list patterns;
	size_t domains;		/* that have exactly this list */
};

static int compare_readers(const void *left, const void *right)
{
	const struct reader *a = left, *b = right;

	for (size_t i = 0; i < a->patterns.count && i < b->patterns.count; i++) {
		int order = strcmp(a->patterns.items[i], b->patterns.items[i]);

		if (order)
			return order;
	}
	return a->patterns.count < b->patterns.count ? -1 : a->patterns.count > b->patterns.count;
}

static size_t find_readers(const struct learn *learn, struct reader *readers)
{
	size_t count = 0, kept = 0;

	for (size_t i = 0; i < learn->domain_count; i++) {
		const struct grants *grants = &learn->domains[i].grants;
		struct reader reader = { .domains = 1 };

		for (size_t j = 0; j < grants->count; j++)
			if (grants->list[j].access & HF_READ && !grant_remark(learn, &grants->list[j], HF_READ))
				list_add(&reader.patterns, grants->list[j].pattern);
		list_sort(&reader.patterns);
		if (reader.patterns.count >= LEAST_PATTERNS)
			readers[count++] = reader;
		else
			list_free(&reader.patterns);
	}
	if (count)
		qsort(readers, count, sizeof(*readers), compare_readers);
	for (size_t i = 0; i < count; i++) {
		if (!kept || compare_readers(&readers[kept - 1], &readers[i])) {
			readers[kept++] = readers[i];
			continue;
		}
		readers[kept - 1].domains++;
		list_free(&readers[i].patterns);
	}
	return kept;
}

/* What both lists, sorted, have. */
static void intersect(const struct list *a, const struct list *b, struct list *out)
{
	size_t i = 0, j = 0;

	out->count = 0;
	while (i < a->count && j < b->count) {
		int order = strcmp(a->items[i], b->items[j]);

		if (!order)
			list_add(out, a->items[i]);
		i += order <= 0;
		j += order >= 0;
	}
}

static bool contains(const struct list *list, const struct list *part)
{
	size_t i = 0, j = 0;

	while (i < list->count && j < part->count) {
		int order = strcmp(list->items[i], part->items[j]);

		if (order > 0)
			return false;
		i++;
		j += !order;
	}
	return j == part->count;
}

static void subtract(struct list *list, const struct list *part)
{
	size_t kept = 0, j = 0;

	for (size_t i = 0; i < list->count; i++) {
		while (j < part->count && strcmp(part->items[j], list->items[i]) < 0)
			j++;
		if (j == part->count || strcmp(part->items[j], list->items[i]))
			list->items[kept++] = list->items[i];
	}
	list->count = kept;
}

static size_t supporters(const struct reader *readers, size_t count, const struct list *part)
{
	size_t sum = 0;

	for (size_t i = 0; i < count; i++)
		if (contains(&readers[i].patterns, part))
			sum += readers[i].domains;
	return sum;
}

/* The part that, said once, saves most words; empty if none is worth a set. */
static struct list best_part(const struct reader *readers, size_t count)
{
	struct list best = { 0 }, part = { 0 };
	size_t best_saving = 0, all = 0;

	for (size_t i = 0; i < count; i++)
		all += readers[i].domains;
	for (size_t i = 0; i < count; i++)
		for (size_t j = i; j < count; j++) {
			size_t domains, saving;

			intersect(&readers[i].patterns, &readers[j].patterns, &part);
			if (part.count < LEAST_PATTERNS || (part.count - 1) * (all - 1) <= best_saving)
				continue;
			domains = supporters(readers, count, &part);
			saving = domains < LEAST_DOMAINS ? 0 : (part.count - 1) * (domains - 1);
			if (saving > best_saving) {
				struct list old = best;

				best_saving = saving;
				best = part;
				part = old;
			}
		}
	list_free(&part);
	if (!best_saving)
		best.count = 0;
	return best;
}

static size_t count_with(const struct list *list, const char *const *parts)
{
	size_t sum = 0;

	for (size_t i = 0; i < list->count; i++)
		for (size_t j = 0; parts[j]; j++)
			if (strstr(list->items[i], parts[j])) {
				sum++;
				break;
			}
	return sum;
}

/* Named after what most of it is. */
static const char *set_name(const struct list *patterns)
{
	static const char *const kinds[][6] = {
		{ "base-libraries", "/lib/", "/lib64/", "/etc/ld.so", NULL },
		{ "locale", "/locale", "/gconv", "/zoneinfo", "/i18n", NULL },
		{ "nss", "/etc/nsswitch", "/etc/passwd", "/etc/group", "/etc/hosts", NULL },
		{ "python", "/python3", NULL },
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (2 * count_with(patterns, kinds[i] + 1) >= patterns->count)
			return kinds[i][0];
	return "common";
}

static const char *free_set_name(struct writer *writer, const char *wanted)
{
	const char *name = wanted;

	for (unsigned number = 2; ; number++) {
		bool taken = false;

		for (size_t i = 0; i < writer->set_count; i++)
			taken |= !strcmp(writer->sets[i].name, name);
		if (!taken)
			return name;
		name = arena_printf(writer->learn->arena, "%s-%u", wanted, number);
	}
}

void shared_find(struct writer *writer)
{
	struct reader *readers = xcalloc(writer->learn->domain_count, sizeof(*readers));
	size_t count;

	count = find_readers(writer->learn, readers);
	while (writer->set_count < MOST_SETS) {
		struct list part = best_part(readers, count);

		if (!part.count) {
			list_free(&part);
			break;
		}
		for (size_t i = 0; i < count; i++)
			if (contains(&readers[i].patterns, &part))
				subtract(&readers[i].patterns, &part);
		learn_grow(&writer->sets, writer->set_count, &writer->set_space, sizeof(*writer->sets));
		writer->sets[writer->set_count] = (struct named_set){
			.name = free_set_name(writer, set_name(&part)), .patterns = part };
		writer->set_count++;
	}
	for (size_t i = 0; i < count; i++)
		list_free(&readers[i].patterns);
	free(readers);
}

void shared_write(struct writer *writer)
{
	for (size_t i = 0; i < writer->set_count; i++) {
		const struct named_set *set = &writer->sets[i];
		size_t column = strlen(set->name) + 6;

		text_printf(writer->out, "%sset %s =", i ? "" : "\n", set->name);
		for (size_t j = 0; j < set->patterns.count; j++) {
			size_t length = strlen(set->patterns.items[j]) + 1;

			/* Room for what continues the line. */
			if (j && column + length > LINE_WIDTH - 2) {
				text_puts(writer->out, " \\\n   ");
				column = 3;
			}
			text_printf(writer->out, " %s", set->patterns.items[j]);
			column += length;
		}
		text_puts(writer->out, "\n");
	}
}

void shared_use(const struct writer *writer, struct list *list)
{
	struct list names = { 0 };

	for (size_t i = 0; i < writer->set_count; i++)
		if (contains(list, &writer->sets[i].patterns)) {
			subtract(list, &writer->sets[i].patterns);
			list_add(&names, writer->sets[i].name);
		}
	for (size_t i = 0; i < list->count; i++)
		list_add(&names, list->items[i]);
	list_free(list);
	*list = names;
}

void shared_free(struct writer *writer)
{
	for (size_t i = 0; i < writer->set_count; i++)
		list_free(&writer->sets[i].patterns);
	free(writer->sets);
}
