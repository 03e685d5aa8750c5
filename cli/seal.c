/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast seal: policies into a kernel image. */
#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/sha256.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/kernels.h"
#include "cli/message.h"
#include "cli/policies.h"
#include "cli/progress.h"
#include "compiler/compile.h"

/* What there is to say when it is done. */
struct result {
	struct compile_stats stats;
	struct sealing sealing;
	const char *image_file;	/* NULL: the image was not asked for */
	char digest[65];	/* SHA-256 of the image */
	double seconds;
};

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Returns malloc'd bytes, or NULL after messages. */
static void *compile(const struct options *options, struct compile_stats *stats, size_t *length)
{
	bool quiet = option_given(options, OPT_QUIET);
	struct progress *progress = quiet ? NULL : progress_start("compiling");
	struct diagnostics diag;
	struct policies policies;
	void *image = NULL;

	diag_init(&diag);
	if (policies_load(&policies, options->words, (size_t)options->word_count, &diag))
		compile_layers(policies.layers, policies.count, &diag, &image, length, stats);
	policies_free(&policies);
	progress_stop(progress);
	diag_print(&diag, stderr, message_colour(stderr));
	diag_free(&diag);
	return image;
}

/* Better now than after linking. */
static bool can_create_beside(const char *path)
{
	char *copy = xstrdup(path);
	const char *directory = dirname(copy);
	bool can = access(directory, W_OK) == 0;

	if (!can)
		message_error("cannot write %s: %s: %s", path, directory, strerror(errno));
	free(copy);
	return can;
}

static int write_results(const struct options *options, struct result *result)
{
	struct sealing *sealing = &result->sealing;
	char *error = NULL;
	int status;

	if (result->image_file &&
	    !file_write(result->image_file, sealing->image, sealing->length, 0644, &error)) {
		message_error_words(error);
		return EXIT_BROKEN;
	}
	if (!sealing->output)
		return EXIT_YES;
	if (!can_create_beside(sealing->output))
		return EXIT_BROKEN;
	status = kernel_could_start(sealing->directory, sealing->image, sealing->length);
	if (status != EXIT_YES)
		return status;
	sealing->target = kernel_target(option_value(options, OPT_TARGET));
	if (!option_given(options, OPT_QUIET))
		sealing->progress = progress_start("linking the kernel");
	status = seal_into_kernel(sealing);
	progress_stop(sealing->progress);
	return status;
}

static void print_text(const struct result *result)
{
	const struct sealing *sealing = &result->sealing;

	printf("image: %zu bytes from %zu rules, %zu domains, %zu programs, %zu libraries; sha256:%s\n",
	       sealing->length, result->stats.rules, result->stats.domains,
	       result->stats.programs, result->stats.libraries, result->digest);
	if (sealing->output)
		printf("kernel: %s, %zu bytes, %s; %.1f s\n", sealing->output,
		       sealing->kernel_bytes, sealing->reused ?
		       "the one that this policy was sealed into before" : "linked", result->seconds);
}

static void print_json(const struct result *result)
{
	const struct sealing *sealing = &result->sealing;
	json_t *object = json_object();

	json_object_set_new(object, "image_bytes", json_integer((json_int_t)sealing->length));
	json_object_set_new(object, "image_sha256", json_string(result->digest));
	json_object_set_new(object, "rules", json_integer((json_int_t)result->stats.rules));
	json_object_set_new(object, "domains", json_integer((json_int_t)result->stats.domains));
	if (sealing->output) {
		json_object_set_new(object, "kernel", json_from_bytes(sealing->output,
								      strlen(sealing->output)));
		json_object_set_new(object, "kernel_bytes",
				    json_integer((json_int_t)sealing->kernel_bytes));
		json_object_set_new(object, "target",
				    json_string(sealing->target));
		json_object_set_new(object, "reused", json_boolean(sealing->reused));
	}
	json_object_set_new(object, "seconds", json_real(result->seconds));
	json_print(object);
}

static int seal(const struct options *options, struct result *result)
{
	struct sealing *sealing = &result->sealing;
	double start = now();
	int status = EXIT_INPUT;
	uint8_t digest[32];
	void *image = compile(options, &result->stats, &sealing->length);

	if (image) {
		sealing->image = image;
		sha256(image, sealing->length, digest);
		sha256_hex(digest, result->digest);
		status = write_results(options, result);
	}
	free(image);
	result->seconds = now() - start;
	return status;
}

/* A kernel on standard output would be mixed with what we say there. */
static bool outputs_good(const struct options *options)
{
	const char *kernel = option_value(options, OPT_OUTPUT);
	const char *image = option_value(options, OPT_IMAGE);

	if (!kernel && !image)
		message_error("seal: where to? give -o KERNEL (or --image FILE for the image alone)");
	else if ((kernel && !strcmp(kernel, "-")) || (image && !strcmp(image, "-")))
		message_error("seal: a kernel or image needs a file of its own, not `-`");
	else
		return true;
	return false;
}

int cmd_seal(int argc, char **argv)
{
	struct result result = { .seconds = 0 };
	struct options options;
	char *directory;
	int status;

	if (!options_parse(&options, argc, argv, &status))
		return status;
	if (!outputs_good(&options)) {
		options_free(&options);
		return EXIT_INPUT;
	}
	directory = kernels_directory(option_value(&options, OPT_KERNEL_TREE));
	result.image_file = option_value(&options, OPT_IMAGE);
	result.sealing.directory = directory;
	result.sealing.output = option_value(&options, OPT_OUTPUT);
	status = seal(&options, &result);
	if (status == EXIT_YES && option_given(&options, OPT_JSON))
		print_json(&result);
	else if (status == EXIT_YES && !option_given(&options, OPT_QUIET))
		print_text(&result);
	free(directory);
	options_free(&options);
	return status;
}
