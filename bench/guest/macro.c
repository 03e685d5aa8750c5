// SPDX-License-Identifier: GPL-2.0-or-later
/* Work of some length: a tree is copied and removed, and archived, many processes are started, forgotten files are opened. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

#define TREE		PLACE "/tree"
#define COPY		PLACE "/copy"
#define ARCHIVES	PLACE "/archive"
#define DIRECTORIES	16
#define FILES		16
#define FILE_LENGTH	3000
#define PROCESSES	200

/* The disk that bench/run.sh makes: DISK/DD/FF. */
#define COLD_DIRECTORIES	40
#define COLD_FILES		50
#define COLD_PASSES	9

/* Written, because cp and tar see what is only a hole. */
static void make_file(const char *path)
{
	int fd = (int)must(open(path, O_WRONLY | O_CREAT | O_EXCL, 0644), path);
	char bytes[FILE_LENGTH];

	memset(bytes, 'a', sizeof(bytes));
	if (must(write(fd, bytes, sizeof(bytes)), path) != FILE_LENGTH) {
		errno = ENOSPC;
		must(-1, path);
	}
	close(fd);
}

static void make_tree(void)
{
	char path[64];

	if (!access(TREE, F_OK))
		return;
	must(mkdir(ARCHIVES, 0755), ARCHIVES);
	must(mkdir(TREE, 0755), TREE);
	for (int i = 0; i < DIRECTORIES; i++) {
		sprintf(path, TREE "/directory-%02d", i);
		must(mkdir(path, 0755), path);
		for (int j = 0; j < FILES; j++) {
			sprintf(path, TREE "/directory-%02d/file-%02d", i, j);
			make_file(path);
		}
	}
}

/* Programs of Debian, which bench/run.sh takes from the machine that it runs on. */
static void copy_and_remove(void)
{
	static char *const copy[] = { "/p/bin/cp", "-a", TREE, COPY, NULL };
	static char *const discard[] = { "/p/bin/rm", "-r", COPY, NULL };

	spawn(copy);
	spawn(discard);
}

/* By the tree's own name: of a path, tar would tell us that it takes the first slash away. */
static void archive(void)
{
	static char *const command[] = { "/p/bin/tar", "-cf", ARCHIVES "/tree.tar", "-C", PLACE, "tree", NULL };

	spawn(command);
}

static void spawn_many(void)
{
	for (int i = 0; i < PROCESSES; i++)
		spawn(child_command);
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
	{ "cp -a and rm -r of a tree", make_tree, copy_and_remove, NULL, 1, 1 },
	{ "tar of a tree", make_tree, archive, NULL, 1, 1 },
	{ "200 processes spawned", NULL, spawn_many, NULL, 1, 1 },
	{ 0 },
};
