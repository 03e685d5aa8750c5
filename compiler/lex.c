/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compiler/lex.h"

#include <string.h>

#include "base/arena.h"
#include "core/limits.h"

void lex_start(struct lexer *lexer, const char *file, const char *text, size_t length,
	       struct arena *arena, struct diagnostics *diag)
{
	*lexer = (struct lexer){
		.file = file, .at = text, .end = text + length, .line_start = text, .line = 1,
		.arena = arena, .diag = diag,
	};
	if (length >= 3 && !memcmp(text, "\xef\xbb\xbf", 3)) {
		diag_add(diag, SEVERITY_ERROR, file, 1, 1, 3, NULL,
			 "save it as plain UTF-8; the policy begins with its first letter",
			 "the text begins with a byte order mark");
		lexer->at += 3;
	}
}

static struct place place_of(const struct lexer *lexer, const char *at)
{
	return (struct place){ lexer->line, (unsigned)(at - lexer->line_start) + 1 };
}

static bool refuse(const struct lexer *lexer, const char *at, size_t width, const char *what, const char *advice)
{
	struct place place = place_of(lexer, at);

	diag_add(lexer->diag, SEVERITY_ERROR, lexer->file, place.line, place.column, (unsigned)width,
		 lexer->line_start, advice, "%s", what);
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Is @at the end of the text or of a line of it? */
static bool at_line_end(const struct lexer *lexer, const char *at)
{
	return at == lexer->end || *at == '\n';
}

static void next_line(struct lexer *lexer)
{
	lexer->at++;
	lexer->line++;
	lexer->line_start = lexer->at;
}

/* Behind the logical line that @lexer->at is in. */
static void pass_over(struct lexer *lexer)
{
	while (lexer->at < lexer->end) {
		bool joined = lexer->at > lexer->line_start && lexer->at[-1] == '\\';

		if (*lexer->at != '\n') {
			lexer->at++;
			continue;
		}
		next_line(lexer);
		if (!joined)
			return;
	}
}

/* U+202A to U+202E and U+2066 to U+2069 show a text in another order than it is read in. */
static bool turns_text_around(const struct lexer *lexer, const char *at)
{
	if (lexer->end - at < 3 || memcmp(at, "\xe2", 1))
		return false;
	return (!memcmp(at + 1, "\x80", 1) && (unsigned char)at[2] >= 0xaa && (unsigned char)at[2] <= 0xae) ||
	       (!memcmp(at + 1, "\x81", 1) && (unsigned char)at[2] >= 0xa6 && (unsigned char)at[2] <= 0xa9);
}

/* May the byte at @at stand in a policy at all? Reports it if not. */
static bool check_byte(struct lexer *lexer, const char *at)
{
	unsigned char byte = (unsigned char)*at;

	if ((byte >= 0x20 && byte != 0x7f && byte != 0xe2) || byte == '\t')
		return true;
	if (byte == 0xe2) {
		if (!turns_text_around(lexer, at))
			return true;
		return refuse(lexer, at, 3, "a character that reverses the direction of the text",
			      "remove it: what a reader sees would not be what the policy says");
	}
	if (!byte)
		return refuse(lexer, at, 1, "a NUL byte", "a policy is text: is this the right file?");
	diag_add(lexer->diag, SEVERITY_ERROR, lexer->file, lexer->line, place_of(lexer, at).column, 1,
		 lexer->line_start, "remove it, or write it as `\\xHH` if it is part of a name",
		 "control byte 0x%02x", byte);
	return false;
}

/* CR before the end of a line: said once, then passed over. */
static bool take_carriage_return(struct lexer *lexer)
{
	if (*lexer->at != '\r' || !at_line_end(lexer, lexer->at + 1))
		return false;
	if (!lexer->told_carriage_return)
		refuse(lexer, lexer->at, 1, "lines end in CR LF",
		       "end them in LF alone, for example with: sed -i 's/\\r$//' FILE");
	lexer->told_carriage_return = true;
	lexer->at++;
	return true;
}

static bool take_comment(struct lexer *lexer, struct line *line)
{
	const char *start = lexer->at, *end = start;

	while (!at_line_end(lexer, lexer->at) && !take_carriage_return(lexer)) {
		if (!check_byte(lexer, lexer->at))
			return false;
		end = ++lexer->at;
	}
	while (is_blank(end[-1]))
		end--;
	line->comment = arena_strndup(lexer->arena, start, (size_t)(end - start));
	if (!line->words)
		line->at = place_of(lexer, start);
	return true;
}

/* A backslash and the byte behind it, inside a word: both stay in the word. */
static bool take_escape(struct lexer *lexer)
{
	const char *at = lexer->at, *behind = at + 1;

	if (behind == lexer->end)
		return refuse(lexer, at, 1, "the text ends after a `\\`",
			      "remove the `\\`, or write the line that it announces");
	if (*behind == '\r' && at_line_end(lexer, behind + 1)) {
		lexer->at = behind;
		take_carriage_return(lexer);
		return false;
	}
	while (behind < lexer->end && is_blank(*behind))
		behind++;
	if (behind > at + 1 && at_line_end(lexer, behind))
		return refuse(lexer, at, (size_t)(behind - at), "blanks between `\\` and the end of the line",
			      "remove them: only the last byte of a line continues it");
	if (!check_byte(lexer, at + 1))
		return false;
	lexer->at += 2;
	return true;
}

/* "...": from behind the opening quote to behind the closing one. */
static bool take_quoted(struct lexer *lexer, const char **start, size_t *length)
{
	const char *quote = lexer->at++;

	*start = lexer->at;
	for (;;) {
		if (at_line_end(lexer, lexer->at) ||
		    (*lexer->at == '\\' && at_line_end(lexer, lexer->at + 1)))
			return refuse(lexer, quote, (size_t)(lexer->at - quote), "the quotes are not closed",
				      "write `\"` behind the word, on the same line");
		if (*lexer->at == '"')
			break;
		if (!check_byte(lexer, lexer->at))
			return false;
		if (*lexer->at == '\\' && !check_byte(lexer, ++lexer->at))
			return false;
		lexer->at++;
	}
	*length = (size_t)(lexer->at++ - *start);
	if (!*length)
		return refuse(lexer, quote, 2, "an empty word", "write what belongs between the quotes");
	if (!at_line_end(lexer, lexer->at) && !is_blank(*lexer->at) && *lexer->at != '\r')
		return refuse(lexer, lexer->at, 1, "no blank behind the closing quote",
			      "quote the whole word; inside of it write `\\\"` for a quote");
	return true;
}

static bool take_plain(struct lexer *lexer, const char **start, size_t *length)
{
	*start = lexer->at;
	while (!at_line_end(lexer, lexer->at) && !is_blank(*lexer->at)) {
		if (*lexer->at == '\r' && at_line_end(lexer, lexer->at + 1))
			break;
		if (*lexer->at == '"')
			return refuse(lexer, lexer->at, 1, "a quote inside a word",
				      "quote the whole word, or write `\\\"`");
		if (*lexer->at == '\\') {
			/* The last byte of a line joins it to the next one; the word ends before. */
			if (lexer->at + 1 < lexer->end && lexer->at[1] == '\n')
				break;
			if (!take_escape(lexer))
				return false;
			continue;
		}
		if (!check_byte(lexer, lexer->at))
			return false;
		lexer->at++;
	}
	*length = (size_t)(lexer->at - *start);
	return true;
}

/* The word at @lexer->at, appended at **@tail; *@length is set to that of its text. */
static bool take_word(struct lexer *lexer, struct line *line, struct word ***tail, size_t *length)
{
	struct word *word = arena_alloc(lexer->arena, sizeof(*word));
	const char *start;

	word->at = place_of(lexer, lexer->at);
	if (*lexer->at == '"' ? !take_quoted(lexer, &start, length) : !take_plain(lexer, &start, length))
		return false;
	word->text = arena_strndup(lexer->arena, start, *length);
	if (!line->words)
		line->at = word->at;
	**tail = word;
	*tail = &word->next;
	return true;
}

/*
 * Words up to the end of the logical line. What counts against its limit is
 * the words and one blank for each, so that other spacing cannot exceed it.
 */
static bool take_line(struct lexer *lexer, struct line *line)
{
	struct word **tail = &line->words;
	size_t bytes = 0, length;

	while (!at_line_end(lexer, lexer->at)) {
		const char *at = lexer->at;

		if (is_blank(*at)) {
			lexer->at++;
		} else if (*at == '\\' && at + 1 < lexer->end && at[1] == '\n') {
			lexer->at++;
			next_line(lexer);
		} else if (*at == '#') {
			return take_comment(lexer, line);
		} else if (!take_carriage_return(lexer)) {
			if (!take_word(lexer, line, &tail, &length))
				return false;
			bytes += length + 1;
			if (bytes > HF_MAX_LINE_BYTES + 1)
				return refuse(lexer, at, 1, "the line is longer than 65536 bytes (HF_MAX_LINE_BYTES)",
					      "write several rules, or a `set`");
		}
	}
	return true;
}

_Static_assert(HF_MAX_LINE_BYTES == 65536u, "a message above names this limit");

bool lex_line(struct lexer *lexer, struct line *line)
{
	while (lexer->at < lexer->end) {
		*line = (struct line){ .start = lexer->line_start, .first = lexer->line };
		if (!take_line(lexer, line)) {
			pass_over(lexer);
			continue;
		}
		if (lexer->at < lexer->end)
			next_line(lexer);
		return true;
	}
	return false;
}
