/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE
#include "learn/events.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "core/limits.h"
#include "learn/cursor.h"
#include "learn/event_fields.h"

#define MAGIC "holdfast-events"
#define LOG_MARK "holdfast: deny"

/* A stream on its way through the parser. */
struct parse {
	struct recording *recording;
	struct diagnostics *diag;
	const char *at, *end;
	struct cursor cursor;	/* the current line */
	hf_u64 count;		/* lines the first one announces */
	unsigned number;	/* of the current line */
	size_t subject_space, code_space, fact_space, denial_space;
	hf_u32 *positions;	/* 1 + index into subjects, by id */
	size_t position_space;
};

static void *grow(void *list, size_t count, size_t *space, size_t size)
{
	if (count < *space)
		return list;
	*space = *space ? 2 * *space : 64;
	return xrealloc(list, *space * size);
}

/* Steps to the next line; false at the end of the text. */
static bool next_line(struct parse *parse)
{
	const char *newline;
	size_t left = (size_t)(parse->end - parse->at);

	if (!left)
		return false;
	newline = memchr(parse->at, '\n', left);
	parse->cursor = (struct cursor){
		.file = parse->recording->file, .number = ++parse->number,
		.line = parse->at, .at = parse->at, .end = newline ? newline : parse->end,
		.arena = parse->recording->arena, .diag = parse->diag,
	};
	parse->at = newline ? newline + 1 : parse->end;
	return true;
}

static bool check_line(struct parse *parse)
{
	struct cursor *cursor = &parse->cursor;

	if ((size_t)(cursor->end - cursor->line) > HF_MAX_EVENT_LINE)
		return cursor_fail(cursor, cursor->line, 1, CURSOR_DAMAGED,
				   "the line is longer than %u bytes (HF_MAX_EVENT_LINE)", HF_MAX_EVENT_LINE);
	if (cursor->end == parse->end)
		return cursor_fail(cursor, cursor->end, 1,
				   "the file was cut short: record again, or fetch the file again",
				   "the last line has no newline");
	return true;
}

/* A build or target: one of two words. */
static bool one_of(struct cursor *cursor, const char *key, const char *first, const char *second,
		   const char **out)
{
	const char *word;
	size_t length;

	if (!cursor_bare(cursor, key, &word, &length))
		return false;
	*out = length == strlen(first) && !memcmp(word, first, length) ? first
	     : length == strlen(second) && !memcmp(word, second, length) ? second : NULL;
	return *out || cursor_fail(cursor, word, length, CURSOR_DAMAGED, "%s is `%s` or `%s`, not `%.*s`", key,
				   first, second, length > 40 ? 40 : (int)length, word);
}

static bool is_head(const struct parse *parse)
{
	return (size_t)(parse->end - parse->at) >= strlen(MAGIC) &&
	       !memcmp(parse->at, MAGIC, strlen(MAGIC));
}

static bool parse_head(struct parse *parse)
{
	struct recording *recording = parse->recording;
	struct cursor *cursor = &parse->cursor;
	uint64_t version;
	const char *build;

	cursor->at += strlen(MAGIC);
	if (!cursor_number(cursor, "version", UINT32_MAX, &version))
		return false;
	if (version != 1)
		return cursor_fail(cursor, cursor->line + strlen(MAGIC) + 1, strlen("version=1"),
				   "this holdfast reads version 1: use the one that belongs to that kernel",
				   "event streams of version %llu are not known",
				   (unsigned long long)version);
	if (!one_of(cursor, "build", "learn", "sealed", &build) ||
	    !one_of(cursor, "target", "uml", "x86", &recording->target) ||
	    !cursor_string(cursor, "kernel", &recording->kernel) ||
	    !cursor_number(cursor, "lost", UINT64_MAX, &recording->lost) ||
	    !cursor_number(cursor, "count", UINT64_MAX, &parse->count))
		return false;
	recording->sealed = build[0] == 's';
	return cursor_end(cursor);
}

/* The index of subject @id, which must have been declared. */
static bool find_subject(struct parse *parse, const char *at, const char *key, hf_u32 id, hf_u32 *index)
{
	if (id < parse->position_space && parse->positions[id]) {
		*index = parse->positions[id] - 1;
		return true;
	}
	return cursor_fail(&parse->cursor, at, cursor_word(&parse->cursor),
			   "every subject has a line `subject id=...` before it is named",
			   "%s %u was not declared", key, id);
}

