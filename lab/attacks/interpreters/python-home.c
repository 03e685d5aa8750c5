// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Starts an approved script of Python with PYTHONHOME: its standard library is ours.
 * Source: python3(1), PYTHONHOME. Control: foreign code ran.
 */
#define _GNU_SOURCE
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

#include "attack.h"
#include "files.h"
#include "session.h"

#define HOME "/tmp/lab-python"

void attack(void)
{
	char real[PATH_MAX], library[PATH_MAX + 64];
	const char *version;

	if (!realpath(PYTHON, real))
		broken(PYTHON);
	version = basename(real);
	make_directory(HOME);
	make_directory(HOME "/lib");
	snprintf(library, sizeof(library), HOME "/lib/%s", version);
	make_directory(library);
	snprintf(library, sizeof(library), HOME "/lib/%s/encodings", version);
	make_directory(library);
	snprintf(library, sizeof(library), HOME "/lib/%s/encodings/__init__.py", version);
	/* The first module of all; print() is not there yet. */
	drop_text("import posix\nposix.write(1, b'" FOREIGN_TEXT "\\n')\n", library);
	judge_session(&(struct start){
		.path = lab_path("scripts/python"), .argv = { "script" }, .environment = { "PYTHONHOME=" HOME }
	});
}
