// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Has its library loaded into every program from now on, over the next boot, too. Source:
 * ld.so(8), /etc/ld.so.preload; the Symbiote and Azazel rootkits. Control: the file is there.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *path = "/etc/ld.so.preload";

	drop_text("/tmp/lab-preload.so\n", path);
	if (!file_begins(path, "/tmp/lab-preload.so"))
		no_effect(errno);
	/* Nothing after this attack is to meet it. */
	unlink(path);
	effect();
}
