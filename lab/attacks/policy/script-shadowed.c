// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved script in a place where its interpreter is another program: a bind mount
 * over /bin, in a mount namespace. Source: execve(2), "Interpreter scripts". Control: foreign
 * code ran.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	/* A copy of this program is the other interpreter. */
	if (strcmp(program_invocation_short_name, "sh") == 0)
		exit(puts(FOREIGN_TEXT) < 0);
	mkdir("/tmp/lab-shell", 0755);
	drop("attacks/script-shadowed", "/tmp/lab-shell/sh");
	if (unshare(CLONE_NEWNS) || mount("/tmp/lab-shell", "/bin", NULL, MS_BIND, NULL))
		no_effect(errno);
	judge(runs(&(struct start){ .path = lab_path("open/script"), .argv = { "script" } }, FOREIGN_TEXT));
}
