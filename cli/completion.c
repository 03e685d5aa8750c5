/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The table for other programs: bash completion, and plain lines for the tests. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "survey/fail_on.h"

/* What bash is to offer for one word, as lines of a case branch. */
static void bash_words(enum word_kind kind, const char *choices)
{
	switch (kind) {
	case WORD_FILE:
		puts("\t\t\t_holdfast_paths -f; return ;;");
		break;
	case WORD_DIRECTORY:
		puts("\t\t\t_holdfast_paths -d; return ;;");
		break;
	case WORD_CHOICE:
		printf("\t\t\t_holdfast_words '%s'; return ;;\n", choices);
		break;
	case WORD_CONDITION:
		puts("\t\t\t_holdfast_conditions; return ;;");
		break;
	case WORD_NONE:
	case WORD_TEXT:
	case WORD_COMMAND:
		puts("\t\t\treturn ;;");
		break;
	}
}

static void bash_option_values(const struct command *command)
{
	puts("\t\tcase \"$previous\" in");
	for (const struct option_spec *spec = command->options; spec->name; spec++) {
		if (!spec->value)
			continue;
		if (spec->letter)
			printf("\t\t-%c|--%s)\n", spec->letter, spec->name);
		else
			printf("\t\t--%s)\n", spec->name);
		bash_words(spec->kind, spec->choices);
	}
	puts("\t\tesac");
}

static void bash_command(const struct command *command)
{
	printf("\t%s)\n", command->name);
	bash_option_values(command);
	printf("\t\tcase \"$current\" in\n\t\t-*)\n\t\t\t_holdfast_words '");
	for (const struct option_spec *spec = command->options; spec->name; spec++)
		printf("%s--%s", spec == command->options ? "" : " ", spec->name);
	puts("'; return ;;");
	puts("\t\t*)");
	bash_words(command->word_kind, NULL);
	puts("\t\tesac ;;");
}

/*
 * `run` is followed by a command line of its own, so once its command has
 * begun, the words are completed as that command's.
 */
static void bash_functions(void)
{
	puts("# bash completion of holdfast; made by `holdfast completion bash`\n"
	     "\n"
	     "_holdfast_words()\n"
	     "{\n"
	     "\tmapfile -t COMPREPLY < <(compgen -W \"$1\" -- \"$current\")\n"
	     "}\n"
	     "\n"
	     "_holdfast_paths()\n"
	     "{\n"
	     "\tcompopt -o filenames 2>/dev/null\n"
	     "\tmapfile -t COMPREPLY < <(compgen \"$1\" -- \"$current\")\n"
	     "}\n");
}

/* First what is before the colon, then what may be behind it: there are hundreds. */
static void bash_conditions(void)
{
	struct arena *arena = arena_new();
	struct catalogue catalogue;
	struct diagnostics diag;

	catalogue_init(&catalogue);
	diag_init(&diag);
	catalogue_load_built_in(&catalogue, &diag);
	puts("_holdfast_conditions()\n"
	     "{\n"
	     "\tif [[ $current != *:* ]]; then\n"
	     "\t\tcompopt -o nospace 2>/dev/null\n"
	     "\t\t_holdfast_words 'path unseen open: off: falls: lost: unanswered: weaker changed'\n"
	     "\t\treturn\n"
	     "\tfi");
	printf("\t_holdfast_words '%s'\n", fail_on_words(arena, &catalogue));
	/* Where bash parted the word at its colon, only what is behind it is replaced. */
	puts("\tCOMPREPLY=(\"${COMPREPLY[@]#\"$before\"}\")\n"
	     "}\n");
	diag_free(&diag);
	catalogue_free(&catalogue);
	arena_free(arena);
}

static void bash_first_word(void)
{
	puts("\tif ((COMP_CWORD == 1)); then");
	printf("\t\t_holdfast_words '");
	for (const struct command *command = commands; command->name; command++)
		if (!command->hidden)
			printf("%s ", command->name);
	puts("--help --version'\n\t\treturn\n\tfi");
}

static void bash_whole(void)
{
	bash_functions();
	bash_conditions();
	puts("_holdfast()\n"
	     "{\n"
	     "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} before=\n"
	     "\n"
	     "\tCOMPREPLY=()\n"
	     "\tif [[ $current == : && $COMP_CWORD -gt 3 ]]; then\n"
	     "\t\tbefore=$previous: current=$before previous=${COMP_WORDS[COMP_CWORD-2]}\n"
	     "\telif [[ $previous == : && $COMP_CWORD -gt 4 ]]; then\n"
	     "\t\tbefore=${COMP_WORDS[COMP_CWORD-2]}: current=$before$current previous=${COMP_WORDS[COMP_CWORD-3]}\n"
	     "\tfi");
	bash_first_word();
	puts("\tcase \"${COMP_WORDS[1]}\" in");
	for (const struct command *command = commands; command->name; command++)
		if (!command->hidden)
			bash_command(command);
	puts("\tesac\n"
	     "}\n"
	     "\n"
	     "complete -F _holdfast holdfast");
}

/* One line a command, one an option: `command NAME hidden|shown`, `option COMMAND NAME LETTER|- VALUE|-`. */
static void plain_table(void)
{
	for (const struct command *command = commands; command->name; command++) {
		printf("command %s %s\n", command->name, command->hidden ? "hidden" : "shown");
		for (const struct option_spec *spec = command->options; spec->name; spec++)
			printf("option %s %s %c %s\n", command->name, spec->name,
			       spec->letter ? spec->letter : '-', spec->value ? spec->value : "-");
	}
}

int cmd_completion(int argc, char **argv)
{
	struct options options;
	int status;

	if (!options_parse(&options, argc, argv, &status))
		return status;
	status = EXIT_YES;
	if (!strcmp(options.words[0], "bash")) {
		bash_whole();
	} else if (!strcmp(options.words[0], "table")) {
		plain_table();
	} else {
		message_error("completion: `%s` is neither bash nor table", options.words[0]);
		status = EXIT_INPUT;
	}
	options_free(&options);
	return status;
}
