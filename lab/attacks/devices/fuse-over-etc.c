// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts a filesystem that it serves itself over /etc, in a domain that may mount such filesystems
 * elsewhere. Source: mount.fuse(8). Control: /etc has become that filesystem.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/mount.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	int channel = open("/dev/fuse", O_RDWR | O_CLOEXEC);
	char options[128];
	bool done;

	if (channel < 0 || unshare(CLONE_NEWNS))
		no_effect(errno);
	snprintf(options, sizeof(options), "fd=%d,rootmode=40755,user_id=0,group_id=0", channel);
	if (mount("lab", "/etc", "fuse", 0, options))
		no_effect(errno);
	/* Nobody answers: when the channel is closed every access fails. */
	close(channel);
	done = access(PASSWD, F_OK) && errno == ENOTCONN;
	judge(done);
}
