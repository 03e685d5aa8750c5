/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * One name becomes one pattern: what will be called differently the next time
 * (process ids, random parts of temporary names) becomes a wildcard, all else
 * stays as it is. A name that nobody made while we watched will be there the
 * next time, however random it looks, unless it is in a place that is emptied at boot.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "compiler/pattern.h"
#include "core/limits.h"
#include "learn/model.h"

#define DIGITS "[0-9]*"
#define INITRAMFS "@initramfs:/"

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
static bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
static bool is_alnum(char c) { return is_digit(c) || is_lower(c) || is_upper(c); }
static bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

static bool all(const char *bytes, size_t length, bool (*is)(char))
{
	for (size_t i = 0; i < length; i++)
		if (!is(bytes[i]))
			return false;
	return length;
}

static size_t count(const char *bytes, size_t length, bool (*is)(char))
{
	size_t sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += is(bytes[i]);
	return sum;
}

/* How often the kind of character changes; the capital that starts a word does not count. */
static unsigned changes(const char *bytes, size_t length)
{
	unsigned sum = 0;

	for (size_t i = 1; i < length; i++) {
		int before = is_digit(bytes[i - 1]) ? 0 : is_lower(bytes[i - 1]) ? 1 : 2;
		int now = is_digit(bytes[i]) ? 0 : is_lower(bytes[i]) ? 1 : 2;

		sum += before != now && !(i == 1 && before == 2 && now == 1);
	}
	return sum;
}

/* mkstemp() and mktemp(1) fill in 6, 8 or 10 characters; hashes are at least 8 hexadecimal digits. */
static bool looks_random(const char *token, size_t length)
{
	size_t digits = count(token, length, is_digit);

	if (all(token, length, is_hex) && length >= 8 && digits && digits < length)
		return true;
	if (length < 6 || digits == length)
		return false;
	if (length == 6 || length == 8 || length == 10)
		return changes(token, length) >= 2 || (changes(token, length) && !is_lower(token[0]));
	return changes(token, length) >= 3;
}

/* Names as Python (`tmp` and 8 of a-z0-9_) and mktemp(1) (`tmp.` and 10) make them. */
static size_t temporary_prefix(const char *component, size_t length)
{
	size_t tail = length - 3;

	if (length < 9 || memcmp(component, "tmp", 3))
		return 0;
	if (component[3] == '.')
		return length >= 10 && all(component + 4, length - 4, is_alnum) ? 4 : 0;
	for (size_t i = 3; i < length; i++)
		if (!is_alnum(component[i]) && component[i] != '_')
			return 0;
	return tail == 8 || tail == 6 || count(component + 3, tail, is_digit) ? 3 : 0;
}

/* One pattern while it is put together. */
struct build {
	struct text text;
	bool volatile_place;	/* emptied at boot */
	bool made;		/* this component, or one before it, was made while recording */
	bool changed;
};

static void add_wild(struct build *build, const char *wild)
{
	text_puts(&build->text, wild);
	build->changed = true;
}

/* Does a number change from run to run? Process ids and times do, generations (.1 .2) and versions do not. */
static bool number_changes(const struct build *build, size_t length, bool at_start)
{
	if (at_start)
		return length >= 8;
	return length >= (build->volatile_place ? 2u : 3u);
}

static void add_tokens(struct build *build, const char *component, size_t length)
{
	bool wild_before = false;
	size_t at = 0;

	while (at < length) {
		size_t token = 0;

		while (at + token < length && is_alnum(component[at + token]))
			token++;
		if (!token) {
			pattern_escape(&build->text, component + at++, 1);
			continue;
		}
		if (all(component + at, token, is_digit) &&
		    (wild_before || number_changes(build, token, !at))) {
			add_wild(build, DIGITS);
			wild_before = true;
		} else if (looks_random(component + at, token)) {
			add_wild(build, "*");
			wild_before = true;
		} else {
			pattern_escape(&build->text, component + at, token);
			wild_before = false;
		}
		at += token;
	}
}

/* `8-4-4-4-12` hexadecimal digits at @at? */
static bool is_uuid(const char *at, size_t left)
{
	static const unsigned char groups[] = { 8, 4, 4, 4, 12 };

	if (left < 36)
		return false;
	for (size_t i = 0; i < sizeof(groups); i++) {
		if (!all(at, groups[i], is_hex) || (i < 4 && at[groups[i]] != '-'))
			return false;
		at += groups[i] + 1u;
	}
	return true;
}

static void add_changing(struct build *build, const char *component, size_t length)
{
	size_t prefix = temporary_prefix(component, length);

	if (prefix) {
		pattern_escape(&build->text, component, prefix);
		add_wild(build, "*");
		return;
	}
	for (size_t i = 0; i + 36 <= length; i++)
		if (is_uuid(component + i, length - i)) {
			if (i)
				pattern_escape(&build->text, component, i);
			add_wild(build, "*");
			if (length - i > 36)
				pattern_escape(&build->text, component + i + 36, length - i - 36);
			return;
		}
	add_tokens(build, component, length);
}

static bool starts(const char *name, const char *with)
{
	return !strncmp(name, with, strlen(with));
}

