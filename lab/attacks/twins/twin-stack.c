// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of grows-down and stack-exec: a stack that grows, and a deep one.
 */
#define _GNU_SOURCE
#include <string.h>

#include "attack.h"

/* Uses a megabyte of stack. */
__attribute__((noinline)) static int deep(int depth)
{
	volatile char page[4096];

	memset((char *)page, depth, sizeof(page));
	return depth ? deep(depth - 1) + (page[100] == (char)depth) : 0;
}

void attack(void)
{
	if (deep(256) == 256)
		effect();
	no_effect(0);
}
