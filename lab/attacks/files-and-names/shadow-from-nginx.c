// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow from the domain of nginx, as uid 0.
 * Source: docs/language.md. Control: it can be read.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	judge(file_readable("/etc/shadow"));
}
