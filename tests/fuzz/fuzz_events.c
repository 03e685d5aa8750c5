/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as an event stream. Whatever can be read as a recording must give
 * a policy that our own parser takes, that is in canonical form, and that
 * allows every fact that was not left out.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "compiler/ast.h"
#include "learn/learn.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void stop(const char *why, const struct diagnostics *diag)
{
	fprintf(stderr, "%s\n", why);
	diag_print(diag, stderr, false);
	abort();
}

static void check_canonical(const char *policy, size_t length, struct diagnostics *diag)
{
	struct layer *layer = layer_parse("policy", policy, length, diag);
	size_t again_length;
	char *again;

	if (!layer)
		stop("the policy is refused", diag);
	again = layer_format(layer, &again_length);
	if (again_length != length || memcmp(again, policy, length))
		stop("the policy is not in canonical form", diag);
	free(again);
	layer_free(layer);
}

static void learn_from(const struct recording *recording)
{
	struct learn *learn = learn_new();
	struct text failures = { 0 };
	struct diagnostics diag;
	const char *policy;
	size_t length;

	diag_init(&diag);
	learn_add(learn, recording);
	policy = learn_policy(learn, "fuzz", 1, &length, &diag);
	if (!policy)
		stop("no policy", &diag);
	check_canonical(policy, length, &diag);
	if (!learn_selfcheck(learn, &failures, &diag)) {
		fprintf(stderr, "%s\n%s", policy, failures.bytes ? failures.bytes : "");
		stop("a fact is not allowed", &diag);
	}
	text_free(&failures);
	diag_free(&diag);
	learn_free(learn);
}

static void read_stream(const char *text, size_t size)
{
	struct diagnostics diag;
	struct recording *recording;

	diag_init(&diag);
	recording = events_parse("fuzz", text, size, &diag);
	if (!recording && !diag.errors)
		stop("refused without a word", &diag);
	if (recording && !recording->sealed)
		learn_from(recording);
	recording_free(recording);
	recording_free(events_parse_log("fuzz", text, size, &diag));
	diag_free(&diag);
}

/* Lines without their head get one that fits them: few random heads announce the right number of lines. */
static void read_lines(const char *lines, size_t size)
{
	struct text text = { 0 };
	unsigned count = 0;

	for (size_t i = 0; i < size; i++)
		count += lines[i] == '\n';
	text_printf(&text, "holdfast-events version=1 build=learn target=uml kernel=\"6\" lost=0 count=%u\n", count);
	text_add(&text, lines, size);
	read_stream(text.bytes, text.length);
	text_free(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data;
	const char *newline = memchr(text, '\n', size);

	read_stream(text, size);
	if (newline)
		read_lines(newline + 1, size - (size_t)(newline + 1 - text));
	return 0;
}
