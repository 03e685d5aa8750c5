// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs an approved script under another name.
 * Source: docs/architecture.md: a program is a name and a content. Control: the script says its
 * line.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	drop("open/script", "/tmp/lab-script");
	judge(runs(&(struct start){ .path = "/tmp/lab-script", .argv = { "script" } }, "script ran"));
}
