// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a secret by another spelling of its name, on a filesystem that takes all of them for the same
 * and lets the first one who looks choose. The policy's rule about the secret has only one. Source:
 * fs/fat/namei_vfat.c, vfat_cmpi(); git's CVE-2014-9390. Control: the secret is read.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("case-disk");
	judge_file(CASE_DISK "/folder/SECRET", STAGE_SECRET);
}
