// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void mount_new(const char *type, const char *path)
{
	make_directory(path);
	/* Busy: somebody who failed left it there. */
	if (mount("none", path, type, 0, NULL) && errno != EBUSY)
		no_effect(errno);
}

int detached_tmpfs(void)
{
	int context = fsopen("tmpfs", FSOPEN_CLOEXEC), tree;

	if (context < 0 || fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		no_effect(errno);
	tree = fsmount(context, FSMOUNT_CLOEXEC, 0);
	if (tree < 0)
		no_effect(errno);
	close(context);
	return tree;
}

void root_with_approved(const char *root)
{
	char *open;

	if (asprintf(&open, "%s/open", root) < 0)
		broken("asprintf");
	if (unshare(CLONE_NEWNS) || mkdir(root, 0755) || mkdir(open, 0755) ||
	    mount(lab_path("open"), open, NULL, MS_BIND, NULL))
		no_effect(errno);
	free(open);
}

void become_its_root(void)
{
	write_text("/proc/self/uid_map", "0 0 1");
	write_text("/proc/self/setgroups", "deny");
	write_text("/proc/self/gid_map", "0 0 1");
}

void expect_read_only(const char *path)
{
	if (overwrite(path) == 0)
		broken("it is writable already");
}

_Noreturn void judge_writable(const char *path, int error)
{
	if (overwrite(path) == 0 && file_begins(path, INTRUDER))
		effect();
	no_effect(error);
}
