// SPDX-License-Identifier: GPL-2.0-or-later
/* `never`: proven on the folded tables, so every layer, deny and `domain *` is counted in. */
#include "compiler/prove.h"

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

/* So many rules are named as to blame. */
#define NAMED_RULES 4u

static const char *const netop_words[] = {
#define X(ident, word) word,
	HF_NETOPS(X)
#undef X
};

static const char *const peerop_words[] = {
#define X(ident, word) word,
	HF_PEEROPS(X)
#undef X
};

static const char *capability_word(uint32_t number)
{
	static const char *const words[] = {
#define X(bit, word) [bit] = word,
		HF_CAPABILITIES(X)
#undef X
	};

	return words[number];
}

static const char *facility_word(uint32_t facility)
{
	static const char *const words[] = {
#define X(ident, bit, word) [bit] = word,
		HF_FACILITIES(X)
#undef X
	};

	return words[__builtin_ctz(facility)];
}

static void ports_overlap(const struct hf_ports *a, size_t a_count, const struct hf_ports *b,
			  size_t b_count, long *port)
{
	for (size_t i = 0; i < a_count && *port < 0; i++)
		for (size_t j = 0; j < b_count && *port < 0; j++)
			if (a[i].low <= b[j].high && b[j].low <= a[i].high)
				*port = a[i].low > b[j].low ? a[i].low : b[j].low;
}

static bool ranges_overlap(const uint8_t *a_low, const uint8_t *a_high, const uint8_t *b_low,
			   const uint8_t *b_high)
{
	return memcmp(a_low, b_high, 16) <= 0 && memcmp(b_low, a_high, 16) <= 0;
}

/* If @fact speaks of any of these addresses and ports: the first one, as words. */
static bool net_overlaps(const struct address_range *range, struct hf_ports ports,
			 const struct fact *fact, struct text *what)
{
	static const uint8_t mapped[12] = { [10] = 0xff, [11] = 0xff };
	const uint8_t *low = memcmp(range->low, fact->low, 16) > 0 ? range->low : fact->low;
	char address[INET6_ADDRSTRLEN] = "";
	long port = -1;

	if (!ranges_overlap(range->low, range->high, fact->low, fact->high))
		return false;
	ports_overlap(&ports, 1, fact->ports, fact->port_count, &port);
	if (port < 0)
		return false;
	if (memcmp(low, mapped, sizeof(mapped)))
		inet_ntop(AF_INET6, low, address, sizeof(address));
	else
		inet_ntop(AF_INET, low + sizeof(mapped), address, sizeof(address));
	text_printf(what, "%s %s %s port %ld", netop_words[fact->netop],
		    fact->proto == HF_TCP ? "tcp" : "udp", address, port);
	return true;
}

/* The first granted address and port that @fact speaks of, as words. */
static bool net_granted(const struct proof *proof, const struct hf_domain *domain,
			const struct fact *fact, struct text *what)
{
	struct hf_slice ipv4 = domain->nets4[fact->proto][fact->netop];
	struct hf_slice ipv6 = domain->nets6[fact->proto][fact->netop];
	struct address_range range;

	for (hf_u32 i = 0; i < ipv6.count; i++) {
		const struct hf_net6 *net = &proof->tables->nets6.items[ipv6.first + i];

		net6_range(net, &range);
		if (net_overlaps(&range, net->ports, fact, what))
			return true;
	}
	for (hf_u32 i = 0; i < ipv4.count; i++) {
		const struct hf_net4 *net = &proof->tables->nets4.items[ipv4.first + i];

		net4_range(net, &range);
		if (net_overlaps(&range, net->ports, fact, what))
			return true;
	}
	return false;
}

static bool exec_granted(const struct proof *proof, const struct hf_domain *domain,
			 const struct fact *fact, struct text *what)
{
	for (hf_u32 i = 0; i < domain->execs.count; i++) {
		const struct hf_exec *exec = &proof->tables->execs.items[domain->execs.first + i];

		if (exec->code != fact->number ||
		    (fact->target != EVERY_DOMAIN && fact->target != exec->domain))
			continue;
		text_printf(what, "execute %s as %s", proof->model->codes.items[exec->code].name,
			    model_domain_name(proof->model, exec->domain));
		return true;
	}
	return false;
}

static bool peer_granted(const struct proof *proof, const struct hf_domain *domain,
			 const struct fact *fact, struct text *what)
{
	const struct hf_slice *slice = &domain->peers[fact->number];

	for (hf_u32 i = 0; i < slice->count; i++) {
		uint32_t peer = proof->tables->peers.items[slice->first + i];

		if (fact->target != EVERY_DOMAIN && fact->target != peer)
			continue;
		text_printf(what, "%s %s", peerop_words[fact->number],
			    model_domain_name(proof->model, peer));
		return true;
	}
	return false;
}

