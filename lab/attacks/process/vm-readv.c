// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads the secret of another domain with process_vm_readv.
 * Source: root-paths, "process_vm_writev". Control: the secret is read.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/uio.h>

#include "attack.h"

void attack(void)
{
	char said[sizeof(SECRET_TEXT)] = "";
	const struct iovec here = { said, sizeof(said) - 1 };
	const struct iovec there = { (void *)lab_number("VICTIM_SECRET"), sizeof(said) - 1 };

	if (process_vm_readv((pid_t)lab_number("VICTIM_PID"), &here, 1, &there, 1, 0) < 0)
		no_effect(errno);
	if (strcmp(said, SECRET_TEXT) == 0)
		effect();
	no_effect(errno);
}
