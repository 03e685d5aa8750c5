/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The catalogue: what can protect a machine, as data. survey/catalogue/README.md
 * describes the files; this reads and checks them.
 */
#ifndef HOLDFAST_SURVEY_CATALOGUE_H
#define HOLDFAST_SURVEY_CATALOGUE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diagnostics;

/* Where something enforces; in the order of the picture, from below. */
enum survey_layer {
	LAYER_HARDWARE,
	LAYER_KERNEL,
	LAYER_USER_KERNEL,
	LAYER_LSM,
	LAYER_OBSERVER,
	LAYER_SANDBOX,
	LAYER_AGENT,
	LAYER_ADJACENT,
	LAYERS,
};

enum scope { SCOPE_HOST, SCOPE_CONFINED, SCOPE_NONE };

enum question { ASKS_EXECUTION, ASKS_FILES, ASKS_NETWORK, ASKS_KERNEL, ASKS_BOOT, QUESTIONS };

enum found_by {
	BY_PACKAGE, BY_UNIT, BY_PROCESS, BY_SOCKET, BY_MODULE, BY_LSM, BY_PATH,
	BY_SECURITYFS, BY_BPF, BY_PARAMETER, BY_CONFIG, BY_INSIDE,
};

enum who { WHO_ROOT, WHO_CAPABILITY, WHO_POLICY, WHO_REBOOT, WHO_CONSOLE };

enum effect { EFFECT_OFF, EFFECT_ROUND, EFFECT_PART };

/* Words for the enumerations above, NULL behind the last. */
extern const char *const layer_words[], *const layer_titles[], *const scope_words[], *const question_words[],
	*const found_by_words[], *const who_words[], *const effect_words[];
/* What `state`, `inside` and `needs` may say. */
extern const char *const reader_words[], *const inside_words[], *const condition_words[];

/** word_index - the place of @word in @words, or -1 */
int word_index(const char *const *words, const char *word);

/** struct finder - one thing by which a mechanism is recognised */
struct finder {
	enum found_by by;
	const char *what;
	bool weak;		/* told, but not enough to call it there */
};

/** struct need - one condition of a step */
struct need {
	const char *condition;
	bool negated;
};

/** struct off_step - one way in which root switches it off */
struct off_step {
	const char *step;
	enum who who;
	const char *capability;	/* WHO_CAPABILITY: "CAP_X" */
	enum effect effect;
	const struct need *needs;
	size_t need_count;
	const char *removed, *test, *source;	/* test may be NULL */
};

/** struct mechanism - one entry; everything belongs to the catalogue's arena */
struct mechanism {
	const char *id, *file;
	const char *name, *vendor, *kind, *enforces, *on, *state, *read;
	enum survey_layer layer;
	enum scope scope;
	unsigned answers;	/* 1 << enum question */
	const struct finder *found;
	const struct off_step *off;
	const char *const *complements, *const *notes;
	size_t found_count, off_count, complement_count, note_count;
	unsigned line_of_complements;
};

/** struct catalogue - sorted by layer, then by name */
struct catalogue {
	struct arena *arena;
	struct mechanism *list;
	size_t count;
};

/** struct catalogue_text - a file of the catalogue that was built in; a list ends with name NULL */
struct catalogue_text {
	const char *name;	/* "selinux.conf" */
	const char *text;
};

extern const struct catalogue_text catalogue_built_in[];

void catalogue_init(struct catalogue *catalogue);
void catalogue_free(struct catalogue *catalogue);

/**
 * catalogue_add - read and check one file
 * @file: its path, for messages; its last part without ".conf" is the entry's id
 * @text: NUL-terminated
 *
 * Returns true and adds the entry, or false with errors in @diag.
 */
bool catalogue_add(struct catalogue *catalogue, const char *file, const char *text, struct diagnostics *diag);

/** catalogue_finish - sort it, and check what entries say about each other; false with errors in @diag */
bool catalogue_finish(struct catalogue *catalogue, struct diagnostics *diag);

/** catalogue_load_built_in - all files that were built in; false with errors in @diag */
bool catalogue_load_built_in(struct catalogue *catalogue, struct diagnostics *diag);

/** catalogue_load_directory - all *.conf in @path; false with errors in @diag or, if it cannot be read, in @error */
bool catalogue_load_directory(struct catalogue *catalogue, const char *path, struct diagnostics *diag, char **error);

/** catalogue_find - the entry called @id, or NULL */
const struct mechanism *catalogue_find(const struct catalogue *catalogue, const char *id);

#endif
