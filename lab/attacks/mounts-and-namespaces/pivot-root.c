// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a directory of its own the root of a mount namespace: pivot_root.
 * Source: 6.12 survey, "sb_pivotroot". Control: the old files are elsewhere.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	const char *root = "/var/tmp/lab-pivot";

	make_directory(root);
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    mount("none", root, "tmpfs", 0, NULL) || chdir(root) || mkdir("old", 0755))
		no_effect(errno);
	if (syscall(SYS_pivot_root, ".", "old") || chdir("/"))
		no_effect(errno);
	judge(access("/old/etc/passwd", F_OK) == 0 && access("/etc/passwd", F_OK));
}
