/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The event stream of docs/events.md as data: recordings of the learn build,
 * denials of the sealed build. Nothing here does input or output.
 */
#ifndef HOLDFAST_LEARN_EVENTS_H
#define HOLDFAST_LEARN_EVENTS_H

#include "core/access.h"
#include "core/types.h"

struct arena;
struct diagnostics;

/** enum event_kind - what an access was made to; says which members of struct event are set */
enum event_kind {
	EVENT_NAME,		/* access; name, type */
	EVENT_EXECUTE,		/* name; facts: to */
	EVENT_RENAME,		/* name, type, target, replaced */
	EVENT_LINK,		/* name, type, target */
	EVENT_MOUNT,		/* name, fstype */
	EVENT_NET,		/* netop, proto, address, port */
	EVENT_SOCKET,		/* family, socket_type, protocol */
	EVENT_CAPABILITY,	/* capability; facts: quiet */
	EVENT_PEER,		/* peerop; facts: peer; denials: peer_name */
	EVENT_USE,		/* facility */
	EVENT_VARIABLE,		/* variable */
	EVENT_SCRIPT,		/* denials only: name, that an interpreter was given */
};

/** enum event_type - what kind of file a name is */
enum event_type {
	TYPE_NONE, TYPE_FILE, TYPE_DIR, TYPE_LINK, TYPE_FIFO, TYPE_SOCKET, TYPE_CHR, TYPE_BLK, TYPE_ANON,
};

/** struct event - one access, recorded or refused; strings are owned by the recording */
struct event {
	enum event_kind kind;
	enum event_type type;
	unsigned line;		/* where it stands in its file */
	hf_u32 subject;		/* facts: index into recording->subjects */
	hf_u32 access;		/* enum hf_access, or-ed */
	const char *name;
	const char *target;
	const char *fstype;
	hf_u32 to, peer;	/* facts: indexes into recording->subjects */
	const char *peer_name;	/* denials: a domain */
	enum hf_netop netop;
	enum hf_proto proto;
	hf_u8 address[16];	/* IPv4 mapped into IPv6 */
	hf_u16 port;
	hf_u16 family, socket_type, protocol;
	hf_u32 capability;
	enum hf_peerop peerop;
	hf_u32 facility;	/* one enum hf_facility */
	const char *variable;	/* of the environment; facts: of what @subject was started with */
	bool replaced;
	bool quiet;
};

/** struct denial - a line of the sealed build */
struct denial {
	hf_u64 seq;
	hf_u64 microseconds;	/* since boot */
	const char *domain;
	const char *program;
	hf_u64 pid;
	const char *comm;
	const char *access;	/* the words as written */
	const char *reason;
	struct event what;
};

/** struct subject - a chain of programs; the first one is the kernel, with empty strings */
struct subject {
	hf_u32 id;
	hf_u32 parent;		/* index; of the kernel: itself */
	const char *program;
	const char *script;	/* or "" */
};

enum code_kind { CODE_PROGRAM, CODE_SCRIPT, CODE_LIBRARY };

/** struct code - content that was run or mapped */
struct code {
	enum code_kind kind;
	const char *name;
	bool has_sha256, has_fsverity;
	hf_u8 sha256[32];
	hf_u8 fsverity[32];
};

/** struct recording - one event stream */
struct recording {
	const char *file;
	struct arena *arena;
	bool sealed;		/* denials; else subjects, codes, facts */
	bool headless;		/* kernel log lines without the first line of a stream */
	const char *target;
	const char *kernel;
	hf_u64 lost;
	struct subject *subjects;
	size_t subject_count;
	struct code *codes;
	size_t code_count;
	struct event *facts;
	size_t fact_count;
	struct denial *denials;
	size_t denial_count;
};

/**
 * events_parse - read a whole event stream
 * @file: its name, for messages
 * @text: @length bytes, which may hold anything
 * @diag: receives every error, with line and column
 *
 * Returns a recording in which every number refers to something, or NULL after
 * errors. Free with recording_free().
 */
struct recording *events_parse(const char *file, const char *text, size_t length,
			       struct diagnostics *diag);

/**
 * events_parse_log - read denials
 *
 * Like events_parse(), but @text may also be lines of a kernel log: those that
 * hold `holdfast: deny` are read from there on, others are passed over. Lines
 * that are malformed are noted in @diag and the others returned all the same;
 * NULL only if @text is a recording of a learn build or has a broken first line.
 */
struct recording *events_parse_log(const char *file, const char *text, size_t length,
				   struct diagnostics *diag);

void recording_free(struct recording *recording);

/* Words of the tables in core/access.h; NULL for a number that is none of theirs. */
const char *access_word(hf_u32 access);		/* of one bit */
const char *netop_word(enum hf_netop netop);
const char *peerop_word(enum hf_peerop peerop);
const char *facility_word(hf_u32 facility);	/* of one bit */
const char *capability_word(hf_u32 capability);
const char *proto_word(enum hf_proto proto);

/** address_print - dotted if IPv4 is mapped in it; @out holds at least 46 bytes */
void address_print(const hf_u8 address[16], char out[46]);

#endif
