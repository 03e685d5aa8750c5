// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Writes a `#!/bin/sh` script to /tmp and runs it: the interpreter is
 * approved, the script is not. Source: 6.12 survey, "shebang". Control: it speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-script", .argv = { "script" } };

	drop_text("#!/bin/sh\necho '" FOREIGN_TEXT "'\n", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
