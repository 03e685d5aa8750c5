// SPDX-License-Identifier: GPL-2.0-or-later
/* What is raced. In pub/ this program may do all but execute, in secret/ only make and remove names. */
#define _GNU_SOURCE
#include "races.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The disk has its inodes in memory only as long as somebody wants them; the overlay's upper never forgets. */
#define PAIRS	32ul
#define CODE_BYTES	65536

static char name_a[64], name_b[64];

static const char *name_of(char *buffer, const char *format, unsigned long number)
{
	snprintf(buffer, 64, format, number);
	return buffer;
}

static void hammer_open(const char *format, unsigned long number)
{
	char path[64];

	if (race_opens(name_of(path, format, number), O_RDONLY))
		atomic_fetch_add(&race_hits, 1);
}

/* A file goes to another class and comes back. It has no label before the others look at it. */
static void rename_round_in(unsigned long number, const char *from, const char *to)
{
	name_of(name_a, from, number);
	name_of(name_b, to, number);
	if (!race_must(mknod(name_a, S_IFREG | 0644, 0), "mknod"))
		return;
	atomic_store(&race_round, number);
	for (volatile int spin = (int)(number % 64) * 50; spin; spin--)
		;
	race_must(rename(name_a, name_b), "rename to secret");
	race_must_not_open(name_b);
	race_must(rename(name_b, name_a), "rename back");
	race_must_open(name_a);
	race_must(unlink(name_a), "unlink");
}

static void rename_round(unsigned long number)
{
	rename_round_in(number, "pub/f.%lu", "secret/f.%lu");
}

static void rename_hammer(unsigned long number)
{
	hammer_open("pub/f.%lu", number);
}

/*
 * A file is labelled by the very open that makes it, and is moved to another class just then. In pub
 * itself not: its own name goes on to others than those below it.
 */
static void create_begin(void)
{
	race_must(mkdir("pub/in", 0755), "mkdir");
}

static void create_round(unsigned long number)
{
	char last[64];

	name_of(name_a, "pub/in/c.%lu", number);
	name_of(name_b, "secret/c.%lu", number);
	atomic_store(&race_round, number);
	while (rename(name_a, name_b)) {
		if (errno != ENOENT) {
			race_broken("rename %s: %s", name_a, strerror(errno));
			return;
		}
		sched_yield();
	}
	race_must_not_open(name_b);
	race_must(unlink(name_b), "unlink");
	/* The others may have made it once more since. */
	unlink(name_of(last, "pub/in/c.%lu", number - 1));
}

static void create_hammer(unsigned long number)
{
	char path[64];

	if (race_opens(name_of(path, "pub/in/c.%lu", number), O_RDWR | O_CREAT | O_EXCL))
		atomic_fetch_add(&race_hits, 1);
}

/* The same where inodes are evicted all the time. */
static void evict_round(unsigned long number)
{
	rename_round_in(number, "disk/pub/f.%lu", "disk/secret/f.%lu");
}

static void evict_hammer(unsigned long number)
{
	int fd = open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, "2", 1) != 1)
		race_broken("drop_caches: %s", strerror(errno));
	close(fd);
	for (int i = 0; i < 20; i++)
		hammer_open("disk/pub/f.%lu", number);
}

/* Directories: within a state they may move, elsewhere only by copying, whoever opens what is below. */
static void directory_begin(void)
{
	race_must(mkdir("pub/a", 0755), "mkdir");
	race_must(mkdir("pub/b", 0755), "mkdir");
	race_must(mkdir("pub/a/d", 0755), "mkdir");
	race_make_file("pub/a/d/x", "x");
	race_must(mkdir("kept", 0755), "mkdir");
	race_must(mkdir("kept/in", 0755), "mkdir");
	race_must(mkdir("kept/out", 0755), "mkdir");
	race_must(mkdir("kept/in/d", 0755), "mkdir");
	race_make_file("kept/in/d/private", "x");
	atomic_store(&race_round, 1);
}

static void must_not_move(const char *from, const char *to)
{
	if (!rename(from, to)) {
		race_bad("a directory was renamed to another class: %s to %s", from, to);
		race_must(rename(to, from), "rename back");
	} else if (errno != EXDEV) {
		race_broken("rename %s to %s: %s", from, to, strerror(errno));
	}
}

static void directory_round(unsigned long number)
{
	(void)number;
	race_must(rename("pub/a/d", "pub/b/d"), "rename within a class");
	race_must_open("pub/b/d/x");
	must_not_move("pub/b/d", "secret/d");
	race_must(rename("pub/b/d", "pub/a/d"), "rename within a class");
	must_not_move("kept/in/d", "kept/out/d");
	race_must_not_open("kept/in/d/private");
}

static void directory_hammer(unsigned long number)
{
	hammer_open("pub/a/d/x", number);
	hammer_open("pub/b/d/x", number);
	if (race_opens("kept/out/d/private", O_RDONLY))
		race_bad("what is below a directory got another class");
}

