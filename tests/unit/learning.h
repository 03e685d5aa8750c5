/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Recordings written as text inside of a test, and what every learned policy must be. */
#ifndef HOLDFAST_TESTS_LEARNING_H
#define HOLDFAST_TESTS_LEARNING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "compiler/ast.h"
#include "learn/model.h"

#define HEAD "holdfast-events version=1 build=learn target=uml kernel=\"6.12.117\" lost=%u count=%u\n"
#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

/* A recording that a test writes line by line; the head is put before it at the end. */
static inline struct recording *parse_lines(const char *lines, unsigned lost)
{
	struct text text = { 0 };
	struct diagnostics diag;
	struct recording *recording;
	unsigned count = 0;

	for (const char *p = lines; *p; p++)
		count += *p == '\n';
	text_printf(&text, HEAD, lost, count);
	text_puts(&text, lines);
	diag_init(&diag);
	recording = events_parse("test", text.bytes, text.length, &diag);
	diag_print(&diag, stderr, false);
	assert_non_null(recording);
	diag_free(&diag);
	text_free(&text);
	return recording;
}

/* The policy of what @learn was given; whatever a test is about, it allows all facts and is canonical. */
static inline const char *policy_of(struct learn *learn)
{
	struct text failures = { 0 };
	struct diagnostics diag;
	struct layer *again;
	size_t length;
	const char *text;
	char *formatted;

	diag_init(&diag);
	text = learn_policy(learn, "test", 1, &length, &diag);
	diag_print(&diag, stderr, false);
	assert_non_null(text);
	assert_int_equal(strlen(text), length);
	if (!learn_selfcheck(learn, &failures, &diag)) {
		diag_print(&diag, stderr, false);
		fail_msg("%s\n%s", text, failures.bytes ? failures.bytes : "(refused by the compiler)");
	}
	again = layer_parse("again", text, length, &diag);
	assert_non_null(again);
	formatted = layer_format(again, &length);
	assert_string_equal(text, formatted);
	free(formatted);
	layer_free(again);
	text_free(&failures);
	diag_free(&diag);
	return text;
}

static inline struct learn *learn_lines(const char *lines)
{
	struct recording *recording = parse_lines(lines, 0);
	struct learn *learn = learn_new();

	learn_add(learn, recording);
	recording_free(recording);
	return learn;
}

/* Does the policy have this line, however deep it is indented? */
static inline bool has_line(const char *policy, const char *line)
{
	size_t length = strlen(line);

	for (const char *at = policy; (at = strstr(at, line)); at++) {
		const char *start = at;

		while (start > policy && start[-1] == ' ')
			start--;
		if ((start == policy || start[-1] == '\n') && at[length] == '\n')
			return true;
	}
	return false;
}

static inline void assert_line(const char *policy, const char *line)
{
	if (!has_line(policy, line))
		fail_msg("no line `%s` in:\n%s", line, policy);
}

static inline void assert_no(const char *policy, const char *words)
{
	if (strstr(policy, words))
		fail_msg("`%s` is in:\n%s", words, policy);
}

static inline struct recording *read_web(void)
{
	char *error = NULL;
	struct diagnostics diag;
	struct recording *recording;
	size_t length;
	char *text = file_read("tests/events/good/web.events", 1u << 20, &length, &error);

	assert_non_null(text);
	diag_init(&diag);
	recording = events_parse("web.events", text, length, &diag);
	assert_non_null(recording);
	diag_free(&diag);
	free(text);
	return recording;
}

#endif
