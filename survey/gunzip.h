/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decompression of gzip files (RFC 1952), for /proc/config.gz; by zlib. */
#ifndef HOLDFAST_SURVEY_GUNZIP_H
#define HOLDFAST_SURVEY_GUNZIP_H

#include <stddef.h>

/**
 * gunzip - decompress a gzip file with one member
 * @limit: more output than this is refused
 * @length: set to the length of the output
 *
 * Returns malloc'd bytes with a NUL behind them, or NULL if it is malformed,
 * its length or CRC is not what it says, it is too long, or memory ran out.
 */
char *gunzip(const unsigned char *bytes, size_t size, size_t limit, size_t *length);

#endif
