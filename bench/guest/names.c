// SPDX-License-Identifier: GPL-2.0-or-later
/* Making, removing and moving names. */
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

#define ONE	PLACE "/d/d/one"
#define OTHER	PLACE "/d/d/other"
#define TOLD_APART	NAMED "/a-file" ENDING

static void create_unlink(void)
{
	close((int)must(open(ONE, O_WRONLY | O_CREAT | O_EXCL, 0644), "create"));
	must(unlink(ONE), "unlink");
}

static void create_named(void)
{
	close((int)must(open(TOLD_APART, O_WRONLY | O_CREAT | O_EXCL, 0644), "create"));
	must(unlink(TOLD_APART), "unlink");
}

static void mkdir_rmdir(void)
{
	must(mkdir(ONE, 0755), "mkdir");
	must(rmdir(ONE), "rmdir");
}

static void create_one(void)
{
	write_file(ONE, 0);
}

static void unlink_one(void)
{
	must(unlink(ONE), "unlink");
}

static void rename_twice(void)
{
	must(rename(ONE, OTHER), "rename");
	must(rename(OTHER, ONE), "rename");
}

const struct operation name_operations[] = {
	{ "create+close+unlink", NULL, create_unlink, NULL, 200, 1 },
	{ "create+close+unlink, pattern", NULL, create_named, NULL, 200, 1 },
	{ "mkdir+rmdir", NULL, mkdir_rmdir, NULL, 200, 1 },
	{ "rename", create_one, rename_twice, unlink_one, 100, 2 },
	{ 0 },
};
