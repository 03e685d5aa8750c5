// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Twin of copy-range-onto, sendfile-onto and splice-onto: the same onto a file that may be written.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

static void copies(int from, int to)
{
	int ends[2];

	if (copy_file_range(from, NULL, to, NULL, 4, 0) != 4 || sendfile(to, from, NULL, 4) != 4)
		no_effect(errno);
	if (pipe(ends) || write(ends[1], "tail", 4) != 4 || splice(ends[0], NULL, to, NULL, 4, 0) != 4)
		no_effect(errno);
}

void attack(void)
{
	int from, to;

	drop_text("headbody", "/tmp/lab-twin-from");
	drop_text("", "/tmp/lab-twin-to");
	from = open("/tmp/lab-twin-from", O_RDONLY | O_CLOEXEC);
	to = open("/tmp/lab-twin-to", O_WRONLY | O_CLOEXEC);
	if (from < 0 || to < 0)
		no_effect(errno);
	copies(from, to);
	judge_file("/tmp/lab-twin-to", "headbodytail");
}
