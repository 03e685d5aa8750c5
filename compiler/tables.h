/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The tables of the image as they are being filled, in host byte order.
 * Everything is folded here: what a table holds is granted, all else is denied.
 */
#ifndef HOLDFAST_COMPILER_TABLES_H
#define HOLDFAST_COMPILER_TABLES_H

#include "compiler/classes.h"
#include "compiler/model.h"
#include "compiler/words.h"

/** struct slices - equal sequences of records are stored once */
struct slices {
	struct intern seen;
	VEC(struct hf_slice) known;	/* of each sequence in @seen */
};

struct tables {
	VEC(struct hf_domain) domains;	/* their names are not set yet; @row is a number */
	VEC(hf_u32) chunks;		/* numbers */
	VEC(hf_u16) cells;
	VEC(struct hf_exec) execs;
	VEC(hf_u32) peers;
	VEC(hf_u32) scripts;
	VEC(hf_u32) variables;		/* numbers of model.variables */
	VEC(struct hf_socket) sockets;
	VEC(struct hf_net4) nets4;
	VEC(struct hf_net6) nets6;
	hf_u32 chunks_per_row;
	struct slices exec_slices, peer_slices, socket_slices, net4_slices, net6_slices,
		      script_slices, variable_slices;
};

/** tables_make - fold the model's facts and classes; problems go to its diagnostics */
struct tables *tables_make(struct model *model, const struct classes *classes);
void tables_free(struct tables *tables);

/**
 * slices_find - is this sequence of @count records stored already?
 * @key: the records as words, @words of them
 * @next: where it will be stored if not
 *
 * Returns true if it was new: the caller then appends the records to the table.
 */
bool slices_find(struct slices *slices, const uint32_t *key, size_t words, uint32_t next,
		 uint32_t count, struct hf_slice *slice);

/** rows_make - access rows of all domains: chunks, cells and hf_domain.row */
void rows_make(struct model *model, const struct classes *classes, struct tables *tables);

/**
 * nets_fold - the addresses and ports that @facts allow and do not deny
 * @facts: FACT_NET, all of one protocol and operation
 * @ipv4, @ipv6: records of @tables->nets4 and @tables->nets6
 */
void nets_fold(struct tables *tables, const struct fact *const *facts, size_t count,
	       struct hf_slice *ipv4, struct hf_slice *ipv6);

/** net4_range, net6_range - the addresses of a record as bytes */
void net4_range(const struct hf_net4 *net, struct address_range *range);
void net6_range(const struct hf_net6 *net, struct address_range *range);

struct fact_list {
	const struct fact *const *facts;
	size_t count;
};

/** slice_holds - is @wanted among the @numbers of @slice? */
bool slice_holds(const hf_u32 *numbers, struct hf_slice slice, hf_u32 wanted);

/** scripts_fold - from @facts (FACT_INTERPRET), the flag and scripts of @domain */
void scripts_fold(struct tables *tables, struct fact_list facts, struct hf_domain *domain);

/** variables_fold - from @facts (FACT_VARIABLE), the variables of @domain */
void variables_fold(const struct model *model, struct tables *tables, struct fact_list facts,
		    struct hf_domain *domain);

/** facts_of - the facts about @domain alone, or about EVERY_DOMAIN alone */
struct fact_index {
	const struct fact **facts;
	uint32_t *first;		/* of each domain; the last one is EVERY_DOMAIN */
	uint32_t domains;
};

void fact_index_make(struct fact_index *index, const struct model *model);
void fact_index_free(struct fact_index *index);
const struct fact *const *facts_of(const struct fact_index *index, uint32_t domain, size_t *count);

#endif
