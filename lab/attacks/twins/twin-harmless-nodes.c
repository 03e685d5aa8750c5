// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of overlay-disk: the nodes that are the same to everybody, by an overlay of /dev, as a container
 * has them; nobody has to be allowed to make them.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

#define VIEW "/tmp/lab-harmless"

static int node(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	return fd;
}

void attack(void)
{
	char byte = 1;

	make_directory(VIEW);
	make_directory(VIEW "/empty");
	make_directory(VIEW "/view");
	if (mount("none", VIEW "/view", "overlay", 0, "lowerdir=/dev:" VIEW "/empty"))
		no_effect(errno);
	if (read(node(VIEW "/view/zero"), &byte, 1) != 1 || byte ||
	    read(node(VIEW "/view/null"), &byte, 1) != 0 ||
	    write(node(VIEW "/view/full"), &byte, 1) != -1 || errno != ENOSPC ||
	    read(node(VIEW "/view/random"), &byte, 1) != 1 ||
	    read(node(VIEW "/view/urandom"), &byte, 1) != 1)
		no_effect(errno);
	/* There is no terminal here: that is said by the device. */
	judge(open(VIEW "/view/tty", O_RDWR | O_CLOEXEC) >= 0 || errno == ENXIO);
}
