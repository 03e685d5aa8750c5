// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Puts a foreign program in the place of modprobe, whose name the kernel has from its
 * configuration, and makes the kernel want a module. Source: root-paths, "autoload", "modprobe_path".
 * Control: the program runs.
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *mark = "/tmp/lab-request-ran", *modprobe = "/sbin/modprobe";
	const char *aside = "/sbin/modprobe.aside";
	const bool there = access(modprobe, F_OK) == 0;
	bool done;

	if (there && rename(modprobe, aside))
		no_effect(errno);
	drop_helper(modprobe, mark);
	/* No such algorithm: the kernel asks for a module that has it, and waits for the answer. */
	setsockopt(socket(AF_INET, SOCK_STREAM, 0), IPPROTO_TCP, TCP_CONGESTION, "lab", 3);
	done = file_begins_soon(mark, FOREIGN_TEXT);
	if (unlink(modprobe) || (there && rename(aside, modprobe)))
		broken("cannot put modprobe back");
	if (done)
		effect();
	no_effect(0);
}
