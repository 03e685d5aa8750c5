// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Gives a file that it may write a second name in /boot, to fill it when nobody looks.
 * Source: link(2). Control: what is written to the first name is read by the second.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const char *ours = "/tmp/lab-twice", *theirs = "/boot/lab-twice";

	mkdir("/boot", 0755);
	drop_text("nothing yet\n", ours);
	if (link(ours, theirs))
		no_effect(errno);
	write_text(ours, "a kernel of the intruder\n");
	judge(file_begins(theirs, "a kernel"));
}
