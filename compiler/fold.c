// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Facts into tables, domain by domain: what a domain's own rules and those of
 * `domain *` allow, without what either denies.
 */
#include "compiler/tables.h"

#include <stdlib.h>
#include <string.h>

/* The facts that apply to the domain being folded. */
struct fold {
	struct model *model;
	struct tables *tables;
	const struct fact *const *own, *const *all;
	size_t own_count, all_count;
	VEC(const struct fact *) found;
};

bool slices_find(struct slices *slices, const uint32_t *key, size_t words, uint32_t next,
		 uint32_t count, struct hf_slice *slice)
{
	uint32_t number;
	bool added;

	*slice = (struct hf_slice){ 0, 0 };
	if (!count)
		return false;
	number = intern_add(&slices->seen, key, words, &added);
	if (added)
		VEC_PUSH(&slices->known, (struct hf_slice){ next, count });
	*slice = slices->known.items[number];
	return added;
}

static void slices_free(struct slices *slices)
{
	intern_free(&slices->seen);
	free(slices->known.items);
}

void fact_index_make(struct fact_index *index, const struct model *model)
{
	uint32_t domains = (uint32_t)model->domains.count, *next;

	index->domains = domains;
	index->first = xcalloc((size_t)domains + 2, sizeof(*index->first));
	index->facts = xcalloc(model->facts.count, sizeof(*index->facts));
	for (size_t i = 0; i < model->facts.count; i++) {
		uint32_t d = model->facts.items[i].domain;

		index->first[(d == EVERY_DOMAIN ? domains : d) + 1]++;
	}
	for (size_t d = 0; d <= domains; d++)
		index->first[d + 1] += index->first[d];
	next = xmalloc(((size_t)domains + 1) * sizeof(*next));
	memcpy(next, index->first, ((size_t)domains + 1) * sizeof(*next));
	for (size_t i = 0; i < model->facts.count; i++) {
		uint32_t d = model->facts.items[i].domain;

		index->facts[next[d == EVERY_DOMAIN ? domains : d]++] = &model->facts.items[i];
	}
	free(next);
}

void fact_index_free(struct fact_index *index)
{
	free(index->facts);
	free(index->first);
}

const struct fact *const *facts_of(const struct fact_index *index, uint32_t domain, size_t *count)
{
	uint32_t d = domain == EVERY_DOMAIN ? index->domains : domain;

	*count = index->first[d + 1] - index->first[d];
	return index->facts + index->first[d];
}

/* Facts of one kind into @found; returns how many are the domain's own. */
static size_t find_kind(struct fold *f, enum fact_kind kind)
{
	size_t own = 0;

	f->found.count = 0;
	for (size_t i = 0; i < f->own_count; i++)
		if (f->own[i]->kind == kind) {
			VEC_PUSH(&f->found, f->own[i]);
			own++;
		}
	for (size_t i = 0; i < f->all_count; i++)
		if (f->all[i]->kind == kind)
			VEC_PUSH(&f->found, f->all[i]);
	return own;
}

static void fold_masks(struct fold *f, struct hf_domain *domain)
{
	uint64_t allow = 0, deny = 0;
	uint32_t use = 0, not_use = 0;

	find_kind(f, FACT_CAPABILITY);
	for (size_t i = 0; i < f->found.count; i++)
		*(f->found.items[i]->deny ? &deny : &allow) |= 1ull << f->found.items[i]->number;
	find_kind(f, FACT_FACILITY);
	for (size_t i = 0; i < f->found.count; i++)
		*(f->found.items[i]->deny ? &not_use : &use) |= f->found.items[i]->number;
	domain->capabilities = allow & ~deny;
	domain->facilities = use & ~not_use;
}

static int compare_execs(const void *a, const void *b)
{
	const struct fact *x = *(const struct fact *const *)a, *y = *(const struct fact *const *)b;

	if (x->number != y->number)
		return x->number < y->number ? -1 : 1;
	if (x->deny != y->deny)
		return x->deny ? -1 : 1;
	return x->rule < y->rule ? -1 : x->rule > y->rule;
}

static void complain_exec(struct fold *f, uint32_t domain, const struct fact *fact,
			  const struct fact *other)
{
	const struct model_rule *rule = &f->model->rules.items[fact->rule];
	const struct model_rule *first = &f->model->rules.items[other->rule];

	model_error(f->model, rule->layer, rule->rule->at, (unsigned)strlen(rule->rule->verb),
		    "keep one of the two: a program enters one domain",
		    "domain `%s` executes `%s` as `%s` here, but as `%s` in %s",
		    model_domain_name(f->model, domain), f->model->codes.items[fact->number].name,
		    model_domain_name(f->model, fact->target),
		    model_domain_name(f->model, other->target),
		    model_where(f->model, first->layer, first->rule->at));
}

