// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of modprobe, whose name the kernel has from its
 * configuration, and makes the kernel want a module. Source: root-paths, "autoload", "modprobe_path".
 * Control: the program runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *mark = "/tmp/lab-request-ran", *modprobe = "/sbin/modprobe";
	const char *aside = "/sbin/modprobe.aside";
	bool done, moved;

	/* Where that is refused, the kernel is still asked, and finds the real one or none. */
	moved = rename(modprobe, aside) == 0;
	if (access(modprobe, F_OK))
		replace_helper(modprobe, mark);
	socket(AF_RXRPC, SOCK_DGRAM, 0);
	done = file_begins_soon(mark, FOREIGN_TEXT);
	if (done)
		unlink(modprobe);
	if (moved && rename(aside, modprobe))
		broken("cannot put modprobe back");
	if (done)
		effect();
	no_effect(EACCES);
}
