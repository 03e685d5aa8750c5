// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>

#include "attack.h"
#include "handler.h"

static const char directory[] = "/tmp/lab-handlers";

void handler_register(const char *ending, const char *interpreter, const char *flags)
{
	char path[128], line[256];

	if (mkdir(directory, 0755) && errno != EEXIST)
		no_effect(errno);
	if (mount("none", directory, "binfmt_misc", 0, NULL))
		no_effect(errno);
	snprintf(path, sizeof(path), "%s/register", directory);
	snprintf(line, sizeof(line), ":lab-%s:E::%s::%s:%s", ending, ending, interpreter, flags);
	write_text(path, line);
}

void handler_remove(const char *ending)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/lab-%s", directory, ending);
	write_text(path, "-1");
	if (umount(directory))
		broken("umount binfmt_misc");
}
