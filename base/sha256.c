/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/evp.h>

#include "base/arena.h"

#define PIECE_BYTES ((size_t)256 << 10)

/* libcrypto only fails here when memory is out or the build has no SHA-256. */
__attribute__((noreturn)) static void no_sha256(void)
{
	fputs("holdfast: libcrypto cannot compute SHA-256 here\n", stderr);
	exit(1);
}

static EVP_MD_CTX *begin(void)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	if (!context || EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1)
		no_sha256();
	return context;
}

static void finish(EVP_MD_CTX *context, uint8_t out[32])
{
	if (EVP_DigestFinal_ex(context, out, NULL) != 1)
		no_sha256();
	EVP_MD_CTX_free(context);
}

void sha256(const void *data, size_t length, uint8_t out[32])
{
	EVP_MD_CTX *context = begin();

	if (length && EVP_DigestUpdate(context, data, length) != 1)
		no_sha256();
	finish(context, out);
}

/* Feeds all of @fd to @context; false with errno set. */
static bool digest_fd(int fd, EVP_MD_CTX *context)
{
	char *piece = xmalloc(PIECE_BYTES);
	ssize_t got;

	for (;;) {
		got = read(fd, piece, PIECE_BYTES);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			break;
		if (EVP_DigestUpdate(context, piece, (size_t)got) != 1)
			no_sha256();
	}
	free(piece);
	return got == 0;
}

bool sha256_file(const char *path, uint8_t out[32])
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	EVP_MD_CTX *context;
	int saved;

	if (fd < 0)
		return false;
	context = begin();
	if (!digest_fd(fd, context)) {
		saved = errno;
		EVP_MD_CTX_free(context);
		close(fd);
		errno = saved;
		return false;
	}
	close(fd);
	finish(context, out);
	return true;
}

void sha256_hex(const uint8_t digest[32], char out[65])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < 32; i++) {
		out[2 * i] = digits[digest[i] >> 4];
		out[2 * i + 1] = digits[digest[i] & 15];
	}
	out[64] = '\0';
}