static void place_subject(struct parse *parse, hf_u32 id, hf_u32 index)
{
	size_t old = parse->position_space;

	if (id >= old) {
		while (id >= parse->position_space)
			parse->position_space = parse->position_space ? 2 * parse->position_space : 64;
		parse->positions = xrealloc(parse->positions,
					    parse->position_space * sizeof(*parse->positions));
		memset(parse->positions + old, 0,
		       (parse->position_space - old) * sizeof(*parse->positions));
	}
	parse->positions[id] = index + 1;
}

static void add_subject(struct parse *parse, const struct subject *subject)
{
	struct recording *recording = parse->recording;

	recording->subjects = grow(recording->subjects, recording->subject_count,
				   &parse->subject_space, sizeof(*subject));
	place_subject(parse, subject->id, (hf_u32)recording->subject_count);
	recording->subjects[recording->subject_count++] = *subject;
}

static bool parse_subject(struct parse *parse)
{
	struct cursor *cursor = &parse->cursor;
	struct subject subject = { 0 };
	const char *id_at, *parent_at;
	uint64_t id, parent;

	/* The kernel counts up; ids far beyond its own limit are not worth a table. */
	id_at = cursor->at + strlen(" id=");
	if (!cursor_number(cursor, "id", 16 * HF_MAX_SUBJECTS, &id))
		return false;
	parent_at = cursor->at + strlen(" parent=");
	if (!cursor_number(cursor, "parent", 16 * HF_MAX_SUBJECTS, &parent) ||
	    !cursor_string(cursor, "program", &subject.program) ||
	    !cursor_string(cursor, "script", &subject.script) || !cursor_end(cursor))
		return false;
	subject.id = (hf_u32)id;
	if (!id && !parent && !subject.program[0])
		return true;	/* the kernel, which is known */
	if (!subject.program[0])
		return cursor_fail(cursor, id_at, 1, "only subject 0, the kernel, has no program",
				   "subject %u has no program", subject.id);
	if (id < parse->position_space && parse->positions[id])
		return cursor_fail(cursor, id_at, 1, "do not join streams: give each file by itself",
				   "subject %u was declared before", subject.id);
	cursor->at = parent_at;
	if (!find_subject(parse, parent_at, "parent", (hf_u32)parent, &subject.parent))
		return false;
	add_subject(parse, &subject);
	return true;
}

static int hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* 64 lower-case digits, or `-` for none. */
static bool parse_digest(struct cursor *cursor, const char *key, bool *has, hf_u8 digest[32])
{
	const char *word;
	size_t length;

	if (!cursor_bare(cursor, key, &word, &length))
		return false;
	*has = length != 1 || word[0] != '-';
	if (!*has)
		return true;
	for (size_t i = 0; i < length && length == 64; i++) {
		int digit = hex_digit(word[i]);

		if (digit < 0)
			return cursor_fail(cursor, word + i, 1, CURSOR_DAMAGED,
					   "`%s` holds a byte that is no lower-case hexadecimal digit", key);
		digest[i / 2] = (hf_u8)(digest[i / 2] << 4 | digit);
	}
	return length == 64 || cursor_fail(cursor, word, length, "write 64 hexadecimal digits, or `-` for none",
					   "`%s` has %zu digits instead of 64", key, length);
}

static bool parse_code(struct parse *parse)
{
	struct recording *recording = parse->recording;
	struct cursor *cursor = &parse->cursor;
	struct code code = { 0 };
	const char *word;
	size_t length;

	if (!cursor_bare(cursor, "kind", &word, &length))
		return false;
	if (length == 7 && !memcmp(word, "program", 7))
		code.kind = CODE_PROGRAM;
	else if (length == 6 && !memcmp(word, "script", 6))
		code.kind = CODE_SCRIPT;
	else if (length == 7 && !memcmp(word, "library", 7))
		code.kind = CODE_LIBRARY;
	else
		return cursor_fail(cursor, word, length, "a kind is program, script or library",
				   "unknown kind `%.*s`", length > 40 ? 40 : (int)length, word);
	if (!cursor_string(cursor, "name", &code.name) ||
	    !parse_digest(cursor, "sha256", &code.has_sha256, code.sha256) ||
	    !parse_digest(cursor, "fsverity", &code.has_fsverity, code.fsverity) ||
	    !cursor_end(cursor))
		return false;
	if (!code.has_sha256 && !code.has_fsverity)
		return cursor_fail(cursor, cursor->line, strlen("code"),
				   "without one the file could not be pinned", "code without any digest");
	recording->codes = grow(recording->codes, recording->code_count, &parse->code_space, sizeof(code));
	recording->codes[recording->code_count++] = code;
	return true;
}

