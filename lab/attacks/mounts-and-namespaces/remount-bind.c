// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Makes a bind mount writable that an operator has made read-only, with mount(2). Source:
 * mount(2), MS_REMOUNT | MS_BIND. Control: the file has changed.
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
	int error = 0;

	stage("read-only-bind");
	if (write_there() == 0)
		broken("it is writable already");
	if (mount(NULL, "/tmp/lab-ro-bind", NULL, MS_REMOUNT | MS_BIND, NULL))
		error = errno;
	if (write_there() == 0 && file_begins("/tmp/lab-ro-bind/file", "intruder"))
		effect();
	no_effect(error);
}
