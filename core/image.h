/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The image: a compiled policy as a flat little-endian file. docs/image-format.md
 * explains it; these structures are it.
 *
 * Offsets count from the first byte of the image. Sections follow the header
 * in the order of enum hf_section, each aligned to 8 bytes, without gaps other
 * than that padding (zero bytes), and the last one ends the image.
 */
#ifndef HOLDFAST_IMAGE_H
#define HOLDFAST_IMAGE_H

#include "types.h"
#include "access.h"

#define HF_IMAGE_MAGIC		"HOLDFAST"
#define HF_IMAGE_VERSION	4u
#define HF_DIGEST_BYTES		32u

/* X(IDENT, struct or type of one record). */
#define HF_SECTIONS(X) \
	X(DOMAINS,	struct hf_domain) \
	X(STATES,	struct hf_state) \
	X(EDGES,	hf_u32) \
	X(CLASSES,	struct hf_class) \
	X(CHUNKS,	hf_u32) \
	X(CELLS,	hf_u16) \
	X(CODES,	struct hf_code) \
	X(DIGESTS,	struct hf_digest) \
	X(EXECS,	struct hf_exec) \
	X(PEERS,	hf_u32) \
	X(SCRIPTS,	hf_u32) \
	X(VARIABLES,	hf_u32) \
	X(SOCKETS,	struct hf_socket) \
	X(NETS4,	struct hf_net4) \
	X(NETS6,	struct hf_net6) \
	X(STRINGS,	char) \
	X(TEXT,		char)

enum hf_section {
#define X(ident, type) HF_SEC_##ident,
	HF_SECTIONS(X)
#undef X
	HF_SEC_MAX
};

/*
 * @count records of some section from number @first on. But of NETS4 and NETS6 @first is the
 * place of the first one, in bytes from the start of the image, or anything if there are none.
 */
struct hf_slice {
	hf_u32 first;
	hf_u32 count;
};

struct hf_section_head {
	hf_u32 offset;		/* bytes, multiple of 8 */
	hf_u32 count;		/* records */
};

struct hf_header {
	char magic[8];		/* HF_IMAGE_MAGIC, no NUL */
	hf_u32 version;
	hf_u32 header_bytes;	/* sizeof(struct hf_header) */
	hf_u64 image_bytes;
	hf_u8 digest[HF_DIGEST_BYTES];		/* SHA-256 of all bytes behind it: HF_DIGEST_FROM */
	hf_u8 text_digest[HF_DIGEST_BYTES];	/* SHA-256 of section TEXT */
	hf_u32 policy_name;	/* string */
	hf_u32 policy_version;
	hf_u32 root_state;	/* the state of the empty name, i.e. of "/" */
	hf_u32 sinks;		/* states, see struct hf_state; at least 1 */
	struct hf_section_head section[HF_SEC_MAX];
};

/* The digest covers the image from here to its end. What stands before is one fixed value each. */
#define HF_DIGEST_FROM		offsetof(struct hf_header, text_digest)

/*
 * One state of the automaton over bytes. Its edges are EDGES[@first_edge ..
 * next state's @first_edge - 1]; the section holds one record more than there
 * are states, whose @first_edge ends the last one.
 *
 * The first states are the sinks: those that are never left, without edges and with
 * themselves as @otherwise. They are what is behind a directory that was granted with all below
 * it, where most files are. Each has the class of its own number, which no state but it has:
 * so one number says what a name there is and what all names below it are. State 0, the dead
 * one, is a sink.
 */
struct hf_state {
	hf_u32 first_edge;
	hf_u32 otherwise;	/* next state for a byte without an edge */
	hf_u32 class;		/* of a name that ends here */
};

/* An edge: the byte in the top 8 bits, the target below. Sorted, unique bytes. */
#define HF_EDGE(byte, target)	(((hf_u32)(byte) << 24) | (hf_u32)(target))
#define HF_EDGE_BYTE(edge)	((edge) >> 24)
#define HF_EDGE_TARGET(edge)	((edge) & 0xffffffu)

/*
 * Names the policy treats alike, but those of sinks have their own. Class 0 grants nothing to
 * anybody.
 */
