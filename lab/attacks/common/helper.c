// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * An approved program, in a directory that the policy gave away for writing. With an
 * argument it stays until its standard input ends.
 */
#include <stdio.h>

#include "attack.h"

int main(int argc, char **argv)
{
	(void)argv;
	if (puts(HELPER_TEXT) < 0 || fflush(stdout))
		return 1;
	while (argc > 1 && getchar() != EOF)
		;
	return 0;
}
