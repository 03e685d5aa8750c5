// SPDX-License-Identifier: GPL-2.0-or-later
/* Which items mean the same: they allow and deny the same accesses to the same domains. */
#include "compiler/classes.h"

#include <stdlib.h>

typedef VEC(uint32_t) effect_words;	/* pairs: domain, allow << 16 | deny */

static int compare_domains(const void *a, const void *b)
{
	const struct grant *x = *(const struct grant *const *)a, *y = *(const struct grant *const *)b;

	return x->domain < y->domain ? -1 : x->domain > y->domain;
}

static void describe(const struct model *model, uint32_t item, effect_words *words)
{
	uint32_t first = model->first_grant[item], end = model->first_grant[item + 1];
	const struct grant **grants = xcalloc(end - first, sizeof(*grants));

	words->count = 0;
	for (uint32_t i = first; i < end; i++)
		grants[i - first] = &model->grants.items[i];
	qsort(grants, end - first, sizeof(*grants), compare_domains);
	for (uint32_t i = 0; i < end - first; i++) {
		uint32_t access = (uint32_t)grants[i]->access << (grants[i]->deny ? 0 : 16);

		if (i && grants[i - 1]->domain == grants[i]->domain) {
			words->items[words->count - 1] |= access;
		} else {
			VEC_PUSH(words, grants[i]->domain);
			VEC_PUSH(words, access);
		}
	}
	free(grants);
}

uint32_t *effects_make(const struct model *model)
{
	uint32_t *effects = xcalloc(model->item_texts.count, sizeof(*effects));
	struct intern known = { 0 };
	effect_words words = { 0 };

	for (uint32_t item = 0; item < model->item_texts.count; item++) {
		describe(model, item, &words);
		effects[item] = intern_add(&known, words.items, words.count, NULL) + 1;
	}
	for (size_t i = 1; i < model->codes.count; i++)
		effects[model->codes.items[i].item] = EFFECT_MIXED;
	for (size_t i = 0; i < model->never_items.count; i++)
		effects[model->never_items.items[i]] = EFFECT_MIXED;
	intern_free(&known);
	free(words.items);
	return effects;
}
