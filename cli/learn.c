/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast learn: recordings become a policy, and a report of what that policy is not. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/progress.h"
#include "core/limits.h"
#include "learn/learn.h"

/* One run of the command. */
struct job {
	struct options options;
	struct learn *learn;
	struct diagnostics diag;
	const char *output;
	const char *name;
	unsigned version;
	const char *text;	/* the policy; owned by learn */
	size_t length;
};

static bool read_number(const char *text, unsigned *number)
{
	char *end;
	unsigned long value = strtoul(text, &end, 10);

	*number = (unsigned)value;
	return text[0] >= '0' && text[0] <= '9' && !*end && value <= 0xffffffffu &&
	       (text[0] != '0' || !text[1]);
}

/* What the options say; false with an error said. */
static bool read_options(struct job *job)
{
	const char *version = option_value(&job->options, OPT_VERSION);

	job->output = option_value(&job->options, OPT_OUTPUT);
	job->name = option_value(&job->options, OPT_NAME);
	job->version = 1;
	if (!job->name)
		job->name = "learned";
	if (!job->output)
		message_error("learn: say where the policy goes: -o POLICY, or -o - for standard output");
	else if (!strcmp(job->output, "-") && option_given(&job->options, OPT_JSON))
		message_error("learn: the policy and the report cannot both go to standard output; give -o a file");
	else if (!learn_name_is_legal(job->name))
		message_error("learn: `%s` cannot be the name of a policy: at most %u letters, digits and `_.+-`, "
			      "the first a letter, a digit or `_`, and none of as, by, from, on, port",
			      job->name, HF_MAX_NAME_BYTES);
	else if (version && !read_number(version, &job->version))
		message_error("learn: `%s` is not a version: write a number", version);
	else
		return true;
	return false;
}

/* All recordings are read before anything is said, so that every mistake is seen at once. */
static bool read_recordings(struct job *job, struct progress *progress)
{
	bool good = true;

	for (int i = 0; i < job->options.word_count; i++) {
		const char *path = job->options.words[i];
		struct recording *recording;
		char *error = NULL;
		size_t length;
		char *text;

		progress_step(progress, "reading %s", path);
		text = file_read(path, HF_MAX_EVENT_BYTES, &length, &error);
		if (!text) {
			message_error_words(error);
			good = false;
			continue;
		}
		recording = events_parse(path, text, length, &job->diag);
		if (recording && recording->sealed) {
			diag_add(&job->diag, SEVERITY_ERROR, path, 1, 0, 0, NULL,
				 "denials are shown by `holdfast log`; record with `holdfast run --learn EVENTS`",
				 "these are the denials of a sealed kernel, not a recording");
			good = false;
		} else if (recording) {
			learn_add(job->learn, recording);
		}
		good &= recording != NULL;
		recording_free(recording);
		free(text);
	}
	return good;
}

/* A recorder that lost facts makes a policy that refuses what it should allow. */
static bool loss_is_accepted(const struct job *job)
{
	unsigned long long lost = learn_summary(job->learn)->lost;
	bool accepted = option_given(&job->options, OPT_ACCEPT_LOSS);

	if (!lost)
		return true;
	if (accepted)
		message_warning("learn: the recorder LOST %llu facts: the policy is incomplete, and says so", lost);
	else
		message_error("learn: the recorder LOST %llu facts, so that a policy would be incomplete; nothing was "
			      "written. Record again (shorter, or with more memory), or use --accept-loss", lost);
	return accepted;
}

/* True if what was written is what was meant. Otherwise it is a bug, and said so. */
static bool check_itself(struct job *job)
{
	struct text failures = { 0 };
	bool good = job->text && learn_selfcheck(job->learn, &failures, &job->diag);

	if (!good) {
		diag_print(&job->diag, stderr, message_colour(stderr));
		fputs(failures.bytes ? failures.bytes : "", stderr);
		message_error("learn: the policy does not allow what it was made from; this is a bug in holdfast. "
			      "Nothing was written. Please report it with the recordings");
	}
	text_free(&failures);
	return good;
}

