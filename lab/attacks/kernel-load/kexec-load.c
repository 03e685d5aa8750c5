// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Loads a kernel of its own, to be started without the boot loader.
 * Source: 6.12 survey, "kexec_load". Control: the kernel says that it has it
 * (/sys/kernel/kexec_loaded). To start it would end the machine, and the attacks.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "levers.h"

void attack(void)
{
	load_kernel();
}
