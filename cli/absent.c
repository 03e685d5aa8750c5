/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Stands in for commands whose file has not landed yet. */
#include "cli/commands.h"
#include "cli/message.h"

int cmd_absent(int argc, char **argv);

int cmd_absent(int argc, char **argv)
{
	(void)argc;
	message_error("%s: not in this build", argv[0]);
	return EXIT_BROKEN;
}
