/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One request through an io_uring, without liburing. */
#ifndef LAB_RING_H
#define LAB_RING_H

#include <linux/io_uring.h>
#include <sys/socket.h>

/*
 * Does what @request says and returns its result, a negative errno included. The ring
 * is made by the first call; broken() if that fails: the domain is to have io_uring.
 */
int ring_do(const struct io_uring_sqe *request);

/* judge_connection() by a request. */
_Noreturn void judge_ring_connection(int fd, const void *address, socklen_t length);

/*
 * A ring for a program that we are about to become: ring_leave() makes one, has it survive exec and
 * says in file @note what it is like, ring_take() goes on with it. broken() on failure.
 */
int ring_leave(const char *note);
void ring_take(const char *note);

/* Gives the ring a table of @count files of its own, empty. */
void ring_files(unsigned int count);

#endif
