/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Root can mount anything anywhere, a lie over /sys/kernel/security included. The
 * magic number of a file system tells its kind; that it is the whole of it, at its place, and
 * not a piece of it bound over another piece, tells the mount that the descriptor came through.
 */
#include "survey/host_mounts.h"

#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "survey/host.h"

#define MOUNTINFO_LIMIT (8u << 20)
#define PROC_ROOT_INODE 1

/* Longer places first, so that the first that fits is the one. */
static const struct place {
	const char *point, *type;
	unsigned long magic;
} places[] = {
	{ "/sys/firmware/efi/efivars", "efivarfs", EFIVARFS_MAGIC },
	{ "/sys/kernel/security", "securityfs", SECURITYFS_MAGIC },
	{ "/sys/kernel/tracing", "tracefs", TRACEFS_MAGIC },
	{ "/sys/kernel/debug", "debugfs", DEBUGFS_MAGIC },
	{ "/sys/fs/selinux", "selinuxfs", SELINUX_MAGIC },
	{ "/sys/fs/smackfs", "smackfs", SMACK_MAGIC },
	{ "/sys/fs/cgroup", NULL, 0 },	/* many forms, and nothing is decided by it alone */
	{ "/sys/fs/bpf", "bpf", BPF_FS_MAGIC },
	{ "/proc", "proc", PROC_SUPER_MAGIC },
	{ "/sys", "sysfs", SYSFS_MAGIC },
};

static const struct place *place_of(const char *path)
{
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		size_t length = strlen(places[i].point);

		if (!strncmp(path, places[i].point, length) && (path[length] == '/' || !path[length]))
			return places[i].type ? &places[i] : NULL;
	}
	return NULL;
}

/* The place that this one is in: /sys of /sys/kernel/security; NULL for /sys. */
static const struct place *place_above(const struct place *place)
{
	for (const struct place *at = place + 1; at < places + sizeof(places) / sizeof(*places); at++) {
		size_t length = strlen(at->point);

		if (!strncmp(place->point, at->point, length) && place->point[length] == '/')
			return at;
	}
	return NULL;
}

static unsigned long long mount_id(int fd)
{
	struct statx about;

	if (statx(fd, "", AT_EMPTY_PATH, STATX_MNT_ID, &about) || !(about.stx_mask & STATX_MNT_ID))
		return 0;
	return about.stx_mnt_id;
}

/* \040 and its like, in place. */
static void unescape(char *text)
{
	char *to = text;

	for (const char *at = text; *at; at++) {
		if (at[0] == '\\' && at[1] >= '0' && at[1] <= '3' && at[2] >= '0' && at[2] <= '7' &&
		    at[3] >= '0' && at[3] <= '7') {
			*to++ = (char)((at[1] - '0') * 64 + (at[2] - '0') * 8 + at[3] - '0');
			at += 3;
		} else {
			*to++ = *at;
		}
	}
	*to = '\0';
}

/* ID PARENT DEVICE ROOT POINT OPTIONS [TAG...] - TYPE SOURCE OPTIONS */
static bool parse_line(char *line, struct host_mount *mount)
{
	char *words[5], *dash = strstr(line, " - "), *type;
	char *rest = line;

	if (!dash)
		return false;
	*dash = '\0';
	type = dash + 3;
	type[strcspn(type, " ")] = '\0';
	for (int i = 0; i < 5; i++)
		if (!(words[i] = strsep(&rest, " ")))
			return false;
	unescape(words[3]);
	unescape(words[4]);
	*mount = (struct host_mount){ strtoull(words[0], NULL, 10), words[3], words[4], type };
	return true;
}

void mounts_parse(struct host *host, char *text)
{
	size_t lines = 1;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	host->mounts = arena_alloc(host->arena, lines * sizeof(*host->mounts));
	host->mount_count = 0;
	for (char *line; (line = strsep(&text, "\n"));)
		host->mount_count += parse_line(line, &host->mounts[host->mount_count]);
}

