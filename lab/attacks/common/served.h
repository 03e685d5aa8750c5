/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A filesystem that the attack itself serves, by FUSE. */
#ifndef LAB_SERVED_H
#define LAB_SERVED_H

#include <linux/fuse.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Answers request @unique: with @error, an errno or 0, and @size bytes of @data. */
void served_answer(uint64_t unique, int error, const void *data, size_t size);
/*
 * Mounts it at @place, with the options of mount(8) that say what its root is, and serves it from a thread.
 * @request answers what is asked of files, @body behind @head; false if it does not know that.
 * no_effect() where that is refused.
 */
void serve(const char *place, const char *options,
	   bool (*request)(const struct fuse_in_header *head, const void *body));

#endif
