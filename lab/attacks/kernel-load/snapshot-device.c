// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Stops all other processes through /dev/snapshot, the first step of reading all of memory
 * while the machine hibernates. Source: 6.12 survey, "hibernate, /dev/snapshot". Control: another
 * process stands still until it is let go.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/suspend_ioctls.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"

static volatile unsigned long *counter;

static pid_t start_counting(void)
{
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	if (pid)
		return pid;
	for (;;)
		++*counter;
}

/* Does the other process do anything within a tenth of a second? */
static bool goes_on(void)
{
	const struct timespec moment = { .tv_nsec = 100000000 };
	const unsigned long before = *counter;

	nanosleep(&moment, NULL);
	return *counter != before;
}

void attack(void)
{
	int fd = open("/dev/snapshot", O_RDONLY | O_CLOEXEC);
	bool went_on, stopped;
	pid_t pid;

	if (fd < 0)
		no_effect(errno);
	counter = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (counter == MAP_FAILED)
		broken("mmap");
	pid = start_counting();
	went_on = goes_on();
	if (ioctl(fd, SNAPSHOT_FREEZE))
		no_effect(errno);
	stopped = !goes_on();
	if (ioctl(fd, SNAPSHOT_UNFREEZE))
		broken("everything stands still");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	if (went_on && stopped)
		effect();
	no_effect(0);
}
