/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The learn build: allows, and records each new fact once. Everything here
 * carries learn in its name, so that its absence from a sealed kernel shows.
 */
#ifndef HOLDFAST_LEARN_H
#define HOLDFAST_LEARN_H

#include "../holdfast.h"

enum entry_kind {
	ENTRY_SUBJECT,		/* second: parent; name: program; target: script */
	ENTRY_CODE,		/* code_kind; digests; name */
	ENTRY_ACCESS,		/* one access on name; type; target of rename and link */
	ENTRY_EXECUTE,		/* name; second: the subject it becomes */
	ENTRY_MOUNT,		/* name; target: filesystem type */
	ENTRY_RENAME,
	ENTRY_LINK,
	ENTRY_NET,
	ENTRY_SOCKET,
	ENTRY_CAPABILITY,
	ENTRY_PEER,
	ENTRY_FACILITY,
	ENTRY_VARIABLE,		/* name: of a variable that injects code */
};

enum code_kind { CODE_PROGRAM, CODE_SCRIPT, CODE_LIBRARY };

/**
 * struct entry_key - one line of the event stream, before it is printed
 *
 * Two equal keys are the same fact: unused members are 0, there is no padding
 * that is not zeroed. The bytes of the name and of the target follow it.
 */
struct entry_key {
	u32 kind;		/* enum entry_kind */
	u32 subject;
	u32 value;		/* access, capability, facility, code_kind, netop, family, peerop */
	u32 second;		/* proto, type of a socket, peer, 1 if quiet or replaced */
	u32 third;		/* port, protocol */
	u32 file_type;		/* S_IFMT bits; 0 for what has no inode */
	u8 address[16];
	u8 sha256[HF_DIGEST_BYTES];
	u8 fsverity[HF_DIGEST_BYTES];
	u32 has_fsverity;
	u32 name_length;
	u32 target_length;
};

struct entry {
	struct hlist_node node;
	u32 hash;
	struct entry_key key;
	char names[];
};

/* facts.c */

/* Record a fact unless it is known. Never sleeps; what can't be kept is counted as lost. */
void holdfast_learn_record(struct entry_key *key, const char *name, size_t name_length,
			   const char *target, size_t target_length);
/* The @number-th recorded entry, or NULL. Entries are never changed or freed. */
const struct entry *holdfast_learn_entry(u64 number);
u64 holdfast_learn_count(void);
u64 holdfast_learn_lost(void);
void holdfast_learn_lose(void);

/* subjects.c */

/* Words to small numbers, 0 if there is no room; and back. */
u32 holdfast_learn_intern(const char *name, size_t length);
const char *holdfast_learn_interned(u32 number);

/* The subject that @parent becomes by running @program, maybe for @script. Numbers from 1. */
u32 holdfast_learn_subject(u32 parent, u32 program, u32 script);
void holdfast_learn_announce(u32 subject);
/* Is its chain so long that it stands for what it runs? */
bool holdfast_learn_is_deepest(u32 subject);

/* contents.c: record digests of a file that is run or mapped. Sleeps. */
void holdfast_learn_content(struct file *file, struct dentry *dentry, enum code_kind kind,
			    const char *name);

/* A buffer for names, NULL if there is no memory: that counts as a loss. */
char *holdfast_learn_buffer(void);
/* The name of @dentry in it, "@unnamed:" if it has none. */
const char *holdfast_learn_name(struct dentry *dentry, char *buffer);
#define LEARN_BUFFER	(PATH_MAX + 64)

#endif
