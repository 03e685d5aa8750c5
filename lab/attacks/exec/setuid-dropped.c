// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Somebody without any privilege runs a dropped program that is setuid root.
 * Source: 6.12 survey, "setuid change"; execve(2). Control: it writes where only root may.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *mark = "/tmp/lab-setuid/mark";
	const struct start start = { .path = "/tmp/lab-setuid/program", .argv = { "setuid", mark } };

	make_directory("/tmp/lab-setuid");
	unlink(mark);
	drop("foreign/payload", start.path);
	if (chmod(start.path, 04755) || setresuid(65534, 65534, 65534))
		no_effect(errno);
	runs(&start, FOREIGN_TEXT);
	judge(file_begins(mark, FOREIGN_TEXT));
}
