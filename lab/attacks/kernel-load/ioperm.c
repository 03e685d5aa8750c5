// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Gets the right to use an I/O port and writes to the machine's serial port.
 * Source: 6.12 survey, "iopl, ioperm"; ioperm(2). Control: the register has changed.
 */
#define _GNU_SOURCE
#include <sys/io.h>

#include "attack.h"
#include "levers.h"

void attack(void)
{
	if (ioperm(SCRATCH_PORT, 1, 1))
		no_effect(errno);
	judge_port();
}
