/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One file of the catalogue: from libconfig's settings to a struct mechanism, each checked on the way. */
#include "survey/catalogue.h"

#include <libconfig.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"

#define STRING_LIMIT 1000u
#define LIST_LIMIT 64
#define SEE "survey/catalogue/README.md describes the settings"

/* A file while it is read. */
struct reading {
	struct catalogue *catalogue;
	struct mechanism *mechanism;
	const char *file, *text;
	struct diagnostics *diag;
	size_t errors;
};

static const char *line_of(const char *text, unsigned line)
{
	while (line > 1 && (text = strchr(text, '\n'))) {
		text++;
		line--;
	}
	return line == 1 ? text : NULL;
}

__attribute__((format(printf, 4, 5)))
static void wrong(struct reading *reading, unsigned line, const char *advice, const char *format, ...)
{
	char *what;
	va_list arguments;

	va_start(arguments, format);
	what = xvasprintf(format, arguments);
	va_end(arguments);
	diag_add(reading->diag, SEVERITY_ERROR, reading->file, line, 0, 0,
		 line ? line_of(reading->text, line) : NULL, advice, "%s", what);
	reading->errors++;
	free(what);
}

static unsigned line_of_setting(const config_setting_t *setting)
{
	return config_setting_source_line(setting);
}

static char *words_joined(struct arena *arena, const char *const *words)
{
	char *all = arena_printf(arena, "it is one of:");

	for (; *words; words++)
		all = arena_printf(arena, "%s `%s`%s", all, *words, words[1] ? "," : "");
	return all;
}

/* Only the settings of @known may be in the group. */
static void check_names(struct reading *reading, const config_setting_t *group, const char *const *known)
{
	for (int i = 0; i < config_setting_length(group); i++) {
		config_setting_t *setting = config_setting_get_elem(group, (unsigned)i);

		if (word_index(known, config_setting_name(setting)) < 0)
			wrong(reading, line_of_setting(setting), words_joined(reading->catalogue->arena, known),
			      "no setting is called `%s`", config_setting_name(setting));
	}
}

static const char *checked_string(struct reading *reading, const config_setting_t *setting, const char *name)
{
	const char *value = config_setting_get_string(setting);
	unsigned line = line_of_setting(setting);

	if (!value)
		wrong(reading, line, "write it in double quotes", "`%s` is not a string", name);
	else if (!*value)
		wrong(reading, line, SEE, "`%s` is empty", name);
	else if (strlen(value) > STRING_LIMIT)
		wrong(reading, line, "say it shorter, or in two notes", "`%s` is longer than %u bytes", name,
		      STRING_LIMIT);
	for (const char *at = value ? value : ""; *at; at++)
		if ((unsigned char)*at < ' ') {
			wrong(reading, line, "strings are one line; end it with \" and go on with \" on the next",
			      "`%s` has a control character", name);
			break;
		}
	return value ? arena_strndup(reading->catalogue->arena, value, strlen(value)) : "";
}

/* A string that must be there, unless @optional: then NULL if it is not. */
static const char *string_of(struct reading *reading, const config_setting_t *group, const char *name, bool optional)
{
	const config_setting_t *setting = config_setting_get_member(group, name);

	if (setting)
		return checked_string(reading, setting, name);
	if (optional)
		return NULL;
	wrong(reading, line_of_setting(group), SEE, "`%s` is missing", name);
	return "";
}

/* The same for one of the words; 0 and an error if it is none. */
static int word_of(struct reading *reading, const config_setting_t *group, const char *name,
		   const char *const *words, bool optional)
{
	const config_setting_t *setting = config_setting_get_member(group, name);
	const char *value = string_of(reading, group, name, optional);
	int index;

	if (!setting || !*value)
		return 0;
	index = word_index(words, value);
	if (index < 0)
		wrong(reading, line_of_setting(setting), words_joined(reading->catalogue->arena, words),
		      "`%s` cannot be `%s`", name, value);
	return index < 0 ? 0 : index;
}

/* An array or list that must be there; NULL and an error if it is not, or no list. */
static const config_setting_t *list_of(struct reading *reading, const config_setting_t *group, const char *name,
				       bool optional)
{
	const config_setting_t *setting = config_setting_get_member(group, name);

	if (!setting) {
		if (!optional)
			wrong(reading, line_of_setting(group), SEE, "`%s` is missing", name);
		return NULL;
	}
	if (!config_setting_is_list(setting) && !config_setting_is_array(setting)) {
		wrong(reading, line_of_setting(setting), "write ( ... ), or [ ... ] for words", "`%s` is not a list", name);
		return NULL;
	}
	if (config_setting_length(setting) > LIST_LIMIT) {
		wrong(reading, line_of_setting(setting), NULL, "`%s` has more than %d parts", name, LIST_LIMIT);
		return NULL;
	}
	return setting;
}

