/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parser at its limits: texts that end anywhere, texts that are too large, and large ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "compiler/ast.h"
#include "core/limits.h"
#include "tests/parsed.h"

#define DIGEST "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void accept(const char *text)
{
	struct layer *layer = parsed(text, strlen(text));

	assert_non_null(layer);
	layer_free(layer);
}

/* What the parser says about a text it refuses; to be freed. */
static char *refusal(const char *text, size_t length)
{
	struct diagnostics diag;
	size_t size;
	char *said;
	FILE *out = open_memstream(&said, &size);

	diag_init(&diag);
	assert_null(layer_parse("test.policy", text, length, &diag));
	diag_print(&diag, out, false);
	fclose(out);
	diag_free(&diag);
	return said;
}

/* Every prefix of a text either parses or is refused with words; nothing is read behind it. */
static void truncated_texts_are_read_to_their_end_only(void **state)
{
	static const char text[] = "policy a 1\nset x = \"/a\\\"b\" /c\\x20 \\\n /{a,b[c-d]}/**\n"
				   "program p = /p " DIGEST " by q\ndomain d { # c\n connect tcp 1.2.3.4/32 port 1-2\n}\n"
				   "expect d mount proc on /proc allow\n";

	(void)state;
	for (size_t length = 0; length < sizeof(text); length++) {
		char *copy = memcpy(xmalloc(length), text, length);
		struct diagnostics diag;
		struct layer *layer;

		diag_init(&diag);
		layer = layer_parse("t", copy, length, &diag);
		assert_true(!layer == (diag.errors > 0));
		layer_free(layer);
		diag_free(&diag);
		free(copy);
	}
}

static void refuse_with(const char *text, size_t length, const char *words)
{
	char *said = refusal(text, length);

	if (!strstr(said, words))
		print_error("%s\n", said);
	assert_non_null(strstr(said, words));
	free(said);
}

static void the_limit_of_a_line_is_exact_and_named(void **state)
{
	struct text text = { 0 };
	size_t start;

	(void)state;
	text_puts(&text, "policy a 1\n");
	start = text.length;
	text_puts(&text, "set s =");
	while (text.length - start + 5 <= HF_MAX_LINE_BYTES)
		text_puts(&text, " /abc");
	while (text.length - start < HF_MAX_LINE_BYTES)
		text_puts(&text, "d");
	accept(text.bytes);
	/* Blanks and comments do not count. */
	text_puts(&text, "    # comment\n");
	accept(text.bytes);
	text.length = start + HF_MAX_LINE_BYTES;
	text_puts(&text, "e");
	refuse_with(text.bytes, text.length, "HF_MAX_LINE_BYTES");
	text_free(&text);
}

static void the_limits_of_names_and_patterns_are_exact_and_named(void **state)
{
	char name[HF_MAX_NAME_BYTES + 2], pattern[HF_MAX_PATTERN_BYTES + 2], text[HF_MAX_PATTERN_BYTES + 200];

	(void)state;
	memset(name, 'n', sizeof(name));
	memset(pattern, 'p', sizeof(pattern));
	pattern[0] = '/';
	name[HF_MAX_NAME_BYTES] = '\0';
	pattern[HF_MAX_PATTERN_BYTES] = '\0';
	snprintf(text, sizeof(text), "policy a 1\nset %s = %s\n", name, pattern);
	accept(text);
	name[HF_MAX_NAME_BYTES] = 'n';
	name[HF_MAX_NAME_BYTES + 1] = '\0';
	snprintf(text, sizeof(text), "policy a 1\nset %s = /a\n", name);
	refuse_with(text, strlen(text), "HF_MAX_NAME_BYTES");
	pattern[HF_MAX_PATTERN_BYTES] = 'p';
	pattern[HF_MAX_PATTERN_BYTES + 1] = '\0';
	snprintf(text, sizeof(text), "policy a 1\nset a = %s\n", pattern);
	refuse_with(text, strlen(text), "HF_MAX_PATTERN_BYTES");
}

static void an_oversized_text_is_refused_unread(void **state)
{
	char byte = 'p';

	(void)state;
	refuse_with(&byte, (size_t)HF_MAX_TEXT_BYTES + 1, "HF_MAX_TEXT_BYTES");
}

static void errors_of_earlier_layers_do_not_hide_those_of_later_ones(void **state)
{
	struct diagnostics diag;

	(void)state;
	diag_init(&diag);
	for (unsigned i = 0; i < 2 * HF_MAX_ERRORS; i++)
		diag_add(&diag, SEVERITY_ERROR, "other", 0, 0, 0, NULL, NULL, "e");
	assert_null(layer_parse("empty", "", 0, &diag));
	assert_null(layer_parse("bad", "policy a 1\nx\n", 13, &diag));
	diag_free(&diag);
}

/* The target is well under a second; the limit here is generous for sanitizers and busy machines. */
static void a_hundred_thousand_rules_are_parsed_at_once(void **state)
{
	struct text text = { 0 };
	struct timespec start, end;
	struct layer *layer;
	double seconds;

	(void)state;
	text_puts(&text, "policy big 1\n");
	for (int d = 0; d < 1000; d++) {
		text_printf(&text, "domain d%d {\n", d);
		for (int r = 0; r < 100; r++)
			text_printf(&text, "    read /srv/app%d/dir%d/** /etc/{a,b,c}%d/*.conf\n", d, r, r);
		text_puts(&text, "}\n");
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	layer = parsed(text.bytes, text.length);
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_non_null(layer);
	layer_free(layer);
	text_free(&text);
	seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	print_message("100000 rules in %.2f s\n", seconds);
	assert_true(seconds < 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(truncated_texts_are_read_to_their_end_only),
		cmocka_unit_test(the_limit_of_a_line_is_exact_and_named),
		cmocka_unit_test(the_limits_of_names_and_patterns_are_exact_and_named),
		cmocka_unit_test(an_oversized_text_is_refused_unread),
		cmocka_unit_test(errors_of_earlier_layers_do_not_hide_those_of_later_ones),
		cmocka_unit_test(a_hundred_thousand_rules_are_parsed_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
