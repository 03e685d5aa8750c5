/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Trees whose truth is known, for unit tests of the survey. */
#ifndef HOLDFAST_TESTS_UNIT_SURVEY_WORLD_H
#define HOLDFAST_TESTS_UNIT_SURVEY_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "survey/survey.h"

/** struct world - a tree in a directory of its own, and a survey of it */
struct world {
	char root[64];
	struct arena *arena;
	struct host host;
	struct facts facts;
	struct survey survey;
};

/* The catalogue that is built in, between survey_load() and survey_unload(), which cmocka's groups call. */
extern struct catalogue survey_catalogue;
int survey_load(void **state);
int survey_unload(void **state);

/** world_new - a kernel with Yama and lockdown and no process */
void world_new(struct world *world);
void world_free(struct world *world);

/** world_survey - survey the tree, which can be looked into until world_free() */
void world_survey(struct world *world);

/** world_path - the whole path of a file below the tree, its folders made; @full holds PATH_MAX */
void world_path(const struct world *world, const char *path, char *full);

void put(const struct world *world, const char *path, const char *text);
void put_bytes(const struct world *world, const char *path, const void *bytes, size_t length);
void put_link(const struct world *world, const char *path, const char *target);

/** put_process - a process of root in the first namespaces, with all capabilities */
void put_process(const struct world *world, int pid, const char *name, const char *exe, const char *label);

/** found - the finding of the entry @id */
const struct finding *found(const struct world *world, const char *id);

/** way - the verdict of the way @id */
const struct way_verdict *way(const struct world *world, const char *id);

#endif
