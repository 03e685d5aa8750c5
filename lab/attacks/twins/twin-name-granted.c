// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of tmpfile-link, rename-directory, odd-name and exchange-secret: the same where everything may
 * be written.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

static void directories(void)
{
	make_directory("/tmp/lab-twin-dir");
	rmdir("/tmp/lab-twin-dir2");
	if (rename("/tmp/lab-twin-dir", "/tmp/lab-twin-dir2"))
		no_effect(errno);
	drop_text("odd", "/tmp/lab-twin-dir2/\xff\xfe");
	drop_text("even", "/tmp/lab-twin-even");
	if (renameat2(AT_FDCWD, "/tmp/lab-twin-dir2/\xff\xfe", AT_FDCWD, "/tmp/lab-twin-even",
		      RENAME_EXCHANGE))
		no_effect(errno);
}

void attack(void)
{
	int fd = open("/tmp", O_TMPFILE | O_RDWR | O_CLOEXEC, 0644);
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	unlink("/tmp/lab-twin-named");
	if (fd < 0 || linkat(AT_FDCWD, path, AT_FDCWD, "/tmp/lab-twin-named", AT_SYMLINK_FOLLOW))
		no_effect(errno);
	directories();
	if (access("/tmp/lab-twin-named", F_OK) == 0 && file_begins("/tmp/lab-twin-even", "odd") &&
	    unlink("/tmp/lab-twin-dir2/\xff\xfe") == 0)
		effect();
	no_effect(errno);
}
