// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Loads a foreign library into an approved program through LD_PRELOAD.
 * Source: 6.12 survey, "LD_PRELOAD". Control: the library speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" },
		.environment = { "LD_PRELOAD=/tmp/lab-preload.so" } };

	drop("foreign/payload.so", "/tmp/lab-preload.so");
	if (runs(&start, FOREIGN_TEXT))
		effect();
	no_effect(errno ? errno : EPERM);
}
