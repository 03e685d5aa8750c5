/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Command lines, parsed as the table says. */
#include "cli/commands.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "cli/message.h"

/* A command line on its way through the parser. */
struct parse {
	const struct command *command;
	struct options *options;
	int argc;
	char **argv;
	int next;		/* the argument to look at */
	bool help;
};

static const struct option_spec *find_long(const struct command *command, const char *name,
					   size_t length)
{
	for (const struct option_spec *spec = command->options; spec->name; spec++)
		if (strlen(spec->name) == length && !memcmp(spec->name, name, length))
			return spec;
	return NULL;
}

static const struct option_spec *find_letter(const struct command *command, char letter)
{
	for (const struct option_spec *spec = command->options; spec->name; spec++)
		if (spec->letter && spec->letter == letter)
			return spec;
	return NULL;
}

static bool is_word(const char *choices, const char *value)
{
	size_t length = strlen(value);

	for (const char *word = choices; *word; word += strspn(word, " ")) {
		size_t span = strcspn(word, " ");

		if (span == length && !memcmp(word, value, length))
			return true;
		word += span;
	}
	return false;
}

/*
 * One of the words. BASE+A+B is one, too, if BASE+A and BASE+B are words and A comes
 * before B in the alphabet, so that nothing has two names.
 */
static bool is_choice(const char *choices, const char *value)
{
	int base = (int)strcspn(value, "+"), length;
	char word[64], last[sizeof(word)] = "";

	if (!value[base])
		return is_word(choices, value);
	for (const char *at = value + base; *at; at += length) {
		length = 1 + (int)strcspn(at + 1, "+");
		snprintf(word, sizeof(word), "%.*s%.*s", base, value, length, at);
		if (!is_word(choices, word) || strcmp(last, word) >= 0)
			return false;
		memcpy(last, word, sizeof(last));
	}
	return true;
}

/* Says what is wrong with the command line and where to look; returns false. */
__attribute__((format(printf, 2, 3)))
static bool mistake(const struct parse *parse, const char *format, ...)
{
	char *what;
	va_list arguments;

	va_start(arguments, format);
	what = xvasprintf(format, arguments);
	va_end(arguments);
	message_error("%s: %s; see `holdfast %s --help`", parse->command->name, what,
		      parse->command->name);
	free(what);
	return false;
}

static bool record(struct parse *parse, const struct option_spec *spec, const char *value)
{
	struct options *options = parse->options;

	if (!spec->repeats && option_given(options, spec->id) && spec->value)
		return mistake(parse, "--%s was given twice", spec->name);
	if (spec->kind == WORD_CHOICE && !is_choice(spec->choices, value))
		return mistake(parse, "--%s cannot be `%s`, it is one of: %s", spec->name, value,
			       spec->choices);
	if (spec->id == OPT_HELP)
		parse->help = true;
	options->uses[options->use_count].id = spec->id;
	options->uses[options->use_count++].value = value;
	return true;
}

/* The value of an option that is not glued to it is the next argument. */
static bool record_with_next(struct parse *parse, const struct option_spec *spec)
{
	if (parse->next >= parse->argc)
		return mistake(parse, "--%s needs a value: --%s %s", spec->name, spec->name,
			       spec->value);
	return record(parse, spec, parse->argv[parse->next++]);
}

/* --name, --name=value or --name value; @text is behind the dashes. */
static bool parse_long(struct parse *parse, const char *text)
{
	size_t length = strcspn(text, "=");
	const char *glued = text[length] ? text + length + 1 : NULL;
	const struct option_spec *spec = find_long(parse->command, text, length);

	if (!spec)
		return mistake(parse, "no option --%.*s", (int)length, text);
	if (!spec->value) {
		if (glued)
			return mistake(parse, "--%s takes no value", spec->name);
		return record(parse, spec, NULL);
	}
	return glued ? record(parse, spec, glued) : record_with_next(parse, spec);
}

/* -x, -xy, -xVALUE or -x VALUE; @text is behind the dash. */
static bool parse_letters(struct parse *parse, const char *text)
{
	for (; *text; text++) {
		const struct option_spec *spec = find_letter(parse->command, *text);

		if (!spec)
			return mistake(parse, "no option -%c", *text);
		if (spec->value)
			return text[1] ? record(parse, spec, text + 1) :
					 record_with_next(parse, spec);
		if (!record(parse, spec, NULL))
			return false;
	}
	return true;
}

static bool check_words(const struct parse *parse)
{
	const struct command *command = parse->command;
	int count = parse->options->word_count;

	if (count < command->min_words)
		return mistake(parse, "%s is missing", command->words);
	if (command->max_words >= 0 && count > command->max_words)
		return mistake(parse, "`%s` is one word too many",
			       parse->options->words[command->max_words]);
	return true;
}

static bool parse_all(struct parse *parse)
{
	struct options *options = parse->options;
	bool only_words = false;

	while (parse->next < parse->argc) {
		char *argument = parse->argv[parse->next++];
		bool good = true;

		if (only_words || argument[0] != '-' || !argument[1]) {
			options->words[options->word_count++] = argument;
			if (parse->command->word_kind == WORD_COMMAND)
				only_words = true;
		} else if (argument[1] != '-') {
			good = parse_letters(parse, argument + 1);
		} else if (argument[2]) {
			good = parse_long(parse, argument + 2);
		} else {
			only_words = true;
		}
		if (!good)
			return false;
	}
	return parse->help || check_words(parse);
}

bool options_parse(struct options *options, int argc, char **argv, int *status)
{
	struct parse parse = { .options = options, .argc = argc, .argv = argv, .next = 1 };
	size_t letters = 1;

	/* `-abc` is three options: count characters to have room for all uses. */
	for (int i = 1; i < argc; i++)
		letters += argv[i][0] == '-' ? strlen(argv[i]) : 0;
	parse.command = command_find(argv[0]);
	options->uses = xcalloc(letters, sizeof(*options->uses));
	options->use_count = 0;
	options->words = xcalloc((size_t)argc + 1, sizeof(*options->words));
	options->word_count = 0;
	if (!parse_all(&parse)) {
		*status = EXIT_INPUT;
	} else if (parse.help) {
		help_command(parse.command);
		*status = EXIT_YES;
	} else {
		return true;
	}
	options_free(options);
	return false;
}

void options_free(struct options *options)
{
	free(options->uses);
	free(options->words);
	memset(options, 0, sizeof(*options));
}

bool option_given(const struct options *options, enum option_id id)
{
	for (size_t i = 0; i < options->use_count; i++)
		if (options->uses[i].id == id)
			return true;
	return false;
}

const char *option_value(const struct options *options, enum option_id id)
{
	for (size_t i = options->use_count; i > 0; i--)
		if (options->uses[i - 1].id == id)
			return options->uses[i - 1].value;
	return NULL;
}

const char *option_next(const struct options *options, enum option_id id, size_t *cursor)
{
	while (*cursor < options->use_count) {
		const struct option_use *use = &options->uses[(*cursor)++];

		if (use->id == id)
			return use->value;
	}
	return NULL;
}
