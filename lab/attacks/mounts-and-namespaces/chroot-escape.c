// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Is in a chroot, where the secret is not, and leaves it the old way: another chroot, fchdir to a
 * directory kept open, up to the root. Source: chroot(2), "this call does not change the current
 * working directory". Control: the secret is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int held = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	make_directory("/tmp/lab-jail");
	make_directory("/tmp/lab-jail/inner");
	if (held < 0 || chroot("/tmp/lab-jail") || chdir("/") || access("/etc", F_OK) == 0)
		no_effect(errno);
	if (chroot("/inner") || fchdir(held) || chroot("."))
		no_effect(errno);
	judge(file_readable(SHADOW));
}
