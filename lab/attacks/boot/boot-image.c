// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Puts an initramfs of its own where the next boot takes it from: made elsewhere, moved there.
 * Source: initramfs-tools(7); 6.12 survey, "kernel command line + bootconfig". Control: it is
 * there.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/boot/lab-initrd.img";

	mkdir("/boot", 0755);
	drop_text("070701 of the intruder\n", "/tmp/lab-initrd");
	if (rename("/tmp/lab-initrd", path))
		no_effect(errno);
	judge(file_begins(path, "070701"));
}
