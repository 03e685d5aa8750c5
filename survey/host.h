/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Reading from the machine that is surveyed: the running one, or a tree below
 * a directory. Nothing here writes, and nothing is believed because of its
 * name: what is read below /proc and /sys of the running machine must come from
 * the file system that the kernel has there, at the place where it has it.
 */
#ifndef HOLDFAST_SURVEY_HOST_H
#define HOLDFAST_SURVEY_HOST_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct arena;
struct host_mount;

/* What became of an attempt to look. */
enum seen {
	SEEN,		/* it was read */
	SEEN_ABSENT,	/* it is not there */
	SEEN_DENIED,	/* this user may not */
	SEEN_FAKE,	/* something else is mounted where the kernel's file should be */
	SEEN_BROKEN,	/* it is there and cannot be read */
};

/** struct host - the machine; strings that functions return belong to @arena */
struct host {
	struct arena *arena;
	const char *root_path;	/* NULL: the running machine */
	int root;		/* descriptor of "/" there */
	bool live;
	bool is_root;		/* effective uid 0 */
	struct host_mount *mounts;
	size_t mount_count;
	unsigned long long proc_mount;	/* id of the mount of /proc that was found to be real; 0: none */
	const char *proc_problem;	/* why /proc is not believed; NULL: it is */
	const char **fakes;	/* places where something else was found, each once */
	size_t fake_count;
};

/** host_open - start; @root NULL is the running machine. False with malloc'd *@error. */
bool host_open(struct host *host, struct arena *arena, const char *root, char **error);
void host_close(struct host *host);

/**
 * host_descriptor - open @path for reading, checked; -1 with *@seen set
 * @flags: more flags of open(2): O_DIRECTORY, O_PATH
 */
int host_descriptor(struct host *host, const char *path, int flags, enum seen *seen);

/**
 * host_read - a whole file, with a NUL behind it
 * @length: may be NULL
 * @seen: may be NULL
 *
 * NULL if it was not seen, with the reason in *@seen. Files of more than 16 MiB are broken.
 */
char *host_read(struct host *host, const char *path, size_t *length, enum seen *seen);

/** host_read_large - the same with another limit; malloc'd, without the NUL */
char *host_read_large(struct host *host, const char *path, size_t limit, size_t *length, enum seen *seen);

/** host_line - the first line of a file, without its end */
char *host_line(struct host *host, const char *path, enum seen *seen);

/** host_link - where a symbolic link points to; of @at relative to a descriptor, or NULL path below the root */
char *host_link(struct host *host, const char *path, enum seen *seen);

/** host_exists - is there something? */
enum seen host_exists(struct host *host, const char *path);

/**
 * host_list - names in a directory, sorted, NULL behind the last
 * @count: may be NULL
 *
 * NULL if it was not seen.
 */
char **host_list(struct host *host, const char *path, size_t *count, enum seen *seen);

/** host_glob - the paths that match, `*` and `?` within one component; a NULL behind the last; never NULL */
char **host_glob(struct host *host, const char *pattern, size_t *count);

/** seen_words - "is not there", "may not be read by this user", ... */
const char *seen_words(enum seen seen);

/** seen_of_errno - what an errno of open(2) means here */
enum seen seen_of_errno(int error);

#endif
