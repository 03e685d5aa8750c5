// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Writes to the disk with the system on it, below the mounted filesystem. Source: 6.12 survey,
 * "raw block writes under a mounted fs", for which CONFIG_BLK_DEV_WRITE_MOUNTED is on here.
 * Control: the bytes are on the disk.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

static const char text[] = "raw bytes of the intruder";

/* The first 1024 bytes of an ext4 filesystem belong to nobody. */
void attack(void)
{
	int disk = open("/dev/vda", O_RDWR | O_CLOEXEC);
	char said[sizeof(text)] = "";

	if (disk < 0)
		no_effect(errno);
	if (pwrite(disk, text, sizeof(text), 512) == sizeof(text) && fsync(disk) == 0 &&
	    pread(disk, said, sizeof(said), 512) == sizeof(said) && strcmp(said, text) == 0)
		effect();
	no_effect(errno);
}
