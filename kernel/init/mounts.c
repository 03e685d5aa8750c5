// SPDX-License-Identifier: GPL-2.0-only
/*
 * The file systems that the command sees. Everything is mounted on directories of
 * the initramfs first and the view is then moved over it, so that neither the
 * initramfs nor the lower file system can be reached by a name any more.
 */
#include <errno.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel/init/init.h"

static void directory(const char *path, mode_t mode)
{
	if (mkdir(path, mode) < 0 && errno != EEXIST)
		fail("cannot make the directory %s", path);
}

static void attach(const char *source, const char *path, const char *type, unsigned long flags,
		   const char *options)
{
	if (mount(source, path, type, flags, options) < 0)
		fail("cannot mount %s (%s) at %s", source, type, path);
}

static void link_to(const char *target, const char *path)
{
	if (symlink(target, path) < 0 && errno != EEXIST)
		fail("cannot make the link %s", path);
}

void mounts_device(void)
{
	directory("/dev", 0755);
	attach("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
}

/* In the view now. /proc waits for the supervisor, whose processes it is to show. */
static void mount_inside(void)
{
	attach("sysfs", "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	attach("securityfs", "/sys/kernel/security", "securityfs",
	       MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
	directory("/dev/pts", 0755);
	attach("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "gid=5,mode=620,ptmxmode=666");
	directory("/dev/shm", 01777);
	attach("tmpfs", "/dev/shm", "tmpfs", MS_NOSUID | MS_NODEV, "mode=1777");
	attach("tmpfs", "/run", "tmpfs", MS_NOSUID | MS_NODEV, "mode=0755");
	directory("/run/lock", 01777);
	link_to("/proc/self/fd", "/dev/fd");
	link_to("/proc/self/fd/0", "/dev/stdin");
	link_to("/proc/self/fd/1", "/dev/stdout");
	link_to("/proc/self/fd/2", "/dev/stderr");
}

void mounts_switch_root(const char *type, const char *source, const char *options)
{
	directory("/lower", 0755);
	attach(source, "/lower", type, MS_RDONLY, options);
	directory("/layers", 0755);
	attach("tmpfs", "/layers", "tmpfs", 0, "mode=0755,size=75%");
	directory("/layers/upper", 0755);
	directory("/layers/work", 0755);
	directory("/view", 0755);
	attach("overlay", "/view", "overlay", 0,
	       "lowerdir=/lower,upperdir=/layers/upper,workdir=/layers/work,"
	       "index=off,metacopy=off,xino=off,redirect_dir=off");
	if (chdir("/view") < 0)
		fail("cannot enter the view");
	directory("proc", 0555);
	directory("sys", 0555);
	directory("dev", 0755);
	directory("run", 0755);
	directory("tmp", 01777);
	if (mount("/dev", "dev", NULL, MS_MOVE, NULL) < 0)
		fail("cannot move /dev into the view");
	if (mount(".", "/", NULL, MS_MOVE, NULL) < 0 || chroot(".") < 0 || chdir("/") < 0)
		fail("cannot make the view the root directory");
	mount_inside();
}
