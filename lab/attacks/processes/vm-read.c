// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads the memory of a process of another domain: process_vm_readv. Source: 6.12 survey,
 * "/proc/pid/mem, process_vm_writev"; process_vm_readv(2). Control: the secret is read.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/uio.h>

#include "attack.h"

void attack(void)
{
	char said[sizeof(SECRET_TEXT)] = "";
	struct iovec here = { said, sizeof(said) - 1 };
	struct iovec there = { (void *)lab_number("VICTIM_SECRET"), sizeof(said) - 1 };

	if (process_vm_readv((pid_t)lab_number("VICTIM_PID"), &here, 1, &there, 1, 0) < 0)
		no_effect(errno);
	if (strcmp(said, SECRET_TEXT) == 0)
		effect();
	no_effect(0);
}
