// SPDX-License-Identifier: GPL-2.0-or-later
/* What a policy declares and nothing can use: usually a forgotten rule or a name mistyped. */
#include "compiler/prove.h"

#include <stdlib.h>
#include <string.h>

static void warn_domains(struct model *model, const struct tables *tables)
{
	struct scope reached;

	scope_make(&reached, tables, 0, true);
	if (reached.count == 1)
		model_warn(model, model->domains.items[0].source.layer, model->domains.items[0].source.at, 6,
			   "say what the kernel starts, as in `domain kernel { execute init }`",
			   "domain `kernel` executes nothing, so nothing runs");
	for (size_t i = 1; reached.count > 1 && i < model->domains.count; i++) {
		const struct model_domain *domain = &model->domains.items[i];

		if (!reached.in[i])
			model_warn(model, domain->source.layer, domain->source.at,
				   (unsigned)strlen(domain->name),
				   "execute a program into it in a domain that is entered, or remove it",
				   "nothing enters domain `%s`", domain->name);
	}
	scope_free(&reached);
}

static bool *find_executed(const struct model *model, const struct tables *tables)
{
	bool *executed = xcalloc(model->codes.count, sizeof(*executed));

	for (size_t i = 0; i < tables->execs.count; i++)
		executed[tables->execs.items[i].code] = true;
	for (size_t i = 0; i < tables->scripts.count; i++)
		executed[tables->scripts.items[i]] = true;
	for (size_t i = 1; i < model->codes.count; i++)
		if (model->codes.items[i].interpreter)
			executed[model->codes.items[i].interpreter] = true;
	return executed;
}

enum entrance { ENTERED = 1, ENTERED_BY_INTERPRETER = 2 };

/* Of each domain: does anything enter it, does an interpreter, by itself or with a script? */
static unsigned char *find_entrances(const struct model *model, const struct tables *tables)
{
	unsigned char *entrances = xcalloc(tables->domains.count, 1);

	for (size_t i = 0; i < tables->execs.count; i++) {
		const struct hf_exec *exec = &tables->execs.items[i];
		const struct model_code *code = &model->codes.items[exec->code];

		entrances[exec->domain] |= ENTERED;
		if (code->kinds & HF_CODE_INTERPRETER || code->interpreter)
			entrances[exec->domain] |= ENTERED_BY_INTERPRETER;
	}
	return entrances;
}

static const struct class_row *row_of_code(const struct automaton *automaton, const struct classes *classes,
					   const struct model_code *code)
{
	uint32_t state = automaton_walk(automaton, automaton->root, code->path, strlen(code->path));

	return &classes->rows[classes->of_accepts[automaton->accept[state]]];
}

/* What `domain *` says about interpreters need not be of use to every domain. */
static void warn_interprets(struct model *model, const struct automaton *automaton,
			    const struct classes *classes, const struct tables *tables)
{
	unsigned char *entrances = find_entrances(model, tables);

	for (size_t i = 0; i < model->facts.count; i++) {
		const struct fact *fact = &model->facts.items[i];
		const struct model_rule *rule = &model->rules.items[fact->rule];
		unsigned width = (unsigned)strlen(rule->rule->verb);
		const struct model_code *script = &model->codes.items[fact->number];

		if (fact->kind != FACT_INTERPRET || fact->deny || fact->domain == EVERY_DOMAIN)
			continue;
		if (!fact->domain || entrances[fact->domain] == ENTERED)
			model_warn(model, rule->layer, rule->rule->at, width,
				   "execute one into it, mark it by `interpreter` where it is declared, or remove the rule",
				   "no interpreter enters domain `%s`", model_domain_name(model, fact->domain));
		else if (slice_holds(tables->scripts.items, tables->domains.items[fact->domain].scripts, fact->number) &&
			 !(class_access(row_of_code(automaton, classes, script), fact->domain) & HF_READ))
			model_warn(model, rule->layer, rule->rule->at, width,
				   arena_printf(model->arena, "write `read %s`, too", script->pattern),
				   "domain `%s` may interpret `%s`, but not read it",
				   model_domain_name(model, fact->domain), script->name);
	}
	free(entrances);
}

static bool anyone_maps(const struct class_row *row)
{
	bool found = row->rest & HF_MAP;

	for (size_t i = 0; i < row->cell_count && !found; i++)
		found = row->cells[i] & HF_MAP;
	return found;
}

void warn_unused(struct model *model, const struct automaton *automaton,
		 const struct classes *classes, const struct tables *tables)
{
	bool *executed = find_executed(model, tables);

	warn_domains(model, tables);
	warn_interprets(model, automaton, classes, tables);
	for (size_t i = 1; i < model->codes.count; i++) {
		const struct model_code *code = &model->codes.items[i];
		bool mapped = anyone_maps(row_of_code(automaton, classes, code));

		if (code->kinds & HF_CODE_PROGRAM && !executed[i] && !mapped)
			model_warn(model, code->source.layer, code->source.at, 7,
				   "write `execute` in the domain that starts it, or remove it",
				   "no domain executes program `%s`", code->name);
		else if (code->kinds == HF_CODE_LIBRARY && !mapped)
			model_warn(model, code->source.layer, code->source.at,
				   (unsigned)strlen(code->pattern),
				   "write `map` and its name in the domains that use it, or remove it",
				   "no domain may map library %s", code->path);
	}
	free(executed);
}
