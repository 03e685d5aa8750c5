/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "learn/table.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* FNV-1a: names share long prefixes and differ at the end, which this mixes well enough. */
static size_t hash(const char *bytes, size_t length)
{
	uint64_t sum = 0xcbf29ce484222325u;

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)bytes[i]) * 0x100000001b3u;
	return (size_t)(sum ^ sum >> 32);
}

static size_t *find_slot(const struct table *table, const char *bytes, size_t length)
{
	size_t at = hash(bytes, length) & (table->slot_count - 1);

	for (;; at = (at + 1) & (table->slot_count - 1)) {
		size_t number = table->slots[at];
		const struct table_entry *entry = number ? &table->entries[number - 1] : NULL;

		if (!entry || (entry->length == length && !memcmp(entry->bytes, bytes, length)))
			return &table->slots[at];
	}
}

static void enlarge(struct table *table)
{
	free(table->slots);
	table->slot_count = table->slot_count ? 2 * table->slot_count : 64;
	table->slots = xcalloc(table->slot_count, sizeof(*table->slots));
	for (size_t i = 0; i < table->count; i++)
		*find_slot(table, table->entries[i].bytes, table->entries[i].length) = i + 1;
}

size_t table_add(struct table *table, const char *bytes, size_t length, bool *fresh)
{
	size_t *slot;

	if (2 * (table->count + 1) > table->slot_count)
		enlarge(table);
	slot = find_slot(table, bytes, length);
	if (fresh)
		*fresh = !*slot;
	if (*slot)
		return *slot - 1;
	if (table->count == table->space) {
		table->space = table->space ? 2 * table->space : 32;
		table->entries = xrealloc(table->entries, table->space * sizeof(*table->entries));
	}
	table->entries[table->count] = (struct table_entry){ bytes, length };
	*slot = ++table->count;
	return table->count - 1;
}

size_t table_find(const struct table *table, const char *bytes, size_t length)
{
	size_t number = table->slot_count ? *find_slot(table, bytes, length) : 0;

	return number ? number - 1 : TABLE_NONE;
}

void table_free(struct table *table)
{
	free(table->entries);
	free(table->slots);
	*table = (struct table){ 0 };
}
