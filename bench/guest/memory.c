// SPDX-License-Identifier: GPL-2.0-or-later
/* Mappings. */
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "bench.h"

#define LENGTH	65536

static int library;

static void map(int prot, int flags, int fd)
{
	volatile char *at = mmap(NULL, LENGTH, prot, flags, fd, 0);

	if (at == MAP_FAILED)
		must(-1, "mmap");
	(void)*at;
	must(munmap((void *)(uintptr_t)at, LENGTH), "munmap");
}

static void open_library(void)
{
	library = (int)must(open(LIBRARY, O_RDONLY), LIBRARY);
}

static void close_library(void)
{
	close(library);
}

/*
 * What munmap() takes away is freed later, many mappings at a time. So these are long work, of which
 * the mean is taken: batches have it in them or not, and their median would be either of the two.
 */
#define MAPPINGS	1000

static void map_library(void)
{
	for (int i = 0; i < MAPPINGS; i++)
		map(PROT_READ | PROT_EXEC, MAP_PRIVATE, library);
}

static void map_anonymous(void)
{
	for (int i = 0; i < MAPPINGS; i++)
		map(PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1);
}

const struct operation memory_operations[] = {
	{ "mmap(exec)+munmap", open_library, map_library, close_library, 1, MAPPINGS },
	{ "mmap(anonymous)+munmap", NULL, map_anonymous, NULL, 1, MAPPINGS },
	{ 0 },
};
