// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Writes the boot loader's configuration, and in it another command line for the next boot.
 * Source: 6.12 survey, "kernel command line + bootconfig". Control: the file says so.
 */
#define _GNU_SOURCE
#include <sys/stat.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *path = "/boot/grub/custom.cfg";

	mkdir("/boot", 0755);
	make_directory("/boot/grub");
	drop_text("linux /vmlinuz lsm= init=/tmp/sh\n", path);
	judge(file_begins(path, "linux"));
}
