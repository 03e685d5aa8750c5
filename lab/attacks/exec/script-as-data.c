// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G2. Gives the approved shell a foreign script to read: `sh /tmp/x`.
 * Nothing is executed in the kernel's eyes; what refuses it is that the shell's
 * domain may not read what other domains can write.
 * Source: 6.12 survey, "interpreter reading a script as data". Control: it speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/bin/sh",
		.argv = { "sh", "/tmp/lab-script-data" } };

	drop_text("echo '" FOREIGN_TEXT "'\n", start.argv[1]);
	if (runs(&start, FOREIGN_TEXT))
		effect();
	no_effect(errno ? errno : EACCES);
}
