// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <stdio.h>
#include <sys/mount.h>

#include "attack.h"
#include "handler.h"
#include "mounts.h"

static const char directory[] = "/tmp/lab-handlers";

void handler_register(const char *ending, const char *interpreter, const char *flags)
{
	char path[128], line[256];

	mount_new("binfmt_misc", directory);
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

_Noreturn void judge_handled(const char *ending, const struct start *start, const char *text)
{
	const bool said = runs(start, text);
	const int error = errno;

	handler_remove(ending);
	if (said)
		effect();
	no_effect(error);
}
