// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a mount writable that an operator has made read-only, and writes there: the file rule
 * would let it. Source: mount_setattr(2): root-paths, "no hook in 6.12". Control: the file has
 * changed.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

static int write_there(void)
{
	int fd = open("/tmp/lab-ro-bind/file", O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "intruder", 8) != 8)
		return errno;
	close(fd);
	return 0;
}

void attack(void)
{
	const struct mount_attr writable = { .attr_clr = MOUNT_ATTR_RDONLY };
	int error = 0;

	stage("read-only-bind");
	if (write_there() == 0)
		broken("it is writable already");
	if (mount_setattr(AT_FDCWD, "/tmp/lab-ro-bind", 0, (struct mount_attr *)&writable, sizeof(writable)))
		error = errno;
	if (write_there() == 0 && file_begins("/tmp/lab-ro-bind/file", "intruder"))
		effect();
	no_effect(error);
}
