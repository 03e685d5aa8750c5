/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast fmt: policies in canonical form. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/diag.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/policies.h"

/* What is to be done with the canonical form. */
enum fmt_mode { FMT_PRINT, FMT_CHECK, FMT_REPLACE };

static int replace(const char *path, const char *text, size_t length)
{
	struct stat status;
	char *error = NULL;

	if (stat(path, &status))
		status.st_mode = 0644;
	if (file_write(path, text, length, status.st_mode & 07777, &error))
		return EXIT_YES;
	message_error_words(error);
	return EXIT_BROKEN;
}

static int format_one(const struct layer *layer, const char *path, enum fmt_mode mode)
{
	size_t length;
	char *text = layer_format(layer, &length);
	bool same = length == layer->length && !memcmp(text, layer->text, length);
	int status = EXIT_YES;

	if (mode == FMT_PRINT) {
		/* A failed write is found when main() flushes. */
		(void)fwrite(text, 1, length, stdout);
	} else if (!same && mode == FMT_CHECK) {
		printf("%s\n", layer->file);
		status = EXIT_NO;
	} else if (!same) {
		status = replace(path, text, length);
	}
	free(text);
	return status;
}

/* Nothing is printed or replaced unless every file is good. */
static int format_all(char *const *paths, size_t count, enum fmt_mode mode)
{
	struct policies policies;
	struct diagnostics diag;
	int status = EXIT_YES;

	diag_init(&diag);
	if (policies_load(&policies, paths, count, &diag)) {
		for (size_t i = 0; i < count; i++) {
			int one = format_one(policies.layers[i], paths[i], mode);

			if (one > status)
				status = one;
		}
	} else {
		status = EXIT_INPUT;
	}
	diag_print(&diag, stderr, message_colour(stderr));
	diag_free(&diag);
	policies_free(&policies);
	return status;
}

static bool choose_mode(const struct options *options, enum fmt_mode *mode)
{
	*mode = option_given(options, OPT_CHECK) ? FMT_CHECK :
		option_given(options, OPT_IN_PLACE) ? FMT_REPLACE : FMT_PRINT;
	if (*mode == FMT_CHECK && option_given(options, OPT_IN_PLACE)) {
		message_error("fmt: --check writes nothing and --in-place writes; give one of them");
		return false;
	}
	for (int i = 0; *mode == FMT_REPLACE && i < options->word_count; i++)
		if (!strcmp(options->words[i], "-")) {
			message_error("fmt: standard input cannot be replaced in place; "
				      "without --in-place the result goes to standard output");
			return false;
		}
	return true;
}

int cmd_fmt(int argc, char **argv)
{
	struct options options;
	enum fmt_mode mode;
	int status;

	if (!options_parse(&options, argc, argv, &status))
		return status;
	if (choose_mode(&options, &mode))
		status = format_all(options.words, (size_t)options.word_count, mode);
	else
		status = EXIT_INPUT;
	options_free(&options);
	return status;
}