static bool parse_fact(struct parse *parse)
{
	struct recording *recording = parse->recording;
	struct cursor *cursor = &parse->cursor;
	struct event fact = { .line = parse->number };
	const char *subject_at, *words, *to_at;
	uint64_t subject;

	subject_at = cursor->at + strlen(" subject=");
	if (!cursor_number(cursor, "subject", UINT32_MAX, &subject) ||
	    !event_fields(cursor, false, &fact, &words) || !cursor_end(cursor))
		return false;
	to_at = cursor->end;
	while (to_at[-1] != '=')
		to_at--;
	cursor->at = subject_at;
	if (!find_subject(parse, subject_at, "subject", (hf_u32)subject, &fact.subject))
		return false;
	cursor->at = to_at;
	if (fact.kind == EVENT_EXECUTE && !find_subject(parse, to_at, "subject", fact.to, &fact.to))
		return false;
	if (fact.kind == EVENT_PEER && !find_subject(parse, to_at, "peer", fact.peer, &fact.peer))
		return false;
	recording->facts = grow(recording->facts, recording->fact_count, &parse->fact_space, sizeof(fact));
	recording->facts[recording->fact_count++] = fact;
	return true;
}

/* `time` is seconds with up to six decimals. */
static bool parse_time(struct cursor *cursor, hf_u64 *microseconds)
{
	const char *word, *point;
	hf_u64 unit = 1000000, sum = 0;
	size_t length;

	if (!cursor_bare(cursor, "time", &word, &length))
		return false;
	point = memchr(word, '.', length);
	for (const char *p = word; p < word + length; p++) {
		if (p == point && p > word && p + 1 < word + length)
			continue;
		/* 12 digits of seconds are 30,000 years, and fit in microseconds. */
		if (*p < '0' || *p > '9' || (!point && length > 12) || (point && point - word > 12))
			return cursor_fail(cursor, word, length, CURSOR_DAMAGED,
					   "`time` must be seconds, as in 12.345678");
		if (point && p > point)
			sum += (hf_u64)(*p - '0') * (unit /= 10);
		else
			sum = sum * 10 + (hf_u64)(*p - '0') * 1000000;
	}
	*microseconds = sum;
	return true;
}

static bool parse_denial(struct parse *parse)
{
	struct recording *recording = parse->recording;
	struct cursor *cursor = &parse->cursor;
	struct denial denial = { .what.line = parse->number };

	if (!cursor_number(cursor, "seq", UINT64_MAX, &denial.seq) ||
	    !parse_time(cursor, &denial.microseconds) ||
	    !cursor_string(cursor, "domain", &denial.domain) ||
	    !cursor_string(cursor, "program", &denial.program) ||
	    !cursor_number(cursor, "pid", UINT32_MAX, &denial.pid) ||
	    !cursor_string(cursor, "comm", &denial.comm) ||
	    !event_fields(cursor, true, &denial.what, &denial.access) ||
	    !cursor_string(cursor, "reason", &denial.reason) || !cursor_end(cursor))
		return false;
	recording->denials = grow(recording->denials, recording->denial_count, &parse->denial_space,
				  sizeof(denial));
	recording->denials[recording->denial_count++] = denial;
	return true;
}

static bool parse_line(struct parse *parse)
{
	static const struct {
		const char *word;
		bool sealed;
		bool (*parse)(struct parse *parse);
	} types[] = {
		{ "subject", false, parse_subject }, { "code", false, parse_code },
		{ "fact", false, parse_fact }, { "deny", true, parse_denial },
	};
	struct cursor *cursor = &parse->cursor;
	size_t length = cursor_word(cursor);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strlen(types[i].word) != length || memcmp(cursor->at, types[i].word, length))
			continue;
		if (types[i].sealed != parse->recording->sealed)
			return cursor_fail(cursor, cursor->at, length, "do not join streams of different kernels",
					   "a `%s` line does not belong to a stream of the %s build",
					   types[i].word, parse->recording->sealed ? "sealed" : "learn");
		cursor->at += length;
		return types[i].parse(parse);
	}
	return cursor_fail(cursor, cursor->at, length, "a line is subject, code, fact or deny",
			   "unknown type of line `%.*s`", length > 40 ? 40 : (int)length, cursor->at);
}

