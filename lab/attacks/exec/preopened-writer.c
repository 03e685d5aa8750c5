// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Opens an approved library for writing before it is first used, keeps the
 * descriptor, loads the library and changes it underneath.
 * Source: DESIGN 6, "refuse writers first, then read". Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "library.h"

void attack(void)
{
	const char *name = "open/libwriter.so";
	off_t offset = library_offset(name);
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);
	answer_function *answer;

	if (fd < 0)
		no_effect(errno);
	answer = library_load(name);
	if (!answer)
		no_effect(errno);
	if (pwrite(fd, code_1337, sizeof(code_1337), offset) != sizeof(code_1337))
		no_effect(errno);
	if (answer() == CODE_ANSWER)
		effect();
	no_effect(0);
}
