// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Overwrites an approved library while it is loaded; the policy gave the
 * directory away for writing. Source: 6.12 survey, "write to an approved inode while
 * mapped: libraries do not deny writers". Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "library.h"

void attack(void)
{
	const char *name = "open/liboverwrite.so";
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);

	/* Opened once before, so that an overlay has made its copy already. */
	if (fd < 0 || close(fd))
		no_effect(errno);
	if (!library_load(name))
		broken("the approved library cannot be loaded");
	fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	judge_library_writer(name, fd);
}
