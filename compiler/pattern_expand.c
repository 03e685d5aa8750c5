/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Patterns as a whole: their alternatives, and whether they can match at all.
 * Braces hold two alternatives or more, so that a pattern of N alternatives
 * has fewer than N braces and expanding it stays cheap.
 */
#include "compiler/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/limits.h"

_Static_assert(HF_MAX_BRACE_WORDS == 256u && HF_MAX_PATTERN_BYTES == 4096u,
	       "messages below name these limits");

static bool fault_at(struct pattern_fault *fault, const char *pattern, const char *start, size_t length,
		     const char *what, const char *advice)
{
	*fault = (struct pattern_fault){
		.offset = (size_t)(start - pattern), .length = length, .what = what, .advice = advice,
	};
	return false;
}

/* One visit for each alternative; stops when a visit returns false. */
typedef bool visit_word(const char *word, void *context);

/* The first brace that is not inside another; false if there is none. */
static bool find_braces(const char *pattern, const char **open, const char **close)
{
	struct pattern_reader reader;
	struct pattern_token token;

	pattern_start(&reader, pattern);
	*open = NULL;
	for (;;) {
		switch (pattern_next(&reader, &token)) {
		case PATTERN_END:
		case PATTERN_BAD:
			return false;
		case PATTERN_OPEN:
			if (!*open)
				*open = token.start;
			break;
		case PATTERN_CLOSE:
			if (!reader.depth) {
				*close = token.start;
				return true;
			}
			break;
		default:
			break;
		}
	}
}

static bool each_word(const char *pattern, visit_word *visit, void *context);

/* @pattern with all from @open to @close replaced by @length bytes at @choice. */
static bool each_word_with(const char *pattern, const char *open, const char *close,
			   const char *choice, size_t length, visit_word *visit, void *context)
{
	size_t before = (size_t)(open - pattern);
	size_t behind = strlen(close + 1);
	char *word = xmalloc(before + length + behind + 1);
	bool go_on;

	memcpy(word, pattern, before);
	memcpy(word + before, choice, length);
	memcpy(word + before + length, close + 1, behind + 1);
	go_on = each_word(word, visit, context);
	free(word);
	return go_on;
}

static bool each_word(const char *pattern, visit_word *visit, void *context)
{
	const char *open, *close, *choice;
	struct pattern_reader reader;
	struct pattern_token token;

	if (!find_braces(pattern, &open, &close))
		return visit(pattern, context);
	reader = (struct pattern_reader){ .at = open };
	pattern_next(&reader, &token);
	choice = reader.at;
	while (reader.depth) {
		pattern_next(&reader, &token);
		if ((token.kind == PATTERN_COMMA && reader.depth == 1) || !reader.depth) {
			if (!each_word_with(pattern, open, close, choice, (size_t)(token.start - choice),
					    visit, context))
				return false;
			choice = reader.at;
		}
	}
	return true;
}

/* The number of alternatives, or HF_MAX_BRACE_WORDS + 1 for more than that. Also checks every token. */
static bool count_words(const char *pattern, unsigned *count, struct pattern_fault *fault)
{
	/* At each depth: alternatives of what was read so far, and of the choices before the last comma. */
	unsigned product[HF_MAX_BRACE_DEPTH + 1] = { 1 }, sum[HF_MAX_BRACE_DEPTH + 1] = { 0 };
	const char *open[HF_MAX_BRACE_DEPTH + 1];
	struct pattern_reader reader;
	struct pattern_token token;

	pattern_start(&reader, pattern);
	for (;;) {
		unsigned depth = reader.depth;

		switch (pattern_next(&reader, &token)) {
		case PATTERN_BAD:
			return fault_at(fault, pattern, token.start, token.length, token.what, token.advice);
		case PATTERN_END:
			*count = product[0];
			return true;
		case PATTERN_OPEN:
			open[depth + 1] = token.start;
			product[depth + 1] = 1;
			sum[depth + 1] = 0;
			break;
		case PATTERN_COMMA:
			sum[depth] += product[depth];
			product[depth] = 1;
			break;
		case PATTERN_CLOSE:
			if (!sum[depth])
				return fault_at(fault, pattern, open[depth],
						(size_t)(reader.at - open[depth]),
						"the braces hold only one alternative",
						"write what is in them without braces, or another alternative behind a `,`");
			product[depth - 1] *= sum[depth] + product[depth];
			break;
		default:
			break;
		}
		if (product[reader.depth] > HF_MAX_BRACE_WORDS)
			product[reader.depth] = HF_MAX_BRACE_WORDS + 1;
		if (sum[reader.depth] > HF_MAX_BRACE_WORDS)
			sum[reader.depth] = HF_MAX_BRACE_WORDS + 1;
	}
}

