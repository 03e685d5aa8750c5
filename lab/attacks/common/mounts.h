/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Filesystems that an attack mounts, and namespaces it makes, where the policy lets it. */
#ifndef LAB_MOUNTS_H
#define LAB_MOUNTS_H

/* Mounts a filesystem of @type at directory @path, which is made. no_effect() on failure. */
void mount_new(const char *type, const char *path);
/* The root of a new tmpfs that is attached nowhere. no_effect() on failure. */
int detached_tmpfs(void);
/*
 * Makes a new directory @root, in which the approved programs of LAB/open are at /open (in a
 * mount namespace of this process). no_effect() on failure.
 */
void root_with_approved(const char *root);
/* In a user namespace that is new: makes this process root there. no_effect() on failure. */
void become_its_root(void);

/* broken() if file @path can be written to. */
void expect_read_only(const char *path);
/* effect() if @path can be written to now, else no_effect(@error). */
_Noreturn void judge_writable(const char *path, int error);

#endif
