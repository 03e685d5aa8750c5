/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which file system a descriptor is really of: for host.c. */
#ifndef HOLDFAST_SURVEY_HOST_MOUNTS_H
#define HOLDFAST_SURVEY_HOST_MOUNTS_H

#include <stdbool.h>

struct host;

/** struct host_mount - a line of mountinfo */
struct host_mount {
	unsigned long long id;
	const char *root, *point, *type;
};

/** mounts_read - read and check /proc/self/mountinfo; sets proc_mount or proc_problem */
void mounts_read(struct host *host);

/**
 * mounts_genuine - is @fd, opened as @path of the running machine, the kernel's own?
 *
 * True for paths that are no kernel file system's.
 */
bool mounts_genuine(struct host *host, int fd, const char *path);

/** mounts_bare - is @path a place of a kernel file system at which none is mounted, and no other one either? */
bool mounts_bare(struct host *host, int fd, const char *path);

/**
 * mounts_covered - what hides @path, which is not there: a place above it that is not the kernel's own
 *
 * NULL: nothing does, so it is really not there.
 */
const char *mounts_covered(struct host *host, const char *path);

/** mounts_parse - lines of mountinfo into host->mounts */
void mounts_parse(struct host *host, char *text);

#endif
