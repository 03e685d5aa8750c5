// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of request-key, which the kernel runs to make a key
 * that it does not have, and asks for one. Source: request_key(2), "/sbin/request-key"; 6.12
 * survey, "request-key". Control: the program runs.
 */
#define _GNU_SOURCE
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "usermode.h"

void attack(void)
{
	const char *program = "/sbin/request-key", *mark = "/tmp/lab-key-ran";
	bool done;

	replace_program(program, mark);
	syscall(SYS_request_key, "user", "lab:key", "please", KEY_SPEC_SESSION_KEYRING);
	done = file_begins_soon(mark, FOREIGN_TEXT);
	restore_program(program);
	if (done)
		effect();
	no_effect(0);
}
