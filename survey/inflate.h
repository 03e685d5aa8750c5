/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Decompression of gzip files (RFC 1951, RFC 1952), for /proc/config.gz. */
#ifndef HOLDFAST_SURVEY_INFLATE_H
#define HOLDFAST_SURVEY_INFLATE_H

#include <stddef.h>

/**
 * gunzip - decompress a gzip file with one member
 * @limit: more output than this is refused
 * @length: set to the length of the output
 *
 * Returns malloc'd bytes with a NUL behind them, or NULL if it is malformed,
 * its length is not what it says, or it is too long. Its CRC is checked.
 */
char *gunzip(const unsigned char *bytes, size_t size, size_t limit, size_t *length);

#endif
