/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/kernel_cache.h"

#include <dirent.h>
#include <libgen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/sha256.h"
#include "base/text.h"

/* A kernel is some 10 MB; nobody goes back and forth between more policies than this. */
#define ENTRIES_KEPT	8
#define MAX_ID_BYTES	4096

char *cache_entry(const char *directory, const char *tree, const void *image, size_t length)
{
	struct text path = { 0 }, key = { 0 };
	size_t id_length;
	char *error = NULL, *id;
	uint8_t digest[32];
	char hex[65];

	text_printf(&path, "%s/%s/variant.id", directory, tree);
	id = file_read(path.bytes, MAX_ID_BYTES, &id_length, &error);
	text_free(&path);
	if (!id) {
		free(error);
		return NULL;
	}
	sha256(image, length, digest);
	sha256_hex(digest, hex);
	text_add(&key, id, id_length);
	text_puts(&key, hex);
	sha256(key.bytes, key.length, digest);
	sha256_hex(digest, hex);
	text_free(&key);
	free(id);
	text_printf(&path, "%s/cache/%s-%s", directory, tree, hex);
	return path.bytes;
}

/* Removes the file that was used longest ago. Returns how many there were. */
static size_t drop_oldest(const char *directory)
{
	DIR *entries = opendir(directory);
	struct text oldest = { 0 };
	struct timespec oldest_time = { 0 };
	size_t count = 0;
	struct dirent *entry;
	struct stat stat;

	while (entries && (entry = readdir(entries))) {
		if (fstatat(dirfd(entries), entry->d_name, &stat, 0) < 0 || !S_ISREG(stat.st_mode))
			continue;
		if (!count++ || stat.st_mtim.tv_sec < oldest_time.tv_sec) {
			oldest_time = stat.st_mtim;
			text_free(&oldest);
			text_printf(&oldest, "%s/%s", directory, entry->d_name);
		}
	}
	if (entries)
		closedir(entries);
	if (count > ENTRIES_KEPT)
		unlink(oldest.bytes);
	text_free(&oldest);
	return count;
}

void cache_store(const char *entry, const void *bytes, size_t length)
{
	char *copy = xstrdup(entry), *error = NULL;
	const char *directory = dirname(copy);

	if (mkdir(directory, 0777) == 0 || access(directory, W_OK) == 0) {
		if (!file_write(entry, bytes, length, 0755, &error))
			free(error);
		while (drop_oldest(directory) > ENTRIES_KEPT + 1)
			;
	}
	free(copy);
}
