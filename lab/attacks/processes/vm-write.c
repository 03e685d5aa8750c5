// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Writes into the memory of a process of another domain: process_vm_writev.
 * Source: 6.12 survey, "/proc/pid/mem, process_vm_writev". Control: what was written is read back.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/uio.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	char changed[] = "not its secret", said[sizeof(changed)] = "";
	struct iovec here = { changed, sizeof(changed) };
	struct iovec there = { (void *)prey.secret, sizeof(changed) };

	if (process_vm_writev(prey.pid, &here, 1, &there, 1, 0) < 0)
		no_effect(errno);
	here.iov_base = said;
	if (process_vm_readv(prey.pid, &here, 1, &there, 1, 0) < 0)
		no_effect(errno);
	if (strcmp(said, changed) == 0)
		effect();
	no_effect(0);
}
