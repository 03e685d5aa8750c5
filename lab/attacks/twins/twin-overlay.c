// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of overlay-upper-protected: all layers are where everything may be written.
 */
#define _GNU_SOURCE
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	mount_new("tmpfs", "/tmp/lab-twin-overlay");
	make_directory("/tmp/lab-twin-overlay/lower");
	make_directory("/tmp/lab-twin-overlay/upper");
	make_directory("/tmp/lab-twin-overlay/work");
	make_directory("/tmp/lab-twin-overlay/view");
	drop_text("below", "/tmp/lab-twin-overlay/lower/file");
	if (mount("none", "/tmp/lab-twin-overlay/view", "overlay", 0,
		  "lowerdir=/tmp/lab-twin-overlay/lower,upperdir=/tmp/lab-twin-overlay/upper,"
		  "workdir=/tmp/lab-twin-overlay/work"))
		no_effect(errno);
	drop_text("above", "/tmp/lab-twin-overlay/view/file");
	if (file_begins("/tmp/lab-twin-overlay/upper/file", "above") &&
	    file_begins("/tmp/lab-twin-overlay/lower/file", "below"))
		effect();
	no_effect(errno);
}
