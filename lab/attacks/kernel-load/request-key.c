// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of request-key, which the kernel runs to make a key
 * that it does not have, and asks for one. Source: request_key(2), "/sbin/request-key"; root-paths, "request-key".
 * Control: the program runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *mark = "/tmp/lab-key-ran", *program = "/sbin/request-key";
	bool done;

	if (access(program, F_OK))
		replace_helper(program, mark);
	/* -3: the session keyring of this process. */
	syscall(SYS_request_key, "user", "lab:key", "please", -3);
	done = file_begins_soon(mark, FOREIGN_TEXT);
	if (done && unlink(program))
		broken(program);
	if (done)
		effect();
	no_effect(EACCES);
}
