// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Writes to the machine's memory through /dev/mem: here to constants of its own, which no
 * process may write to, but everybody's and the kernel's are there.
 * Source: 6.12 survey, "/dev/mem"; mem(4). Control: the constant has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"
#include "physical.h"

static char constant[4096] __attribute__((aligned(4096))) = { 1 };

void attack(void)
{
	const off_t where = physical_address(constant);
	int fd = open("/dev/mem", O_RDWR | O_CLOEXEC);
	char other = 2;

	if (fd < 0 || mprotect(constant, sizeof(constant), PROT_READ))
		no_effect(errno);
	if (pwrite(fd, &other, 1, where) != 1)
		no_effect(errno);
	if (*(volatile char *)constant == other)
		effect();
	no_effect(0);
}