/* /proc/PID, /proc/PID/task/TID, /proc/PID/fd/N, /dev/pts/N: numbers by nature. */
static bool is_number_place(const char *name, size_t before, const char *component, size_t length)
{
	static const char *const inside[] = { "/task", "/fd", "/fdinfo", "/map_files" };
	bool proc = starts(name, "/proc/") || starts(name, "@proc:/");
	size_t root = starts(name, "/proc/") ? strlen("/proc") : strlen("@proc:");

	if (before == strlen("/dev/pts") && starts(name, "/dev/pts/"))
		return all(component, length, is_digit);
	if (!proc)
		return false;
	if (before == root)
		return all(component, length, is_digit);
	for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]) && is_digit(name[root + 1]); i++) {
		size_t tail = strlen(inside[i]);

		if (before > tail && !memcmp(name + before - tail, inside[i], tail) && is_digit(component[0]))
			return true;
	}
	return false;
}

static bool is_volatile(const char *name)
{
	return starts(name, "/tmp/") || starts(name, "/run/") || starts(name, "/dev/shm/") ||
	       starts(name, "/var/tmp/") || starts(name, "@memfd:") || starts(name, "@abstract:");
}

/* Where nothing is guessed: `/` and /etc hold too much of everything, /run/user/1000 is a user. */
static bool is_fixed_place(const char *name, size_t before)
{
	return !before || (before == strlen("/etc") && starts(name, "/etc/")) ||
	       (before == strlen("/run/user") && starts(name, "/run/user/"));
}

static bool is_probe_byte(char c) { return is_lower(c) || is_digit(c) || c == '_'; }

/*
 * Python looks for a directory for temporary files by making and removing one of 8 random bytes
 * there. Such names need not look random, but who removes what he made gave it no meaning.
 */
static bool is_probe(const struct learn *learn, const char *name, size_t before, size_t length)
{
	static const char *const places[] = { "/tmp", "/var/tmp", "/usr/tmp", "/dev/shm" };
	size_t whole = before + 1 + length;

	if (length != 8 || !all(name + before + 1, length, is_probe_byte) ||
	    table_find(&learn->created, name, whole) == TABLE_NONE ||
	    table_find(&learn->deleted, name, whole) == TABLE_NONE)
		return false;
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		if (strlen(places[i]) == before && !memcmp(name, places[i], before))
			return true;
	return false;
}

static void add_component(struct learn *learn, struct build *build, const char *name, size_t before,
			  size_t length)
{
	const char *component = name + before + (name[before] == '/');

	if (is_number_place(name, before, component, length)) {
		/* A number by nature: nothing about it is uncertain. */
		text_puts(&build->text, DIGITS);
		return;
	}
	if (table_find(&learn->created, name, (size_t)(component - name) + length) != TABLE_NONE)
		build->made = true;
	if (name[before] == '/' && is_probe(learn, name, before, length)) {
		add_wild(build, "????????");
		return;
	}
	if ((build->made || build->volatile_place) && !is_fixed_place(name, before))
		add_changing(build, component, length);
	else if (length)
		pattern_escape(&build->text, component, length);
}

static const char *literal(struct learn *learn, const char *name)
{
	struct text text = { 0 };
	const char *pattern;

	pattern_escape(&text, name, strlen(name));
	pattern = learn_string(learn, text.bytes);
	text_free(&text);
	return pattern;
}

/* Everything below one directory of the initramfs is one thing: what is mounted there. */
static const char *initramfs_pattern(struct learn *learn, const char *name)
{
	const char *start = name + strlen(INITRAMFS);
	const char *slash = strchr(start, '/');
	struct text text = { 0 };
	const char *pattern;

	if (!slash)
		return literal(learn, name);
	pattern_escape(&text, name, (size_t)(slash - name));
	text_puts(&text, "/**");
	pattern = learn_string(learn, text.bytes);
	text_free(&text);
	return pattern;
}

const char *name_pattern(struct learn *learn, const char *name, unsigned *notes)
{
	struct build build = { .volatile_place = is_volatile(name) };
	const char *pattern;
	size_t at = 0;

	if (starts(name, INITRAMFS))
		return initramfs_pattern(learn, name);
	/* `@KIND:` is a kind and not part of any name. */
	if (name[0] == '@') {
		at = strcspn(name, ":") + 1;
		text_add(&build.text, name, at);
	}
	for (;;) {
		size_t slash = name[at] == '/';
		size_t length = strcspn(name + at + slash, "/");

		if (slash)
			text_puts(&build.text, "/");
		add_component(learn, &build, name, at, length);
		at += slash + length;
		if (!name[at])
			break;
	}
	if (build.changed && place_is_sensitive(build.text.bytes)) {
		pattern = literal(learn, name);
	} else {
		pattern = name[0] ? learn_string(learn, build.text.bytes) : "/";
		if (build.changed)
			*notes |= GRANT_CHANGING;
	}
	text_free(&build.text);
	return pattern;
}

bool name_is_usable(const char *name)
{
	struct pattern_fault fault;
	struct text text = { 0 };
	bool usable;

	/* So cursor_string() shows a NUL byte: a pattern for that is for a person to write. */
	if (strncmp(name, "@abstract:", 10) == 0 && strstr(name, "\\x00"))
		return false;
	pattern_escape(&text, name, strlen(name));
	usable = text.length <= HF_MAX_PATTERN_BYTES / 2 && pattern_check(text.bytes, &fault);
	text_free(&text);
	return usable;
}
