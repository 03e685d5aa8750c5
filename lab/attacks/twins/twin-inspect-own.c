// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of vm-read, reopen-descriptor, compare-descriptors: what a process of the own domain has.
 */
#define _GNU_SOURCE
#include <linux/kcmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	static char secret[] = SECRET_TEXT;
	char said[sizeof(secret)] = "", path[64];
	struct iovec here = { said, sizeof(said) }, there = { secret, sizeof(secret) };
	int memory = memfd_create("own", 0);
	pid_t child;

	if (memory < 0 || write(memory, secret, sizeof(secret)) < 0)
		broken("a memory file");
	child = start_sleeper();
	if (process_vm_readv(child, &here, 1, &there, 1, 0) < 0 || strcmp(said, secret) ||
	    syscall(SYS_kcmp, getpid(), child, KCMP_FILE, memory, memory) != 0)
		no_effect(errno);
	snprintf(path, sizeof(path), "/proc/%d/fd/%d", child, memory);
	if (!file_begins(path, SECRET_TEXT))
		no_effect(errno);
	kill(child, SIGKILL);
	effect();
}
