// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Lets a link in /boot name a kernel of its own, as distributions do with /boot/vmlinuz.
 * Source: linux-update-symlinks(1). Control: what is read there is the intruder's.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	mkdir("/boot", 0755);
	drop_text("a kernel of the intruder\n", "/tmp/lab-vmlinuz");
	unlink("/boot/lab-vmlinuz");
	if (symlink("/tmp/lab-vmlinuz", "/boot/lab-vmlinuz"))
		no_effect(errno);
	judge(file_begins("/boot/lab-vmlinuz", "a kernel"));
}
