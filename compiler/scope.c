// SPDX-License-Identifier: GPL-2.0-or-later
/* What a domain can become: exec transitions, breadth first. */
#include "compiler/prove.h"

#include <stdlib.h>

static void enter(struct scope *scope, uint32_t domain, uint32_t parent)
{
	if (scope->in[domain])
		return;
	scope->in[domain] = true;
	scope->parent[domain] = parent;
	scope->order[scope->count++] = domain;
}

void scope_make(struct scope *scope, const struct tables *tables, uint32_t domain, bool reach)
{
	uint32_t domains = (uint32_t)tables->domains.count;

	scope->order = xcalloc(domains, sizeof(*scope->order));
	scope->in = xcalloc(domains, sizeof(*scope->in));
	scope->parent = xcalloc(domains, sizeof(*scope->parent));
	scope->count = 0;
	if (domain != EVERY_DOMAIN)
		enter(scope, domain, EVERY_DOMAIN);
	for (uint32_t d = 0; domain == EVERY_DOMAIN && d < domains; d++)
		enter(scope, d, EVERY_DOMAIN);
	for (size_t i = 0; reach && i < scope->count; i++) {
		const struct hf_slice *execs = &tables->domains.items[scope->order[i]].execs;

		for (hf_u32 e = 0; e < execs->count; e++)
			enter(scope, tables->execs.items[execs->first + e].domain, scope->order[i]);
	}
}

void scope_free(struct scope *scope)
{
	free(scope->order);
	free(scope->in);
	free(scope->parent);
	*scope = (struct scope){ 0 };
}

void scope_chain(const struct scope *scope, const struct model *model, uint32_t domain,
		 struct text *out)
{
	VEC(uint32_t) chain = { 0 };

	for (uint32_t d = domain; d != EVERY_DOMAIN; d = scope->parent[d])
		VEC_PUSH(&chain, d);
	for (size_t i = chain.count; i--;)
		text_printf(out, "%s%s", model_domain_name(model, chain.items[i]), i ? " -> " : "");
	free(chain.items);
}
