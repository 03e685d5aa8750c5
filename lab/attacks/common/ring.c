// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "ring.h"

static struct io_uring_params parameters;
static char *ring;
static struct io_uring_sqe *requests;
static int ring_fd = -1;

static void map_ring(void)
{
	size_t size = parameters.cq_off.cqes + parameters.cq_entries * sizeof(struct io_uring_cqe);
	ring = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_POPULATE, ring_fd,
		    IORING_OFF_SQ_RING);
	requests = mmap(NULL, parameters.sq_entries * sizeof(*requests), PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_POPULATE, ring_fd, IORING_OFF_SQES);
	if (ring == MAP_FAILED || requests == MAP_FAILED)
		broken("mapping an io_uring");
}

static void make_ring(void)
{
	ring_fd = (int)syscall(SYS_io_uring_setup, 4, &parameters);
	if (ring_fd < 0)
		broken("io_uring_setup");
	if (!(parameters.features & IORING_FEAT_SINGLE_MMAP))
		broken("an io_uring of before 5.4");
	map_ring();
}

static const char note[] = "/tmp/lab-kept-ring";
static const char number_of_them[] = "LAB_CREDENTIALS";

/* Has the ring survive exec, and says in a file what it is like. */
static void leave_ring(void)
{
	int fd = open(note, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	make_ring();
	if (fcntl(ring_fd, F_SETFD, 0))
		broken("F_SETFD");
	if (write(fd, &ring_fd, sizeof(ring_fd)) != sizeof(ring_fd) ||
	    write(fd, &parameters, sizeof(parameters)) != sizeof(parameters))
		broken(note);
	close(fd);
}

static void take_ring(void)
{
	int fd = open(note, O_RDONLY | O_CLOEXEC);

	if (read(fd, &ring_fd, sizeof(ring_fd)) != sizeof(ring_fd) ||
	    read(fd, &parameters, sizeof(parameters)) != sizeof(parameters))
		broken(note);
	close(fd);
	map_ring();
}

static _Noreturn void keep_credentials(const char *name)
{
	char number[16];
	int id;

	leave_ring();
	id = (int)syscall(SYS_io_uring_register, ring_fd, IORING_REGISTER_PERSONALITY, NULL, 0);
	if (id < 0)
		broken("IORING_REGISTER_PERSONALITY");
	snprintf(number, sizeof(number), "%d", id);
	setenv(number_of_them, number, 1);
	execl(lab_path(name), lab_path(name), (char *)NULL);
	broken("exec");
}

uint16_t ring_kept_credentials(const char *name)
{
	if (!getenv(number_of_them))
		keep_credentials(name);
	take_ring();
	return (uint16_t)lab_number(number_of_them);
}

static unsigned int *word(uint32_t offset)
{
	return (unsigned int *)(ring + offset);
}

int ring_do(const struct io_uring_sqe *request)
{
	const struct io_uring_cqe *done;
	unsigned int head, tail;

	if (ring_fd < 0)
		make_ring();
	tail = *word(parameters.sq_off.tail) & *word(parameters.sq_off.ring_mask);
	requests[tail] = *request;
	word(parameters.sq_off.array)[tail] = tail;
	__atomic_fetch_add(word(parameters.sq_off.tail), 1, __ATOMIC_RELEASE);
	if (syscall(SYS_io_uring_enter, ring_fd, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) != 1)
		broken("io_uring_enter");
	head = *word(parameters.cq_off.head);
	if (head == __atomic_load_n(word(parameters.cq_off.tail), __ATOMIC_ACQUIRE))
		broken("the io_uring answers nothing");
	done = (const struct io_uring_cqe *)(ring + parameters.cq_off.cqes) +
	       (head & *word(parameters.cq_off.ring_mask));
	head = done->res;
	__atomic_fetch_add(word(parameters.cq_off.head), 1, __ATOMIC_RELEASE);
	return (int)head;
}

_Noreturn void judge_ring_connection(int fd, const void *address, socklen_t length)
{
	const struct io_uring_sqe request = { .opcode = IORING_OP_CONNECT, .fd = fd,
		.addr = (uintptr_t)address, .off = length };
	const int result = ring_do(&request);

	if (result < 0)
		no_effect(-result);
	judge(victim_answers(fd));
}

void ring_files(unsigned int count)
{
	struct io_uring_rsrc_register table = { .nr = count, .flags = IORING_RSRC_REGISTER_SPARSE };

	if (ring_fd < 0)
		make_ring();
	if (syscall(SYS_io_uring_register, ring_fd, IORING_REGISTER_FILES2, &table, sizeof(table)))
		broken("io_uring_register");
}
