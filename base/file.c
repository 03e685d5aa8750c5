/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

static void set_error(char **error, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void set_error(char **error, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	*error = xvasprintf(format, arguments);
	va_end(arguments);
}

/* Everything from @fd; NULL with errno set. One byte over @limit is EFBIG. */
static char *read_all(int fd, size_t limit, size_t *length)
{
	size_t space = 16384, used = 0;
	char *bytes = xmalloc(space);

	for (;;) {
		ssize_t got = read(fd, bytes + used, space - used - 1);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			bytes[used] = '\0';
			*length = used;
			if (!got)
				return bytes;
			break;
		}
		used += (size_t)got;
		if (used > limit) {
			errno = EFBIG;
			break;
		}
		if (space - used < 2) {
			space *= 2;
			bytes = xrealloc(bytes, space);
		}
	}
	free(bytes);
	return NULL;
}

char *file_read(const char *path, size_t limit, size_t *length, char **error)
{
	bool standard = !strcmp(path, "-");
	const char *shown = standard ? "standard input" : path;
	int fd = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	char *bytes;

	if (fd < 0) {
		set_error(error, "cannot open %s: %s", shown, strerror(errno));
		return NULL;
	}
	bytes = read_all(fd, limit, length);
	if (!bytes && errno == EFBIG)
		set_error(error, "%s is larger than %zu bytes", shown, limit);
	else if (!bytes)
		set_error(error, "cannot read %s: %s", shown, strerror(errno));
	if (!standard)
		close(fd);
	return bytes;
}

static bool write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t done = write(fd, bytes, length);

		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return false;
		bytes += done;
		length -= (size_t)done;
	}
	return true;
}

/* Straight into what cannot be replaced: a pipe, a terminal, a device. */
static bool write_in_place(const char *path, const void *bytes, size_t length, char **error)
{
	bool standard = !strcmp(path, "-");
	int fd = standard ? STDOUT_FILENO : open(path, O_WRONLY | O_CLOEXEC);
	bool done = fd >= 0 && write_all(fd, bytes, length);

	if (!done)
		set_error(error, "cannot write %s: %s", standard ? "standard output" : path, strerror(errno));
	if (fd >= 0 && !standard && close(fd) && done) {
		set_error(error, "cannot write %s: %s", path, strerror(errno));
		done = false;
	}
	return done;
}

/* So that the new name survives a crash; a filesystem that cannot is no error. */
static void sync_directory(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *directory = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
	int fd = directory ? open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(directory);
}

static bool replace(const char *path, const void *bytes, size_t length, unsigned mode, char **error)
{
	char *beside;
	int fd, saved;

	if (asprintf(&beside, "%s.XXXXXX", path) < 0) {
		*error = xstrdup("out of memory");
		return false;
	}
	fd = mkostemp(beside, O_CLOEXEC);
	if (fd < 0) {
		set_error(error, "cannot create a file beside %s: %s", path, strerror(errno));
		free(beside);
		return false;
	}
	if (!write_all(fd, bytes, length) || fchmod(fd, mode) || fsync(fd)) {
		saved = errno;
		close(fd);
	} else if (close(fd) || rename(beside, path)) {
		saved = errno;
	} else {
		sync_directory(path);
		free(beside);
		return true;
	}
	unlink(beside);
	set_error(error, "cannot write %s: %s; it is as it was", path, strerror(saved));
	free(beside);
	return false;
}

bool file_write(const char *path, const void *bytes, size_t length, unsigned mode, char **error)
{
	struct stat status;
	char *resolved;
	bool done;

	if (!strcmp(path, "-"))
		return write_in_place(path, bytes, length, error);
	if (stat(path, &status))
		return replace(path, bytes, length, mode, error);
	if (S_ISDIR(status.st_mode)) {
		set_error(error, "cannot write %s: it is a directory", path);
		return false;
	}
	if (!S_ISREG(status.st_mode))
		return write_in_place(path, bytes, length, error);
	/* Behind a symbolic link the file is replaced, not the link. */
	resolved = realpath(path, NULL);
	done = replace(resolved ? resolved : path, bytes, length, mode, error);
	free(resolved);
	return done;
}
