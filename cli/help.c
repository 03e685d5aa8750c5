/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Help texts, made from the table. */
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"

/* Columns before the explanation of an option. */
#define OPTION_COLUMNS 26

void help_general(void)
{
	puts("Usage: holdfast COMMAND [OPTION...] [ARGUMENT...]\n"
	     "\n"
	     "An allowlist inside the Linux kernel: learn what a machine does, review it,\n"
	     "prove it, seal it into the kernel.\n"
	     "\n"
	     "Commands:");
	for (const struct command *command = commands; command->name; command++)
		if (!command->hidden)
			printf("  %-10s %s\n", command->name, command->summary);
	puts("\n"
	     "Options:\n"
	     "  -h, --help     show this and end; after a command, explain the command\n"
	     "  -V, --version  show the version and end\n"
	     "\n"
	     "Exit status: 0 done or so, 1 not so, 2 bad input or usage, 3 failure here.\n"
	     "Manual: man holdfast, man holdfast-COMMAND.");
}

static void help_option(const struct option_spec *spec)
{
	char left[80];

	snprintf(left, sizeof(left), "%c%c%c --%s%s%s",
		 spec->letter ? '-' : ' ', spec->letter ? spec->letter : ' ',
		 spec->letter ? ',' : ' ', spec->name,
		 spec->value ? " " : "", spec->value ? spec->value : "");
	printf("  %-*s%s%s\n", OPTION_COLUMNS, left,
	       strlen(left) >= OPTION_COLUMNS ? " " : "", spec->help);
}

void help_command(const struct command *command)
{
	printf("Usage: holdfast %s [OPTION...]%s%s\n\n", command->name,
	       command->words[0] ? " " : "", command->words);
	printf("%c%s.\n\nOptions:\n", command->summary[0] - 'a' + 'A', command->summary + 1);
	for (const struct option_spec *spec = command->options; spec->name; spec++)
		help_option(spec);
	if (!command->hidden)
		printf("\nManual: man holdfast-%s\n", command->name);
}
