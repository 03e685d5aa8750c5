// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include "attack.h"
#include "usermode.h"

static const char helper_script[] = "#!/bin/sh\necho '" FOREIGN_TEXT "' >%s\n";

void drop_helper(const char *to, const char *mark)
{
	char *text;

	unlink(mark);
	if (asprintf(&text, helper_script, mark) < 0)
		broken("asprintf");
	drop_text(text, to);
	free(text);
}

static char *aside(const char *program)
{
	char *path;

	if (asprintf(&path, "%s.aside", program) < 0)
		broken("asprintf");
	return path;
}

void replace_program(const char *program, const char *mark)
{
	if (access(program, F_OK) == 0 && rename(program, aside(program)))
		no_effect(errno);
	drop_helper(program, mark);
}

void restore_program(const char *program)
{
	if (unlink(program) || (rename(aside(program), program) && errno != ENOENT))
		broken(program);
}

void want_module(void)
{
	/* No such algorithm: the kernel asks for a module that has it. */
	setsockopt(socket(AF_INET, SOCK_STREAM, 0), IPPROTO_TCP, TCP_CONGESTION, "lab", 3);
}

_Noreturn void judge_device_helper(const char *setting, const char *helper, const char *mark)
{
	bool done;

	drop_helper(helper, mark);
	write_text(setting, helper);
	write_text("/sys/class/mem/null/uevent", "change");
	done = file_begins_soon(mark, FOREIGN_TEXT);
	write_text(setting, "\n");
	if (done)
		effect();
	no_effect(0);
}
