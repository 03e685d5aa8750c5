// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Lets everybody write to the files of the security modules: chmod of all there are. Source:
 * 6.12 survey, "securityfs": mode bits are the only default check. Control: a mode has changed
 * (and is put back).
 */
#define _GNU_SOURCE
#include <ftw.h>
#include <sys/stat.h>

#include "attack.h"

static int changed, last_error;

static int change(const char *path, const struct stat *before, int type, struct FTW *where)
{
	struct stat after;

	(void)where;
	if (type != FTW_F)
		return 0;
	if (chmod(path, 0666)) {
		last_error = errno;
	} else if (stat(path, &after) == 0 && (after.st_mode & 07777) == 0666) {
		chmod(path, before->st_mode & 07777);
		changed++;
	}
	return 0;
}

void attack(void)
{
	if (nftw("/sys/kernel/security", change, 16, FTW_PHYS))
		broken("securityfs");
	if (changed)
		effect();
	no_effect(last_error);
}
