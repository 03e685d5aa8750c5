/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "survey/host.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <limits.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/arena.h"
#include "survey/host_mounts.h"

#define FILE_LIMIT (16u << 20)

static int open_below(int root, const char *path, int flags)
{
	struct open_how how = { .flags = (unsigned long long)flags, .resolve = RESOLVE_IN_ROOT };

	return (int)syscall(SYS_openat2, root, path, &how, sizeof(how));
}

bool host_open(struct host *host, struct arena *arena, const char *root, char **error)
{
	int probe;

	*host = (struct host){ .arena = arena, .root_path = root, .live = !root, .is_root = !geteuid() };
	host->root = open(root ? root : "/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (host->root < 0) {
		if (asprintf(error, "cannot open %s: %s", root ? root : "/", strerror(errno)) < 0)
			*error = NULL;
		return false;
	}
	if (host->live) {
		mounts_read(host);
		return true;
	}
	/* Links in a foreign tree must not lead out of it. */
	probe = open_below(host->root, ".", O_PATH | O_CLOEXEC);
	if (probe < 0) {
		if (asprintf(error, "cannot look below %s only: %s; openat2(2) is needed", root, strerror(errno)) < 0)
			*error = NULL;
		host_close(host);
		return false;
	}
	close(probe);
	return true;
}

void host_close(struct host *host)
{
	if (host->root >= 0)
		close(host->root);
	host->root = -1;
}

enum seen seen_of_errno(int error)
{
	if (error == ENOENT || error == ENOTDIR)
		return SEEN_ABSENT;
	return error == EACCES || error == EPERM ? SEEN_DENIED : SEEN_BROKEN;
}

const char *seen_words(enum seen seen)
{
	static const char *const words[] = {
		"was read", "is not there", "may not be read by this user",
		"is not the kernel's: something else is mounted there", "cannot be read",
	};

	return words[seen];
}

static void note_fake(struct host *host, const char *path)
{
	for (size_t i = 0; i < host->fake_count; i++)
		if (!strcmp(host->fakes[i], path))
			return;
	host->fakes = arena_grow(host->arena, host->fakes, host->fake_count, sizeof(*host->fakes));
	host->fakes[host->fake_count++] = arena_printf(host->arena, "%s", path);
}

/* What is not there may be hidden by what root mounted above it. */
static enum seen absent(struct host *host, const char *path)
{
	const char *cover = host->live ? mounts_covered(host, path) : NULL;

	/* Without a /proc of the kernel's nothing is known about mounts: that is told once. */
	if (cover && host->proc_mount)
		note_fake(host, cover);
	return cover ? SEEN_FAKE : SEEN_ABSENT;
}

int host_descriptor(struct host *host, const char *path, int flags, enum seen *seen)
{
	/* Pipes and terminals must not hold us; openat2(2) refuses these flags beside O_PATH. */
	int all = flags | O_CLOEXEC | (flags & O_PATH ? 0 : O_NONBLOCK | O_NOCTTY);
	int fd = host->live ? open(path, all) : open_below(host->root, path, all);

	*seen = fd < 0 ? seen_of_errno(errno) : SEEN;
	if (*seen == SEEN_ABSENT)
		*seen = absent(host, path);
	if (fd >= 0 && host->live && !mounts_genuine(host, fd, path)) {
		/* A folder that waits for its file system is not there yet. */
		*seen = mounts_bare(host, fd, path) ? SEEN_ABSENT : SEEN_FAKE;
		close(fd);
		fd = -1;
		if (*seen == SEEN_FAKE)
			note_fake(host, path);
	}
	return fd;
}

/* Files of /proc have no size: read until there is nothing more, or more than @limit. The bytes are malloc'd. */
static char *read_all(int fd, size_t limit, size_t *length, enum seen *seen)
{
	size_t space = 4096, used = 0;
	char *bytes = xmalloc(space);
	ssize_t got;

	while ((got = read(fd, bytes + used, space - used)) > 0) {
		used += (size_t)got;
		if (used == space && space >= limit)
			break;
		if (used == space)
			bytes = xrealloc(bytes, space *= 2);
	}
	if (got == 0) {
		*length = used;
		return bytes;
	}
	*seen = got < 0 ? seen_of_errno(errno) : SEEN_BROKEN;
	if (*seen == SEEN_ABSENT)
		*seen = SEEN_BROKEN;
	free(bytes);
	return NULL;
}