/* The `@KIND:` that starts names of files that have no path: its length, 0 if it is not one. */
static size_t kind_length(const char *pattern)
{
	size_t length = 1 + strspn(pattern + 1, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

	return pattern[length] == ':' && length > 1 ? length + 1 : 0;
}

/* What one path component is made of, as far as it can be told to be impossible. */
struct component {
	bool open;		/* a `/` was read and the component behind it is not over */
	bool wild;		/* holds more than literal bytes */
	const char *start;	/* in the pattern */
	size_t length;		/* in bytes of the name */
	char bytes[2];		/* the first of them */
};

static const char *component_fault(const struct component *component)
{
	if (!component->open || component->wild)
		return NULL;
	if (!component->length)
		return "two `/` in a row";
	if (component->length <= 2 && component->bytes[0] == '.' &&
	    (component->length == 1 || component->bytes[1] == '.'))
		return "`.` and `..` are never part of a name";
	return NULL;
}

static void component_add(struct component *component, const struct pattern_token *token)
{
	if (token->kind != PATTERN_BYTE)
		component->wild = true;
	else if (component->length < 2)
		component->bytes[component->length] = (char)token->byte;
	component->length++;
}

/* Is the component that ends at @end one that no name has? */
static bool check_component(const char *word, const struct component *component, const char *end,
			    struct pattern_fault *fault)
{
	const char *what = component_fault(component);
	size_t length = (size_t)(end - component->start);

	return !what || fault_at(fault, word, component->start, length ? length : 1, what,
				 "names are always resolved: write the path without it");
}

/* Can @word, which has no braces, match a name? Its path begins at @path. */
static bool check_path(const char *word, const char *path, struct pattern_fault *fault)
{
	struct pattern_reader reader = { .at = path };
	struct component component = { .start = path };
	struct pattern_token token;

	while (pattern_next(&reader, &token) != PATTERN_END) {
		bool slash = token.kind == PATTERN_BYTE && token.byte == '/';

		if (token.kind == PATTERN_BAD)
			return fault_at(fault, word, token.start, token.length, token.what, token.advice);
		if (!slash && token.kind != PATTERN_BELOW) {
			component_add(&component, &token);
			continue;
		}
		if (!check_component(word, &component, token.start, fault))
			return false;
		component = (struct component){ .open = slash, .start = reader.at };
	}
	if (component.open && !component.length)
		return fault_at(fault, word, token.start - 1, 1, "no name ends in `/`",
				"leave the `/` out for the directory itself; `/**` at the end is the directory and all below it");
	return check_component(word, &component, token.start, fault);
}

static bool check_word(const char *word, void *context)
{
	struct pattern_fault *fault = context;
	size_t kind;

	if (word[0] == '/')
		return !word[1] || check_path(word, word, fault);
	kind = kind_length(word);
	if (kind)
		return word[kind] != '/' || check_path(word, word + kind, fault);
	if (strpbrk(word, "*?[:"))
		return true;
	return fault_at(fault, word, word, strlen(word), "a name that starts with `@` is `@KIND:` and the rest",
			"write for example `@abstract:NAME`, `@memfd:*` or `@initramfs:/init`");
}

bool pattern_check(const char *pattern, struct pattern_fault *fault)
{
	size_t length = strlen(pattern);
	unsigned count;

	if (pattern[0] != '/' && pattern[0] != '@')
		return fault_at(fault, pattern, pattern, length, "a pattern starts with `/` or `@`",
				"write the whole path, as in `/etc/passwd`");
	if (length > HF_MAX_PATTERN_BYTES)
		return fault_at(fault, pattern, pattern, length, "the pattern is longer than 4096 bytes (HF_MAX_PATTERN_BYTES)",
				"write several patterns");
	if (!count_words(pattern, &count, fault))
		return false;
	if (count > HF_MAX_BRACE_WORDS)
		return fault_at(fault, pattern, pattern, length,
				"the braces stand for more than 256 patterns (HF_MAX_BRACE_WORDS)",
				"write several patterns, or `*` instead of some of the braces");
	if (each_word(pattern, check_word, fault))
		return true;
	/* The place is one in an alternative, which the reader does not see. */
	if (count > 1) {
		fault->offset = 0;
		fault->length = length;
	}
	return false;
}

struct words {
	struct arena *arena;
	const char **list;
	size_t count;
};

static bool keep_word(const char *word, void *context)
{
	struct words *words = context;

	words->list[words->count++] = arena_strndup(words->arena, word, strlen(word));
	return true;
}

const char *const *pattern_expand(struct arena *arena, const char *pattern, size_t *count)
{
	struct words words = { .arena = arena };
	struct pattern_fault fault;
	unsigned total = 1;

	if (!count_words(pattern, &total, &fault))
		total = 1;
	words.list = arena_alloc(arena, total * sizeof(*words.list));
	if (total == 1)
		words.list[words.count++] = pattern;
	else
		each_word(pattern, keep_word, &words);
	*count = words.count;
	return words.list;
}
