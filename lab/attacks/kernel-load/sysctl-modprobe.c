// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Names the program that the kernel runs to load modules, and makes the kernel want
 * one. Source: root-paths, "modprobe_path". Control: the program runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "usermode.h"

static const char path[] = "/proc/sys/kernel/modprobe";

void attack(void)
{
	const char *mark = "/tmp/lab-modprobe-ran";
	char before[256] = "";
	int fd = open(path, O_RDWR | O_CLOEXEC);
	bool done;

	if (fd < 0 || read(fd, before, sizeof(before) - 1) <= 0)
		no_effect(errno);
	close(fd);
	drop_helper("/tmp/lab-modprobe", mark);
	write_text(path, "/tmp/lab-modprobe");
	want_module();
	done = file_begins_soon(mark, FOREIGN_TEXT);
	write_text(path, before);
	if (done)
		effect();
	no_effect(0);
}