static const struct host_mount *mount_find(const struct host *host, unsigned long long id)
{
	for (size_t i = 0; i < host->mount_count; i++)
		if (host->mounts[i].id == id)
			return &host->mounts[i];
	return NULL;
}

/* The whole file system at its place, or a part of it bound to the same part of the place (as containers do). */
static bool at_its_place(const struct host_mount *mount, const struct place *place)
{
	size_t length = strlen(place->point);

	if (strcmp(mount->type, place->type) || strncmp(mount->point, place->point, length))
		return false;
	return !strcmp(mount->root, "/") ? !mount->point[length] : !strcmp(mount->point + length, mount->root);
}

static bool has_magic(int fd, unsigned long magic)
{
	struct statfs statfs;

	return !fstatfs(fd, &statfs) && (unsigned long)statfs.f_type == magic;
}

static bool genuine_at(struct host *host, int fd, const struct place *place)
{
	const struct host_mount *mount;
	unsigned long long id;

	if (!has_magic(fd, place->magic) || !host->proc_mount)
		return false;
	id = mount_id(fd);
	if (id == host->proc_mount && place->magic == PROC_SUPER_MAGIC)
		return true;
	mount = mount_find(host, id);
	/* A kernel before 5.8 does not say through which mount; then the kind has to do. */
	return id ? mount && at_its_place(mount, place) : true;
}

/* Is nothing mounted at the place, so that what is found there is a folder of the file system above? */
static bool is_bare(const struct host *host, int fd, const struct place *place)
{
	unsigned long long id = mount_id(fd);
	const struct host_mount *mount = mount_find(host, id);
	size_t length = strlen(place->point);

	if (!id)
		return !has_magic(fd, place->magic);
	return mount && (strncmp(mount->point, place->point, length) || (mount->point[length] && mount->point[length] != '/'));
}

bool mounts_genuine(struct host *host, int fd, const char *path)
{
	const struct place *place = place_of(path);

	return !place || genuine_at(host, fd, place);
}

bool mounts_bare(struct host *host, int fd, const char *path)
{
	const struct place *place = place_of(path);

	if (!place || strcmp(path, place->point) != 0)
		return false;
	while (place && is_bare(host, fd, place))
		place = place_above(place);
	return !place || genuine_at(host, fd, place);
}

const char *mounts_covered(struct host *host, const char *path)
{
	char *above, *slash;
	int fd = -1;
	bool genuine;

	if (!place_of(path))
		return NULL;
	above = arena_strndup(host->arena, path, strlen(path));
	while (fd < 0 && (slash = strrchr(above, '/')) && slash > above) {
		*slash = '\0';
		fd = open(above, O_PATH | O_CLOEXEC);
	}
	if (fd < 0)
		return NULL;
	genuine = mounts_genuine(host, fd, above) || mounts_bare(host, fd, above);
	close(fd);
	return genuine ? NULL : above;
}

/* /proc must be the root of a procfs, so that its self/mountinfo is ours. */
void mounts_read(struct host *host)
{
	int fd = open("/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
	char *text, *error = NULL;
	size_t length;
	struct stat about;

	if (fd < 0 || !has_magic(fd, PROC_SUPER_MAGIC) || fstat(fd, &about) || about.st_ino != PROC_ROOT_INODE) {
		host->proc_problem = fd < 0 ? "/proc cannot be opened" : "/proc is not the kernel's";
	} else if (!(text = file_read("/proc/self/mountinfo", MOUNTINFO_LIMIT, &length, &error))) {
		host->proc_problem = arena_printf(host->arena, "%s", error);
		free(error);
	} else {
		mounts_parse(host, arena_strndup(host->arena, text, length));
		free(text);
		host->proc_mount = mount_id(fd);
		if (!host->proc_mount)
			host->proc_mount = ~0ull;
	}
	if (fd >= 0)
		close(fd);
}
