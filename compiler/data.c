// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What an interpreter may read it may run. So where interpreters are confined to their
 * scripts, no name may be both readable and writable unless a rule says that it is `data`.
 * (A file with pinned content is never written to, and only read while it has that content.)
 */
#include "compiler/prove.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/pattern.h"
#include "core/limits.h"

#define WRITES	(HF_MODIFY | HF_APPEND | HF_CREATE)

static bool is_open(const struct class_row *row, uint32_t access)
{
	return row->code == NO_CODE && access & HF_READ && access & WRITES && !(access & HF_DATA);
}

static bool is_marked(const struct tables *tables, uint32_t domain)
{
	return tables->domains.items[domain].flags & HF_DOMAIN_SCRIPTS_ONLY;
}

/*
 * Marked domains that some class is open to. Where all that a class does not list have it
 * open, every one of them counts, also those that it lists: whoever asks looks closer.
 */
static bool *find_suspects(const struct classes *classes, const struct tables *tables)
{
	bool *suspects = xcalloc(tables->domains.count, sizeof(*suspects));
	bool rest = false;

	for (uint32_t i = 0; i < classes->count; i++) {
		const struct class_row *row = &classes->rows[i];

		rest |= is_open(row, row->rest);
		for (size_t c = 0; c < row->cell_count; c++)
			if (is_open(row, row->cells[c] & 0xffff))
				suspects[row->cells[c] >> 16] = true;
	}
	for (uint32_t d = 0; d < tables->domains.count; d++)
		suspects[d] = (suspects[d] || rest) && is_marked(tables, d);
	return suspects;
}

static bool mark_open(const struct automaton *automaton, const struct classes *classes, uint32_t domain,
		      bool *marked)
{
	bool any = false;

	for (uint32_t a = 0; a < automaton->accepts.count; a++) {
		const struct class_row *row = &classes->rows[classes->of_accepts[a]];

		marked[a] = is_open(row, class_access(row, domain));
		any |= marked[a];
	}
	return any;
}

static void list_places(struct model *model, const rule_list *rules, struct text *out)
{
	for (size_t i = 0; i < rules->count && i < 2; i++) {
		const struct model_rule *rule = &model->rules.items[rules->items[i]];

		text_printf(out, "%s%s", i ? ", " : " (",
			    model_where(model, rule->layer, rule->rule->at));
	}
	text_puts(out, rules->count > 2 ? ", ...)" : ")");
}

/* At the first rule that marks the domain: that is what cannot be kept. */
static struct model_rule marking_rule(const struct model *model, uint32_t domain)
{
	for (size_t i = 0; i < model->facts.count; i++) {
		const struct fact *fact = &model->facts.items[i];

		if (fact->kind == FACT_INTERPRET && !fact->deny &&
		    (fact->domain == domain || fact->domain == EVERY_DOMAIN))
			return model->rules.items[fact->rule];
	}
	return (struct model_rule){ 0 };
}

static void report_open(struct model *model, const struct class_row *row, uint32_t domain,
			const struct text *name)
{
	struct model_rule at = marking_rule(model, domain);
	struct text what = { 0 }, pattern = { 0 };
	rule_list readers = { 0 }, writers = { 0 };
	uint32_t access = class_access(row, domain);

	pattern_escape(&pattern, name->length ? name->bytes : "/", name->length ? name->length : 1);
	find_granting_rules(model, name, domain, HF_READ, &readers);
	find_granting_rules(model, name, domain, access & WRITES, &writers);
	text_printf(&what, "domain `%s` interprets scripts only, but may read %s",
		    model_domain_name(model, domain), pattern.bytes);
	list_places(model, &readers, &what);
	text_puts(&what, " and write it");
	list_places(model, &writers, &what);
	model_error(model, at.layer, at.rule->at, (unsigned)strlen(at.rule->verb),
		    arena_printf(model->arena, "what an interpreter may read it may run: take one of the two away, "
				 "or write `data %s`\n(or a pattern around it) if it is never code", pattern.bytes),
		    "%s", what.bytes);
	text_free(&what);
	text_free(&pattern);
	free(readers.items);
	free(writers.items);
}

void prove_data(struct model *model, const struct automaton *automaton,
		const struct classes *classes, const struct tables *tables)
{
	bool *suspects = find_suspects(classes, tables);
	bool *marked = xcalloc(automaton->accepts.count, sizeof(*marked));
	unsigned reported = 0;

	for (uint32_t d = 0; d < tables->domains.count && reported < HF_MAX_ERRORS; d++) {
		struct text name = { 0 };
		uint32_t state = 0;

		if (suspects[d] && mark_open(automaton, classes, d, marked))
			state = shortest_name(automaton, marked, &name);
		if (state) {
			report_open(model, &classes->rows[classes->of_accepts[automaton->accept[state]]],
				    d, &name);
			reported++;
		}
		text_free(&name);
	}
	free(suspects);
	free(marked);
}
