// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of memfd-map, memfd-sealed, tmpfs-map: data in a memory file, sealed and mapped.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	int fd = memfd_create("lab", MFD_CLOEXEC | MFD_ALLOW_SEALING);
	const char *memory;

	if (fd < 0 || write(fd, "data", 4) != 4 || fcntl(fd, F_ADD_SEALS, F_SEAL_WRITE))
		no_effect(errno);
	memory = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	if (memcmp(memory, "data", 4) == 0)
		effect();
	no_effect(0);
}
