// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a filesystem writable with fspick and fsconfig, which does not go through mount(2).
 * Source: root-paths, "sb_remount"; fspick(2). Control: the file has changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

static int write_there(void)
{
	int fd = open("/tmp/lab-ro/file", O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "intruder", 8) != 8)
		return errno;
	close(fd);
	return 0;
}

void attack(void)
{
	int context, error = 0;

	stage("read-only");
	if (write_there() == 0)
		broken("it is writable already");
	context = fspick(AT_FDCWD, "/tmp/lab-ro", FSPICK_CLOEXEC);
	if (context < 0 || fsconfig(context, FSCONFIG_SET_FLAG, "rw", NULL, 0) ||
	    fsconfig(context, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0))
		error = errno;
	if (write_there() == 0 && file_begins("/tmp/lab-ro/file", "intruder"))
		effect();
	no_effect(error);
}
