/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The holdfast command: finds the subcommand, and checks that its output arrived. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/message.h"
#include "core/image.h"

/* A result that did not reach its reader is not a result: a full disk must not end in 0. */
static int finish(int status)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	message_error("cannot write to standard output: %s",
		      errno ? strerror(errno) : "an earlier write failed");
	return EXIT_BROKEN;
}

static int unknown(const char *name)
{
	message_error("no command `%s`; see `holdfast --help`", name);
	return EXIT_INPUT;
}

/* `holdfast help [COMMAND]` is what people try first. */
static int help(const char *name)
{
	const struct command *command = name ? command_find(name) : NULL;

	if (name && !command)
		return unknown(name);
	if (command)
		help_command(command);
	else
		help_general();
	return EXIT_YES;
}

static int dispatch(int argc, char **argv)
{
	const struct command *command;

	if (argc < 2) {
		message_error("no command given; see `holdfast --help`");
		return EXIT_INPUT;
	}
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help"))
		return help(argc > 2 ? argv[2] : NULL);
	if (!strcmp(argv[1], "--version") || !strcmp(argv[1], "-V")) {
		printf("holdfast %s (image format %u)\n", HOLDFAST_VERSION, HF_IMAGE_VERSION);
		return EXIT_YES;
	}
	if (argv[1][0] == '-') {
		message_error("no option %s; see `holdfast --help`", argv[1]);
		return EXIT_INPUT;
	}
	command = command_find(argv[1]);
	return command ? command->run(argc - 1, argv + 1) : unknown(argv[1]);
}

int main(int argc, char **argv)
{
	return finish(dispatch(argc, argv));
}
