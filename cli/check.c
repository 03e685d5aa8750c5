/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast check: compile policies, say what is wrong with them, or what they are. */
#include <stdio.h>
#include <stdlib.h>

#include "base/diag.h"
#include "cli/commands.h"
#include "cli/host.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/policies.h"
#include "cli/progress.h"
#include "compiler/compile.h"

/* What a check found. */
struct findings {
	struct diagnostics diag;
	struct compile_stats stats;
	struct host_facts host;
	bool good;		/* the policies compile */
	bool asked_host;
};

static void compile(const struct policies *policies, struct findings *findings)
{
	void *image = NULL;
	size_t length;

	findings->good = compile_layers(policies->layers, policies->count, &findings->diag,
					&image, &length, &findings->stats);
	free(image);
}

static void inspect(char *const *paths, size_t count, struct findings *findings)
{
	struct policies policies;
	struct progress *progress = progress_start("checking");

	if (policies_load(&policies, paths, count, &findings->diag)) {
		progress_step(progress, "compiling");
		compile(&policies, findings);
		if (findings->good && findings->asked_host) {
			progress_step(progress, "comparing with this machine's files");
			host_compare(policies.layers, policies.count, &findings->diag, progress,
				     &findings->host);
		}
	}
	policies_free(&policies);
	progress_stop(progress);
}

static void print_text(const struct findings *findings)
{
	const struct compile_stats *stats = &findings->stats;

	diag_print(&findings->diag, stderr, message_colour(stderr));
	if (!findings->good)
		return;
	printf("good: %zu rules, %zu domains, %zu programs, %zu libraries, %zu patterns; "
	       "%zu states, %zu classes, image of %zu bytes\n",
	       stats->rules, stats->domains, stats->programs, stats->libraries, stats->patterns,
	       stats->states, stats->classes, stats->image_bytes);
	if (findings->asked_host)
		printf("host: %zu files compared, %zu are not those of the policy, %zu names not on a disk\n",
		       findings->host.compared, findings->host.unequal, findings->host.elsewhere);
}

static json_t *count_of(size_t count)
{
	return json_integer((json_int_t)count);
}

static json_t *json_stats(const struct compile_stats *stats)
{
	json_t *object = json_object();

	json_object_set_new(object, "rules", count_of(stats->rules));
	json_object_set_new(object, "domains", count_of(stats->domains));
	json_object_set_new(object, "programs", count_of(stats->programs));
	json_object_set_new(object, "libraries", count_of(stats->libraries));
	json_object_set_new(object, "patterns", count_of(stats->patterns));
	json_object_set_new(object, "states_before", count_of(stats->states_before));
	json_object_set_new(object, "states", count_of(stats->states));
	json_object_set_new(object, "edges", count_of(stats->edges));
	json_object_set_new(object, "classes", count_of(stats->classes));
	json_object_set_new(object, "image_bytes", count_of(stats->image_bytes));
	return object;
}

static json_t *json_host(const struct host_facts *host)
{
	json_t *object = json_object();

	json_object_set_new(object, "compared", count_of(host->compared));
	json_object_set_new(object, "unequal", count_of(host->unequal));
	json_object_set_new(object, "elsewhere", count_of(host->elsewhere));
	return object;
}

static void print_json(const struct findings *findings)
{
	bool host = findings->good && findings->asked_host;
	json_t *object = json_object();

	json_object_set_new(object, "good", json_boolean(findings->good));
	json_object_set_new(object, "errors", count_of(findings->diag.errors));
	json_object_set_new(object, "warnings", count_of(findings->diag.warnings));
	json_object_set_new(object, "diagnostics", json_from_diagnostics(&findings->diag));
	json_object_set_new(object, "stats",
			    findings->good ? json_stats(&findings->stats) : json_null());
	json_object_set_new(object, "host", host ? json_host(&findings->host) : json_null());
	json_print(object);
}

int cmd_check(int argc, char **argv)
{
	struct findings findings = { .good = false };
	struct options options;
	int status;

	if (!options_parse(&options, argc, argv, &status))
		return status;
	diag_init(&findings.diag);
	findings.asked_host = option_given(&options, OPT_HOST);
	inspect(options.words, (size_t)options.word_count, &findings);
	if (option_given(&options, OPT_JSON))
		print_json(&findings);
	else
		print_text(&findings);
	status = !findings.good ? EXIT_INPUT : findings.host.unequal ? EXIT_NO : EXIT_YES;
	diag_free(&findings.diag);
	options_free(&options);
	return status;
}