struct hf_class {
	hf_u32 code;		/* pinned code of this name, 0 for none */
	hf_u32 same;		/* the first class with the same code and accesses, or this */
};

/*
 * The access table. A row has an entry in CHUNKS for each 64 classes: where their cells are in
 * CELLS, which hold a set of accesses each. Rows and cells are named by their places, in bytes from
 * the start of the image: of a row, where it begins; of a chunk, where class 0 would have its
 * cell if the cells before went on like this, so maybe before the image. So the cell of a class is
 * the class away from there. Equal rows and equal chunks are stored once.
 */
#define HF_CHUNK_SHIFT		6u
#define HF_CHUNK_CLASSES	(1u << HF_CHUNK_SHIFT)

/* Interpreters that are started in this domain run SCRIPTS of it, and nothing else. */
#define HF_DOMAIN_SCRIPTS_ONLY	1u

/* Domain 0 is what the kernel itself runs as; its name is "kernel". */
struct hf_domain {
	hf_u64 capabilities;	/* bit n: capability n */
	hf_u32 name;		/* string */
	hf_u32 row;		/* of the access table: its place */
	hf_u32 facilities;	/* enum hf_facility */
	hf_u32 flags;		/* HF_DOMAIN_SCRIPTS_ONLY or 0 */
	struct hf_slice execs;	/* EXECS, sorted by code, unique */
	struct hf_slice sockets;/* SOCKETS, sorted, unique */
	struct hf_slice scripts;/* SCRIPTS: codes, sorted, unique */
	struct hf_slice variables;	/* VARIABLES: strings, names that are let through at exec */
	struct hf_slice peers[HF_PEEROP_MAX];	/* PEERS: domain numbers, sorted, unique */
	struct hf_slice nets4[HF_PROTO_MAX][HF_NETOP_MAX];	/* NETS4, sorted: see net.h */
	struct hf_slice nets6[HF_PROTO_MAX][HF_NETOP_MAX];	/* NETS6, the same */
	hf_u64 reserved[2];	/* 0: for 256 bytes, so that a number becomes a place by a shift */
};

/* An interpreter is a program, too: one that takes code from the file that it is given. */
enum hf_code_kind { HF_CODE_PROGRAM = 1, HF_CODE_LIBRARY = 2, HF_CODE_INTERPRETER = 4 };

/* A pinned file: a program, a library (executable mapping) or both. Code 0 is unused. */
struct hf_code {
	hf_u32 path;		/* string */
	hf_u32 name;		/* string: the program's name in the policy, or "" */
	hf_u32 kinds;		/* enum hf_code_kind, or-ed */
	hf_u32 interpreter;	/* code of the program a script must run by, 0 if not a script */
	hf_u32 option;		/* string: of an interpreter, its first argument always, or "" */
	struct hf_slice digests;/* DIGESTS, sorted, unique, never empty but for code 0 */
};

enum hf_digest_kind { HF_DIGEST_SHA256 = 1, HF_DIGEST_FSVERITY_SHA256 = 2 };

struct hf_digest {
	hf_u32 kind;
	hf_u8 value[HF_DIGEST_BYTES];
};

struct hf_exec {
	hf_u32 code;		/* a program */
	hf_u32 domain;		/* what the process becomes */
};

#define HF_SOCKET_ANY	0xffffu

struct hf_socket {
	hf_u16 family;
	hf_u16 type;		/* or HF_SOCKET_ANY */
	hf_u16 protocol;	/* or HF_SOCKET_ANY */
	hf_u16 reserved;	/* 0 */
};

struct hf_ports {
	hf_u16 low;
	hf_u16 high;
};

/* A range of IPv4 addresses with a range of ports. */
struct hf_net4 {
	hf_u32 low;
	hf_u32 high;
	struct hf_ports ports;
};

/*
 * The same for IPv6, without ::ffff:a.b.c.d, which is IPv4. Of each address the upper
 * half comes first.
 */
struct hf_net6 {
	hf_u64 low[2];
	hf_u64 high[2];
	struct hf_ports ports;
	hf_u32 reserved;	/* 0 */
};

#endif
