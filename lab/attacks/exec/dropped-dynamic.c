// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Runs a dropped program whose ELF loader (PT_INTERP) is the approved one.
 * Source: 6.12 survey, "PT_INTERP". Control: it speaks.
 */
#define _GNU_SOURCE
#include "attack.h"

void attack(void)
{
	const struct start start = { .path = "/tmp/lab-dynamic", .argv = { "dynamic" } };

	drop("foreign/payload-dynamic", start.path);
	judge(runs(&start, FOREIGN_TEXT));
}