static const char *const *strings_of(struct reading *reading, const config_setting_t *group, const char *name,
				     bool optional, size_t *count)
{
	const config_setting_t *list = list_of(reading, group, name, optional);
	int length = list ? config_setting_length(list) : 0;
	const char **strings = arena_alloc(reading->catalogue->arena, ((size_t)length + 1) * sizeof(*strings));

	for (int i = 0; i < length; i++)
		strings[i] = checked_string(reading, config_setting_get_elem(list, (unsigned)i), name);
	*count = (size_t)length;
	return strings;
}

static void read_answers(struct reading *reading, const config_setting_t *group)
{
	struct mechanism *mechanism = reading->mechanism;
	const config_setting_t *list = config_setting_get_member(group, "answers");
	unsigned line = list ? line_of_setting(list) : 0;
	size_t count;
	const char *const *words = strings_of(reading, group, "answers", false, &count);

	for (size_t i = 0; i < count; i++) {
		int question = word_index(question_words, words[i]);

		if (question < 0)
			wrong(reading, line, words_joined(reading->catalogue->arena, question_words),
			      "`answers` cannot have `%s`", words[i]);
		else
			mechanism->answers |= 1u << question;
	}
	if (mechanism->answers && (mechanism->scope == SCOPE_NONE || mechanism->layer == LAYER_ADJACENT))
		wrong(reading, line, "write answers = []; or another scope or layer",
		      "`answers` must be empty where nothing is refused");
}

static void read_finder(struct reading *reading, const config_setting_t *group, struct finder *finder)
{
	static const char *const known[] = { "by", "what", "weak", NULL };
	config_setting_t *weak;

	if (!config_setting_is_group(group)) {
		wrong(reading, line_of_setting(group), "write { by = \"...\"; what = \"...\"; }", "`found` has something else than groups");
		return;
	}
	check_names(reading, group, known);
	finder->by = (enum found_by)word_of(reading, group, "by", found_by_words, false);
	finder->what = string_of(reading, group, "what", false);
	weak = config_setting_get_member(group, "weak");
	if (weak && config_setting_type(weak) != CONFIG_TYPE_BOOL)
		wrong(reading, line_of_setting(weak), "write true or false", "`weak` is neither true nor false");
	finder->weak = weak && config_setting_get_bool(weak);
	if (finder->by == BY_INSIDE && word_index(inside_words, finder->what) < 0)
		wrong(reading, line_of_setting(group), words_joined(reading->catalogue->arena, inside_words),
		      "nothing can be inside `%s`", finder->what);
	if ((finder->by == BY_SOCKET || finder->by == BY_PATH) && finder->what[0] != '/')
		wrong(reading, line_of_setting(group), "begin it with /", "`%s` is no path", finder->what);
}

static void read_found(struct reading *reading, const config_setting_t *group)
{
	const config_setting_t *list = list_of(reading, group, "found", false);
	int count = list ? config_setting_length(list) : 0;
	struct finder *found = arena_alloc(reading->catalogue->arena, ((size_t)count + 1) * sizeof(*found));

	for (int i = 0; i < count; i++)
		read_finder(reading, config_setting_get_elem(list, (unsigned)i), &found[i]);
	if (list && !count && reading->mechanism->layer != LAYER_ADJACENT)
		wrong(reading, line_of_setting(list), SEE, "`found` is empty: nothing could ever be recognised");
	reading->mechanism->found = found;
	reading->mechanism->found_count = (size_t)count;
}

static bool is_condition(const char *word)
{
	static const char *const prefixes[] = { "config:", "parameter:", "lsm:", "unit:", NULL };

	for (int i = 0; prefixes[i]; i++)
		if (!strncmp(word, prefixes[i], strlen(prefixes[i])))
			return word[strlen(prefixes[i])] != '\0';
	return word_index(condition_words, word) >= 0;
}

static void read_needs(struct reading *reading, const config_setting_t *group, struct off_step *step)
{
	const config_setting_t *list = config_setting_get_member(group, "needs");
	const char *const *words = strings_of(reading, group, "needs", true, &step->need_count);
	struct need *needs = arena_alloc(reading->catalogue->arena, (step->need_count + 1) * sizeof(*needs));

	for (size_t i = 0; i < step->need_count; i++) {
		needs[i].negated = words[i][0] == '!';
		needs[i].condition = words[i] + needs[i].negated;
		if (!is_condition(needs[i].condition))
			wrong(reading, line_of_setting(list), words_joined(reading->catalogue->arena, condition_words),
			      "no condition is called `%s`", needs[i].condition);
	}
	step->needs = needs;
}

static void read_who(struct reading *reading, const config_setting_t *group, struct off_step *step)
{
	const config_setting_t *setting = config_setting_get_member(group, "who");
	const char *who = string_of(reading, group, "who", false);

	if (!strncmp(who, "capability:CAP_", 15) && who[15]) {
		step->who = WHO_CAPABILITY;
		step->capability = who + 11;
		return;
	}
	step->who = (enum who)word_of(reading, group, "who", who_words, false);
	if (step->who == WHO_CAPABILITY)
		wrong(reading, line_of_setting(setting), "write `capability:CAP_X`", "which capability is not said");
}

