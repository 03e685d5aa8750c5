// SPDX-License-Identifier: GPL-2.0-or-later
/* An approved program, in a directory that the policy gave away for writing. */
#include <stdio.h>

#include "attack.h"

int main(void)
{
	return puts(HELPER_TEXT) < 0;
}