static void print_notes(const struct job *job, FILE *out, enum note_kind kind, const char *title)
{
	size_t count, shown = 0;
	const struct note *notes = learn_notes(job->learn, &count);

	for (size_t i = 0; i < count; i++) {
		if (notes[i].kind != kind)
			continue;
		if (!shown++)
			fprintf(out, "%s\n", title);
		fprintf(out, "  %s%s%s\n", notes[i].domain, notes[i].domain[0] ? ": " : "", notes[i].text);
	}
}

static void print_summary(const struct job *job, FILE *out)
{
	const struct learn_summary *summary = learn_summary(job->learn);

	fprintf(out, "%zu facts (%zu different) from %zu recording%s became %zu rules in %zu domains, "
		"%zu programs, %zu libraries\n",
		summary->fact_lines, summary->facts, summary->recordings, summary->recordings == 1 ? "" : "s",
		summary->rules, summary->domains, summary->programs, summary->libraries);
	print_notes(job, out, NOTE_LEFT_OUT, "left out:");
	print_notes(job, out, NOTE_UNSURE, "to be looked at (#? in the policy):");
	fprintf(out, "lost: %llu\n", (unsigned long long)summary->lost);
}

static json_t *json_notes(const struct job *job, enum note_kind kind)
{
	size_t count;
	const struct note *notes = learn_notes(job->learn, &count);
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++) {
		json_t *object;

		if (notes[i].kind != kind)
			continue;
		object = json_object();
		json_object_set_new(object, "domain", notes[i].domain[0]
			? json_from_bytes(notes[i].domain, strlen(notes[i].domain)) : json_null());
		json_object_set_new(object, "text", json_from_bytes(notes[i].text, strlen(notes[i].text)));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *count_of(size_t count)
{
	return json_integer((json_int_t)count);
}

static void print_json(const struct job *job)
{
	const struct learn_summary *summary = learn_summary(job->learn);
	json_t *object = json_object();

	json_object_set_new(object, "recordings", count_of(summary->recordings));
	json_object_set_new(object, "fact_lines", count_of(summary->fact_lines));
	json_object_set_new(object, "facts", count_of(summary->facts));
	json_object_set_new(object, "rules", count_of(summary->rules));
	json_object_set_new(object, "domains", count_of(summary->domains));
	json_object_set_new(object, "programs", count_of(summary->programs));
	json_object_set_new(object, "libraries", count_of(summary->libraries));
	json_object_set_new(object, "lost", count_of((size_t)summary->lost));
	json_object_set_new(object, "left_out", json_notes(job, NOTE_LEFT_OUT));
	json_object_set_new(object, "unsure", json_notes(job, NOTE_UNSURE));
	json_print(object);
}

static int write_down(struct job *job)
{
	bool to_output = !strcmp(job->output, "-");
	char *error = NULL;

	if (!file_write(job->output, job->text, job->length, 0644, &error)) {
		message_error_words(error);
		return EXIT_BROKEN;
	}
	if (option_given(&job->options, OPT_JSON))
		print_json(job);
	else
		print_summary(job, to_output ? stderr : stdout);
	return EXIT_YES;
}

static int work(struct job *job)
{
	struct progress *progress = progress_start("learning");
	int status = EXIT_INPUT;

	if (read_recordings(job, progress)) {
		status = EXIT_NO;
		if (!learn_summary(job->learn)->lost || option_given(&job->options, OPT_ACCEPT_LOSS)) {
			progress_step(progress, "generalising");
			job->text = learn_policy(job->learn, job->name, job->version, &job->length, &job->diag);
			progress_step(progress, "checking every fact against the policy");
		}
	}
	progress_stop(progress);
	if (status == EXIT_INPUT) {
		diag_print(&job->diag, stderr, message_colour(stderr));
		return status;
	}
	if (!loss_is_accepted(job))
		return EXIT_NO;
	return check_itself(job) ? write_down(job) : EXIT_BROKEN;
}

int cmd_learn(int argc, char **argv)
{
	struct job job = { .learn = NULL };
	int status;

	if (!options_parse(&job.options, argc, argv, &status))
		return status;
	status = EXIT_INPUT;
	if (read_options(&job)) {
		diag_init(&job.diag);
		job.learn = learn_new();
		status = work(&job);
		learn_free(job.learn);
		diag_free(&job.diag);
	}
	options_free(&job.options);
	return status;
}