static void mount_disk(void)
{
	static bool attached;

	/* Nobody may have a device open for writing that is to be mounted. */
	if (!attached) {
		int loop = open("/dev/loop0", O_RDWR | O_CLOEXEC);
		int image = open("disk.img", O_RDWR | O_CLOEXEC);

		race_must(loop, "/dev/loop0");
		race_must(image, "disk.img");
		race_must(ioctl(loop, LOOP_SET_FD, image), "LOOP_SET_FD");
		close(image);
		close(loop);
		attached = true;
	}
	race_must(mount("/dev/loop0", "disk", "ext4", 0, NULL), "mount");
}

/* An inode with a name in each class loses one of them while that is opened. */
static void link_begin_batch(void)
{
	char a[64], b[64], c[64];

	for (unsigned long i = 1; i <= PAIRS; i++) {
		race_make_file(name_of(a, "disk/pub/l.%lu", i), "x");
		race_must(link(a, name_of(b, "disk/pub/m.%lu", i)), "link");
		race_must(rename(b, name_of(c, "disk/secret/m.%lu", i)), "rename");
	}
	/* The inodes are read anew, and with them nothing is known of their past. */
	while (umount("disk") && errno == EBUSY)
		usleep(100);
	mount_disk();
}

static void link_round(unsigned long number)
{
	char path[64];

	(void)number;
	atomic_store(&race_round, 0);
	link_begin_batch();
	for (unsigned long i = 1; i <= PAIRS; i++) {
		atomic_store(&race_round, i);
		for (volatile int spin = 2000; spin; spin--)
			;
		race_must(unlink(name_of(path, "disk/pub/l.%lu", i)), "unlink");
	}
	atomic_store(&race_round, 0);
	for (unsigned long i = 1; i <= PAIRS; i++) {
		race_must_not_open(name_of(path, "disk/secret/m.%lu", i));
		race_must(unlink(path), "unlink");
	}
}

static void link_hammer(unsigned long number)
{
	hammer_open("disk/pub/l.%lu", number);
}

/* A file that had no name gets one. */
static void tmpfile_round(unsigned long number)
{
	char self[64];
	int fd = open("pub", O_TMPFILE | O_RDWR | O_CLOEXEC, 0644);

	if (!race_must(fd, "O_TMPFILE"))
		return;
	atomic_store(&race_round, (unsigned long)fd);
	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	race_must_open(self);
	race_must(linkat(AT_FDCWD, self, AT_FDCWD, name_of(name_a, "secret/t.%lu", number),
			 AT_SYMLINK_FOLLOW), "linkat");
	race_must_not_open(name_a);
	close(fd);
	race_must(unlink(name_a), "unlink");
}

static void tmpfile_hammer(unsigned long fd)
{
	hammer_open("/proc/self/fd/%lu", fd);
}

/* Files of a filesystem that stands nowhere yet are @tmpfs:..., which may be read; at its place not. */
static void attach_round(unsigned long number)
{
	int context = (int)syscall(SYS_fsopen, "tmpfs", 1), root, fd;

	(void)number;
	if (!race_must(context, "fsopen") ||
	    !race_must(syscall(SYS_fsconfig, context, 6, NULL, NULL, 0), "fsconfig"))
		return;
	root = (int)syscall(SYS_fsmount, context, 1, 0);
	close(context);
	if (!race_must(root, "fsmount"))
		return;
	fd = openat(root, "f", O_CREAT | O_RDONLY | O_CLOEXEC, 0644);
	race_must(fd, "file in an unattached filesystem");
	close(fd);
	race_must(mkdirat(root, "in", 0755), "directory in an unattached filesystem");
	atomic_store(&race_round, (unsigned long)root);
	race_must(syscall(SYS_move_mount, root, "", AT_FDCWD, "place", 4), "move_mount");
	race_must_not_open("place/f");
	/* One that was made meanwhile. */
	if (!access("place/in/g", F_OK))
		race_must_not_open("place/in/g");
	atomic_store(&race_round, 0);
	close(root);
	while (umount("place") && errno == EBUSY)
		usleep(100);
}

static void attach_hammer(unsigned long root)
{
	int fd = openat((int)root, "in/g", O_CREAT | O_EXCL | O_RDONLY | O_CLOEXEC, 0644);

	if (fd >= 0)
		close(fd);
	fd = openat((int)root, "f", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return;
	atomic_fetch_add(&race_hits, 1);
	close(fd);
}

/* Content that is approved is what was hashed, whatever a writer gets hold of meanwhile. */
static char right[CODE_BYTES];
static atomic_ulong written;

static void write_through(const char *path, unsigned long number)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);
	char *memory;

	if (fd >= 0) {
		memory = mmap(NULL, CODE_BYTES, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
		close(fd);
		if (memory != MAP_FAILED) {
			/* Late enough that the other one has hashed it. */
			for (int i = 0; i < 4 && number % 2; i++)
				sched_yield();
			memory[CODE_BYTES / 2] = 'W';
			memory[0] = 'W';
			atomic_fetch_add(&race_hits, 1);
			munmap(memory, CODE_BYTES);
		}
	}
}

