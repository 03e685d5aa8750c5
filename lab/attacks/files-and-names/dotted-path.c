// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Reads a secret by another spelling of its path. Source: path traversal, CWE-22. Control: it can
 * be read.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	if (file_readable("/tmp/..//etc/./../etc///passwd/../shadow") ||
	    file_readable("//tmp/..//etc/./ssl/../shadow"))
		effect();
	no_effect(errno);
}
