// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Loads a foreign library into an approved program through LD_AUDIT.
 * Source: rtld-audit(7). Control: the library speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" },
		.environment = { "LD_AUDIT=/tmp/lab-audit.so" } };

	drop("foreign/payload.so", "/tmp/lab-audit.so");
	if (runs(&start, FOREIGN_TEXT))
		effect();
	no_effect(errno ? errno : EACCES);
}
