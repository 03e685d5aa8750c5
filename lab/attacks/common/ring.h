/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One request through an io_uring, without liburing. */
#ifndef LAB_RING_H
#define LAB_RING_H

#include <linux/io_uring.h>
#include <stdint.h>
#include <sys/socket.h>

/*
 * Does what @request says and returns its result, a negative errno included. The ring
 * is made by the first call; broken() if that fails: the domain is to have io_uring.
 */
int ring_do(const struct io_uring_sqe *request);

/* judge_connection() by a request. */
_Noreturn void judge_ring_connection(int fd, const void *address, socklen_t length);

/*
 * Registers its credentials with a ring and becomes the attack @name, which calls this again and
 * goes on with that ring. Returns the number of the credentials in it. broken() on failure.
 */
uint16_t ring_kept_credentials(const char *name);

/* Gives the ring a table of @count files of its own, empty. */
void ring_files(unsigned int count);

#endif