static void check_count(struct parse *parse)
{
	hf_u64 have = parse->number - 1;

	if (have < parse->count)
		diag_add(parse->diag, SEVERITY_ERROR, parse->recording->file, 0, 0, 0, NULL,
			 "the file was cut short: record again, or fetch the file again",
			 "the first line announces %llu lines, but %llu follow it",
			 (unsigned long long)parse->count, (unsigned long long)have);
	else if (have > parse->count)
		diag_add(parse->diag, SEVERITY_ERROR, parse->recording->file, 0, 0, 0, NULL,
			 "do not join streams: give each file by itself",
			 "the first line announces %llu lines, but %llu follow it",
			 (unsigned long long)parse->count, (unsigned long long)have);
}

static void parse_stream(struct parse *parse)
{
	struct subject kernel = { .program = "", .script = "" };

	if (!next_line(parse)) {
		diag_add(parse->diag, SEVERITY_ERROR, parse->recording->file, 0, 0, 0, NULL,
			 "record again: even an empty recording has a first line", "the file is empty");
		return;
	}
	if ((size_t)(parse->cursor.end - parse->cursor.at) < strlen(MAGIC) ||
	    memcmp(parse->cursor.at, MAGIC, strlen(MAGIC))) {
		cursor_fail(&parse->cursor, parse->cursor.at, cursor_word(&parse->cursor),
			    "give what `holdfast run --learn` wrote, or a copy of /sys/kernel/security/holdfast/events",
			    "this is not an event stream: its first line does not start with `" MAGIC "`");
		return;
	}
	if (!check_line(parse) || !parse_head(parse))
		return;
	add_subject(parse, &kernel);
	while (next_line(parse) && !parse->diag->overflow)
		if (check_line(parse))
			parse_line(parse);
	if (!parse->diag->overflow)
		check_count(parse);
}

/* Lines of a kernel log: what stands before the mark is the log's own. */
static void parse_log_lines(struct parse *parse)
{
	parse->recording->headless = parse->recording->sealed = true;
	while (next_line(parse)) {
		struct cursor *cursor = &parse->cursor;
		const char *mark = memmem(cursor->line, (size_t)(cursor->end - cursor->line),
					  LOG_MARK, strlen(LOG_MARK));

		if (!mark)
			continue;
		while (cursor->end > mark && cursor->end[-1] == '\r')
			cursor->end--;
		cursor->at = mark + strlen(LOG_MARK) - strlen("deny");
		parse_line(parse);
	}
}

static struct parse start(const char *file, const char *text, size_t length, struct diagnostics *diag)
{
	struct arena *arena = arena_new();
	struct recording *recording = xcalloc(1, sizeof(*recording));

	recording->arena = arena;
	recording->file = arena_strndup(arena, file, strlen(file));
	recording->target = recording->kernel = "";
	return (struct parse){ .recording = recording, .diag = diag, .at = text, .end = text + length };
}

struct recording *events_parse(const char *file, const char *text, size_t length,
			       struct diagnostics *diag)
{
	struct parse parse = start(file, text, length, diag);
	size_t errors = diag->errors;

	parse_stream(&parse);
	free(parse.positions);
	if (diag->errors == errors)
		return parse.recording;
	recording_free(parse.recording);
	return NULL;
}

struct recording *events_parse_log(const char *file, const char *text, size_t length,
				   struct diagnostics *diag)
{
	struct parse parse = start(file, text, length, diag);
	size_t errors = diag->errors;
	bool usable = true;

	if (is_head(&parse)) {
		parse_stream(&parse);
		usable = parse.recording->sealed;
		if (!usable && diag->errors == errors)
			diag_add(diag, SEVERITY_ERROR, file, 1, 0, 0, NULL,
				 "make a policy of it: holdfast learn EVENTS -o POLICY",
				 "this is a recording of a learn build; nothing was refused in it");
	} else {
		parse_log_lines(&parse);
	}
	free(parse.positions);
	if (usable)
		return parse.recording;
	recording_free(parse.recording);
	return NULL;
}

void recording_free(struct recording *recording)
{
	if (!recording)
		return;
	free(recording->subjects);
	free(recording->codes);
	free(recording->facts);
	free(recording->denials);
	arena_free(recording->arena);
	free(recording);
}
