// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Moves a program of its own to where the kernel looks for its first one.
 * Source: init(1), bootup(7). Control: the file is there, and it is foreign.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	/* The kernel tries /sbin/init, /etc/init, /bin/init and /bin/sh, in this order. */
	const char *path = "/etc/init";

	drop("foreign/payload", "/tmp/lab-init");
	if (rename("/tmp/lab-init", path))
		no_effect(errno);
	if (!runs(&(struct start){ .path = path, .argv = { "init" } }, FOREIGN_TEXT))
		no_effect(errno);
	unlink(path);
	effect();
}
