// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes code into anonymous memory, then makes it executable.
 * Source: 6.12 survey, "mprotect W→X". Control: the code runs.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "code.h"

void attack(void)
{
	judge_written_page(-1);
}
