// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved program in a root directory whose ELF loader is foreign: the kernel
 * maps what PT_INTERP names there and starts that first.
 * Source: 6.12 survey, "PT_INTERP: not bprm, only mmap_file". Control: the loader speaks.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"
#include "mounts.h"

void attack(void)
{
	const struct start start = { .path = "/open/helper", .argv = { "helper" },
		.root = "/tmp/lab-loader-root" };

	root_with_approved(start.root);
	if (mkdir("/tmp/lab-loader-root/lib64", 0755))
		no_effect(errno);
	drop("foreign/payload-bare", "/tmp/lab-loader-root/lib64/ld-linux-x86-64.so.2");
	judge(runs(&start, FOREIGN_TEXT));
}
