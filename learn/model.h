/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the steps of learning hand on to each other. Private to learn/. */
#ifndef HOLDFAST_LEARN_MODEL_H
#define HOLDFAST_LEARN_MODEL_H

#include "core/image.h"
#include "learn/learn.h"
#include "learn/table.h"

struct arena;
struct layer;

#define DOMAIN_KERNEL 0u
#define NO_NUMBER ((hf_u32)-1)

/** struct digests - what a file was seen to contain; sorted and unique after merge_finish() */
struct digests {
	struct hf_digest *list;
	size_t count, space;
};

/** struct program - a file that was executed, or a script */
struct program {
	const char *path;
	bool script;
	const char *by;		/* scripts: path of the interpreter */
	bool by_several;	/* scripts: and it was not the only one */
	char *name;		/* in the policy */
	struct digests digests;
	bool written;		/* its program line is in the policy */
};

/** struct library - a file that was mapped executable */
struct library {
	const char *path;
	struct digests digests;
};

/**
 * struct grant - accesses to the names of one pattern
 *
 * @notes are bits of enum grant_note.
 */
struct grant {
	const char *pattern;
	hf_u32 access;
	unsigned notes;
};

enum grant_note {
	GRANT_CHANGING	= 1u << 0,	/* part of the name looked random or like a process id */
	GRANT_SIBLINGS	= 1u << 1,	/* stands for many names that were read */
	GRANT_OUTPUT	= 1u << 2,	/* stands for many names that were created */
	GRANT_COMPOSED	= 1u << 3,	/* `write`, though not every part of it was seen */
	GRANT_CODE	= 1u << 4,	/* stands for pinned files */
};

struct grants {
	struct grant *list;
	size_t count, space;
};

/** struct domain - what becomes a domain of the policy */
struct domain {
	const char *path;	/* of the program or script; "" for the kernel */
	bool script;
	bool child;		/* of @caller: a launcher's */
	hf_u32 caller;		/* domain */
	char *name;
	bool overlay;		/* mounts an overlay */
	struct grants grants;	/* by pattern, unique */
};

/** struct fact - one distinct fact; names are owned by the struct learn */
struct fact {
	struct event event;	/* subject, to and peer are domains here */
	hf_u32 program;		/* EVENT_EXECUTE: index into programs */
	bool cut;		/* EVENT_EXECUTE: the recorder says another domain than the names do */
	bool left_out;
};

struct learn {
	struct arena *arena;
	struct learn_summary summary;
	struct table strings;	/* every name, once; in the arena */
	struct table domain_keys;
	struct domain *domains;	/* [0] is the kernel */
	size_t domain_count, domain_space;
	struct table program_paths;
	struct program *programs;
	size_t program_count, program_space;
	struct table library_paths;
	struct library *libraries;
	size_t library_count, library_space;
	struct fact *facts;
	size_t fact_count, fact_space;
	struct table created;	/* names that somebody made while recording */
	struct table deleted;	/* names that somebody removed */
	struct table systems;	/* "uml 6.12.117" */
	struct note *notes;
	size_t note_count, note_space;
	struct layer *layer;	/* the policy, parsed */
	char *text;		/* the policy */
	size_t length;
};

/** learn_string - the one copy of a string */
const char *learn_string(struct learn *learn, const char *string);
/** learn_grow - room for one more element of @size in *@list, which holds @count */
void learn_grow(void *list, size_t count, size_t *space, size_t size);
/** learn_note - add a remark; @domain may be NO_NUMBER */
void learn_note(struct learn *learn, enum note_kind kind, hf_u32 domain, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/* merge.c */
/** merge_finish - after the last recording and the naming: sort and drop what is there twice */
void merge_finish(struct learn *learn);

/* domains.c */
/** is_interpreter - does it do what a text tells it to? */
bool is_interpreter(const char *path);
/** is_launcher - does it exist to run something else? Interpreters do */
bool is_launcher(const char *path);
/** domain_enter - the domain that @from comes to by running @program for @script ("" for none) */
hf_u32 domain_enter(struct learn *learn, hf_u32 from, const char *program, const char *script);
/** domains_name - names for programs and domains, both then sorted by name, and facts renumbered */
void domains_name(struct learn *learn);

/* names.c */
/**
 * name_pattern - the pattern for one recorded name
 * @notes: bits of enum grant_note are added
 */
const char *name_pattern(struct learn *learn, const char *name, unsigned *notes);
/** name_is_usable - can a policy speak of it? */
bool name_is_usable(const char *name);

/* places.c */
/** place_is_sensitive - could @pattern match a name that is never to be generalised into? */
bool place_is_sensitive(const char *pattern);
/** place_allows_read - may names in @directory (@length bytes of a pattern) become @pattern for reading? */
bool place_allows_read(const char *directory, size_t length, const char *pattern);
bool place_allows_write(const struct learn *learn, const char *directory, size_t length,
			const char *pattern);
/** place_review - why somebody should look at @access to @pattern, or NULL */
const char *place_review(const struct learn *learn, const char *pattern, hf_u32 access);

/* overlap.c */
/** patterns_overlap - is there a name that both match? */
bool patterns_overlap(const char *one, const char *other);

/* generalise.c */
void generalise(struct learn *learn);
void grant_add(struct grants *grants, const char *pattern, hf_u32 access, unsigned notes);
/** grants_sort - by pattern, with equal patterns made one and empty ones dropped */
void grants_sort(struct grants *grants);

/* siblings.c */
/** siblings_generalise - patterns for directories in which much was read, mapped or created */
void siblings_generalise(struct learn *learn, struct domain *domain);
/** siblings_drop_covered - take away what such patterns grant already; @grants sorted */
void siblings_drop_covered(struct grants *grants);

#endif
