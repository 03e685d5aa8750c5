/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Writing the policy: what the parts of the text share. Private to learn/. */
#ifndef HOLDFAST_LEARN_WRITE_H
#define HOLDFAST_LEARN_WRITE_H

#include "learn/model.h"

/* Where lines of the policy are broken; a single long word may go beyond. */
#define LINE_WIDTH 100u

/** struct list - texts, not owned */
struct list {
	const char **items;
	size_t count, space;
};

void list_add(struct list *list, const char *item);
/** list_sort - by bytes, without what is there twice */
void list_sort(struct list *list);
void list_free(struct list *list);

/** struct named_set - patterns that several domains share */
struct named_set {
	const char *name;
	struct list patterns;	/* sorted */
};

/** struct writer - the text that is being written */
struct writer {
	struct learn *learn;
	struct text *out;
	hf_u32 domain;		/* whose rules are being written */
	struct named_set *sets;
	size_t set_count, set_space;
	bool (*bound)[65536];	/* by protocol: ports that somebody bound by their number */
};

/** write_policy - the whole text, in the language but not in canonical spacing; completes the summary */
void write_policy(struct learn *learn, const char *name, unsigned version, struct text *out);

/** write_wrapped - words after @prefix, on as many lines as the width asks for */
void write_wrapped(struct text *out, const char *prefix, const char *words);

/**
 * write_rule - `verb objects after`, the verb repeated when a line is full
 * @why: a remark: becomes a `#?` comment before the rule and a note; NULL for none
 * @objects: sorted; nothing is written if there are none
 */
void write_rule(struct writer *writer, const char *why, const char *verb, const struct list *objects,
		const char *after);

/** write_rules - all rules of writer->domain */
void write_rules(struct writer *writer);

/* network.c */
/** find_bound_ports - fills writer->bound, which the caller frees */
void find_bound_ports(struct writer *writer);
/** write_network - the rules for tcp and udp */
void write_network(struct writer *writer, const struct fact *facts, size_t count);

/* shared.c */
/** shared_find - lists of patterns that several domains read */
void shared_find(struct writer *writer);
void shared_write(struct writer *writer);
/** shared_use - replace the patterns of a sorted list that are in sets by the names of these */
void shared_use(const struct writer *writer, struct list *list);
void shared_free(struct writer *writer);

/* rules.c */
/** grant_remark - what a reader should know about @access to a grant, or NULL */
const char *grant_remark(const struct learn *learn, const struct grant *grant, hf_u32 access);

#endif