static void fold_execs(struct fold *f, uint32_t number, struct hf_domain *domain)
{
	const struct fact *last = NULL;
	VEC(struct hf_exec) execs = { 0 };
	VEC(uint32_t) key = { 0 };

	find_kind(f, FACT_EXEC);
	if (f->found.count)
		qsort(f->found.items, f->found.count, sizeof(*f->found.items), compare_execs);
	for (size_t i = 0; i < f->found.count; i++) {
		const struct fact *fact = f->found.items[i];

		/* Denials come first: what follows them for the same code is void. */
		if (!last || last->number != fact->number) {
			last = fact;
			if (!fact->deny)
				VEC_PUSH(&execs, (struct hf_exec){ fact->number, fact->target });
		} else if (!last->deny && last->target != fact->target) {
			complain_exec(f, number, fact, last);
		}
	}
	for (size_t i = 0; i < execs.count; i++) {
		VEC_PUSH(&key, execs.items[i].code);
		VEC_PUSH(&key, execs.items[i].domain);
	}
	if (slices_find(&f->tables->exec_slices, key.items, key.count,
			(uint32_t)f->tables->execs.count, (uint32_t)execs.count, &domain->execs))
		for (size_t i = 0; i < execs.count; i++)
			VEC_PUSH(&f->tables->execs, execs.items[i]);
	free(key.items);
	free(execs.items);
}

static struct hf_slice fold_peers(struct fold *f, uint32_t op)
{
	size_t domains = f->model->domains.count;
	unsigned char *state = xcalloc(domains, 1);	/* 1 allowed, 2 denied */
	VEC(uint32_t) peers = { 0 };
	struct hf_slice slice;

	for (size_t i = 0; i < f->found.count; i++) {
		const struct fact *fact = f->found.items[i];
		size_t from = fact->target == EVERY_DOMAIN ? 0 : fact->target;
		size_t to = fact->target == EVERY_DOMAIN ? domains : from + 1;

		for (size_t d = from; fact->number == op && d < to; d++)
			state[d] |= fact->deny ? 2 : 1;
	}
	for (uint32_t d = 0; d < domains; d++)
		if (state[d] == 1)
			VEC_PUSH(&peers, d);
	if (slices_find(&f->tables->peer_slices, peers.items, peers.count,
			(uint32_t)f->tables->peers.count, (uint32_t)peers.count, &slice))
		for (size_t i = 0; i < peers.count; i++)
			VEC_PUSH(&f->tables->peers, peers.items[i]);
	free(peers.items);
	free(state);
	return slice;
}

/* Does every socket of @narrow belong to @wide? */
static bool socket_within(const struct hf_socket *narrow, const struct hf_socket *wide)
{
	return narrow->family == wide->family &&
	       (wide->type == HF_SOCKET_ANY || wide->type == narrow->type) &&
	       (wide->protocol == HF_SOCKET_ANY || wide->protocol == narrow->protocol);
}

static bool socket_overlaps(const struct hf_socket *a, const struct hf_socket *b)
{
	return a->family == b->family &&
	       (a->type == b->type || a->type == HF_SOCKET_ANY || b->type == HF_SOCKET_ANY) &&
	       (a->protocol == b->protocol || a->protocol == HF_SOCKET_ANY ||
		b->protocol == HF_SOCKET_ANY);
}

/*
 * The table has only "this" and "any": an allow with a hole in it cannot be
 * written down, and is refused rather than widened or narrowed.
 */
static bool socket_denied(struct fold *f, const struct fact *allow)
{
	for (size_t i = 0; i < f->found.count; i++) {
		const struct fact *deny = f->found.items[i];
		const struct model_rule *rule = &f->model->rules.items[allow->rule];
		const struct model_rule *other = &f->model->rules.items[deny->rule];

		if (!deny->deny || !socket_overlaps(&allow->socket, &deny->socket))
			continue;
		if (!socket_within(&allow->socket, &deny->socket))
			model_error(f->model, rule->layer, rule->rule->at,
				    (unsigned)strlen(rule->rule->verb),
				    "write one rule for each socket that is meant",
				    "this allows sockets of which %s denies some",
				    model_where(f->model, other->layer, other->rule->at));
		return true;
	}
	return false;
}

static int compare_sockets(const void *a, const void *b)
{
	const struct hf_socket *x = a, *y = b;

	if (x->family != y->family)
		return x->family < y->family ? -1 : 1;
	if (x->type != y->type)
		return x->type < y->type ? -1 : 1;
	return x->protocol < y->protocol ? -1 : x->protocol > y->protocol;
}

