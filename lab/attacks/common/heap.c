// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An approved program that runs code on its heap, which no domain without `use execmem`
 * should let it. Static, so that nothing else is mapped before.
 */
#define _GNU_SOURCE
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

int main(void)
{
	/* mov $1337, %eax; ret */
	static const unsigned char code[] = { 0xb8, 0x39, 0x05, 0x00, 0x00, 0xc3 };
	void *memory = sbrk(8192);
	int (*function)(void) = (int (*)(void))memory;

	if (memory == (void *)-1)
		return 1;
	memcpy(memory, code, sizeof(code));
	if (function() == CODE_ANSWER)
		puts(FOREIGN_TEXT);
	return 0;
}