/* Sometimes the writer comes first, and sometimes the descriptor; with one CPU, too. */
static int open_code(const char *path, unsigned long number)
{
	int fd = number & 4 ? open(path, O_RDONLY | O_CLOEXEC) : -1;

	atomic_store(&written, 0);
	atomic_store(&race_round, number);
	for (volatile int spin = (int)(number % 32) * 200; spin; spin--)
		;
	for (unsigned long i = 0; i < number % 4; i++)
		sched_yield();
	return fd >= 0 ? fd : open(path, O_RDONLY | O_CLOEXEC);
}

static void map_and_compare(const char *path, unsigned long number)
{
	const char *memory = MAP_FAILED;
	int fd = open_code(path, number);

	if (race_must(fd, path))
		memory = mmap(NULL, CODE_BYTES, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
	close(fd);
	while (atomic_load(&written) != number)
		sched_yield();
	atomic_store(&race_round, 0);
	if (memory == MAP_FAILED)
		return;
	if (memcmp(memory, right, CODE_BYTES))
		race_bad("executable memory holds content that was not approved: %s", path);
	munmap((void *)memory, CODE_BYTES);
}

static void hammer_code(const char *format, unsigned long number)
{
	static atomic_flag claimed = ATOMIC_FLAG_INIT;
	char path[64];

	if (atomic_load(&written) == number || atomic_flag_test_and_set(&claimed))
		return;
	if (atomic_load(&written) != number && atomic_load(&race_round) == number) {
		write_through(name_of(path, format, number), number);
		atomic_store(&written, number);
	}
	atomic_flag_clear(&claimed);
}

static void load_right(void)
{
	int fd = open("right", O_RDONLY | O_CLOEXEC);

	race_must(read(fd, right, CODE_BYTES) == CODE_BYTES ? 0 : -1, "read right");
	close(fd);
}

/* The files of the machine, one try each: the writer causes a copy-up. */
static void copyup_round(unsigned long number)
{
	map_and_compare(name_of(name_a, "code/lower.%lu", number), number);
}

static void copyup_hammer(unsigned long number)
{
	hammer_code("code/lower.%lu", number);
}

/* The same file made anew each time, so without a copy-up. */
static void writer_round(unsigned long number)
{
	int fd = open("code/again", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);

	if (!race_must(fd, "create code"))
		return;
	race_must(write(fd, right, CODE_BYTES), "write code");
	close(fd);
	map_and_compare("code/again", number);
	race_must(unlink("code/again"), "unlink code");
}

static void writer_hammer(unsigned long number)
{
	hammer_code("code/again", number);
}

/* A descriptor from before a copy-up maps the old file and reads the new one. */
static void old_descriptor_round(unsigned long number)
{
	int old = open("code/other", O_RDONLY | O_CLOEXEC), fd;
	const char *memory;

	(void)number;
	fd = open("code/other", O_RDWR | O_TRUNC | O_CLOEXEC);
	race_must(old, "code/other");
	if (race_must(fd, "code/other"))
		race_must(write(fd, right, CODE_BYTES), "write code");
	close(fd);
	memory = mmap(NULL, CODE_BYTES, PROT_READ | PROT_EXEC, MAP_PRIVATE, old, 0);
	if (memory != MAP_FAILED && memcmp(memory, right, CODE_BYTES))
		race_bad("executable memory holds the file from before the copy-up");
	memory = mmap(NULL, CODE_BYTES, PROT_READ, MAP_PRIVATE, old, 0);
	if (memory != MAP_FAILED && !mprotect((void *)memory, CODE_BYTES, PROT_READ | PROT_EXEC) &&
	    memcmp(memory, right, CODE_BYTES))
		race_bad("mprotect made the file from before the copy-up executable");
	close(old);
	fd = open("code/other", O_RDONLY | O_CLOEXEC);
	if (mmap(NULL, CODE_BYTES, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) == MAP_FAILED)
		race_bad("right content is refused after a copy-up: %s", strerror(errno));
	close(fd);
}

static void rest(unsigned long number)
{
	(void)number;
	usleep(1000);
}

static void disk_end(void)
{
	race_must(umount("disk"), "umount");
}

const struct scenario race_scenarios[] = {
	{ "rename", ULONG_MAX, NULL, rename_round, rename_hammer, NULL },
	{ "create", ULONG_MAX, create_begin, create_round, create_hammer, NULL },
	{ "directory", ULONG_MAX, directory_begin, directory_round, directory_hammer, NULL },
	{ "tmpfile", ULONG_MAX, NULL, tmpfile_round, tmpfile_hammer, NULL },
	{ "attach", ULONG_MAX, NULL, attach_round, attach_hammer, NULL },
	{ "evict", ULONG_MAX, mount_disk, evict_round, evict_hammer, disk_end },
	{ "link", ULONG_MAX, mount_disk, link_round, link_hammer, disk_end },
	{ "writer", ULONG_MAX, load_right, writer_round, writer_hammer, NULL },
	{ "copy-up", 200, load_right, copyup_round, copyup_hammer, NULL },
	{ "old-descriptor", 1, load_right, old_descriptor_round, rest, NULL },
	{ "exec", ULONG_MAX, race_exec_begin, race_exec_round, rest, race_exec_end },
	{ NULL, 0, NULL, NULL, NULL, NULL },
};
