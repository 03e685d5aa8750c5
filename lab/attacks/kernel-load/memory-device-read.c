// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G3. Reads the machine's memory through /dev/mem: here its own, but everybody's is there.
 * Source: 6.12 survey, "/dev/mem"; mem(4). Control: what it wrote is read there.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "physical.h"

void attack(void)
{
	static char secret[] = "in the memory of the machine";
	const off_t where = physical_address(secret);
	int fd = open("/dev/mem", O_RDONLY | O_CLOEXEC);
	char found[sizeof(secret)] = "";

	if (fd < 0 || pread(fd, found, sizeof(found), where) < 0)
		no_effect(errno);
	if (memcmp(found, secret, sizeof(secret)) == 0)
		effect();
	no_effect(0);
}
