// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads where a process of another domain has its memory, which address space
 * randomisation hides: /proc/PID/maps.
 * Source: proc_pid_maps(5). Control: the map with the address of its secret is found.
 */
#define _GNU_SOURCE
#include <stdio.h>

#include "attack.h"
#include "prey.h"

void attack(void)
{
	struct prey prey = start_prey("prey", NULL);
	unsigned long from, to;
	char path[64], line[512];
	FILE *maps;

	snprintf(path, sizeof(path), "/proc/%d/maps", prey.pid);
	maps = fopen(path, "re");
	if (!maps)
		no_effect(errno);
	errno = 0;
	while (fgets(line, sizeof(line), maps))
		if (sscanf(line, "%lx-%lx", &from, &to) == 2 && from <= prey.secret && prey.secret < to)
			effect();
	no_effect(errno);
}
