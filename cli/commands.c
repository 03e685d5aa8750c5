/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table of commands: the only place where one is described. */
#include "cli/commands.h"

#include <string.h>

#include "cli/kernels.h"

#define END { .name = NULL }
#define FLAG(id, name, letter, help) \
	{ id, name, letter, WORD_NONE, NULL, NULL, false, help }
#define VALUE(id, name, letter, kind, value, help) \
	{ id, name, letter, kind, value, NULL, false, help }
#define LIST(id, name, letter, kind, value, help) \
	{ id, name, letter, kind, value, NULL, true, help }
#define CHOICE(id, name, value, choices, help) \
	{ id, name, 0, WORD_CHOICE, value, choices, false, help }

#define HELP FLAG(OPT_HELP, "help", 'h', "show this and end")

static const struct option_spec run_options[] = {
	VALUE(OPT_LEARN, "learn", 0, WORD_FILE, "EVENTS", "allow everything and record what was done"),
	LIST(OPT_POLICY, "policy", 0, WORD_FILE, "POLICY", "enforce this policy; repeat for layers"),
	FLAG(OPT_PLAIN, "plain", 0, "use a kernel without Holdfast, to compare"),
	VALUE(OPT_KERNEL, "kernel", 0, WORD_FILE, "FILE", "boot this kernel"),
	VALUE(OPT_EVENTS, "events", 0, WORD_FILE, "FILE", "write down what was refused"),
	CHOICE(OPT_TARGET, "target", "TARGET", KERNEL_TARGETS, "uml (default), or x86 or hardened, in QEMU"),
	VALUE(OPT_DISK, "disk", 0, WORD_FILE, "IMAGE", "for QEMU: an ext4 image with the programs; not changed"),
	VALUE(OPT_MEMORY, "memory", 0, WORD_TEXT, "MIB", "memory of the guest (default 512)"),
	LIST(OPT_KERNEL_ARG, "kernel-arg", 0, WORD_TEXT, "WORD", "a word for the kernel's command line"),
	VALUE(OPT_TIMEOUT, "timeout", 0, WORD_TEXT, "SECONDS", "end everything after so long"),
	FLAG(OPT_VERBOSE, "verbose", 'v', "show what the guest's kernel says"),
	FLAG(OPT_QUIET, "quiet", 'q', "say nothing but errors"),
	HELP, END
};

static const struct option_spec learn_options[] = {
	VALUE(OPT_OUTPUT, "output", 'o', WORD_FILE, "POLICY", "write the policy here, - for standard output"),
	VALUE(OPT_NAME, "name", 0, WORD_TEXT, "NAME", "name of the policy (default: learned)"),
	VALUE(OPT_VERSION, "version", 0, WORD_TEXT, "N", "version of the policy (default: 1)"),
	FLAG(OPT_ACCEPT_LOSS, "accept-loss", 0, "write a policy even though the recorder lost facts"),
	FLAG(OPT_JSON, "json", 0, "report what was done as JSON"),
	HELP, END
};

static const struct option_spec check_options[] = {
	FLAG(OPT_HOST, "host", 0, "also compare programs and libraries with this machine's files"),
	FLAG(OPT_JSON, "json", 0, "report as JSON"),
	HELP, END
};

static const struct option_spec fmt_options[] = {
	FLAG(OPT_CHECK, "check", 0, "write nothing; exit 1 if a file is not in canonical form"),
	FLAG(OPT_IN_PLACE, "in-place", 'i', "replace each file by its canonical form"),
	HELP, END
};

static const struct option_spec seal_options[] = {
	VALUE(OPT_OUTPUT, "output", 'o', WORD_FILE, "KERNEL", "write the kernel image here"),
	CHOICE(OPT_TARGET, "target", "TARGET", KERNEL_TARGETS, "uml (default), x86 or hardened[+NAME...]"),
	VALUE(OPT_IMAGE, "image", 0, WORD_FILE, "FILE", "also keep the compiled image"),
	VALUE(OPT_KERNEL_TREE, "kernel-tree", 0, WORD_DIRECTORY, "DIR", "where kernel/build.sh built"),
	FLAG(OPT_JSON, "json", 0, "report as JSON"),
	FLAG(OPT_QUIET, "quiet", 'q', "say nothing but errors"),
	HELP, END
};

static const struct option_spec status_options[] = {
	FLAG(OPT_JSON, "json", 0, "report as JSON"),
	VALUE(OPT_ROOT, "root", 0, WORD_DIRECTORY, "DIR", "read the status file below DIR, without trusting it"),
	HELP, END
};

static const struct option_spec log_options[] = {
	FLAG(OPT_JSON, "json", 0, "a JSON array with one object for each kind of denial"),
	VALUE(OPT_DOMAIN, "domain", 0, WORD_TEXT, "DOMAIN", "only what was refused to this domain"),
	VALUE(OPT_ACCESS, "access", 0, WORD_TEXT, "ACCESS", "only this access: read, connect, capability, ..."),
	HELP, END
};

static const struct option_spec survey_options[] = {
	FLAG(OPT_JSON, "json", 0, "report as JSON: docs/survey-schema.json"),
	VALUE(OPT_HTML, "html", 0, WORD_FILE, "FILE", "write a page with the picture of the layers"),
	FLAG(OPT_MAP, "map", 0, "the whole catalogue, layer by layer, installed or not"),
	CHOICE(OPT_ONLY, "only", "LAYER", "1 2 2-3 3 3-5 4 5 adjacent", "only this layer"),
	VALUE(OPT_ROOT, "root", 0, WORD_DIRECTORY, "DIR", "look at the files below DIR, a mounted image"),
	FLAG(OPT_COMPARE, "compare", 0, "say what changed between two files of --json"),
	LIST(OPT_FAIL_ON, "fail-on", 0, WORD_CONDITION, "CONDITION", "exit 1 if this is so; repeat for more"),
	VALUE(OPT_CATALOGUE, "catalogue", 0, WORD_DIRECTORY, "DIR", "use the catalogue files of DIR"),
	HELP, END
};

static const struct option_spec completion_options[] = {
	HELP, END
};

const struct command commands[] = {
	{ "run", cmd_run, "run a command in a kernel that learns or enforces",
	  "COMMAND [ARGUMENT...]", WORD_COMMAND, 1, -1, run_options, false },
	{ "learn", cmd_learn, "turn recorded events into a policy",
	  "EVENTS...", WORD_FILE, 1, -1, learn_options, false },
	{ "check", cmd_check, "compile policies and say what is wrong with them",
	  "POLICY...", WORD_FILE, 1, -1, check_options, false },
	{ "fmt", cmd_fmt, "write policies in canonical form",
	  "POLICY...", WORD_FILE, 1, -1, fmt_options, false },
	{ "seal", cmd_seal, "compile policies into a kernel image",
	  "POLICY...", WORD_FILE, 1, -1, seal_options, false },
	{ "status", cmd_status, "say what is in force on this machine",
	  "", WORD_NONE, 0, 0, status_options, false },
	{ "log", cmd_log, "show what was refused",
	  "[EVENTS]", WORD_FILE, 0, 1, log_options, false },
	{ "survey", cmd_survey, "say what protects this host, and how root gets round it",
	  "[BEFORE AFTER]", WORD_FILE, 0, 2, survey_options, false },
	{ "completion", cmd_completion, "print what completes this command line",
	  "bash|table", WORD_TEXT, 1, 1, completion_options, true },
	{ .name = NULL }
};

const struct command *command_find(const char *name)
{
	for (const struct command *command = commands; command->name; command++)
		if (!strcmp(command->name, name))
			return command;
	return NULL;
}