static bool sockets_overlap(const struct hf_socket *a, const struct hf_socket *b)
{
	return a->family == b->family &&
	       (a->type == b->type || a->type == HF_SOCKET_ANY || b->type == HF_SOCKET_ANY) &&
	       (a->protocol == b->protocol || a->protocol == HF_SOCKET_ANY ||
		b->protocol == HF_SOCKET_ANY);
}

static bool socket_granted(const struct proof *proof, const struct hf_domain *domain,
			   const struct fact *fact, struct text *what)
{
	for (hf_u32 i = 0; i < domain->sockets.count; i++) {
		const struct hf_socket *socket = &proof->tables->sockets.items[domain->sockets.first + i];

		if (!sockets_overlap(socket, &fact->socket))
			continue;
		text_printf(what, "open sockets of family %u", socket->family);
		if (socket->type != HF_SOCKET_ANY)
			text_printf(what, " type %u", socket->type);
		return true;
	}
	return false;
}

/* Where interpreters are not confined they run any script, so it matters whether one is started there. */
static bool script_granted(const struct proof *proof, uint32_t number, const struct fact *fact,
			   struct text *what)
{
	const struct hf_domain *domain = &proof->tables->domains.items[number];
	const char *script = proof->model->codes.items[fact->number].name;

	if (domain->flags & HF_DOMAIN_SCRIPTS_ONLY) {
		if (!slice_holds(proof->tables->scripts.items, domain->scripts, fact->number))
			return false;
		text_printf(what, "interpret %s", script);
		return true;
	}
	for (size_t i = 0; i < proof->tables->execs.count; i++) {
		const struct hf_exec *exec = &proof->tables->execs.items[i];

		if (exec->domain != number ||
		    !(proof->model->codes.items[exec->code].kinds & HF_CODE_INTERPRETER))
			continue;
		text_printf(what, "interpret %s: in it %s runs any script", script,
			    proof->model->codes.items[exec->code].name);
		return true;
	}
	return false;
}

static bool variable_granted(const struct proof *proof, const struct hf_domain *domain,
			     const struct fact *fact, struct text *what)
{
	const struct name *name = &proof->model->variables.items[fact->number];

	if (hf_variable_injects(name->text, name->length) &&
	    !slice_holds(proof->tables->variables.items, domain->variables, fact->number))
		return false;
	text_printf(what, "be given the variable %s", name->text);
	return true;
}

/* Is any of what @fact says granted to @domain? Then @what says it in words. */
static bool fact_granted(const struct proof *proof, uint32_t number, const struct fact *fact,
			 struct text *what)
{
	const struct hf_domain *domain = &proof->tables->domains.items[number];

	switch (fact->kind) {
	case FACT_CAPABILITY:
		if (!(domain->capabilities >> fact->number & 1))
			return false;
		text_printf(what, "use capability %s", capability_word(fact->number));
		return true;
	case FACT_FACILITY:
		if (!(domain->facilities & fact->number))
			return false;
		text_printf(what, "use %s", facility_word(fact->number));
		return true;
	case FACT_EXEC:
		return exec_granted(proof, domain, fact, what);
	case FACT_PEER:
		return peer_granted(proof, domain, fact, what);
	case FACT_SOCKET:
		return socket_granted(proof, domain, fact, what);
	case FACT_NET:
		return net_granted(proof, domain, fact, what);
	case FACT_INTERPRET:
		return script_granted(proof, number, fact, what);
	case FACT_VARIABLE:
		return variable_granted(proof, domain, fact, what);
	}
	return false;
}

/* Do two facts speak of a common thing? */
static bool facts_overlap(const struct fact *a, const struct fact *b)
{
	long port = -1;

	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case FACT_CAPABILITY:
	case FACT_FACILITY:
	case FACT_INTERPRET:
	case FACT_VARIABLE:
		return a->number == b->number;
	case FACT_EXEC:
	case FACT_PEER:
		return a->number == b->number && (a->target == b->target ||
		       a->target == EVERY_DOMAIN || b->target == EVERY_DOMAIN);
	case FACT_SOCKET:
		return sockets_overlap(&a->socket, &b->socket);
	case FACT_NET:
		ports_overlap(a->ports, a->port_count, b->ports, b->port_count, &port);
		return port >= 0 && a->proto == b->proto && a->netop == b->netop &&
		       ranges_overlap(a->low, a->high, b->low, b->high);
	}
	return false;
}

