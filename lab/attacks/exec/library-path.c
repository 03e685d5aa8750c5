// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. LD_LIBRARY_PATH with a foreign library that has the soname of an approved one.
 * Source: ld.so(8); 6.12 survey, "LD_PRELOAD". Control: the foreign library speaks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/linked"), .argv = { "linked" },
		.environment = { "LD_LIBRARY_PATH=/tmp/lab-libraries" } };

	make_directory("/tmp/lab-libraries");
	drop("foreign/payload.so", "/tmp/lab-libraries/libhelper.so");
	if (runs(&start, FOREIGN_TEXT))
		effect();
	no_effect(errno ? errno : EACCES);
}
