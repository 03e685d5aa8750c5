// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Writes a register of the processor (TSC_AUX) through /dev/cpu/0/msr.
 * Source: 6.12 survey, "MSR write"; msr(4). Control: the instruction that reads it tells the new
 * value.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>
#include <x86intrin.h>

#include "attack.h"

#define TSC_AUX 0xc0000103

void attack(void)
{
	const off_t where = TSC_AUX;
	int fd = open("/dev/cpu/0/msr", O_RDWR | O_CLOEXEC);
	uint64_t before, other;
	unsigned int told = 0;
	cpu_set_t first;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	if (fd < 0 || sched_setaffinity(0, sizeof(first), &first) ||
	    pread(fd, &before, sizeof(before), where) != sizeof(before))
		no_effect(errno);
	other = before ^ 0x1000;
	if (pwrite(fd, &other, sizeof(other), where) != sizeof(other))
		no_effect(errno);
	__rdtscp(&told);
	if (pwrite(fd, &before, sizeof(before), where) != sizeof(before))
		broken("the register stays");
	if (told == other)
		effect();
	no_effect(0);
}
