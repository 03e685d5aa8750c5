// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The foreign library: speaks as soon as it is loaded. It also has the function of the
 * approved library, to take its place.
 */
#include <unistd.h>

#include "attack.h"
#include "code.h"

int helper_answer(void)
{
	return CODE_ANSWER;
}

__attribute__((constructor)) static void speak(void)
{
	static const char text[] = FOREIGN_TEXT "\n";

	if (write(1, text, sizeof(text) - 1) < 0)
		_exit(1);
}
