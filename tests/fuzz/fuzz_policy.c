/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as a policy: parsing must not crash, and the canonical form of
 * what parses must parse again, to the same canonical form.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "compiler/ast.h"
#include "compiler/pattern.h"

__attribute__((noreturn)) static void fail(const char *what, const char *text, const struct diagnostics *diag)
{
	fprintf(stderr, "%s\n%s", what, text);
	diag_print(diag, stderr, false);
	abort();
}

/* Every alternative of a pattern that passed must pass itself and hold no braces. */
static void check_patterns(const struct layer *layer, const struct word *word)
{
	for (; word; word = word->next) {
		struct pattern_fault fault;
		const char *const *words;
		size_t count;

		if (word->text[0] != '/' && word->text[0] != '@')
			continue;
		words = pattern_expand(layer->arena, word->text, &count);
		if (!count)
			abort();
		for (size_t i = 0; i < count; i++) {
			struct pattern_reader reader;
			struct pattern_token token;

			if (!pattern_check(words[i], &fault))
				abort();
			pattern_start(&reader, words[i]);
			while (pattern_next(&reader, &token) != PATTERN_END)
				if (token.kind >= PATTERN_OPEN)
					abort();
		}
	}
}

static void check_items(const struct layer *layer, const struct item *item)
{
	for (; item; item = item->next) {
		if (item->kind == ITEM_SET)
			check_patterns(layer, item->words);
		if (item->rule && (item->rule->kind == RULE_ACCESS || item->rule->kind == RULE_UNIX))
			check_patterns(layer, item->rule->objects);
		check_items(layer, item->body);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diagnostics diag;
	struct layer *layer, *again;
	size_t length, length_again;
	char *text, *text_again;
	FILE *sink;

	diag_init(&diag);
	layer = layer_parse("input", (const char *)data, size, &diag);
	if (!layer != (diag.errors > 0))
		abort();
	if (!layer) {
		sink = fopen("/dev/null", "w");
		if (sink) {
			diag_print(&diag, sink, true);
			fclose(sink);
		}
		diag_free(&diag);
		return 0;
	}
	check_items(layer, layer->items);
	text = layer_format(layer, &length);
	again = layer_parse("formatted", text, length, &diag);
	if (!again)
		fail("the canonical form does not parse", text, &diag);
	text_again = layer_format(again, &length_again);
	if (length != length_again || memcmp(text, text_again, length))
		fail("the canonical form is not canonical", text, &diag);
	free(text);
	free(text_again);
	layer_free(again);
	layer_free(layer);
	diag_free(&diag);
	return 0;
}
