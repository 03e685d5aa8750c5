// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Somebody without any privilege runs a dropped program with capabilities of its own
 * (security.capability), in a tmpfs. Source: capabilities(7), "File capabilities"; 6.12 survey,
 * "caps/xattr change". Control: it writes where only root may.
 */
#define _GNU_SOURCE
#include <endian.h>
#include <linux/capability.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	const struct vfs_cap_data capabilities = {
		.magic_etc = htole32(VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE),
		.data[0].permitted = htole32(1u << CAP_DAC_OVERRIDE),
	};
	const char *mark = "/tmp/lab-capability/mark";
	const struct start start = { .path = "/tmp/lab-capability/program",
		.argv = { "capability", mark } };

	/* Of the lab's overlays it would be the mounter whose right to do this counts. */
	if (mkdir("/tmp/lab-capability", 0755) || unshare(CLONE_NEWNS) ||
	    mount("none", "/tmp/lab-capability", "tmpfs", 0, "mode=0755"))
		no_effect(errno);
	drop("foreign/payload", start.path);
	if (setxattr(start.path, "security.capability", &capabilities, sizeof(capabilities), 0) ||
	    setresuid(65534, 65534, 65534))
		no_effect(errno);
	runs(&start, FOREIGN_TEXT);
	judge(file_begins(mark, FOREIGN_TEXT));
}
