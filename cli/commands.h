/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The table of commands. Help, option parsing, shell completion and the check
 * that every command and option is in its man page all read it, so nothing
 * about a command is written down twice.
 *
 * To add a command: its row in commands.c, its function below, its file
 * cli/NAME.c in cli/meson.build, its page man/holdfast-NAME.1. To add an
 * option: an id below, a row in commands.c, a paragraph in the man page.
 */
#ifndef HOLDFAST_CLI_COMMANDS_H
#define HOLDFAST_CLI_COMMANDS_H

#include <stdbool.h>
#include <stddef.h>

/* What every command returns; holdfast(1) says the same in words. */
enum exit_code {
	EXIT_YES = 0,		/* done, or the thing asked about is so */
	EXIT_NO = 1,		/* the thing asked about is not so */
	EXIT_INPUT = 2,		/* the command line or an input is wrong */
	EXIT_BROKEN = 3,	/* something here failed: disk full, no memory, no kernel */
};

/* Every option of every command. One word means the same thing everywhere. */
enum option_id {
	OPT_HELP,
	OPT_ACCEPT_LOSS,
	OPT_ACCESS,
	OPT_CATALOGUE,
	OPT_CHECK,
	OPT_COMPARE,
	OPT_DISK,
	OPT_DOMAIN,
	OPT_EVENTS,
	OPT_FAIL_ON,
	OPT_HOST,
	OPT_HTML,
	OPT_IMAGE,
	OPT_IN_PLACE,
	OPT_JSON,
	OPT_KERNEL,
	OPT_KERNEL_ARG,
	OPT_KERNEL_TREE,
	OPT_LEARN,
	OPT_MAP,
	OPT_MEMORY,
	OPT_NAME,
	OPT_ONLY,
	OPT_OUTPUT,
	OPT_PLAIN,
	OPT_POLICY,
	OPT_QUIET,
	OPT_ROOT,
	OPT_TARGET,
	OPT_TIMEOUT,
	OPT_VERBOSE,
	OPT_VERSION,
};

/* What a word on the command line is; completion offers that. */
enum word_kind {
	WORD_NONE,		/* a flag takes nothing */
	WORD_FILE,
	WORD_DIRECTORY,
	WORD_CHOICE,		/* one of option.choices */
	WORD_CONDITION,		/* a condition of survey --fail-on */
	WORD_TEXT,		/* anything else: a number, a name */
	WORD_COMMAND,		/* a command line of its own: option parsing ends before it */
};

/** struct option_spec - one option of one command; a list of them ends with name NULL */
struct option_spec {
	enum option_id id;
	const char *name;	/* long name, without dashes */
	char letter;		/* short form, or 0 */
	enum word_kind kind;
	const char *value;	/* what help calls the value: "FILE"; NULL for a flag */
	const char *choices;	/* WORD_CHOICE: the words, separated by blanks */
	bool repeats;		/* may be given more than once */
	const char *help;	/* one line */
};

/** struct command - one subcommand; the table ends with name NULL */
struct command {
	const char *name;
	int (*run)(int argc, char **argv);	/* argv[0] is the command's name; enum exit_code */
	const char *summary;	/* one line, lower case */
	const char *words;	/* the operands in usage: "POLICY..." or "" */
	enum word_kind word_kind;
	int min_words, max_words;	/* how many operands; max_words -1: no limit */
	const struct option_spec *options;
	bool hidden;		/* for other programs, not for people: no help line, no man page */
};

extern const struct command commands[];

/** command_find - the row of @name, or NULL */
const struct command *command_find(const char *name);

int cmd_run(int argc, char **argv);
int cmd_learn(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_fmt(int argc, char **argv);
int cmd_seal(int argc, char **argv);
int cmd_status(int argc, char **argv);
int cmd_log(int argc, char **argv);
int cmd_survey(int argc, char **argv);
int cmd_completion(int argc, char **argv);

/** struct option_use - one option as it was given */
struct option_use {
	enum option_id id;
	const char *value;	/* points into argv; NULL for a flag */
};

/** struct options - a parsed command line */
struct options {
	struct option_use *uses;	/* in the order given */
	size_t use_count;
	char **words;			/* operands, NULL behind the last; the strings are argv's */
	int word_count;
};

/**
 * options_parse - parse the command line of the command argv[0]
 * @options: filled on success; free with options_free()
 * @status: set when there is nothing more to do: EXIT_YES after --help,
 *          EXIT_INPUT after a mistake. Everything was said already.
 *
 * Options may stand before or after operands; `--` ends them, and so does the
 * first operand when operands are a command (WORD_COMMAND). Every option takes
 * --help. Returns true if the command is to go on.
 */
bool options_parse(struct options *options, int argc, char **argv, int *status);
void options_free(struct options *options);

/** option_given - was this option given? */
bool option_given(const struct options *options, enum option_id id);

/** option_value - the value of @id, the last one if it was given repeatedly; NULL if not given */
const char *option_value(const struct options *options, enum option_id id);

/**
 * option_next - the values of a repeatable option, one after the other
 * @cursor: start with 0; kept by this function
 *
 * Returns NULL after the last.
 */
const char *option_next(const struct options *options, enum option_id id, size_t *cursor);

/** help_general - `holdfast --help`, to standard output */
void help_general(void);

/** help_command - `holdfast NAME --help`, to standard output */
void help_command(const struct command *command);

#endif