static void find_fact_rules(const struct proof *proof, uint32_t domain, const struct fact *wanted,
			    rule_list *rules)
{
	for (int every = 0; every < 2; every++) {
		size_t count;
		const struct fact *const *facts = facts_of(&proof->facts, every ? EVERY_DOMAIN : domain,
							   &count);

		for (size_t i = 0; i < count; i++)
			if (!facts[i]->deny && facts_overlap(facts[i], wanted) &&
			    (!rules->count || rules->items[rules->count - 1] != facts[i]->rule))
				VEC_PUSH(rules, facts[i]->rule);
	}
}

static void blame(struct proof *proof, const rule_list *rules, struct text *advice)
{
	struct model *model = proof->model;

	/* These two are not refused everywhere, but only where a rule says so, or only some of them. */
	if (!rules->count) {
		text_puts(advice, proof->never->line->rule->kind == RULE_INTERPRET ?
			  "write `interpret none` in it, or the scripts that it may run" :
			  "only variables that inject code are taken out: see holdfast.policy(5)");
		return;
	}
	text_puts(advice, "granted by ");
	for (size_t i = 0; i < rules->count && i < NAMED_RULES; i++) {
		const struct model_rule *rule = &model->rules.items[rules->items[i]];

		text_printf(advice, "%s%s", i ? ", " : "", model_where(model, rule->layer, rule->rule->at));
	}
	if (rules->count > NAMED_RULES)
		text_printf(advice, " and %zu more", rules->count - NAMED_RULES);
	text_puts(advice, "; narrow that, or deny it");
}

void report_never(struct proof *proof, uint32_t who, const char *what, const rule_list *rules)
{
	const struct model_never *never = proof->never;
	struct model *model = proof->model;
	struct text advice = { 0 }, chain = { 0 };

	blame(proof, rules, &advice);
	if (proof->scope.parent[who] != EVERY_DOMAIN) {
		text_puts(&chain, ", reached by ");
		scope_chain(&proof->scope, model, who, &chain);
	}
	model_error(model, never->layer, never->line->at, 5, advice.bytes,
		    "this does not hold: domain `%s`%s may %s", model_domain_name(model, who),
		    chain.length ? chain.bytes : "", what);
	text_free(&advice);
	text_free(&chain);
}

static bool prove_facts(struct proof *proof)
{
	const struct model_never *never = proof->never;
	bool violated = false;

	for (uint32_t i = 0; i < never->fact_count && !violated; i++) {
		const struct fact *fact = &proof->model->never_facts.items[never->first_fact + i];

		for (size_t d = 0; d < proof->scope.count && !violated; d++) {
			struct text what = { 0 };
			rule_list rules = { 0 };

			violated = fact_granted(proof, proof->scope.order[d], fact, &what);
			if (violated) {
				find_fact_rules(proof, proof->scope.order[d], fact, &rules);
				report_never(proof, proof->scope.order[d], what.bytes, &rules);
			}
			text_free(&what);
			free(rules.items);
		}
	}
	return violated;
}

/* For each item of a `never`, the sets of items that hold it. */
static void index_items(struct proof *proof)
{
	const struct model *model = proof->model;

	proof->list_of_item = xcalloc(model->item_texts.count, sizeof(*proof->list_of_item));
	for (size_t i = 0; i < model->never_items.count; i++) {
		uint32_t item = model->never_items.items[i];

		if (proof->list_of_item[item])
			continue;
		VEC_PUSH(&proof->lists, (item_list){ 0 });
		proof->list_of_item[item] = (uint32_t)proof->lists.count;
	}
	for (uint32_t a = 0; proof->lists.count && a < proof->automaton->accepts.count; a++) {
		size_t count;
		const uint32_t *items = intern_get(&proof->automaton->accepts, a, &count);

		for (size_t i = 0; i < count; i++)
			if (proof->list_of_item[items[i]])
				VEC_PUSH(&proof->lists.items[proof->list_of_item[items[i]] - 1], a);
	}
}

void prove_nevers(struct model *model, const struct automaton *automaton,
		  const struct classes *classes, const struct tables *tables)
{
	struct proof proof = { .model = model, .automaton = automaton, .classes = classes,
			       .tables = tables };

	if (!model->nevers.count)
		return;
	fact_index_make(&proof.facts, model);
	index_items(&proof);
	for (size_t i = 0; i < model->nevers.count; i++) {
		const struct model_never *never = &model->nevers.items[i];

		proof.never = never;
		scope_make(&proof.scope, tables, never->domain, never->line->reach);
		/* The file of a program is an item, too, but `execute` is about the transition. */
		if (!prove_facts(&proof) && never->line->rule->kind != RULE_EXECUTE)
			prove_names(&proof);
		scope_free(&proof.scope);
	}
	fact_index_free(&proof.facts);
	free(proof.list_of_item);
	for (size_t i = 0; i < proof.lists.count; i++)
		free(proof.lists.items[i].items);
	free(proof.lists.items);
}
