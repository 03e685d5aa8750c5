// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/uio.h>
#include <unistd.h>

#include "attack.h"
#include "served.h"

static int channel;
static bool (*answer_request)(const struct fuse_in_header *head, const void *body);

void served_answer(uint64_t unique, int error, const void *data, size_t size)
{
	struct fuse_out_header head = { .len = (uint32_t)(sizeof(head) + size), .error = -error,
		.unique = unique };
	const struct iovec parts[2] = { { &head, sizeof(head) }, { (void *)data, size } };

	if (writev(channel, parts, 2) < 0 && errno != ENOENT)
		_exit(1);
}

static void *serve_all(void *unused)
{
	static char buffer[1 << 20];
	const struct fuse_in_header *head = (void *)buffer;
	const struct fuse_init_out init = { .major = FUSE_KERNEL_VERSION, .minor = 31,
		.max_write = 65536, .max_readahead = 65536 };

	while (read(channel, buffer, sizeof(buffer)) >= (ssize_t)sizeof(*head))
		switch (head->opcode) {
		case FUSE_INIT:
			served_answer(head->unique, 0, &init, sizeof(init));
			break;
		case FUSE_FORGET:
		case FUSE_INTERRUPT:
			break;
		default:
			if (!answer_request(head, head + 1))
				served_answer(head->unique, ENOSYS, NULL, 0);
		}
	return unused;
}

void serve(const char *place, const char *options,
	   bool (*request)(const struct fuse_in_header *head, const void *body))
{
	char all[128];
	pthread_t server;

	answer_request = request;
	channel = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (channel < 0)
		no_effect(errno);
	snprintf(all, sizeof(all), "fd=%d,user_id=0,group_id=0,%s", channel, options);
	if (mount("lab", place, "fuse", 0, all) || pthread_create(&server, NULL, serve_all, NULL))
		no_effect(errno);
}
