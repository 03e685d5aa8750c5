// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The operator: prepares what some attacks aim at, in a domain of its own, and says one
 * line when it is there: stage WHAT. It knows a handful of words and reads nothing,
 * so it is no way into that domain. Everything may be prepared again.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <mqueue.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "files.h"

static _Noreturn void give_up(const char *what)
{
	perror(what);
	exit(1);
}

static void directory(const char *path)
{
	if (mkdir(path, 0755) && errno != EEXIST)
		give_up(path);
}

static void file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		give_up(path);
	close(fd);
}

static void files(void)
{
	directory(SHM);
	directory(SHM "/own");
	directory(SHM "/layer");
	file(SHM "/layer/protected", STAGE_PUBLIC "\n");
	file(SHM_PROTECTED, STAGE_PUBLIC "\nline two\nline three\n");
	file(SHM_SECRET, STAGE_SECRET "\n");
	file(SHM "/SECRET", STAGE_PUBLIC "\n");
	file(SHM_LOG, STAGE_PUBLIC "\n");
	if (setxattr(SHM_PROTECTED, "user.lab", "mark", 4, 0))
		give_up("setxattr");
	directory(VAULT);
	file(VAULT_KEY, STAGE_SECRET "\n");
	/* No text in any encoding. */
	file(VAULT "/\xff\xfe\x80", STAGE_SECRET "\n");
	puts("ready");
}

static void vanish(void)
{
	if (unlink(VAULT_KEY))
		give_up(VAULT_KEY);
	puts("gone");
}