static void read_step(struct reading *reading, const config_setting_t *group, struct off_step *step)
{
	static const char *const known[] = { "step", "who", "needs", "removed", "test", "effect", "source", NULL };

	if (!config_setting_is_group(group)) {
		wrong(reading, line_of_setting(group), "write { step = \"...\"; ... }", "`off` has something else than groups");
		return;
	}
	check_names(reading, group, known);
	step->step = string_of(reading, group, "step", false);
	read_who(reading, group, step);
	read_needs(reading, group, step);
	step->effect = (enum effect)word_of(reading, group, "effect", effect_words, true);
	step->removed = string_of(reading, group, "removed", false);
	step->test = string_of(reading, group, "test", true);
	step->source = string_of(reading, group, "source", false);
	if (step->test && strncmp(step->test, "matrix:", 7) && strncmp(step->test, "attack:", 7) && strncmp(step->test, "guest:", 6))
		wrong(reading, line_of_setting(config_setting_get_member(group, "test")),
		      "write `matrix:PRODUCT`, `attack:GROUP/NAME` or `guest:STEP`; leave it out if there is none",
		      "`%s` is no test of the lab", step->test);
}

static void read_off(struct reading *reading, const config_setting_t *group)
{
	const config_setting_t *list = list_of(reading, group, "off", false);
	int count = list ? config_setting_length(list) : 0;
	struct off_step *off = arena_alloc(reading->catalogue->arena, ((size_t)count + 1) * sizeof(*off));

	for (int i = 0; i < count; i++)
		read_step(reading, config_setting_get_elem(list, (unsigned)i), &off[i]);
	reading->mechanism->off = off;
	reading->mechanism->off_count = (size_t)count;
}

static void read_all(struct reading *reading, const config_setting_t *top)
{
	static const char *const known[] = {
		"name", "vendor", "kind", "layer", "scope", "enforces", "on", "answers", "found", "state",
		"read", "off", "complements", "notes", NULL
	};
	struct mechanism *mechanism = reading->mechanism;
	const config_setting_t *complements = config_setting_get_member(top, "complements");

	check_names(reading, top, known);
	mechanism->name = string_of(reading, top, "name", false);
	mechanism->vendor = string_of(reading, top, "vendor", false);
	mechanism->kind = string_of(reading, top, "kind", false);
	mechanism->layer = (enum survey_layer)word_of(reading, top, "layer", layer_words, false);
	mechanism->scope = (enum scope)word_of(reading, top, "scope", scope_words, false);
	mechanism->enforces = string_of(reading, top, "enforces", false);
	mechanism->on = string_of(reading, top, "on", false);
	read_answers(reading, top);
	read_found(reading, top);
	mechanism->state = reader_words[word_of(reading, top, "state", reader_words, false)];
	mechanism->read = string_of(reading, top, "read", false);
	read_off(reading, top);
	mechanism->complements = strings_of(reading, top, "complements", false, &mechanism->complement_count);
	mechanism->line_of_complements = complements ? line_of_setting(complements) : 0;
	mechanism->notes = strings_of(reading, top, "notes", false, &mechanism->note_count);
}

/* NAME of .../NAME.conf, or NULL with an error. */
static const char *id_of(struct reading *reading)
{
	const char *slash = strrchr(reading->file, '/');
	const char *name = slash ? slash + 1 : reading->file;
	size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

	if (length && !strcmp(name + length, ".conf"))
		return arena_strndup(reading->catalogue->arena, name, length);
	wrong(reading, 0, "call it NAME.conf; NAME of small letters, digits and `-`", "the file's name is no name of an entry");
	return NULL;
}

/* A catalogue is data: it reads no other files. */
static bool includes(struct reading *reading)
{
	unsigned line = 1;

	for (const char *at = reading->text; at; line++) {
		at += strspn(at, " \t\r\f\v");
		if (!strncmp(at, "@include", 8)) {
			wrong(reading, line, "write everything into this file", "`@include` is not allowed here");
			return true;
		}
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	return false;
}

static void parse(struct reading *reading)
{
	config_t config;

	config_init(&config);
	if (config_read_string(&config, reading->text) == CONFIG_TRUE)
		read_all(reading, config_root_setting(&config));
	else
		wrong(reading, (unsigned)config_error_line(&config), "it is often a missing `;`, `,` or quote on the line above",
		      "%s", config_error_text(&config));
	config_destroy(&config);
}

bool catalogue_add(struct catalogue *catalogue, const char *file, const char *text, struct diagnostics *diag)
{
	struct mechanism mechanism = { .id = NULL };
	struct reading reading = { catalogue, &mechanism, file, text, diag, 0 };

	mechanism.file = arena_strndup(catalogue->arena, file, strlen(file));
	mechanism.id = id_of(&reading);
	if (mechanism.id && catalogue_find(catalogue, mechanism.id))
		wrong(&reading, 0, "give one of them another name", "there is already an entry `%s`", mechanism.id);
	if (!includes(&reading))
		parse(&reading);
	if (reading.errors)
		return false;
	catalogue->list = xrealloc(catalogue->list, (catalogue->count + 1) * sizeof(*catalogue->list));
	catalogue->list[catalogue->count++] = mechanism;
	return true;
}
