// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Loads a foreign library into the process that is already running, as a
 * plug-in would be. Source: 6.12 survey, "dlopen". Control: the library speaks.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	char text[64] = "";
	int output[2], keep = dup(1);
	void *library;

	drop("foreign/payload.so", "/tmp/lab-dlopen.so");
	if (keep < 0 || pipe(output) || dup2(output[1], 1) < 0)
		broken("pipe");
	errno = 0;
	library = dlopen("/tmp/lab-dlopen.so", RTLD_NOW);
	if (dup2(keep, 1) < 0)
		broken("dup2");
	if (!library)
		no_effect(errno);
	if (read(output[0], text, sizeof(text) - 1) > 0 && strstr(text, FOREIGN_TEXT))
		effect();
	no_effect(0);
}
