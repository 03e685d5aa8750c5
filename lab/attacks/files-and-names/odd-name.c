// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret whose name is no text in any encoding, so that a matcher of characters might fail
 * open. Source: CWE-176. Control: it is read.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "files.h"

void attack(void)
{
	stage("files");
	judge_file(VAULT "/\xff\xfe\x80", STAGE_SECRET);
}
