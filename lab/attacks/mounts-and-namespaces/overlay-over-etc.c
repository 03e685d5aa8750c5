// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Mounts an overlay over /etc, with /etc below and a layer of its own above. Source: 6.12
 * survey, "overlayfs". Control: /etc/passwd is the other file.
 */
#define _GNU_SOURCE
#include <sched.h>
#include <sys/mount.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

void attack(void)
{
	if (unshare(CLONE_NEWNS))
		broken("unshare");
	mount_new("tmpfs", "/tmp/lab-upper");
	make_directory("/tmp/lab-upper/upper");
	make_directory("/tmp/lab-upper/work");
	drop_text(INTRUDER_ENTRY, "/tmp/lab-upper/upper/passwd");
	if (mount("none", "/etc", "overlay", 0,
		  "lowerdir=/etc,upperdir=/tmp/lab-upper/upper,workdir=/tmp/lab-upper/work"))
		no_effect(errno);
	judge(file_begins(PASSWD, "intruder"));
}
