// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What variants.sh runs in a guest: uses io_uring, a user namespace and bpf, and says of each whether it had an
 * effect. First in a domain that may not, then, as the program its argument names, in one that may.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Each: 0 if it had its effect, else the error; -1 if it did something else. */

static void *ring_part(int fd, off_t offset)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, offset);
}

/* An operation goes in and its result, that of a bad descriptor, comes out. */
static int try_io_uring(void)
{
	struct io_uring_params parameters = { 0 };
	int fd = (int)syscall(SYS_io_uring_setup, 4, &parameters);
	struct io_uring_sqe *entries;
	struct io_uring_cqe *results;
	char *ring;

	if (fd < 0)
		return errno;
	ring = ring_part(fd, IORING_OFF_SQ_RING);
	entries = ring_part(fd, IORING_OFF_SQES);
	if (ring == MAP_FAILED || (void *)entries == MAP_FAILED)
		return -1;
	entries[0] = (struct io_uring_sqe){ .opcode = IORING_OP_CLOSE, .fd = 1000, .user_data = 77 };
	*(uint32_t *)(void *)(ring + parameters.sq_off.array) = 0;
	__atomic_store_n((uint32_t *)(void *)(ring + parameters.sq_off.tail), 1, __ATOMIC_RELEASE);
	if (syscall(SYS_io_uring_enter, fd, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) != 1)
		return -1;
	results = (struct io_uring_cqe *)(void *)(ring + parameters.cq_off.cqes);
	return results[0].user_data == 77 && results[0].res == -EBADF ? 0 : -1;
}

/* In the new one this process is nobody. */
static int try_userns(void)
{
	uid_t before = getuid();

	if (unshare(CLONE_NEWUSER))
		return errno;
	return getuid() != before ? 0 : -1;
}

/* What was put into a map comes out. */
static int try_bpf(void)
{
	union bpf_attr map = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8, .max_entries = 1 };
	uint64_t in = 77, out = 0;
	uint32_t key = 0;
	union bpf_attr element = { .key = (uintptr_t)&key, .value = (uintptr_t)&in };
	int fd = (int)syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof(map));

	if (fd < 0)
		return errno;
	element.map_fd = (uint32_t)fd;
	if (syscall(SYS_bpf, BPF_MAP_UPDATE_ELEM, &element, sizeof(element)))
		return -1;
	element.value = (uintptr_t)&out;
	return !syscall(SYS_bpf, BPF_MAP_LOOKUP_ELEM, &element, sizeof(element)) && out == in ? 0 : -1;
}

static void try(const char *who, const char *what, int (*use)(void))
{
	int status, result;
	pid_t child = fork();

	if (child == 0) {
		result = use();
		_exit(result < 0 ? 255 : result);
	}
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status))
		printf("%s %s broken\n", who, what);
	else if (WEXITSTATUS(status) == 0)
		printf("%s %s EFFECT\n", who, what);
	else
		printf("%s %s errno=%d\n", who, what, WEXITSTATUS(status));
	fflush(stdout);
}

int main(int argc, char **argv)
{
	const char *who = argc > 1 ? "closed" : "open";

	try(who, "io_uring", try_io_uring);
	try(who, "userns", try_userns);
	try(who, "bpf", try_bpf);
	if (argc > 1) {
		execl(argv[1], argv[1], (char *)NULL);
		perror(argv[1]);
		return 1;
	}
	puts("VARIANTS DONE");
	return 0;
}
