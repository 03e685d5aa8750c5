// SPDX-License-Identifier: GPL-2.0-or-later
/* Layers in, one flat model out. */
#include "compiler/model.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "compiler/words.h"

static const char *source_line(const struct layer *layer, unsigned line)
{
	const char *at = layer->text;

	if (!line)
		return NULL;
	while (--line && at)
		at = (at = strchr(at, '\n')) ? at + 1 : NULL;
	return at;
}

__attribute__((format(printf, 7, 0)))
static void report(struct model *model, enum severity severity, const struct layer *layer,
		   struct place at, unsigned width, const char *advice, const char *format, va_list arguments)
{
	char *what;

	what = xvasprintf(format, arguments);
	diag_add(model->diag, severity, layer->file, at.line, at.column, width,
		 source_line(layer, at.line), advice, "%s", what);
	free(what);
}

void model_error(struct model *model, const struct layer *layer, struct place at, unsigned width,
		 const char *advice, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(model, SEVERITY_ERROR, layer, at, width, advice, format, arguments);
	va_end(arguments);
}

void model_warn(struct model *model, const struct layer *layer, struct place at, unsigned width,
		const char *advice, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(model, SEVERITY_WARNING, layer, at, width, advice, format, arguments);
	va_end(arguments);
}

bool model_error_word(struct model *model, const struct layer *layer, const struct word *word,
		      const char *advice, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	report(model, SEVERITY_ERROR, layer, word->at, (unsigned)strlen(word->text), advice, format,
	       arguments);
	va_end(arguments);
	return false;
}

const char *model_where(struct model *model, const struct layer *layer, struct place at)
{
	return arena_printf(model->arena, "%s:%u", layer->file, at.line);
}

const char *model_domain_name(const struct model *model, uint32_t domain)
{
	return domain == EVERY_DOMAIN ? "*" : model->domains.items[domain].name;
}

/* "write `X` instead" if some name is near, else @otherwise. */
static const char *nearest_name(struct model *model, const struct names *names, const char *word,
				const char *otherwise)
{
	const char **list = xcalloc(names->count + 1, sizeof(*list));
	const char *nearest;

	for (size_t i = 0; i < names->count; i++)
		list[i] = names->items[i].text;
	nearest = word_nearest(word, list);
	free(list);
	return nearest ? arena_printf(model->arena, "write `%s` instead", nearest) : otherwise;
}

bool model_find_domain(struct model *model, const struct layer *layer, const struct word *word,
		       uint32_t *domain)
{
	*domain = names_find(&model->domain_names, word->text, strlen(word->text));
	return *domain != NO_NAME ||
	       model_error_word(model, layer, word,
				nearest_name(model, &model->domain_names, word->text,
					     "declare it, as in `domain NAME { ... }`"),
				"there is no domain `%s`", word->text);
}

bool model_find_program(struct model *model, const struct layer *layer, const struct word *word,
			uint32_t *code)
{
	uint32_t program = names_find(&model->program_names, word->text, strlen(word->text));

	if (program == NO_NAME)
		return model_error_word(model, layer, word,
					nearest_name(model, &model->program_names, word->text,
						     "declare it, as in `program NAME = PATH sha256:HEX`"),
					"there is no program `%s`", word->text);
	*code = model->program_codes.items[program];
	return true;
}

bool model_find_script(struct model *model, const struct layer *layer, const struct word *word,
		       uint32_t *code)
{
	return model_find_program(model, layer, word, code) &&
	       (model->codes.items[*code].by ||
		model_error_word(model, layer, word,
				 "write `by` and its interpreter where the program is declared, if it is a script",
				 "program `%s` is not a script", word->text));
}

uint32_t model_item(struct model *model, const char *pattern, struct source source)
{
	uint32_t number, item;
	bool added;

	number = names_add(&model->pattern_names, pattern, strlen(pattern), &added);
	if (!added)
		return model->pattern_items.items[number];
	item = nfa_add(model->nfa, pattern);
	VEC_PUSH(&model->pattern_items, item);
	if (item == model->item_texts.count) {
		VEC_PUSH(&model->item_texts, pattern);
		VEC_PUSH(&model->item_sources, source);
	}
	return item;
}

static void add_grants(struct model *model, const item_list *items, uint32_t domain, uint32_t access)
{
	uint32_t rule = (uint32_t)model->rules.count - 1;

	VEC_ROOM(&model->grants, items->count);
	for (size_t i = 0; i < items->count; i++)
		model->grants.items[model->grants.count++] = (struct grant){
			.item = items->items[i], .domain = domain, .rule = rule,
			.access = (uint16_t)access, .deny = model->rules.items[rule].rule->deny };
}

static void resolve_grant(struct model *model, struct set_table *sets, const struct layer *layer,
			  uint32_t domain, const struct rule *rule)
{
	struct rule_parts parts = { 0 };

	VEC_PUSH(&model->rules, (struct model_rule){ layer, rule });
	if (resolve_rule(model, sets, layer, rule, false, &parts)) {
		add_grants(model, &parts.items, domain, rule->access);
		add_grants(model, &parts.on, domain, rule->access);
		for (size_t i = 0; i < parts.facts.count; i++) {
			parts.facts.items[i].domain = domain;
			parts.facts.items[i].rule = (uint32_t)model->rules.count - 1;
			VEC_PUSH(&model->facts, parts.facts.items[i]);
		}
	}
	rule_parts_free(&parts);
}

