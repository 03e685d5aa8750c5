// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Empties a log that others write: truncate of what a real logger keeps.
 * Source: MITRE ATT&CK T1070.002. Control: it is empty.
 */
#define _GNU_SOURCE
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct stat info;

	stage("files");
	if (truncate(SHM_LOG, 0))
		no_effect(errno);
	if (stat(SHM_LOG, &info) == 0 && info.st_size == 0)
		effect();
	no_effect(0);
}
