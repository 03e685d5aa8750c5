// SPDX-License-Identifier: GPL-2.0-or-later
/* Work of some length: a tree is copied and removed, and archived, many processes are started, forgotten files are opened. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

#define TREE		PLACE "/tree"
#define COPY		PLACE "/copy"
#define ARCHIVE		PLACE "/d/archive"
#define DIRECTORIES	16
#define FILES		16
#define PROCESSES	200

/* The disk that bench/run.sh makes: DISK/DD/FF. */
#define COLD_DIRECTORIES	40
#define COLD_FILES		50
#define COLD_PASSES	9

static char bytes[8192];

static void make_tree(void)
{
	char path[64];

	if (!access(TREE, F_OK))
		return;
	must(mkdir(TREE, 0755), TREE);
	for (int i = 0; i < DIRECTORIES; i++) {
		sprintf(path, TREE "/directory-%02d", i);
		must(mkdir(path, 0755), path);
		for (int j = 0; j < FILES; j++) {
			sprintf(path, TREE "/directory-%02d/file-%02d", i, j);
			write_file(path, 3000);
		}
	}
}

static int open_at(int directory, const char *name, int flags)
{
	return (int)must(openat(directory, name, flags, 0600), name);
}

static void copy_content(int from, int to, const char *name)
{
	int in = open_at(from, name, O_RDONLY);
	int out = open_at(to, name, O_WRONLY | O_CREAT | O_EXCL);
	struct stat status;
	ssize_t got;

	must(fstat(in, &status), name);
	while ((got = must(read(in, bytes, sizeof(bytes)), name)) > 0)
		must(write(out, bytes, (size_t)got), name);
	must(fchmod(out, status.st_mode & 0777), name);
	close(in);
	close(out);
}

/* Both descriptors are closed. */
static void copy_tree(int from, int to)
{
	DIR *list = fdopendir(from);
	struct dirent *entry;

	while ((entry = readdir(list))) {
		const char *name = entry->d_name;

		if (*name == '.')
			continue;
		if (entry->d_type != DT_DIR) {
			copy_content(from, to, name);
			continue;
		}
		must(mkdirat(to, name, 0755), name);
		copy_tree(open_at(from, name, O_RDONLY | O_DIRECTORY),
			  open_at(to, name, O_RDONLY | O_DIRECTORY));
	}
	closedir(list);
	close(to);
}

static void remove_tree(int from)
{
	DIR *list = fdopendir(from);
	struct dirent *entry;

	while ((entry = readdir(list))) {
		const char *name = entry->d_name;

		if (*name == '.')
			continue;
		if (entry->d_type == DT_DIR)
			remove_tree(open_at(from, name, O_RDONLY | O_DIRECTORY));
		must(unlinkat(from, name, entry->d_type == DT_DIR ? AT_REMOVEDIR : 0), name);
	}
	closedir(list);
}

static void copy_and_remove(void)
{
	must(mkdir(COPY, 0755), COPY);
	copy_tree(open_at(AT_FDCWD, TREE, O_RDONLY | O_DIRECTORY),
		  open_at(AT_FDCWD, COPY, O_RDONLY | O_DIRECTORY));
	remove_tree(open_at(AT_FDCWD, COPY, O_RDONLY | O_DIRECTORY));
	must(rmdir(COPY), COPY);
}

/* As tar does it: names, attributes and contents of a tree behind one another. */
static void archive_directory(int from, int out)
{
	DIR *list = fdopendir(from);
	struct dirent *entry;

	while ((entry = readdir(list))) {
		char header[512] = "";
		struct stat status;
		ssize_t got;
		int fd;

		if (*entry->d_name == '.')
			continue;
		must(fstatat(from, entry->d_name, &status, AT_SYMLINK_NOFOLLOW), entry->d_name);
		snprintf(header, sizeof(header), "%s %o %ld", entry->d_name, status.st_mode, (long)status.st_size);
		must(write(out, header, sizeof(header)), "archive");
		fd = open_at(from, entry->d_name, O_RDONLY);
		if (S_ISDIR(status.st_mode)) {
			archive_directory(fd, out);
			continue;
		}
		while ((got = must(read(fd, bytes, sizeof(bytes)), entry->d_name)) > 0)
			must(write(out, bytes, (size_t)got), "archive");
		close(fd);
	}
	closedir(list);
}

static void archive(void)
{
	int out = (int)must(open(ARCHIVE, O_WRONLY | O_CREAT | O_TRUNC, 0644), ARCHIVE);

	archive_directory(open_at(AT_FDCWD, TREE, O_RDONLY | O_DIRECTORY), out);
	close(out);
}

static void spawn_many(void)
{
	for (int i = 0; i < PROCESSES; i++)
		spawn();
}

/* 2: dentries and inodes go; the blocks stay, so that no disk is waited for. */
static void forget_files(void)
{
	must(pwrite(forgetter, "2", 1, 0), "drop_caches");
}

static uint64_t open_all(void)
{
	uint64_t start = read_counter();
	char path[64];

	for (int i = 0; i < COLD_DIRECTORIES; i++)
		for (int j = 0; j < COLD_FILES; j++) {
			sprintf(path, DISK "/a/b/%02d/%02d", i, j);
			close((int)must(open(path, O_RDONLY), path));
		}
	return (read_counter() - start) / (COLD_DIRECTORIES * COLD_FILES);
}

void rehearse_cold(void)
{
	forget_files();
	open_all();
}

void measure_cold(void)
{
	uint64_t cold[COLD_PASSES], warm[COLD_PASSES];

	open_all();
	for (int i = 0; i < COLD_PASSES; i++) {
		forget_files();
		cold[i] = open_all();
		warm[i] = open_all();
	}
	median(cold, COLD_PASSES);
	report("open+close, ext4, forgotten", cold[COLD_PASSES / 2], cold[0],
	       cold[COLD_PASSES - 1]);
	median(warm, COLD_PASSES);
	report("open+close, ext4, known", warm[COLD_PASSES / 2], warm[0], warm[COLD_PASSES - 1]);
}

const struct operation macro_operations[] = {
	{ "copy and remove a tree", make_tree, copy_and_remove, NULL, 1, 1 },
	{ "archive a tree", make_tree, archive, NULL, 1, 1 },
	{ "200 processes spawned", NULL, spawn_many, NULL, 1, 1 },
	{ 0 },
};
