/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Kernels that were sealed before, so that the same policy need not be linked twice. */
#ifndef HOLDFAST_CLI_KERNEL_CACHE_H
#define HOLDFAST_CLI_KERNEL_CACHE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * cache_entry - the file of the cache for an image in a kernel
 * @directory: of the kernels
 * @tree: what the kernel is made of: TARGET-sealed
 *
 * Returns malloc'd text, or NULL if the tree does not say what it was made of.
 */
char *cache_entry(const char *directory, const char *tree, const void *image, size_t length);

/** cache_store - keep a copy of the kernel @bytes as @entry; only a failure to speed up the next time */
void cache_store(const char *entry, const void *bytes, size_t length);

#endif
