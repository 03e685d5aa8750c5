// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Mounts a filesystem of its own over the name of an approved program, which the policy gave
 * away, and serves the approved content at first and foreign code later. Source: FUSE; 6.12 survey,
 * "never exec from changeable-content fs". Control: the foreign program speaks.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "served.h"

/* The whole filesystem is one file, and its root. */
static struct {
	char *bytes;
	size_t size;
} contents[2];
static volatile int now;

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

static void attributes(uint64_t unique)
{
	struct fuse_attr_out out = { .attr = { .ino = 1, .mode = S_IFREG | 0755, .nlink = 1 } };

	out.attr.size = contents[now].size;
	served_answer(unique, 0, &out, sizeof(out));
}

static void content(uint64_t unique, const struct fuse_read_in *in)
{
	size_t size = contents[now].size, length = in->size;

	if (in->offset >= size)
		length = 0;
	else if (length > size - in->offset)
		length = size - in->offset;
	served_answer(unique, 0, contents[now].bytes + (length ? in->offset : 0), length);
}

static bool respond(const struct fuse_in_header *head, const void *body)
{
	const struct fuse_open_out opened = { .fh = 1 };

	switch (head->opcode) {
	case FUSE_GETATTR:
		attributes(head->unique);
		return true;
	case FUSE_OPEN:
		served_answer(head->unique, 0, &opened, sizeof(opened));
		return true;
	case FUSE_READ:
		content(head->unique, body);
		return true;
	case FUSE_RELEASE:
	case FUSE_FLUSH:
		served_answer(head->unique, 0, NULL, 0);
		return true;
	default:
		return false;
	}
}

void attack(void)
{
	const char *path = lab_path("open/lying");
	const struct start start = { .path = path, .argv = { "lying" } };

	load(0, path);
	load(1, lab_path("foreign/payload"));
	serve(path, "rootmode=100755,allow_other", respond);
	if (runs(&start, HELPER_TEXT))
		now = 1;
	else if (errno)
		no_effect(errno);
	judge(runs(&start, FOREIGN_TEXT));
}
