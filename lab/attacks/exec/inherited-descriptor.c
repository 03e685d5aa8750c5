// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Opens an approved library for writing, executes an approved program (itself) with that
 * descriptor, which loads the library and changes it.
 * Source: CWE-403; 6.12 survey, "write to an approved inode". Control: its function answers
 * differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "attack.h"
#include "library.h"

static const char name[] = "open/libinherited.so";

/* Before execve. */
static _Noreturn void open_and_execute(void)
{
	int fd = open(lab_path(name), O_WRONLY);
	char number[16];

	if (fd < 0)
		no_effect(errno);
	snprintf(number, sizeof(number), "%d", fd);
	setenv("LAB_INHERITED", number, 1);
	execl(lab_path("attacks/inherited-descriptor"), "inherited-descriptor", (char *)NULL);
	no_effect(errno);
}

void attack(void)
{
	const char *number = getenv("LAB_INHERITED");

	if (!number)
		open_and_execute();
	judge_library_writer(name, atoi(number));
}
