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
	for (size_t i = 1; i < model->codes.count; i++)
		if (model->codes.items[i].interpreter)
			executed[model->codes.items[i].interpreter] = true;
	return executed;
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
	for (size_t i = 1; i < model->codes.count; i++) {
		const struct model_code *code = &model->codes.items[i];
		uint32_t state = automaton_walk(automaton, automaton->root, code->path, strlen(code->path));
		const struct class_row *row = &classes->rows[classes->of_accepts[automaton->accept[state]]];
		bool mapped = anyone_maps(row);

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
