// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * `never` about names. The patterns of all `never` lines are part of the
 * automaton, so every name that one of them matches ends in a state whose set
 * of items has it; what the class of that set grants is granted to that name.
 */
#include "compiler/prove.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"

/* Does a class give any of @want to any domain in scope? */
static bool row_hits(const struct scope *scope, const struct class_row *row, uint32_t want)
{
	size_t others = scope->count;

	for (size_t i = 0; i < row->cell_count; i++) {
		if (!scope->in[row->cells[i] >> 16])
			continue;
		if (row->cells[i] & want & 0xffff)
			return true;
		others--;
	}
	return row->rest & want && others;
}

static const struct class_row *row_of(const struct proof *proof, uint32_t accept)
{
	return &proof->classes->rows[proof->classes->of_accepts[accept]];
}

/* Mark the sets of items that hold one of @items and whose class is granted @want. */
static bool mark_hits(const struct proof *proof, const uint32_t *items, size_t count, uint32_t want,
		      bool *marked)
{
	bool any = false;

	for (size_t i = 0; i < count; i++) {
		const item_list *list = &proof->lists.items[proof->list_of_item[items[i]] - 1];

		for (size_t j = 0; j < list->count; j++)
			if (row_hits(&proof->scope, row_of(proof, list->items[j]), want))
				any = marked[list->items[j]] = true;
	}
	return any;
}

static void add_rule(rule_list *rules, uint32_t rule)
{
	for (size_t i = 0; i < rules->count; i++)
		if (rules->items[i] == rule)
			return;
	VEC_PUSH(rules, rule);
}

/* The sets of the automaton may leave out items that grant the same, so the name is matched anew. */
void find_granting_rules(const struct model *model, const struct text *name, uint32_t domain,
			 uint32_t access, rule_list *rules)
{
	size_t count;
	uint32_t *items = nfa_match(model->nfa, name->bytes, name->length, &count);

	for (size_t i = 0; i < count; i++)
		for (uint32_t g = model->first_grant[items[i]]; g < model->first_grant[items[i] + 1]; g++) {
			const struct grant *grant = &model->grants.items[g];

			if (!grant->deny && grant->access & access &&
			    (grant->domain == domain || grant->domain == EVERY_DOMAIN))
				add_rule(rules, grant->rule);
		}
	free(items);
	numbers_sort(rules->items, rules->count);
}

static void report_name(struct proof *proof, uint32_t state, uint32_t want, const struct text *name)
{
	static const char *const words[] = {
#define X(ident, bit, word) [bit] = word,
		HF_ACCESSES(X)
#undef X
	};
	const uint32_t accept = proof->automaton->accept[state];
	uint32_t who = proof->scope.order[0], access = 0;
	struct text what = { 0 };
	rule_list rules = { 0 };

	for (size_t i = 0; i < proof->scope.count && !access; i++) {
		who = proof->scope.order[i];
		access = class_access(row_of(proof, accept), who) & want;
	}
	for (unsigned bit = 0; bit < sizeof(words) / sizeof(words[0]); bit++)
		if (access >> bit & 1)	/* `data` is the one word that is no verb in a sentence */
			text_printf(&what, "%s%s", what.length ? ", " : "",
				    1u << bit == HF_DATA ? "take for data" : words[bit]);
	text_puts(&what, " ");
	text_quote(&what, name->length ? name->bytes : "/", name->length ? name->length : 1);
	find_granting_rules(proof->model, name, who, access, &rules);
	report_never(proof, who, what.bytes, &rules);
	text_free(&what);
	free(rules.items);
}

/* Take domains out of scope that may not mount any of the types. */
static void keep_mounters(struct proof *proof)
{
	const struct model_never *never = proof->never;
	const uint32_t *items = proof->model->never_items.items + never->first_item;
	struct scope *scope = &proof->scope;
	size_t kept = 0;

	for (size_t i = 0; i < scope->count; i++) {
		uint32_t domain = scope->order[i];
		bool may = false;

		for (size_t j = 0; j < never->item_count && !may; j++) {
			const item_list *list = &proof->lists.items[proof->list_of_item[items[j]] - 1];

			for (size_t k = 0; k < list->count && !may; k++)
				may = class_access(row_of(proof, list->items[k]), domain) & HF_MOUNT;
		}
		scope->in[domain] = may;
		if (may)
			scope->order[kept++] = domain;
	}
	scope->count = kept;
}

bool prove_names(struct proof *proof)
{
	const struct model_never *never = proof->never;
	const struct rule *rule = never->line->rule;
	bool mount = rule->kind == RULE_MOUNT;
	uint32_t first = mount ? never->first_on : never->first_item;
	size_t count = mount ? never->on_count : never->item_count;
	struct text name = { 0 };
	uint32_t state = 0;
	bool *marked;

	if (!count)
		return false;
	marked = xcalloc(proof->automaton->accepts.count, sizeof(*marked));
	if (mount)
		keep_mounters(proof);
	if (mark_hits(proof, proof->model->never_items.items + first, count, rule->access, marked))
		state = shortest_name(proof->automaton, marked, &name);
	if (state)
		report_name(proof, state, rule->access, &name);
	text_free(&name);
	free(marked);
	return state;
}