char *host_read_large(struct host *host, const char *path, size_t limit, size_t *length, enum seen *seen)
{
	struct stat about;
	char *bytes = NULL;
	int fd = host_descriptor(host, path, 0, seen);

	if (fd >= 0) {
		/* Never wait for a pipe or device that somebody put there. */
		if (fstat(fd, &about) || !S_ISREG(about.st_mode))
			*seen = SEEN_BROKEN;
		else
			bytes = read_all(fd, limit, length, seen);
		close(fd);
	}
	return bytes;
}

char *host_read(struct host *host, const char *path, size_t *length, enum seen *seen)
{
	enum seen why;
	size_t used;
	char *text = NULL, *bytes = host_read_large(host, path, FILE_LIMIT, &used, &why);

	if (bytes) {
		text = arena_strndup(host->arena, bytes, used);
		if (length)
			*length = used;
		free(bytes);
	}
	if (seen)
		*seen = why;
	return text;
}

char *host_line(struct host *host, const char *path, enum seen *seen)
{
	char *text = host_read(host, path, NULL, seen);

	if (text)
		text[strcspn(text, "\n")] = '\0';
	return text;
}

char *host_link(struct host *host, const char *path, enum seen *seen)
{
	char target[PATH_MAX], *slash = strrchr(path, '/');
	char *directory = arena_strndup(host->arena, path, (size_t)(slash - path));
	enum seen why;
	ssize_t length = -1;
	int fd = host_descriptor(host, slash == path ? "/" : directory, O_PATH | O_DIRECTORY, &why);

	if (fd >= 0) {
		length = readlinkat(fd, slash + 1, target, sizeof(target) - 1);
		if (length < 0)
			why = seen_of_errno(errno);
		close(fd);
	}
	if (seen)
		*seen = why;
	return length < 0 ? NULL : arena_strndup(host->arena, target, (size_t)length);
}

enum seen host_exists(struct host *host, const char *path)
{
	enum seen seen;
	int fd = host_descriptor(host, path, O_PATH, &seen);

	if (fd >= 0)
		close(fd);
	return seen;
}

static int compare_names(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

char **host_list(struct host *host, const char *path, size_t *count, enum seen *seen)
{
	enum seen why;
	int fd = host_descriptor(host, path, O_DIRECTORY, &why);
	DIR *directory = fd >= 0 ? fdopendir(fd) : NULL;
	char **names = NULL, **kept = NULL;
	size_t used = 0;

	if (directory) {
		for (const struct dirent *entry; (entry = readdir(directory));) {
			if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
				continue;
			if (!(used & (used + 1)))
				names = xrealloc(names, 2 * (used + 1) * sizeof(*names));
			names[used++] = arena_strndup(host->arena, entry->d_name, strlen(entry->d_name));
		}
		closedir(directory);
		if (used)
			qsort(names, used, sizeof(*names), compare_names);
		kept = arena_alloc(host->arena, (used + 1) * sizeof(*kept));
		if (used)
			memcpy(kept, names, used * sizeof(*kept));
		free(names);
	} else if (fd >= 0) {
		close(fd);
		why = SEEN_BROKEN;
	}
	if (count)
		*count = used;
	if (seen)
		*seen = why;
	return kept;
}

/* One component of a pattern against what is in @directory; the rest below each that matches. */
static void glob_below(struct host *host, const char *directory, const char *pattern, char ***found, size_t *count)
{
	size_t length = strcspn(pattern, "/");
	char *part = arena_strndup(host->arena, pattern, length);
	bool last = !pattern[length];
	char *fixed[2] = { part, NULL };
	char **names = strpbrk(part, "*?[") ? host_list(host, *directory ? directory : "/", NULL, NULL) : fixed;

	for (; names && *names; names++) {
		char *path = arena_printf(host->arena, "%s/%s", directory, *names);

		if (names != fixed && names != fixed + 1 && fnmatch(part, *names, FNM_PERIOD))
			continue;
		if (!last) {
			glob_below(host, path, pattern + length + 1, found, count);
		} else if (host_exists(host, path) == SEEN) {
			*found = xrealloc(*found, (*count + 2) * sizeof(**found));
			(*found)[(*count)++] = path;
		}
	}
}

char **host_glob(struct host *host, const char *pattern, size_t *count)
{
	char **found = NULL, **kept;
	size_t used = 0;

	glob_below(host, "", pattern + strspn(pattern, "/"), &found, &used);
	kept = arena_alloc(host->arena, (used + 1) * sizeof(*kept));
	if (used)
		memcpy(kept, found, used * sizeof(*kept));
	free(found);
	if (count)
		*count = used;
	return kept;
}
