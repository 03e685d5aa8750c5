/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A header (docs/manual/format_header.md of rpm): two numbers of 32 bits, count of entries and length of the data, big-endian
 * as all of them; the entries: tag, type, offset in the data, count of values; the data.
 */
#include "survey/rpm_header.h"

#include <string.h>

#include "base/arena.h"

enum { TAG_NAME = 1000, TAG_VERSION = 1001, TAG_RELEASE = 1002, TAG_DIRINDEXES = 1116, TAG_BASENAMES = 1117, TAG_DIRNAMES = 1118 };
enum { TYPE_INT32 = 4, TYPE_STRING = 6, TYPE_STRINGS = 8 };

struct header {
	const unsigned char *entries, *data;
	size_t entry_count, data_length;
};

static size_t number_at(const unsigned char *bytes)
{
	return (size_t)bytes[0] << 24 | (size_t)bytes[1] << 16 | (size_t)bytes[2] << 8 | bytes[3];
}

static bool open_header(struct header *header, const unsigned char *bytes, size_t size)
{
	if (size < 8)
		return false;
	header->entry_count = number_at(bytes);
	header->data_length = number_at(bytes + 4);
	if (header->entry_count > (size - 8) / 16 || header->data_length > size - 8 - 16 * header->entry_count)
		return false;
	header->entries = bytes + 8;
	header->data = header->entries + 16 * header->entry_count;
	return true;
}

/* The values of a tag: where they begin, how many, and how many bytes there are at most. NULL if it is not there, or of another type. */
static const unsigned char *find(const struct header *header, size_t tag, size_t type, size_t *count, size_t *length)
{
	for (size_t i = 0; i < header->entry_count; i++) {
		const unsigned char *entry = header->entries + 16 * i;
		size_t offset = number_at(entry + 8);

		if (number_at(entry) != tag)
			continue;
		if (number_at(entry + 4) != type || offset >= header->data_length)
			return NULL;
		*count = number_at(entry + 12);
		*length = header->data_length - offset;
		return header->data + offset;
	}
	return NULL;
}

static const char *one_string(struct arena *arena, const struct header *header, size_t tag)
{
	size_t count, length;
	const unsigned char *at = find(header, tag, TYPE_STRING, &count, &length);

	if (!at || count != 1 || !memchr(at, '\0', length))
		return NULL;
	return arena_printf(arena, "%s", (const char *)at);
}

/* All strings of a tag, or NULL if one of them does not end. */
static const char **all_strings(struct arena *arena, const struct header *header, size_t tag, size_t *count)
{
	size_t length;
	const unsigned char *at = find(header, tag, TYPE_STRINGS, count, &length);
	const char **list;
	char *copy;

	/* Every string takes a byte at least. */
	if (!at || *count > length)
		return NULL;
	list = arena_alloc(arena, (*count + 1) * sizeof(*list));
	for (size_t i = 0, used = 0; i < *count; i++) {
		const unsigned char *end = used < length ? memchr(at + used, '\0', length - used) : NULL;

		if (!end)
			return NULL;
		list[i] = (const char *)at + used;
		used = (size_t)(end - at) + 1;
		if (i + 1 == *count) {
			copy = arena_alloc(arena, used);
			memcpy(copy, at, used);
			for (size_t k = 0; k < *count; k++)
				list[k] = copy + (list[k] - (const char *)at);
		}
	}
	return list;
}

static bool read_files(struct arena *arena, const struct header *header, struct rpm_package *package)
{
	size_t count, length;
	const unsigned char *at = find(header, TAG_DIRINDEXES, TYPE_INT32, &count, &length);

	package->folders = all_strings(arena, header, TAG_DIRNAMES, &package->folder_count);
	package->names = all_strings(arena, header, TAG_BASENAMES, &package->name_count);
	if (!at || !package->folders || !package->names || count != package->name_count || count > length / 4)
		return false;
	package->folder_of = arena_alloc(arena, (count + 1) * sizeof(*package->folder_of));
	for (size_t i = 0; i < count; i++) {
		package->folder_of[i] = (unsigned)number_at(at + 4 * i);
		if (package->folder_of[i] >= package->folder_count)
			return false;
	}
	return true;
}

bool rpm_header_read(struct arena *arena, const unsigned char *bytes, size_t size, struct rpm_package *package)
{
	struct header header;
	const char *version, *release;

	*package = (struct rpm_package){ 0 };
	if (!open_header(&header, bytes, size))
		return false;
	package->name = one_string(arena, &header, TAG_NAME);
	version = one_string(arena, &header, TAG_VERSION);
	release = one_string(arena, &header, TAG_RELEASE);
	if (!package->name || !*package->name || !version)
		return false;
	package->version = release ? arena_printf(arena, "%s-%s", version, release) : version;
	/* A package may have no files; then it has none of these tags. */
	if (!read_files(arena, &header, package)) {
		package->folders = package->names = NULL;
		package->folder_of = NULL;
		package->folder_count = package->name_count = 0;
	}
	return true;
}

bool rpm_package_has(const struct rpm_package *package, const char *path)
{
	const char *slash = strrchr(path, '/');
	size_t length = slash ? (size_t)(slash - path) + 1 : 0;

	for (size_t i = 0; i < package->name_count; i++) {
		const char *folder = package->folders[package->folder_of[i]];

		if (!strcmp(package->names[i], path + length) && strlen(folder) == length && !strncmp(folder, path, length))
			return true;
	}
	return false;
}
