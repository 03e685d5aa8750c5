// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Watches a secret with fanotify, whose events bring a descriptor of the file that another
 * process, which may, has just opened. Source: fanotify(7), "the fd field"; no other interface opens
 * files like that. Control: the secret is read by that descriptor.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/fanotify.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct fanotify_event_metadata event;
	int group;

	stage("files");
	group = fanotify_init(FAN_CLASS_NOTIF | FAN_CLOEXEC, O_RDONLY);
	if (group < 0 || fanotify_mark(group, FAN_MARK_ADD, FAN_OPEN, AT_FDCWD, SHM_SECRET))
		no_effect(errno);
	stage("look");
	if (read(group, &event, sizeof(event)) != sizeof(event))
		no_effect(errno);
	judge_descriptor(event.fd, STAGE_SECRET);
}
