/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Holdfast itself: sealed or learning, and what its policy gives away. That is
 * proven: the policy's text is compiled here beside a layer of claims (`never`), and the
 * compiler says which do not hold.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compiler/ast.h"
#include "compiler/compile.h"
#include "survey/state/state.h"

#define FS "/sys/kernel/security/holdfast"
#define CLAIMS "claims of the survey"
#define LAYER_LIMIT 64u

/* Line 2 + gift of the layer of claims. */
static const char *const claims[GIFTS] = {
	"never * use module", "never * use kexec", "never * use bpf", "never * use perf", "never * use lowlevel",
	"never * write /dev/sd* /dev/vd* /dev/hd* /dev/nvme* /dev/mmcblk* /dev/ubd* /dev/dm-* /dev/mapper/* /dev/loop* /dev/xvd*",
	"never * write /boot/** /efi/**",
};

static const char *const gift_words[GIFTS] = {
	"modules", "kexec", "bpf", "perf", "what lockdown refuses", "writing to raw disks", "writing below /boot or /efi",
};

/* The value of `key: ` in the status file; NULL if it was not seen. */
static const char *status_of(const struct survey *survey, const char *key, enum seen *seen)
{
	char *text = host_read(survey->facts->host, FS "/status", NULL, seen);
	size_t length = strlen(key);

	for (char *line; text && (line = strsep(&text, "\n"));)
		if (!strncmp(line, key, length) && !strncmp(line + length, ": ", 2))
			return line + length + 2;
	return NULL;
}

enum answer holdfast_sealed(const struct survey *survey)
{
	enum seen seen;
	enum answer listed = has_lsm(survey->facts, "holdfast");
	const char *build = listed == ANSWER_NO ? NULL : status_of(survey, "build", &seen);

	if (listed == ANSWER_NO)
		return ANSWER_NO;
	return build ? (!strcmp(build, "sealed") ? ANSWER_YES : ANSWER_NO) : ANSWER_UNSEEN;
}

/* The layers of the sealed text, which stand one behind the other, each below a line `# layer "NAME"`. */
static size_t parse_layers(const char *text, struct layer **layers, struct diagnostics *diag)
{
	size_t count = 0;

	while (*text && count < LAYER_LIMIT) {
		const char *next = strstr(text + 1, "\n# layer \"");
		size_t length = next ? (size_t)(next + 1 - text) : strlen(text);

		layers[count] = layer_parse("policy", text, length, diag);
		if (!layers[count])
			break;
		count++;
		text += length;
	}
	return *text ? 0 : count;
}

/* Which claims fail: a bit each. False if the policy cannot be compiled here at all. */
static bool disprove(const char *text, unsigned *failed)
{
	struct layer *layers[LAYER_LIMIT + 1] = { NULL };
	struct diagnostics diag;
	char *probe = xstrdup("policy claims 1\n");
	void *image = NULL;
	size_t length, count, other = 0;

	diag_init(&diag);
	for (int i = 0; i < GIFTS; i++) {
		char *more;

		if (asprintf(&more, "%s%s\n", probe, claims[i]) < 0)
			more = xstrdup("");
		free(probe);
		probe = more;
	}
	count = parse_layers(text, layers, &diag);
	if (count)
		layers[count] = layer_parse(CLAIMS, probe, strlen(probe), &diag);
	if (count && layers[count] && !compile_layers(layers, count + 1, &diag, &image, &length, NULL))
		for (size_t i = 0; i < diag.count; i++) {
			if (diag.list[i].severity != SEVERITY_ERROR)
				continue;
			if (!strcmp(diag.list[i].file, CLAIMS) && diag.list[i].line >= 2 && diag.list[i].line < 2 + GIFTS)
				*failed |= 1u << (diag.list[i].line - 2);
			else
				other++;
		}
	other += !count || !layers[count] || diag.overflow;
	for (size_t i = 0; i <= count; i++)
		if (layers[i])
			layer_free(layers[i]);
	free(image);
	free(probe);
	diag_free(&diag);
	return !other;
}

/* Compiled once: bit 31 says that it was, bit 30 that it could be. */
static unsigned gifts(const struct survey *survey)
{
	static unsigned known;
	static const struct survey *of;
	enum seen seen;
	const char *text;

	if (of == survey)
		return known;
	of = survey;
	known = 1u << 31;
	text = host_read(survey->facts->host, FS "/policy", NULL, &seen);
	if (text && disprove(text, &known))
		known |= 1u << 30;
	return known;
}

enum answer holdfast_gives(const struct survey *survey, enum gift gift, const char **why)
{
	unsigned known = gifts(survey);

	if (!(known >> 30 & 1)) {
		*why = "whether Holdfast's policy grants it was not seen: " FS "/policy cannot be read and compiled here";
		return ANSWER_UNSEEN;
	}
	*why = arena_printf(survey->arena, "Holdfast's policy grants %s%s", gift_words[gift],
			    known >> gift & 1 ? " to a domain" : " to nobody: proven from its text");
	return known >> gift & 1 ? ANSWER_YES : ANSWER_NO;
}

static void details(const struct survey *survey, struct finding *finding)
{
	static const char *const keys[] = { "policy name", "policy version", "policy digest", "denials", "lost", NULL };
	enum seen seen;

	for (int i = 0; keys[i]; i++) {
		const char *value = status_of(survey, keys[i], &seen);

		if (value)
			finding_detail(survey, finding, "%s: %s", keys[i], value);
	}
	for (int i = 0; i < GIFTS; i++) {
		const char *why;

		if (holdfast_gives(survey, (enum gift)i, &why) != ANSWER_NO)
			finding_detail(survey, finding, "%s", why);
		if (holdfast_gives(survey, (enum gift)i, &why) == ANSWER_UNSEEN)
			return;
	}
}

void state_holdfast(const struct survey *survey, struct finding *finding)
{
	enum seen seen;
	const char *build;

	if (!state_needs_lsm(survey, finding, "holdfast"))
		return;
	build = status_of(survey, "build", &seen);
	if (!build) {
		state_set(survey, finding, FORCE_UNSEEN, "the kernel lists it; %s/status %s", FS, seen_words(seen));
	} else if (!strcmp(build, "learn")) {
		state_set(survey, finding, FORCE_REPORTS, "the learn kernel: it records and refuses nothing");
	} else if (strcmp(build, "sealed")) {
		state_set(survey, finding, FORCE_UNSEEN, "its status says build %s, which is neither sealed nor learn", build);
	} else {
		state_set(survey, finding, FORCE_FULL, "sealed: policy %s", status_of(survey, "policy name", &seen));
		details(survey, finding);
	}
}
