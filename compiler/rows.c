// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The access table: classes across, domains down, cut into chunks of 64
 * classes. In each chunk only the domains that are exceptions to some class are
 * touched; all others share one chunk, or two: domains whose interpreters are
 * confined read pinned files only while these have their content.
 */
#include "compiler/tables.h"

#include <stdlib.h>
#include <string.h>

#include "core/limits.h"

struct exception {
	uint32_t domain;
	uint16_t class;			/* within the chunk */
	uint16_t access;
};

struct row_maker {
	const struct classes *classes;
	struct tables *tables;
	struct intern chunks;		/* 64 cells as 32 words */
	VEC(struct exception) exceptions;
	uint32_t *matrix;		/* chunk of each domain, row by row */
	bool any_confined;
};

static int compare_exceptions(const void *a, const void *b)
{
	const struct exception *x = a, *y = b;

	if (x->domain != y->domain)
		return x->domain < y->domain ? -1 : 1;
	return x->class < y->class ? -1 : x->class > y->class;
}

static uint32_t chunk_number(struct row_maker *m, const hf_u16 cells[HF_CHUNK_CLASSES])
{
	uint32_t words[HF_CHUNK_CLASSES / 2];
	uint32_t number;
	bool added;

	memcpy(words, cells, sizeof(words));
	number = intern_add(&m->chunks, words, HF_CHUNK_CLASSES / 2, &added);
	for (size_t i = 0; added && i < HF_CHUNK_CLASSES; i++)
		VEC_PUSH(&m->tables->cells, cells[i]);
	return number;
}

/* Is the domain marked by `interpret`? */
static bool is_confined(const struct row_maker *m, size_t domain)
{
	return m->tables->domains.items[domain].flags & HF_DOMAIN_SCRIPTS_ONLY;
}

/* The cell of a class with @code where the rules grant @access. */
static hf_u16 cell_of(uint32_t code, uint16_t access, bool confined)
{
	if (!confined || code == NO_CODE || !(access & HF_READ))
		return access;
	return (hf_u16)((access & ~HF_READ) | HF_CELL_READ_PINNED);
}

/* What everybody has, and everybody who is confined. */
struct common {
	hf_u16 cells[2][HF_CHUNK_CLASSES];
};

/* Exceptions of this chunk, by domain; @common gets what the others have. */
static void find_exceptions(struct row_maker *m, uint32_t chunk, struct common *common)
{
	m->exceptions.count = 0;
	*common = (struct common){ 0 };
	for (uint32_t i = 0; i < HF_CHUNK_CLASSES; i++) {
		uint32_t class = chunk * HF_CHUNK_CLASSES + i;
		const struct class_row *row = &m->classes->rows[class];

		if (class >= m->classes->count)
			break;
		common->cells[false][i] = row->rest;
		common->cells[true][i] = cell_of(row->code, row->rest, true);
		for (size_t c = 0; c < row->cell_count; c++) {
			uint32_t domain = row->cells[c] >> 16;

			VEC_PUSH(&m->exceptions, (struct exception){
				domain, (uint16_t)i,
				cell_of(row->code, (uint16_t)row->cells[c], is_confined(m, domain)) });
		}
	}
	if (m->exceptions.count)
		qsort(m->exceptions.items, m->exceptions.count, sizeof(struct exception),
		      compare_exceptions);
}

static void fill_column(struct row_maker *m, uint32_t chunk, size_t domains, hf_u32 per_row)
{
	hf_u16 cells[HF_CHUNK_CLASSES];
	struct common common;
	uint32_t number[2];

	find_exceptions(m, chunk, &common);
	for (int confined = 0; confined < 2; confined++)
		number[confined] = confined <= m->any_confined ? chunk_number(m, common.cells[confined]) : 0;
	for (size_t d = 0; d < domains; d++)
		m->matrix[d * per_row + chunk] = number[is_confined(m, d)];
	for (size_t i = 0; i < m->exceptions.count;) {
		uint32_t domain = m->exceptions.items[i].domain;

		memcpy(cells, common.cells[is_confined(m, domain)], sizeof(cells));
		for (; i < m->exceptions.count && m->exceptions.items[i].domain == domain; i++)
			cells[m->exceptions.items[i].class] = m->exceptions.items[i].access;
		m->matrix[domain * (size_t)per_row + chunk] = chunk_number(m, cells);
	}
}

static void share_rows(struct row_maker *m, size_t domains, hf_u32 per_row)
{
	struct intern rows = { 0 };

	for (size_t d = 0; d < domains; d++) {
		const uint32_t *row = m->matrix + d * per_row;
		bool added;

		m->tables->domains.items[d].row = intern_add(&rows, row, per_row, &added);
		for (hf_u32 i = 0; added && i < per_row; i++)
			VEC_PUSH(&m->tables->chunks, row[i]);
	}
	intern_free(&rows);
}

void rows_make(struct model *model, const struct classes *classes, struct tables *tables)
{
	struct row_maker m = { .classes = classes, .tables = tables };
	size_t domains = tables->domains.count;
	hf_u32 per_row = (classes->count + HF_CHUNK_CLASSES - 1) >> HF_CHUNK_SHIFT;

	tables->chunks_per_row = per_row;
	if ((uint64_t)domains * per_row > 4ull * HF_MAX_RECORDS) {
		model_error(model, model->layers[0], (struct place){ 0, 0 }, 0,
			    "let patterns overlap less, or seal fewer programs together",
			    "a table of %zu domains and %u classes of names is too large",
			    domains, classes->count);
		return;
	}
	m.matrix = xcalloc(domains * per_row, sizeof(*m.matrix));
	for (size_t d = 0; d < domains; d++)
		m.any_confined |= is_confined(&m, d);
	for (hf_u32 chunk = 0; chunk < per_row; chunk++)
		fill_column(&m, chunk, domains, per_row);
	share_rows(&m, domains, per_row);
	free(m.matrix);
	free(m.exceptions.items);
	intern_free(&m.chunks);
}
