// SPDX-License-Identifier: GPL-2.0-or-later
/* Sets of one layer: checked when they are declared, spread out when they are first used. */
#include "compiler/model.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"
#include "compiler/pattern.h"
#include "compiler/words.h"
#include "core/limits.h"

enum set_progress { SET_NEW, SET_OPEN, SET_DONE };

struct set {
	const struct item *item;
	enum set_progress checked;
	unsigned depth;			/* of sets inside, 1 if there are none */
	bool spread;
	item_list items;
};

struct set_table {
	struct model *model;
	const struct layer *layer;
	struct names names;
	VEC(struct set) sets;
	bool good;
};

static bool is_pattern(const struct word *word)
{
	return word->text[0] == '/' || word->text[0] == '@';
}

static struct set *find_set(struct set_table *table, const struct word *word)
{
	uint32_t number = names_find(&table->names, word->text, strlen(word->text));

	return number == NO_NAME ? NULL : &table->sets.items[number];
}

static bool unknown_set(struct set_table *table, const struct word *word)
{
	const char **list = xcalloc(table->sets.count + 1, sizeof(*list));
	const char *advice = "declare it, as in `set NAME = PATTERN...`; patterns begin with `/` or `@`";
	const char *nearest;

	for (size_t i = 0; i < table->sets.count; i++)
		list[i] = table->sets.items[i].item->name->text;
	nearest = word_nearest(word->text, list);
	free(list);
	if (nearest)
		advice = arena_printf(table->model->arena, "write `%s` instead", nearest);
	return model_error_word(table->model, table->layer, word, advice,
				"this layer has no set `%s`", word->text);
}

/* Every set it names exists, it does not contain itself, and it is not nested too deep. */
static unsigned check_set(struct set_table *table, struct set *set)
{
	unsigned deepest = 0;

	if (set->checked == SET_DONE)
		return set->depth;
	set->checked = SET_OPEN;
	for (const struct word *word = set->item->words; word; word = word->next) {
		struct set *inner = is_pattern(word) ? NULL : find_set(table, word);
		unsigned depth = 0;

		if (is_pattern(word))
			continue;
		if (!inner)
			table->good = unknown_set(table, word);
		else if (inner->checked == SET_OPEN)
			table->good = model_error_word(table->model, table->layer, word,
						       "list the patterns in one of them only",
						       "set `%s` contains itself", word->text);
		else
			depth = check_set(table, inner);
		/* Said once for a chain: where it first gets too long. */
		if (depth == HF_MAX_SET_DEPTH)
			table->good = model_error_word(table->model, table->layer, word,
						       "name the patterns directly",
						       "sets are nested more than %u deep", HF_MAX_SET_DEPTH);
		deepest = depth > deepest ? depth : deepest;
	}
	set->checked = SET_DONE;
	set->depth = deepest + 1;
	return set->depth;
}

static void declare_set(struct set_table *table, const struct item *item)
{
	bool added;
	uint32_t number = names_add(&table->names, item->name->text, strlen(item->name->text), &added);

	if (added) {
		VEC_PUSH(&table->sets, (struct set){ .item = item });
		return;
	}
	table->good = model_error_word(table->model, table->layer, item->name,
				       "put all patterns into one line, or choose another name",
				       "set `%s` is declared twice, first in line %u", item->name->text,
				       table->sets.items[number].item->at.line);
}

struct set_table *sets_declare(struct model *model, const struct layer *layer)
{
	struct set_table *table = xcalloc(1, sizeof(*table));

	*table = (struct set_table){ .model = model, .layer = layer, .good = true };
	for (const struct item *item = layer->items; item; item = item->next)
		if (item->kind == ITEM_SET)
			declare_set(table, item);
	for (size_t i = 0; i < table->sets.count; i++)
		check_set(table, &table->sets.items[i]);
	return table;
}

void sets_free(struct set_table *table)
{
	if (!table)
		return;
	for (size_t i = 0; i < table->sets.count; i++)
		free(table->sets.items[i].items.items);
	free(table->sets.items);
	names_free(&table->names);
	free(table);
}

static void add_pattern(struct set_table *table, const struct word *word, item_list *items)
{
	struct source source = { table->layer, word->at };
	size_t count;
	const char *const *plain = pattern_expand(table->model->arena, word->text, &count);

	for (size_t i = 0; i < count; i++)
		VEC_PUSH(items, model_item(table->model, plain[i], source));
}

static void spread(struct set_table *table, struct set *set)
{
	if (set->spread)
		return;
	set->spread = true;
	sets_items(table, set->item->words, &set->items);
	/* Sets that share members would otherwise double with every level of nesting. */
	set->items.count = numbers_unite(set->items.items, set->items.count);
}

bool sets_items(struct set_table *table, const struct word *objects, item_list *items)
{
	bool good = true;

	if (!table->good)
		return false;		/* a set is broken, which was reported */
	for (; objects; objects = objects->next) {
		struct set *set;

		if (is_pattern(objects)) {
			add_pattern(table, objects, items);
			continue;
		}
		set = find_set(table, objects);
		if (!set) {
			good = unknown_set(table, objects);
			continue;
		}
		spread(table, set);
		for (size_t i = 0; i < set->items.count; i++)
			VEC_PUSH(items, set->items.items[i]);
	}
	return good;
}
