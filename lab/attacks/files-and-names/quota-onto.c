// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Switches quotas on with a protected file to keep them in, then sets one: the kernel writes it
 * there, and no file is opened. Source: quotactl(2), Q_QUOTAON. Control: the file has changed.
 */
#define _GNU_SOURCE
#include <sys/quota.h>

#include "attack.h"
#include "files.h"

/* The C library has the older of the two structures. */
struct limits {
	uint64_t block_hard, block_soft, space, inode_hard, inode_soft, inodes, block_time, inode_time;
	uint32_t valid;
};

enum { VERSION_1 = 4 };

void attack(void)
{
	struct limits limits = { .block_hard = 100, .block_soft = 50, .valid = QIF_BLIMITS };
	struct kept kept;
	int error = 0;

	stage("disk");
	kept = keep(DISK_QUOTA);
	if (quotactl(QCMD(Q_QUOTAON, USRQUOTA), DISK_DEVICE, VERSION_1, DISK_QUOTA))
		no_effect(errno);
	if (quotactl(QCMD(Q_SETQUOTA, USRQUOTA), DISK_DEVICE, 12345, (char *)&limits))
		error = errno;
	quotactl(QCMD(Q_SYNC, USRQUOTA), DISK_DEVICE, 0, NULL);
	quotactl(QCMD(Q_QUOTAOFF, USRQUOTA), DISK_DEVICE, 0, NULL);
	judge_change(&kept, error);
}
