// SPDX-License-Identifier: GPL-2.0-or-later
/* What is done with a file that exists. */
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

#define SHALLOW	PLACE "/d/d/file"
#define DEEP	PLACE "/d/d/d/d/d/d/d/d/d/d/d/d/d/d/file"

static int file;
static char byte;

static void open_close(const char *path, int flags)
{
	close((int)must(open(path, flags), path));
}

static void open_shallow(void)
{
	open_close(SHALLOW, O_RDONLY);
}

static void open_writing(void)
{
	open_close(SHALLOW, O_WRONLY);
}

static void open_deep(void)
{
	open_close(DEEP, O_RDONLY);
}

static void stat_once(void)
{
	struct stat status;

	must(stat(SHALLOW, &status), "stat");
}

static void access_once(void)
{
	must(access(SHALLOW, R_OK), "access");
}

static void chmod_twice(void)
{
	must(chmod(SHALLOW, 0600), "chmod");
	must(chmod(SHALLOW, 0644), "chmod");
}

static void open_file(void)
{
	file = (int)must(open(SHALLOW, O_RDWR), SHALLOW);
}

static void close_file(void)
{
	close(file);
}

static void fstat_once(void)
{
	struct stat status;

	must(fstat(file, &status), "fstat");
}

static void read_once(void)
{
	must(pread(file, &byte, 1, 0), "read");
}

static void write_once(void)
{
	must(pwrite(file, &byte, 1, 0), "write");
}

static void fcntl_once(void)
{
	must(fcntl(file, F_GETFL), "fcntl");
}

static void ioctl_once(void)
{
	int count;

	must(ioctl(file, FIONREAD, &count), "ioctl");
}

static void null_once(void)
{
	must(getppid(), "getppid");
}

const struct operation file_operations[] = {
	{ "getppid", NULL, null_once, NULL, 1000, 1 },
	{ "open+close, depth 4", NULL, open_shallow, NULL, 100, 1 },
	{ "open+close, depth 16", NULL, open_deep, NULL, 50, 1 },
	{ "open for writing+close", NULL, open_writing, NULL, 100, 1 },
	{ "stat", NULL, stat_once, NULL, 100, 1 },
	{ "access", NULL, access_once, NULL, 100, 1 },
	{ "chmod", NULL, chmod_twice, NULL, 50, 2 },
	{ "fstat", open_file, fstat_once, close_file, 500, 1 },
	{ "read 1 byte", open_file, read_once, close_file, 500, 1 },
	{ "write 1 byte", open_file, write_once, close_file, 500, 1 },
	{ "fcntl", open_file, fcntl_once, close_file, 1000, 1 },
	{ "ioctl", open_file, ioctl_once, close_file, 1000, 1 },
	{ 0 },
};
