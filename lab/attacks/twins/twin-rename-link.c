// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of rename-secret and link-secret, within one class of names.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	drop_text("moved\n", "/tmp/lab-move-1");
	unlink("/tmp/lab-move-2");
	unlink("/tmp/lab-move-3");
	if (rename("/tmp/lab-move-1", "/tmp/lab-move-2") ||
	    link("/tmp/lab-move-2", "/tmp/lab-move-3"))
		no_effect(errno);
	judge(file_begins("/tmp/lab-move-3", "moved"));
}
