// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G2. Truncates an approved library while it is loaded.
 * Source: 6.12 survey, "path_/file_truncate". Control: the file is empty afterwards.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "library.h"

void attack(void)
{
	const char *path = lab_path("open/libtruncate.so");
	struct stat info;

	if (!library_load("open/libtruncate.so"))
		broken("the approved library cannot be loaded");
	if (truncate(path, 0))
		no_effect(errno);
	if (stat(path, &info) == 0 && info.st_size == 0)
		effect();
	no_effect(0);
}
