// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Names a foreign library in /etc/ld.so.preload, so that every program loads it.
 * Source: ld.so(8), "/etc/ld.so.preload"; MITRE ATT&CK T1574.006. Control: it speaks in an approved program.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *list = "/etc/ld.so.preload";
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" } };
	bool done;
	int error;

	drop("foreign/payload.so", "/tmp/lab-preload-file.so");
	drop_text("/tmp/lab-preload-file.so\n", list);
	done = runs(&start, FOREIGN_TEXT);
	error = errno;
	if (unlink(list))
		broken(list);
	if (done)
		effect();
	no_effect(error);
}
