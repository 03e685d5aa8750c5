// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Opens an approved library for writing before it is first used, keeps the
 * descriptor, loads the library and changes it underneath.
 * Source: docs/architecture.md, "Content". Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>

#include "attack.h"
#include "library.h"

void attack(void)
{
	const char *name = "open/libwriter.so";
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	judge_library_writer(name, fd);
}
