// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Has its library loaded into every program from now on, over the next boot, too. Source:
 * ld.so(8), /etc/ld.so.preload; the Symbiote and Azazel rootkits. Control: the file is there.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	judge_planted("/etc/ld.so.preload", "/tmp/lab-preload.so\n");
}
