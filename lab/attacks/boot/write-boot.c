// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Puts a file into /boot, where the next kernel comes from.
 * Source: docs/guarantees.md, G4. Control: the file is there.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *path = "/boot/lab-kernel";

	make_directory("/boot");
	drop_text("a kernel of the intruder\n", path);
	judge(file_begins(path, "a kernel"));
}
