/* SPDX-License-Identifier: GPL-2.0-or-later */
/* SHA-256 by OpenSSL. */
#ifndef HOLDFAST_BASE_SHA256_H
#define HOLDFAST_BASE_SHA256_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void sha256(const void *data, size_t length, uint8_t out[32]);
/** sha256_file - of the content of @path; false with errno set */
bool sha256_file(const char *path, uint8_t out[32]);
/** sha256_hex - 64 lower-case digits and a NUL */
void sha256_hex(const uint8_t digest[32], char out[65]);

#endif
