// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Gets the right to use all I/O ports and writes to the machine's serial port.
 * Source: 6.12 survey, "iopl, ioperm"; iopl(2). Control: the register has changed.
 */
#define _GNU_SOURCE
#include <sys/io.h>

#include "attack.h"
#include "levers.h"

void attack(void)
{
	if (iopl(3))
		no_effect(errno);
	judge_port();
}
