// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What a domain lets interpreters run, and which variables it lets through: the facts of
 * `interpret` and `environment` as slices of the image.
 */
#include "compiler/tables.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/numbers.h"

typedef VEC(uint32_t) number_list;

/* The numbers that @facts allow and none of them denies, sorted. */
static number_list fold_numbers(struct fact_list facts)
{
	number_list allow = { 0 }, deny = { 0 };
	size_t kept = 0, next = 0;

	for (size_t i = 0; i < facts.count; i++)
		if (facts.facts[i]->deny)
			VEC_PUSH(&deny, facts.facts[i]->number);
		else
			VEC_PUSH(&allow, facts.facts[i]->number);
	allow.count = numbers_unite(allow.items, allow.count);
	deny.count = numbers_unite(deny.items, deny.count);
	for (size_t i = 0; i < allow.count; i++) {
		while (next < deny.count && deny.items[next] < allow.items[i])
			next++;
		if (next == deny.count || deny.items[next] != allow.items[i])
			allow.items[kept++] = allow.items[i];
	}
	allow.count = kept;
	free(deny.items);
	return allow;
}

bool slice_holds(const hf_u32 *numbers, struct hf_slice slice, hf_u32 wanted)
{
	for (hf_u32 i = 0; i < slice.count; i++)
		if (numbers[slice.first + i] == wanted)
			return true;
	return false;
}

/* Any `interpret` marks the domain, also one whose scripts are all denied. */
void scripts_fold(struct tables *tables, struct fact_list facts, struct hf_domain *domain)
{
	number_list scripts = fold_numbers(facts);

	/* What `none` left sorts first, and is no script. */
	if (scripts.count && scripts.items[0] == NO_CODE)
		memmove(scripts.items, scripts.items + 1, --scripts.count * sizeof(*scripts.items));
	for (size_t i = 0; i < facts.count; i++)
		if (!facts.facts[i]->deny)
			domain->flags |= HF_DOMAIN_SCRIPTS_ONLY;
	if (slices_find(&tables->script_slices, scripts.items, scripts.count,
			(uint32_t)tables->scripts.count, (uint32_t)scripts.count, &domain->scripts))
		for (size_t i = 0; i < scripts.count; i++)
			VEC_PUSH(&tables->scripts, scripts.items[i]);
	free(scripts.items);
}

struct variable {
	const char *name;
	uint32_t number;
};

static int compare_variables(const void *a, const void *b)
{
	return strcmp(((const struct variable *)a)->name, ((const struct variable *)b)->name);
}

/* Sorted by name: their numbers depend on the order of the rules. */
void variables_fold(const struct model *model, struct tables *tables, struct fact_list facts,
		    struct hf_domain *domain)
{
	number_list numbers = fold_numbers(facts);
	struct variable *variables = xcalloc(numbers.count, sizeof(*variables));

	for (size_t i = 0; i < numbers.count; i++)
		variables[i] = (struct variable){ model->variables.items[numbers.items[i]].text,
						  numbers.items[i] };
	if (numbers.count)
		qsort(variables, numbers.count, sizeof(*variables), compare_variables);
	for (size_t i = 0; i < numbers.count; i++)
		numbers.items[i] = variables[i].number;
	if (slices_find(&tables->variable_slices, numbers.items, numbers.count,
			(uint32_t)tables->variables.count, (uint32_t)numbers.count, &domain->variables))
		for (size_t i = 0; i < numbers.count; i++)
			VEC_PUSH(&tables->variables, numbers.items[i]);
	free(variables);
	free(numbers.items);
}
