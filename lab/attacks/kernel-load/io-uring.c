// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Lets an io_uring work instead of system calls: it makes a directory.
 * Source: 6.12 survey, "io_uring". Control: the directory is there.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/io_uring.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

static void *ring_part(int fd, size_t size, off_t offset)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);

	if (memory == MAP_FAILED)
		no_effect(errno);
	return memory;
}

void attack(void)
{
	const char *path = "/tmp/lab-io-uring-made";
	struct io_uring_params parameters = { 0 };
	int fd = (int)syscall(SYS_io_uring_setup, 4, &parameters);
	struct io_uring_sqe *entries;
	struct stat info;
	char *ring;

	if (fd < 0)
		no_effect(errno);
	ring = ring_part(fd, 4096, IORING_OFF_SQ_RING);
	entries = ring_part(fd, 4096, IORING_OFF_SQES);
	entries[0] = (struct io_uring_sqe){ .opcode = IORING_OP_MKDIRAT, .fd = AT_FDCWD,
		.addr = (uintptr_t)path, .len = 0700 };
	*(uint32_t *)(void *)(ring + parameters.sq_off.array) = 0;
	__atomic_store_n((uint32_t *)(void *)(ring + parameters.sq_off.tail), 1, __ATOMIC_RELEASE);
	if (syscall(SYS_io_uring_enter, fd, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) != 1)
		no_effect(errno);
	judge(stat(path, &info) == 0);
}
