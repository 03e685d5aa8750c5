// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of request-key, which the kernel runs to make a key
 * that it does not have, and asks for one. Source: request_key(2), "/sbin/request-key"; root-paths, "request-key".
 * Control: the program runs.
 */
#define _GNU_SOURCE
#include <linux/keyctl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *mark = "/tmp/lab-key-ran", *program = "/sbin/request-key";
	const char *aside = "/sbin/request-key.aside";
	const bool there = access(program, F_OK) == 0;
	bool done;

	if (there && rename(program, aside))
		no_effect(errno);
	drop_helper(program, mark);
	syscall(SYS_request_key, "user", "lab:key", "please", KEY_SPEC_SESSION_KEYRING);
	done = file_begins_soon(mark, FOREIGN_TEXT);
	if (unlink(program) || (there && rename(aside, program)))
		broken("cannot put request-key back");
	if (done)
		effect();
	no_effect(0);
}
