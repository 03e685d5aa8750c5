// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The twin of dlopen-library: an approved library loads and answers.
 */
#define _GNU_SOURCE
#include "attack.h"
#include "library.h"

void attack(void)
{
	answer_function *answer = library_load("open/libhelper.so");

	judge(answer && answer() == 42);
}
