/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is checked of a policy as a whole: `never`, `expect`, and what nothing uses. */
#ifndef HOLDFAST_COMPILER_PROVE_H
#define HOLDFAST_COMPILER_PROVE_H

#include "base/text.h"
#include "compiler/tables.h"
#include "core/engine.h"

/**
 * prove_nevers - report every `never` that does not hold
 * @automaton: by subset construction, so that its sets of items still tell `never` patterns apart
 */
void prove_nevers(struct model *model, const struct automaton *automaton,
		  const struct classes *classes, const struct tables *tables);

/** prove_data - report each domain whose interpreters are confined and may run what they may write */
void prove_data(struct model *model, const struct automaton *automaton,
		const struct classes *classes, const struct tables *tables);

/** warn_unused - domains nothing enters, programs nothing executes, libraries nobody may map */
void warn_unused(struct model *model, const struct automaton *automaton,
		 const struct classes *classes, const struct tables *tables);

/** run_expects - ask the engine what each `expect` line says, and report where it answers otherwise */
void run_expects(struct model *model, const struct hf_image *image);

/** struct scope - the domains a statement is about, nearest first */
struct scope {
	uint32_t *order;	/* @count domains */
	size_t count;
	bool *in;		/* of each domain */
	uint32_t *parent;	/* that entered it, or EVERY_DOMAIN */
};

/** scope_make - @domain (or EVERY_DOMAIN), with @reach also all that it can become by exec */
void scope_make(struct scope *scope, const struct tables *tables, uint32_t domain, bool reach);
void scope_free(struct scope *scope);
/** scope_chain - add "a -> b -> c": how @domain is reached */
void scope_chain(const struct scope *scope, const struct model *model, uint32_t domain,
		 struct text *out);

/** struct rule_list - rules that are to blame, each once, in order */
typedef VEC(uint32_t) rule_list;

/** find_granting_rules - add the rules that grant @domain any of @access to @name, each once */
void find_granting_rules(const struct model *model, const struct text *name, uint32_t domain,
			 uint32_t access, rule_list *rules);

/** struct proof - one `never` being proven */
struct proof {
	struct model *model;
	const struct automaton *automaton;
	const struct classes *classes;
	const struct tables *tables;
	const struct model_never *never;
	struct scope scope;
	struct fact_index facts;
	/* For each item that any `never` names: the sets of items it is in. */
	uint32_t *list_of_item;		/* number + 1 */
	VEC(item_list) lists;
};

/** prove_names - the part of a `never` about names; returns true if it was violated and reported */
bool prove_names(struct proof *proof);

/** report_never - @who may do @what, granted by @rules */
void report_never(struct proof *proof, uint32_t who, const char *what, const rule_list *rules);

/**
 * shortest_name - the shortest name that ends in a state with a marked set of items
 * @marked: of each set in @automaton->accepts
 * @name: receives it
 *
 * Only what can be a name is considered: no empty, `.` or `..` component, no
 * `/` at the end. Returns the state it ends in, or 0 if there is no such name.
 */
uint32_t shortest_name(const struct automaton *automaton, const bool *marked, struct text *name);

#endif
