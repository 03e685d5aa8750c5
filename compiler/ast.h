/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A policy text as it was written, one layer: what the parser makes, what the
 * formatter prints, what the compiler reads. Nothing is resolved here: names
 * are still names, sets are still named. Everything is owned by the arena of
 * the layer and lives as long as it does.
 */
#ifndef HOLDFAST_COMPILER_AST_H
#define HOLDFAST_COMPILER_AST_H

#include "core/image.h"

/** struct place - where a thing was written; columns and lines count from 1 */
struct place {
	unsigned line;
	unsigned column;
};

/** struct word - one word of the text, with quotes removed and nothing else done to it */
struct word {
	const char *text;	/* NUL-terminated; patterns keep their escapes */
	struct place at;
	struct word *next;
};

/** enum rule_kind - the verb families; each uses the members of struct rule named beside it */
enum rule_kind {
	RULE_ACCESS,		/* access; objects: patterns and set names (read … mknod, write, umount, data) */
	RULE_EXECUTE,		/* objects: programs; as: domain or NULL */
	RULE_UNIX,		/* access HF_CONNECT and/or HF_BIND; objects: patterns, sets, `@name` */
	RULE_NET,		/* netops (bits 1 << enum hf_netop), protos (bits); objects: prefixes; ports; from */
	RULE_SOCKET,		/* objects: family [type [protocol]] */
	RULE_CAPABILITY,	/* objects: capability names */
	RULE_PEER,		/* peerop; objects: domains or `*` */
	RULE_MOUNT,		/* objects: filesystem types; on: patterns and set names */
	RULE_USE,		/* objects: facilities */
	RULE_INTERPRET,		/* objects: programs that are scripts; NULL for `none` */
	RULE_ENVIRONMENT,	/* objects: names of variables */
};

struct rule {
	enum rule_kind kind;
	bool deny;
	const char *verb;	/* as written */
	struct place at;
	hf_u32 access;		/* enum hf_access */
	unsigned netops;
	unsigned protos;
	enum hf_peerop peerop;
	struct word *objects;
	struct word *ports;	/* "80", "8000-8080"; NULL for any */
	struct word *from;	/* RULE_NET listen: remote prefixes; NULL for any */
	struct word *on;	/* RULE_MOUNT: patterns and set names */
	struct word *as;	/* RULE_EXECUTE */
};

enum item_kind {
	ITEM_BLANK,		/* an empty line (runs of them are one), kept for the formatter */
	ITEM_COMMENT,		/* a line of comment; text */
	ITEM_POLICY,		/* name, version */
	ITEM_SET,		/* name; words: patterns, set names */
	ITEM_PROGRAM,		/* name; words: the one path; digests; by */
	ITEM_LIBRARY,		/* words: the one path; digests */
	ITEM_DOMAIN,		/* name ("*" for all); body */
	ITEM_RULE,		/* rule; inside a domain's body only */
	ITEM_NEVER,		/* name: domain or "*"; reach; rule */
	ITEM_EXPECT,		/* name: domain; rule with one object; allow */
};

struct item {
	enum item_kind kind;
	struct place at;
	const char *comment;	/* trailing comment with its '#', or NULL; ITEM_COMMENT: the comment */
	const char *end_comment;/* ITEM_DOMAIN: behind its `}`, or NULL */
	struct word *name;
	struct word *words;
	struct word *digests;	/* "sha256:…", "fsverity:…" */
	struct word *by;	/* ITEM_PROGRAM: interpreter, or NULL */
	struct word *interpreter;/* ITEM_PROGRAM: the word that says it is one, or NULL */
	struct word *option;	/* ITEM_PROGRAM: what that interpreter is always given, or NULL */
	unsigned version;
	bool reach;
	bool allow;
	struct rule *rule;
	struct item *body;	/* ITEM_DOMAIN */
	struct item *next;
};

/** struct layer - one parsed policy text */
struct layer {
	const char *file;	/* for messages */
	const char *text;	/* the source, NUL-terminated */
	size_t length;
	struct item *items;
	struct arena *arena;
};

struct diagnostics;

/**
 * layer_parse - parse one policy text
 * @file: name for messages
 * @text: @length bytes, need not be NUL-terminated; may hold anything
 * @diag: receives every error, with file:line:column
 *
 * Returns the layer, or NULL when there was any error. Free with layer_free().
 */
struct layer *layer_parse(const char *file, const char *text, size_t length,
			  struct diagnostics *diag);
void layer_free(struct layer *layer);

/** layer_line - where line @line (from 1) of the text starts, for diag_add(); NULL if there is none */
const char *layer_line(const struct layer *layer, unsigned line);

/**
 * layer_format - the canonical form of a layer
 *
 * Returns malloc'd text of *@length bytes: same meaning, same comments, canonical spacing.
 * Formatting it again gives the same bytes.
 */
char *layer_format(const struct layer *layer, size_t *length);

#endif
