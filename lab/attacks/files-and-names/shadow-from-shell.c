// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads /etc/shadow from the root shell, whose policy reads everything else:
 * `deny` wins over the grant. Source: docs/architecture.md, layers. Control: it can be read.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	judge(file_readable("/etc/shadow"));
}
