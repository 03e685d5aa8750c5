// SPDX-License-Identifier: GPL-2.0-or-later
#include "compiler/classes.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"
#include "core/limits.h"

/* Words of an interned vector before its cells. */
enum { VECTOR_CODE, VECTOR_REST, VECTOR_CELLS };

#define CELL(domain, access) ((uint32_t)(domain) << 16 | (access))

struct folder {
	const struct model *model;
	uint32_t *item_codes;
	uint16_t *allow, *deny;		/* of each domain, zero between sets */
	bool *touched;
	VEC(uint32_t) domains;		/* those touched */
	uint16_t all_allow, all_deny;
	VEC(uint32_t) vector;
	uint16_t *full;			/* room for the accesses of all domains, twice */
};

static void touch(struct folder *f, uint32_t domain)
{
	if (f->touched[domain])
		return;
	f->touched[domain] = true;
	VEC_PUSH(&f->domains, domain);
}

static void collect(struct folder *f, uint32_t item)
{
	const struct model *model = f->model;

	for (uint32_t i = model->first_grant[item]; i < model->first_grant[item + 1]; i++) {
		const struct grant *grant = &model->grants.items[i];
		bool every = grant->domain == EVERY_DOMAIN;

		if (!every)
			touch(f, grant->domain);
		if (grant->deny)
			*(every ? &f->all_deny : &f->deny[grant->domain]) |= grant->access;
		else
			*(every ? &f->all_allow : &f->allow[grant->domain]) |= grant->access;
	}
}

static int compare_halves(const void *a, const void *b)
{
	return *(const uint16_t *)a - *(const uint16_t *)b;
}

/* The commonest value, of several the smallest. Sorts @values. */
static uint16_t commonest(uint16_t *values, size_t count)
{
	uint16_t best = 0;
	size_t best_run = 0, run = 0;

	qsort(values, count, sizeof(*values), compare_halves);
	for (size_t i = 0; i < count; i++) {
		run = i && values[i] == values[i - 1] ? run + 1 : 1;
		if (run > best_run) {
			best_run = run;
			best = values[i];
		}
	}
	return best;
}

/* The vector says something else of half of the domains: say it the canonical way round. */
static void recentre(struct folder *f)
{
	size_t domains = f->model->domains.count;
	uint16_t *access = f->full, *sorted = f->full + domains;
	uint16_t rest = (uint16_t)f->vector.items[VECTOR_REST];

	for (size_t d = 0; d < domains; d++)
		access[d] = rest;
	for (size_t i = VECTOR_CELLS; i < f->vector.count; i++)
		access[f->vector.items[i] >> 16] = (uint16_t)f->vector.items[i];
	memcpy(sorted, access, domains * sizeof(*access));
	rest = commonest(sorted, domains);
	f->vector.items[VECTOR_REST] = rest;
	f->vector.count = VECTOR_CELLS;
	for (size_t d = 0; d < domains; d++)
		if (access[d] != rest)
			VEC_PUSH(&f->vector, CELL(d, access[d]));
}

static void fold(struct folder *f, const uint32_t *items, size_t count)
{
	uint32_t code = NO_CODE;
	uint16_t rest;

	f->domains.count = f->vector.count = 0;
	f->all_allow = f->all_deny = 0;
	for (size_t i = 0; i < count; i++) {
		collect(f, items[i]);
		/* At most one: two literal items never match the same name. */
		code |= f->item_codes[items[i]];
	}
	rest = (uint16_t)(f->all_allow & ~f->all_deny);
	VEC_PUSH(&f->vector, code);
	VEC_PUSH(&f->vector, rest);
	if (f->domains.count)
		numbers_sort(f->domains.items, f->domains.count);
	for (size_t i = 0; i < f->domains.count; i++) {
		uint32_t d = f->domains.items[i];
		uint16_t access = (uint16_t)((f->all_allow | f->allow[d]) & ~(f->all_deny | f->deny[d]));

		if (access != rest)
			VEC_PUSH(&f->vector, CELL(d, access));
		f->allow[d] = f->deny[d] = 0;
		f->touched[d] = false;
	}
	if (2 * (f->vector.count - VECTOR_CELLS) >= f->model->domains.count)
		recentre(f);
}

static struct class_row vector_row(const struct intern *vectors, uint32_t number)
{
	size_t length;
	const uint32_t *vector = intern_get(vectors, number, &length);

	return (struct class_row){ .code = vector[VECTOR_CODE], .rest = (uint16_t)vector[VECTOR_REST],
				   .cells = vector + VECTOR_CELLS, .cell_count = length - VECTOR_CELLS };
}

struct numbered_row {
	struct class_row row;
	uint32_t number;
};

