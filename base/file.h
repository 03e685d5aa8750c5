/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Whole files in and out. */
#ifndef HOLDFAST_BASE_FILE_H
#define HOLDFAST_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

/**
 * file_read - a whole file
 * @path: "-" is standard input
 * @limit: larger files are refused
 * @length: set to the number of bytes
 * @error: on failure set to malloc'd words saying why
 *
 * Returns malloc'd bytes with a NUL behind them, or NULL.
 */
char *file_read(const char *path, size_t limit, size_t *length, char **error);

/**
 * file_write - replace a file in one step
 *
 * Writes beside @path, syncs, renames over it; what was there stays until
 * then and stays if anything fails. "-" is standard output. Returns false with *@error set.
 */
bool file_write(const char *path, const void *bytes, size_t length, unsigned mode, char **error);

#endif
