// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "levers.h"
#include "mounts.h"
#include "tracing.h"

#define TRACING "/tmp/lab-tracing"

static char *file(const char *kind, const char *what)
{
	char *path;

	if (asprintf(&path, TRACING "/%s_%s", kind, what) < 0)
		broken("asprintf");
	return path;
}

static void add(const char *path, const char *line)
{
	int fd = open(path, O_WRONLY | O_APPEND | O_CLOEXEC);

	if (fd < 0 || write(fd, line, strlen(line)) < 0)
		no_effect(errno);
	close(fd);
}

void probe_set(const char *kind, const char *definition)
{
	mount_new("tracefs", TRACING);
	add(file(kind, "events"), definition);
	write_text(TRACING "/events/lab/probe/enable", "1");
}

unsigned long probe_hits(const char *kind)
{
	FILE *profile = fopen(file(kind, "profile"), "re");
	unsigned long hits = 0, found;
	char line[512], *name;

	if (!profile)
		no_effect(errno);
	while (fgets(line, sizeof(line), profile)) {
		/* Of a program's probe the line begins with the program. */
		name = strstr(line, "probe ");
		if (name && sscanf(name, "probe %lu", &found) == 1)
			hits = found;
	}
	fclose(profile);
	write_text(TRACING "/events/lab/probe/enable", "0");
	add(file(kind, "events"), "-:lab/probe");
	if (umount(TRACING))
		broken("umount tracefs");
	return hits;
}
