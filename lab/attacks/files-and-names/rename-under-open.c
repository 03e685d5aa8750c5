// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. One thread renames the directory of secrets to and fro, the other opens the secret by its new
 * name and relative to a descriptor of the directory. Source: 6.12 survey, "rename races";
 * CVE-2007-5191 and its like. Control: the secret is read.
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

static const char elsewhere[] = "/var/tmp/lab-raced";
static volatile bool over;

static void *move(void *unused)
{
	while (!over) {
		if (rename(VAULT, elsewhere))
			break;
		sched_yield();
		if (rename(elsewhere, VAULT))
			broken("cannot rename back");
	}
	return unused;
}

static bool reads(int directory)
{
	int fd = open("/var/tmp/lab-raced/key", O_RDONLY | O_CLOEXEC);
	bool read_it;

	if (fd < 0)
		fd = openat(directory, "key", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	read_it = descriptor_holds(fd, STAGE_SECRET);
	close(fd);
	return read_it;
}

void attack(void)
{
	int directory, wins = 0;
	pthread_t mover;

	stage("files");
	directory = open(VAULT, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (directory < 0 || pthread_create(&mover, NULL, move, NULL))
		broken("thread");
	for (int i = 0; i < TRIES; i++) {
		wins += reads(directory);
		sched_yield();
	}
	over = true;
	pthread_join(mover, NULL);
	judge(wins);
}
