// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Opens an approved library for writing before its first use, loads it and punches a hole
 * into its text. Source: root-paths, "MAP_PRIVATE text follows the page cache"; fallocate(2).
 * Control: the loaded text is zero.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "library.h"

void attack(void)
{
	const char *name = "open/libpunched.so";
	static const char nothing[sizeof(code_1337)];
	const off_t page = library_offset(name) & ~(off_t)4095;
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);
	answer_function *answer;

	if (fd < 0)
		no_effect(errno);
	answer = library_load(name);
	if (!answer)
		no_effect(errno);
	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, page, 4096))
		no_effect(errno);
	if (memcmp((const void *)(uintptr_t)answer, nothing, sizeof(nothing)) == 0)
		effect();
	no_effect(0);
}