static void fold_sockets(struct fold *f, struct hf_domain *domain)
{
	VEC(struct hf_socket) sockets = { 0 };
	VEC(uint32_t) key = { 0 };
	size_t kept = 0;

	find_kind(f, FACT_SOCKET);
	for (size_t i = 0; i < f->found.count; i++)
		if (!f->found.items[i]->deny && !socket_denied(f, f->found.items[i]))
			VEC_PUSH(&sockets, f->found.items[i]->socket);
	if (sockets.count)
		qsort(sockets.items, sockets.count, sizeof(struct hf_socket), compare_sockets);
	for (size_t i = 0; i < sockets.count; i++)
		if (!kept || compare_sockets(&sockets.items[kept - 1], &sockets.items[i]))
			sockets.items[kept++] = sockets.items[i];
	for (size_t i = 0; i < kept; i++) {
		VEC_PUSH(&key, (uint32_t)sockets.items[i].family << 16 | sockets.items[i].type);
		VEC_PUSH(&key, sockets.items[i].protocol);
	}
	if (slices_find(&f->tables->socket_slices, key.items, key.count,
			(uint32_t)f->tables->sockets.count, (uint32_t)kept, &domain->sockets))
		for (size_t i = 0; i < kept; i++)
			VEC_PUSH(&f->tables->sockets, sockets.items[i]);
	free(key.items);
	free(sockets.items);
}

static void fold_nets(struct fold *f, struct hf_domain *domain)
{
	VEC(const struct fact *) some = { 0 };

	find_kind(f, FACT_NET);
	for (unsigned proto = 0; proto < HF_PROTO_MAX; proto++) {
		for (unsigned op = 0; op < HF_NETOP_MAX; op++) {
			some.count = 0;
			for (size_t i = 0; i < f->found.count; i++)
				if (f->found.items[i]->proto == proto && f->found.items[i]->netop == op)
					VEC_PUSH(&some, f->found.items[i]);
			nets_fold(f->tables, some.items, some.count, &domain->nets4[proto][op],
				  &domain->nets6[proto][op]);
		}
	}
	free(some.items);
}

/* Peers and networks of `domain *` are the same for all that say nothing about them. */
static void fold_domain(struct fold *f, uint32_t number, const struct hf_domain *common)
{
	struct hf_domain *domain = &f->tables->domains.items[number];

	fold_masks(f, domain);
	fold_execs(f, number, domain);
	fold_sockets(f, domain);
	find_kind(f, FACT_VARIABLE);
	variables_fold(f->model, f->tables, (struct fact_list){ f->found.items, f->found.count }, domain);
	find_kind(f, FACT_INTERPRET);
	/* No program runs in the kernel's own domain, so there is nothing to confine in it. */
	if (number)
		scripts_fold(f->tables, (struct fact_list){ f->found.items, f->found.count }, domain);
	if (find_kind(f, FACT_PEER))
		for (uint32_t op = 0; op < HF_PEEROP_MAX; op++)
			domain->peers[op] = fold_peers(f, op);
	else
		memcpy(domain->peers, common->peers, sizeof(domain->peers));
	if (find_kind(f, FACT_NET)) {
		fold_nets(f, domain);
	} else {
		memcpy(domain->nets4, common->nets4, sizeof(domain->nets4));
		memcpy(domain->nets6, common->nets6, sizeof(domain->nets6));
	}
}

/* What a domain without rules of its own would have. */
static struct hf_domain fold_common(struct fold *f)
{
	struct hf_domain common = { 0 };

	find_kind(f, FACT_PEER);
	for (uint32_t op = 0; op < HF_PEEROP_MAX; op++)
		common.peers[op] = fold_peers(f, op);
	fold_nets(f, &common);
	return common;
}

struct tables *tables_make(struct model *model, const struct classes *classes)
{
	struct tables *tables = xcalloc(1, sizeof(*tables));
	struct fold f = { .model = model, .tables = tables };
	struct fact_index index;
	struct hf_domain common;

	fact_index_make(&index, model);
	f.all = facts_of(&index, EVERY_DOMAIN, &f.all_count);
	common = fold_common(&f);
	for (uint32_t d = 0; d < model->domains.count; d++) {
		VEC_PUSH(&tables->domains, (struct hf_domain){ 0 });
		f.own = facts_of(&index, d, &f.own_count);
		fold_domain(&f, d, &common);
	}
	fact_index_free(&index);
	free(f.found.items);
	rows_make(model, classes, tables);
	return tables;
}

void tables_free(struct tables *tables)
{
	if (!tables)
		return;
	free(tables->domains.items);
	free(tables->chunks.items);
	free(tables->cells.items);
	free(tables->execs.items);
	free(tables->peers.items);
	free(tables->scripts.items);
	free(tables->variables.items);
	free(tables->sockets.items);
	free(tables->nets4.items);
	free(tables->nets6.items);
	slices_free(&tables->exec_slices);
	slices_free(&tables->peer_slices);
	slices_free(&tables->script_slices);
	slices_free(&tables->variable_slices);
	slices_free(&tables->socket_slices);
	slices_free(&tables->net4_slices);
	slices_free(&tables->net6_slices);
	free(tables);
}
