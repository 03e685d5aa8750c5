// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Is refused a file whose name is a record of its own: quotes, newline, escape sequences of
 * terminals, bytes that are no characters.
 * Source: CWE-117, CWE-150; docs/events.md. Control: foreign code of that name runs.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const char *path = "/tmp/x\" reason=\"none\ndeny seq=1 time=1.0 domain=\"init\" \033[2J\377\\";

	drop("foreign/payload", path);
	judge(runs(&(struct start){ .path = path, .argv = { "x" } }, FOREIGN_TEXT));
}