static void copy(const char *from, const char *to)
{
	int in = open(from, O_RDONLY | O_CLOEXEC);
	int out = open(to, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	struct stat info;
	ssize_t sent;

	if (in < 0 || out < 0 || fstat(in, &info))
		give_up(to);
	while (info.st_size && (sent = sendfile(out, in, NULL, info.st_size)) > 0)
		info.st_size -= sent;
	if (info.st_size)
		give_up("sendfile");
	close(in);
	close(out);
}

/* Makes a disk of a copy of LAB/@name. One that is a disk already stays what it is. */
static void attach(const char *name, const char *image, const char *device)
{
	int file, loop = open(device, O_RDWR | O_CLOEXEC);
	char from[4096];

	snprintf(from, sizeof(from), "%s/%s", getenv("LAB"), name);
	directory(SHM);
	copy(from, image);
	file = open(image, O_RDWR | O_CLOEXEC);
	if (file < 0 || loop < 0 || (ioctl(loop, LOOP_SET_FD, file) && errno != EBUSY))
		give_up(device);
	close(file);
	close(loop);
}

/* True if @file is there. The disks stay until the machine goes: the attacks come one after the other. */
static bool is_mounted(const char *place, const char *file)
{
	struct stat info;

	directory(place);
	return stat(file, &info) == 0;
}

static void disk(void)
{
	if (!is_mounted(DISK, DISK_PROTECTED)) {
		attach("stage.img", SHM "/image", DISK_DEVICE);
		if (mount(DISK_DEVICE, DISK, "ext4", 0, "usrquota") &&
		    mount(DISK_DEVICE, DISK, "ext4", 0, NULL))
			give_up(DISK);
	}
	puts("ready");
}

static void clone_disk(void)
{
	if (!is_mounted(CLONE_DISK, CLONE_PROTECTED)) {
		attach("clone.img", SHM "/clone", CLONE_DEVICE);
		if (mount(CLONE_DEVICE, CLONE_DISK, "xfs", 0, NULL))
			give_up(CLONE_DISK);
	}
	puts("ready");
}

static void case_disk(void)
{
	if (!is_mounted(CASE_DISK, CASE_SECRET)) {
		attach("case.img", SHM "/case", CASE_DEVICE);
		if (mount(CASE_DEVICE, CASE_DISK, "vfat", MS_RDONLY, NULL))
			give_up(CASE_DISK);
	}
	puts("ready");
}

/* A disk that nobody has mounted. */
static void raw_disk(void)
{
	attach("stage.img", RAW_IMAGE, RAW_DEVICE);
	puts("ready");
}

static void drop_caches(void)
{
	sync();
	file("/proc/sys/vm/drop_caches", "3\n");
	puts("dropped");
}

/* A tmpfs at @path with the notice in it. */
static void tmpfs_with_notice(const char *path, const char *notice)
{
	directory(path);
	if (mount("none", path, "tmpfs", 0, NULL))
		give_up("mount");
	file(notice, STAGE_PUBLIC "\n");
}

/* A mount that is read-only, of a filesystem that is not. */
static void read_only_bind(void)
{
	tmpfs_with_notice(READ_ONLY_BIND, READ_ONLY_BIND "/file");
	if (mount(NULL, READ_ONLY_BIND, NULL, MS_REMOUNT | MS_BIND | MS_RDONLY, NULL))
		give_up("remount");
	puts("read-only");
}

/* The filesystem, but not the mount. */
static void read_only(void)
{
	tmpfs_with_notice(READ_ONLY, READ_ONLY "/file");
	if (mount(NULL, READ_ONLY, NULL, MS_REMOUNT | MS_RDONLY, NULL) ||
	    mount(NULL, READ_ONLY, NULL, MS_REMOUNT | MS_BIND, NULL))
		give_up("remount");
	puts("read-only");
}

static void cover(void)
{
	directory(COVERED);
	file(COVERED_KEY, STAGE_SECRET "\n");
	if (mount("none", COVERED, "tmpfs", 0, NULL))
		give_up("mount");
	puts("covered");
}

static void queue(void)
{
	struct mq_attr attributes = { .mq_maxmsg = 4, .mq_msgsize = 64 };
	mqd_t fd = mq_open("/lab-queue", O_RDWR | O_CREAT | O_CLOEXEC, 0600, &attributes);

	if (fd < 0 || mq_send(fd, STAGE_SECRET, sizeof(STAGE_SECRET), 0))
		give_up("mq_open");
	puts("queued");
}

/* Reads the secret as its owner, a while from now. */
static void look(void)
{
	const struct timespec pause = { .tv_nsec = 300000000 };
	char byte;
	int fd;

	puts("soon");
	fflush(stdout);
	if (fork() == 0) {
		close(1);
		nanosleep(&pause, NULL);
		fd = open(SHM_SECRET, O_RDONLY | O_CLOEXEC);
		exit(fd < 0 || read(fd, &byte, 1) != 1);
	}
}

/* Somebody whose memory is not needed just now. */
static void swap_out(void)
{
	char *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		give_up("mmap");
	puts("soon");
	fflush(stdout);
	if (fork() == 0) {
		close(1);
		strcpy(page, STAGE_SECRET);
		madvise(page, 4096, MADV_PAGEOUT);
		sleep(3);
		exit(0);
	}
}

/* Somebody's session: what is typed there goes to a file that all may read. */
static _Noreturn void session(int terminal)
{
	char typed[128];
	ssize_t got;

	close(1);
	alarm(20);
	if (setsid() < 0 || ioctl(terminal, TIOCSCTTY, 0))
		give_up("session");
	got = read(terminal, typed, sizeof(typed) - 1);
	typed[got > 0 ? got : 0] = '\0';
	file(SHM "/typed", typed);
	exit(0);
}

static void terminal(void)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	int fd;

	directory(SHM);
	unlink(SHM "/typed");
	if (master < 0 || grantpt(master) || unlockpt(master))
		give_up("ptmx");
	fd = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (fd < 0)
		give_up("pts");
	puts(ptsname(master));
	fflush(stdout);
	if (fork() == 0)
		session(fd);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*prepare)(void);
	} words[] = {
		{ "files", files }, { "vanish", vanish }, { "disk", disk },
		{ "clone-disk", clone_disk }, { "case-disk", case_disk }, { "raw-disk", raw_disk },
		{ "drop", drop_caches }, { "read-only", read_only },
		{ "read-only-bind", read_only_bind }, { "cover", cover }, { "queue", queue },
		{ "look", look }, { "swap-out", swap_out }, { "terminal", terminal },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (argc == 2 && strcmp(argv[1], words[i].name) == 0) {
			words[i].prepare();
			return 0;
		}
	fprintf(stderr, "stage: no such word\n");
	return 2;
}
