// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The foreign program without the C library: it needs nothing of what it is started with, so
 * that it can also take the place of an ELF loader, and it does not look at its arguments.
 * It says whether it is root.
 */
#include <sys/syscall.h>

#include "attack.h"

static long call(long number, long first, const void *second, long third)
{
	long result;

	__asm__ volatile("syscall" : "=a"(result)
			 : "a"(number), "D"(first), "S"(second), "d"(third)
			 : "rcx", "r11", "memory");
	return result;
}

_Noreturn void _start(void)
{
	static const char text[] = FOREIGN_TEXT "\n", root[] = FOREIGN_TEXT " as root\n";

	if (call(SYS_geteuid, 0, text, 0) == 0)
		call(SYS_write, 1, root, sizeof(root) - 1);
	else
		call(SYS_write, 1, text, sizeof(text) - 1);
	for (;;)
		call(SYS_exit_group, 0, text, 0);
}