static void resolve_domain(struct model *model, struct set_table *sets, const struct layer *layer,
			   const struct item *item)
{
	uint32_t domain = EVERY_DOMAIN;

	if (strcmp(item->name->text, "*") &&
	    !model_find_domain(model, layer, item->name, &domain))
		return;
	for (const struct item *line = item->body; line; line = line->next)
		if (line->kind == ITEM_RULE)
			resolve_grant(model, sets, layer, domain, line->rule);
}

static uint32_t add_never_items(struct model *model, const item_list *items)
{
	for (size_t i = 0; i < items->count; i++)
		VEC_PUSH(&model->never_items, items->items[i]);
	return (uint32_t)items->count;
}

static void resolve_never(struct model *model, struct set_table *sets, const struct layer *layer,
			  const struct item *item)
{
	struct model_never never = { .line = item, .layer = layer, .domain = EVERY_DOMAIN,
				     .first_fact = (uint32_t)model->never_facts.count };
	struct rule_parts parts = { 0 };

	if ((!strcmp(item->name->text, "*") ||
	     model_find_domain(model, layer, item->name, &never.domain)) &&
	    resolve_rule(model, sets, layer, item->rule, true, &parts)) {
		never.first_item = (uint32_t)model->never_items.count;
		never.item_count = add_never_items(model, &parts.items);
		never.first_on = (uint32_t)model->never_items.count;
		never.on_count = add_never_items(model, &parts.on);
		for (size_t i = 0; i < parts.facts.count; i++)
			VEC_PUSH(&model->never_facts, parts.facts.items[i]);
		never.fact_count = (uint32_t)parts.facts.count;
		VEC_PUSH(&model->nevers, never);
	}
	rule_parts_free(&parts);
}

static void resolve_layer(struct model *model, const struct layer *layer)
{
	struct set_table *sets = sets_declare(model, layer);

	for (const struct item *item = layer->items; item; item = item->next) {
		if (item->kind == ITEM_DOMAIN)
			resolve_domain(model, sets, layer, item);
		else if (item->kind == ITEM_NEVER)
			resolve_never(model, sets, layer, item);
	}
	sets_free(sets);
}

/* By item, and within one in the order of the rules: a counting sort. */
static void sort_grants(struct model *model)
{
	size_t items = model->item_texts.count;
	struct grant *sorted = xmalloc(model->grants.count * sizeof(*sorted));
	uint32_t *next;

	model->first_grant = xcalloc(items + 1, sizeof(*model->first_grant));
	for (size_t i = 0; i < model->grants.count; i++)
		model->first_grant[model->grants.items[i].item + 1]++;
	for (size_t i = 0; i < items; i++)
		model->first_grant[i + 1] += model->first_grant[i];
	next = xcalloc(items, sizeof(*next));
	for (size_t i = 0; i < items; i++)
		next[i] = model->first_grant[i];
	for (size_t i = 0; i < model->grants.count; i++)
		sorted[next[model->grants.items[i].item]++] = model->grants.items[i];
	free(next);
	free(model->grants.items);
	model->grants.items = sorted;
	model->grants.space = model->grants.count;
}

static void find_policy_line(struct model *model)
{
	model->policy_name = "";
	for (const struct item *item = model->layers[0]->items; item; item = item->next) {
		if (item->kind == ITEM_POLICY) {
			model->policy_name = item->name->text;
			model->policy_version = item->version;
		}
	}
}

struct model *model_make(struct layer *const *layers, size_t count, struct diagnostics *diag)
{
	struct model *model = xcalloc(1, sizeof(*model));

	model->arena = arena_new();
	model->diag = diag;
	model->errors_before = diag->errors;
	model->layers = layers;
	model->layer_count = count;
	model->nfa = nfa_new();
	find_policy_line(model);
	declare_all(model);
	for (size_t i = 0; i < count; i++)
		resolve_layer(model, layers[i]);
	sort_grants(model);
	return model;
}

void model_free(struct model *model)
{
	if (!model)
		return;
	names_free(&model->domain_names);
	names_free(&model->program_names);
	names_free(&model->path_names);
	names_free(&model->pattern_names);
	names_free(&model->variables);
	free(model->domains.items);
	for (size_t i = 0; i < model->codes.count; i++)
		free(model->codes.items[i].digests.items);
	free(model->codes.items);
	free(model->program_codes.items);
	nfa_free(model->nfa);
	free(model->pattern_items.items);
	free(model->item_sources.items);
	free(model->item_texts.items);
	free(model->rules.items);
	free(model->grants.items);
	free(model->first_grant);
	free(model->facts.items);
	free(model->nevers.items);
	free(model->never_items.items);
	free(model->never_facts.items);
	arena_free(model->arena);
	free(model);
}
