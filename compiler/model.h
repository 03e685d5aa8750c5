/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * All layers as one flat model: names are numbers, sets are spread out, every
 * rule is taken apart into facts about one domain. Still nothing is folded:
 * allows and denies stand side by side, each with the rule it came from.
 */
#ifndef HOLDFAST_COMPILER_MODEL_H
#define HOLDFAST_COMPILER_MODEL_H

#include "compiler/ast.h"
#include "compiler/automaton.h"
#include "compiler/vec.h"

/* In place of a domain: all of them. */
#define EVERY_DOMAIN UINT32_MAX
#define NO_CODE 0u

/** struct source - where something of the model was written */
struct source {
	const struct layer *layer;
	struct place at;
};

struct model_domain {
	const char *name;
	struct source source;
};

/** struct model_code - a pinned file; number 0 is unused */
struct model_code {
	const char *path;		/* the name itself, unescaped */
	const char *pattern;		/* the same as it was written */
	const char *name;		/* of the program, or "" */
	const struct word *by;		/* as written in @source's layer, or NULL */
	const char *option;		/* that an interpreter is always given, or "" */
	uint32_t interpreter;
	uint32_t kinds;			/* enum hf_code_kind */
	uint32_t item;			/* of the automaton */
	VEC(struct hf_digest) digests;	/* host byte order */
	struct source source;
};

/** struct grant - accesses of a domain to the names that match one item of the automaton */
struct grant {
	uint32_t item;
	uint32_t domain;		/* or EVERY_DOMAIN */
	uint32_t rule;			/* in model.rules */
	uint16_t access;
	bool deny;
};

enum fact_kind {
	FACT_CAPABILITY,		/* number */
	FACT_FACILITY,			/* number: bit */
	FACT_EXEC,			/* number: code; target: domain */
	FACT_PEER,			/* number: enum hf_peerop; target: domain or EVERY_DOMAIN */
	FACT_SOCKET,			/* socket */
	FACT_NET,			/* net: addresses; proto, netop; ports */
	FACT_INTERPRET,			/* number: code of a script, or NO_CODE: marks the domain only */
	FACT_VARIABLE,			/* number: of model.variables */
};

/** struct fact - anything else that a rule says about a domain */
struct fact {
	enum fact_kind kind;
	uint32_t domain;		/* or EVERY_DOMAIN */
	uint32_t rule;
	bool deny;
	uint8_t proto, netop;
	uint32_t number, target;
	struct hf_socket socket;
	uint8_t low[16], high[16];
	const struct hf_ports *ports;	/* @port_count of them, sorted, disjoint */
	size_t port_count;
};

struct model_rule {
	const struct layer *layer;
	const struct rule *rule;
};

/** struct model_never - one `never` line; what it forbids are facts and items, as if it were granted */
struct model_never {
	const struct item *line;
	const struct layer *layer;
	uint32_t domain;		/* or EVERY_DOMAIN */
	uint32_t first_item, item_count;	/* of model.never_items: names */
	uint32_t first_on, on_count;	/* RULE_MOUNT: mount points; the items above are the types */
	uint32_t first_fact, fact_count;	/* of model.never_facts */
};

struct model {
	struct arena *arena;
	struct diagnostics *diag;
	size_t errors_before;		/* noted in @diag when the model was begun */
	struct layer *const *layers;
	size_t layer_count;
	const char *policy_name;
	unsigned policy_version;

	struct names domain_names, program_names, path_names, pattern_names;
	VEC(struct model_domain) domains;	/* 0 is kernel, then by name */
	VEC(struct model_code) codes;		/* 0 unused, then by path: path n is code n + 1 */
	VEC(uint32_t) program_codes;		/* of each name in program_names */
	struct nfa *nfa;
	VEC(uint32_t) pattern_items;		/* of each pattern in pattern_names */
	VEC(struct source) item_sources;	/* of each item: where its pattern was written first */
	VEC(const char *) item_texts;		/* of each item: that pattern */
	VEC(struct model_rule) rules;
	VEC(struct grant) grants;		/* sorted by item */
	uint32_t *first_grant;			/* of each item; items + 1 */
	VEC(struct fact) facts;			/* in order of the rules */
	struct names variables;			/* of environments, as rules name them */
	VEC(struct model_never) nevers;
	VEC(uint32_t) never_items;
	VEC(struct fact) never_facts;
};

/**
 * model_make - resolve layers
 *
 * Always returns a model; it is good only if no error was added to @diag. It
 * points into @layers, which must outlive it.
 */
struct model *model_make(struct layer *const *layers, size_t count, struct diagnostics *diag);
void model_free(struct model *model);

/** model_error, model_warn - report something at a place of a layer, with its source line */
__attribute__((format(printf, 6, 7)))
void model_error(struct model *model, const struct layer *layer, struct place at, unsigned width,
		 const char *advice, const char *format, ...);
__attribute__((format(printf, 6, 7)))
void model_warn(struct model *model, const struct layer *layer, struct place at, unsigned width,
		const char *advice, const char *format, ...);

/** model_error_word - the same, at a word of a layer; returns false */
__attribute__((format(printf, 5, 6)))
bool model_error_word(struct model *model, const struct layer *layer, const struct word *word,
		      const char *advice, const char *format, ...);

/** model_where - `file:line` of a place, for texts of messages; owned by the model */
const char *model_where(struct model *model, const struct layer *layer, struct place at);

/** model_domain_name - of a domain or EVERY_DOMAIN */
const char *model_domain_name(const struct model *model, uint32_t domain);

/** model_find_domain - the domain called @word; reports it if there is none */
bool model_find_domain(struct model *model, const struct layer *layer, const struct word *word,
		       uint32_t *domain);
/** model_find_program - the code of the program called @word; reports it if there is none */
bool model_find_program(struct model *model, const struct layer *layer, const struct word *word,
			uint32_t *code);
/** model_find_script - the same, of a program that has an interpreter; reports it if it has none */
bool model_find_script(struct model *model, const struct layer *layer, const struct word *word,
		       uint32_t *code);

/* The steps of model_make(), each in a file of its own. */

/** declare_all - domains, programs and libraries of all layers get their numbers */
void declare_all(struct model *model);

struct set_table;
/** sets_declare - the sets of one layer; their words are looked at when one is used */
struct set_table *sets_declare(struct model *model, const struct layer *layer);
void sets_free(struct set_table *sets);

typedef VEC(uint32_t) item_list;
/** sets_items - add the items of @objects (patterns and sets of that layer) to @items; reports unknown sets */
bool sets_items(struct set_table *sets, const struct word *objects, item_list *items);

/** model_item - the item of a brace-free pattern */
uint32_t model_item(struct model *model, const char *pattern, struct source source);

/** struct rule_parts - one rule: names it is about, and facts with domain and rule still unset */
struct rule_parts {
	item_list items;
	item_list on;			/* RULE_MOUNT: mount points */
	VEC(struct fact) facts;
};

/**
 * resolve_rule - take a rule apart
 * @sets: of @layer
 * @forbids: it is that of a `never`: without `as`, executing counts whatever domain is entered
 *
 * Returns false if an error was reported. Free @parts either way.
 */
bool resolve_rule(struct model *model, struct set_table *sets, const struct layer *layer,
		  const struct rule *rule, bool forbids, struct rule_parts *parts);
void rule_parts_free(struct rule_parts *parts);

#endif
