/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Patterns: their tokens, their alternatives, and names written as patterns. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "compiler/pattern.h"
#include "core/limits.h"

/* What the tokens of @pattern are, one letter each. */
static const char *tokens(const char *pattern)
{
	static const char letters[] = ".b?[*ADoc}!";
	static char text[100];
	struct pattern_reader reader;
	struct pattern_token token;
	size_t count = 0;

	pattern_start(&reader, pattern);
	while (pattern_next(&reader, &token) != PATTERN_END && count < 99)
		text[count++] = letters[token.kind];
	text[count] = '\0';
	return text;
}

static void patterns_become_tokens(void **state)
{
	struct pattern_reader reader;
	struct pattern_token token;

	(void)state;
	assert_string_equal(tokens("/"), "");
	assert_string_equal(tokens("/**"), "D");
	assert_string_equal(tokens("/a/**"), "bbD");
	assert_string_equal(tokens("/**/a"), "Dbb");
	assert_string_equal(tokens("/a/**/**/b"), "bbDDbb");
	assert_string_equal(tokens("/a**/*b?[c]"), "bbAb*b?[");
	assert_string_equal(tokens("/**a"), "bAb");
	assert_string_equal(tokens("/{a,b}"), "bobcb}");
	assert_string_equal(tokens("/\\*\\x00,]"), "bbbbb");
	pattern_start(&reader, "\\x41[!a-z/]");
	assert_int_equal(pattern_next(&reader, &token), PATTERN_BYTE);
	assert_int_equal(token.byte, 'A');
	assert_int_equal(token.length, 4);
	assert_int_equal(pattern_next(&reader, &token), PATTERN_BAD);
	pattern_start(&reader, "[!a-z\\]-]");
	assert_int_equal(pattern_next(&reader, &token), PATTERN_SET);
	for (unsigned byte = 0; byte < 256; byte++) {
		bool in = token.set[byte / 64] >> (byte % 64) & 1;
		bool listed = (byte >= 'a' && byte <= 'z') || byte == ']' || byte == '-' || byte == '/';

		assert_int_equal(in, !listed);
	}
	pattern_start(&reader, "[.-0]");
	assert_int_equal(pattern_next(&reader, &token), PATTERN_SET);
	assert_int_equal(token.set[0], 1ull << '.' | 1ull << '0');
}

static void braces_are_expanded_leftmost_slowest(void **state)
{
	static const struct { const char *pattern; const char *words; } cases[] = {
		{ "/a", "/a" },
		{ "/{a,b}{c,d}", "/ac /ad /bc /bd" },
		{ "/{a,{b,c}d,}e", "/ae /bde /cde /e" },
		{ "/a{,/**}", "/a /a/**" },
		{ "/[{,}]{a,\\,}", "/[{,}]a /[{,}]\\," },
		{ "/{,a}", "/ /a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct text all = { 0 };
		struct pattern_fault fault;
		const char *const *words;
		size_t count;

		assert_true(pattern_check(cases[i].pattern, &fault));
		words = pattern_expand(arena, cases[i].pattern, &count);
		for (size_t w = 0; w < count; w++)
			text_printf(&all, "%s%s", w ? " " : "", words[w]);
		assert_string_equal(all.bytes, cases[i].words);
		text_free(&all);
		arena_free(arena);
	}
}

static void two_hundred_fifty_six_alternatives_are_accepted(void **state)
{
	struct arena *arena = arena_new();
	struct pattern_fault fault;
	size_t count;

	(void)state;
	assert_true(pattern_check("/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", &fault));
	pattern_expand(arena, "/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", &count);
	assert_int_equal(count, HF_MAX_BRACE_WORDS);
	assert_false(pattern_check("/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b,{c,d}}", &fault));
	arena_free(arena);
}

static void any_name_can_be_written_as_a_literal(void **state)
{
	struct arena *arena = arena_new();
	struct pattern_fault fault;
	struct text pattern = { 0 };
	char name[300] = "/dir/", *back;
	size_t length = 5;

	(void)state;
	for (int byte = 1; byte < 256; byte++)
		if (byte != '/')
			name[length++] = (char)byte;
	pattern_escape(&pattern, name, length);
	assert_true(pattern_check(pattern.bytes, &fault));
	assert_true(pattern_is_literal(pattern.bytes));
	back = pattern_literal(arena, pattern.bytes, &length);
	assert_string_equal(back, name);
	assert_null(strpbrk(pattern.bytes, " \t\n\""));
	text_free(&pattern);
	pattern_escape(&pattern, "", 0);
	assert_string_equal(pattern.bytes, "/");
	back = pattern_literal(arena, "/", &length);
	assert_non_null(back);
	assert_int_equal(length, 0);
	assert_null(pattern_literal(arena, "/a*", &length));
	assert_false(pattern_is_literal("/{a,b}"));
	text_free(&pattern);
	arena_free(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_become_tokens),
		cmocka_unit_test(braces_are_expanded_leftmost_slowest),
		cmocka_unit_test(two_hundred_fifty_six_alternatives_are_accepted),
		cmocka_unit_test(any_name_can_be_written_as_a_literal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