/*
 * Classes of the same domains come to lie side by side, so that most chunks of
 * 64 cells of most rows are the empty one. Class 0 is first in this order, too.
 */
static int compare_rows(const void *a, const void *b)
{
	const struct class_row *x = &((const struct numbered_row *)a)->row;
	const struct class_row *y = &((const struct numbered_row *)b)->row;
	size_t common = x->cell_count < y->cell_count ? x->cell_count : y->cell_count;

	if (x->rest != y->rest)
		return x->rest < y->rest ? -1 : 1;
	for (size_t i = 0; i < common; i++)
		if (x->cells[i] >> 16 != y->cells[i] >> 16)
			return x->cells[i] < y->cells[i] ? -1 : 1;
	if (x->cell_count != y->cell_count)
		return x->cell_count < y->cell_count ? -1 : 1;
	for (size_t i = 0; i < common; i++)
		if (x->cells[i] != y->cells[i])
			return x->cells[i] < y->cells[i] ? -1 : 1;
	return x->code < y->code ? -1 : x->code > y->code;
}

static void number_classes(struct classes *classes)
{
	struct numbered_row *order = xcalloc(classes->vectors.count, sizeof(*order));
	uint32_t *number = xcalloc(classes->vectors.count, sizeof(*number));

	classes->count = (uint32_t)classes->vectors.count;
	classes->rows = xcalloc(classes->count, sizeof(*classes->rows));
	for (uint32_t i = 0; i < classes->count; i++)
		order[i] = (struct numbered_row){ vector_row(&classes->vectors, i), i };
	qsort(order, classes->count, sizeof(*order), compare_rows);
	for (uint32_t i = 0; i < classes->count; i++) {
		classes->rows[i] = order[i].row;
		number[order[i].number] = i;
	}
	for (size_t i = 0; i < classes->accepts; i++)
		classes->of_accepts[i] = number[classes->of_accepts[i]];
	free(order);
	free(number);
}

static void folder_init(struct folder *f, const struct model *model)
{
	size_t domains = model->domains.count;

	*f = (struct folder){ .model = model };
	f->item_codes = xcalloc(model->item_texts.count, sizeof(*f->item_codes));
	for (uint32_t i = 1; i < model->codes.count; i++)
		f->item_codes[model->codes.items[i].item] = i;
	f->allow = xcalloc(domains, sizeof(*f->allow));
	f->deny = xcalloc(domains, sizeof(*f->deny));
	f->touched = xcalloc(domains, sizeof(*f->touched));
	f->full = xcalloc(2 * domains, sizeof(*f->full));
}

static void folder_free(struct folder *f)
{
	free(f->item_codes);
	free(f->allow);
	free(f->deny);
	free(f->touched);
	free(f->domains.items);
	free(f->vector.items);
	free(f->full);
}

struct classes *classes_make(const struct model *model, const struct automaton *automaton)
{
	static const uint32_t nothing[VECTOR_CELLS] = { NO_CODE, 0 };
	struct classes *classes = xcalloc(1, sizeof(*classes));
	struct folder f;

	folder_init(&f, model);
	classes->accepts = automaton->accepts.count;
	classes->of_accepts = xcalloc(classes->accepts, sizeof(*classes->of_accepts));
	intern_add(&classes->vectors, nothing, VECTOR_CELLS, NULL);
	for (uint32_t i = 0; i < classes->accepts; i++) {
		size_t count;
		const uint32_t *items = intern_get(&automaton->accepts, i, &count);

		fold(&f, items, count);
		classes->of_accepts[i] = intern_add(&classes->vectors, f.vector.items,
						    f.vector.count, NULL);
	}
	folder_free(&f);
	number_classes(classes);
	return classes;
}

void classes_check(const struct classes *classes, struct model *model)
{
	if (classes->count > HF_MAX_CLASSES)
		model_error(model, model->layers[0], (struct place){ 0, 0 }, 0,
			    "let patterns overlap less, or seal fewer programs together",
			    "%u classes of names are more than the limit of %u (HF_MAX_CLASSES)",
			    classes->count, HF_MAX_CLASSES);
}

void classes_free(struct classes *classes)
{
	if (!classes)
		return;
	free(classes->rows);
	free(classes->of_accepts);
	intern_free(&classes->vectors);
	free(classes);
}

uint32_t class_access(const struct class_row *row, uint32_t domain)
{
	size_t low = 0, high = row->cell_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		uint32_t here = row->cells[mid] >> 16;

		if (here == domain)
			return row->cells[mid] & 0xffff;
		if (here < domain)
			low = mid + 1;
		else
			high = mid;
	}
	return row->rest;
}
