// SPDX-License-Identifier: GPL-2.0-or-later
/* An approved program that is linked with an approved library. */
#include <stdio.h>

#include "attack.h"

int helper_answer(void);

int main(void)
{
	printf("%s: %d\n", HELPER_TEXT, helper_answer());
	return 0;
}
