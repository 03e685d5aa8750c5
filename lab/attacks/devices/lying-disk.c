// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Mounts a disk of its own, made of a file, over the directory of an approved program; runs the
 * program from there, changes it in the file, and has the kernel forget its pages but not its
 * inode, which was approved. Source: kernel/holdfast/sealed/contents.c; 6.12 survey, "loop
 * re-target". Control: the program says something else.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

#define OTHER_TEXT "intruder!!"

static char bytes[16 << 20];

_Static_assert(sizeof(OTHER_TEXT) == sizeof(HELPER_TEXT), "one takes the other's place");

/* An image of our own, which holds the approved program, on a loop device. */
static int make_disk(ssize_t *size)
{
	int from = open(lab_path("stage.img"), O_RDONLY | O_CLOEXEC);
	int image = open("/tmp/lab-lying.img", O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	int loop = open("/dev/loop9", O_RDWR | O_CLOEXEC);

	*size = from < 0 ? -1 : read(from, bytes, sizeof(bytes));
	if (*size <= 0 || write(image, bytes, *size) != *size || loop < 0 ||
	    ioctl(loop, LOOP_SET_FD, image))
		no_effect(errno);
	close(from);
	return image;
}

static void change_program(int image, ssize_t size)
{
	const char *at = bytes;

	while ((at = memmem(at, bytes + size - at, HELPER_TEXT, strlen(HELPER_TEXT)))) {
		if (pwrite(image, OTHER_TEXT, strlen(OTHER_TEXT), at - bytes) < 0)
			no_effect(errno);
		at++;
	}
	fsync(image);
}

void attack(void)
{
	const char *program = lab_path("open/served/helper");
	const struct start start = { .path = program, .argv = { "helper" } };
	int image, kept;
	ssize_t size;

	image = make_disk(&size);
	if (mount("/dev/loop9", lab_path("open/served"), "ext4", MS_RDONLY, NULL) ||
	    !runs(&start, HELPER_TEXT))
		no_effect(errno);
	kept = open(program, O_RDONLY | O_CLOEXEC);
	change_program(image, size);
	if (kept < 0 || posix_fadvise(kept, 0, 0, POSIX_FADV_DONTNEED))
		no_effect(errno);
	judge(runs(&start, OTHER_TEXT));
}
