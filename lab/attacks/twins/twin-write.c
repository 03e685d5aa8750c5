// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of write-boot: a file where the policy lets it write.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	drop_text("written\n", "/tmp/lab-written");
	judge(file_begins("/tmp/lab-written", "written"));
}
