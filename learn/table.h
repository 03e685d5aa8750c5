/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A table of byte strings, numbered in the order in which they were first added. */
#ifndef HOLDFAST_LEARN_TABLE_H
#define HOLDFAST_LEARN_TABLE_H

#include <stdbool.h>
#include <stddef.h>

struct table_entry {
	const char *bytes;
	size_t length;
};

struct table {
	struct table_entry *entries;
	size_t count, space;
	size_t *slots;		/* 1 + index, 0 for empty */
	size_t slot_count;	/* power of two */
};

#define TABLE_NONE ((size_t)-1)

/** table_add - the number of @bytes, which must outlive the table; *@fresh says whether it was added now */
size_t table_add(struct table *table, const char *bytes, size_t length, bool *fresh);
/** table_find - the number of @bytes, or TABLE_NONE */
size_t table_find(const struct table *table, const char *bytes, size_t length);
void table_free(struct table *table);

#endif
