// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Removes a log, which its domain may only add to.
 * Source: MITRE ATT&CK T1070.004. Control: it is gone.
 */
#define _GNU_SOURCE
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("files");
	if (unlink(SHM_LOG))
		no_effect(errno);
	if (access(SHM_LOG, F_OK))
		effect();
	no_effect(0);
}
