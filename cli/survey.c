/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast survey: what protects this host, at which layer, and how root gets round each. */
#include "cli/survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "survey/fail_on.h"

/* Built in, or those of --catalogue. Says what is wrong; EXIT_YES if nothing is. */
static int load_catalogue(struct catalogue *catalogue, const struct options *options)
{
	const char *directory = option_value(options, OPT_CATALOGUE);
	struct diagnostics diag;
	char *error = NULL;
	bool good;

	diag_init(&diag);
	good = directory ? catalogue_load_directory(catalogue, directory, &diag, &error) :
			   catalogue_load_built_in(catalogue, &diag);
	diag_print(&diag, stderr, message_colour(stderr));
	diag_free(&diag);
	if (error)
		message_error_words(error);
	return good ? EXIT_YES : EXIT_INPUT;
}

static bool check_conditions(const struct catalogue *catalogue, const struct options *options, bool comparing)
{
	size_t cursor = 0;

	for (const char *condition; (condition = option_next(options, OPT_FAIL_ON, &cursor));)
		if (!fail_on_known(catalogue, condition, comparing)) {
			message_error("survey: --fail-on cannot be `%s`; %s", condition, fail_on_advice);
			return false;
		}
	return true;
}

static int judge(const struct survey *survey, const struct options *options)
{
	size_t cursor = 0;
	int status = EXIT_YES;
	const char *why;

	for (const char *condition; (condition = option_next(options, OPT_FAIL_ON, &cursor));)
		if (fail_on_survey(survey, condition, &why)) {
			message_warning("survey: %s: %s", condition, why);
			status = EXIT_NO;
		}
	return status;
}

static int write_page(const struct survey_view *view, const char *path)
{
	struct text page = { 0 };
	char *error = NULL;
	int status = EXIT_YES;

	survey_html(view, &page);
	if (!file_write(path, page.bytes, page.length, 0644, &error)) {
		message_error_words(error);
		status = EXIT_BROKEN;
	}
	text_free(&page);
	return status;
}

static int show(const struct survey_view *view, const struct options *options)
{
	const char *page = option_value(options, OPT_HTML);
	bool map = option_given(options, OPT_MAP);
	int status = page ? write_page(view, page) : EXIT_YES;

	if (option_given(options, OPT_JSON))
		json_print(survey_json(view, map));
	else if (map)
		survey_map(view);
	else if (!page)
		survey_table(view);
	return status;
}

static int survey_host(const struct catalogue *catalogue, const struct options *options)
{
	const char *only = option_value(options, OPT_ONLY);
	struct arena *arena = arena_new();
	struct progress *progress;
	struct survey survey;
	struct survey_view view = { &survey, only ? word_index(layer_words, only) : -1 };
	struct facts facts;
	struct host host;
	char *error = NULL;
	int status = EXIT_INPUT;

	if (!host_open(&host, arena, option_value(options, OPT_ROOT), &error)) {
		message_error_words(error ? error : xstrdup("out of memory"));
	} else {
		progress = progress_start("looking at this host");
		facts_gather(&facts, &host);
		survey_make(&survey, catalogue, &facts);
		progress_stop(progress);
		status = show(&view, options);
		if (status == EXIT_YES)
			status = judge(&survey, options);
		host_close(&host);
	}
	arena_free(arena);
	return status;
}

/* Words only with --compare, and then two; and nothing that belongs to the survey of a host. */
static bool check_words(const struct options *options)
{
	static const struct {
		enum option_id id;
		const char *name;
	} host_options[] = { { OPT_HTML, "html" }, { OPT_MAP, "map" }, { OPT_ONLY, "only" }, { OPT_ROOT, "root" } };
	bool comparing = option_given(options, OPT_COMPARE);

	if (comparing && options->word_count != 2) {
		message_error("survey: --compare needs two files that `holdfast survey --json` wrote: --compare BEFORE AFTER");
		return false;
	}
	if (!comparing && options->word_count) {
		message_error("survey: `%s` is one word too many; see `holdfast survey --help`", options->words[0]);
		return false;
	}
	for (size_t i = 0; comparing && i < sizeof(host_options) / sizeof(*host_options); i++)
		if (option_given(options, host_options[i].id)) {
			message_error("survey: --%s is about a host, --compare about two files; give one of them", host_options[i].name);
			return false;
		}
	return true;
}

int cmd_survey(int argc, char **argv)
{
	struct catalogue catalogue;
	struct options options;
	int status;

	if (!options_parse(&options, argc, argv, &status))
		return status;
	catalogue_init(&catalogue);
	status = EXIT_INPUT;
	if (check_words(&options))
		status = load_catalogue(&catalogue, &options);
	if (status == EXIT_YES && !check_conditions(&catalogue, &options, option_given(&options, OPT_COMPARE)))
		status = EXIT_INPUT;
	if (status == EXIT_YES)
		status = option_given(&options, OPT_COMPARE) ? survey_compare(&options) : survey_host(&catalogue, &options);
	catalogue_free(&catalogue);
	options_free(&options);
	return status;
}
