/* SPDX-License-Identifier: GPL-2.0-or-later */
/* All files of the catalogue together. */
#include "survey/catalogue.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"

#define FILE_LIMIT 65536u

void catalogue_init(struct catalogue *catalogue)
{
	*catalogue = (struct catalogue){ .arena = arena_new() };
}

void catalogue_free(struct catalogue *catalogue)
{
	free(catalogue->list);
	arena_free(catalogue->arena);
	*catalogue = (struct catalogue){ .arena = NULL };
}

const struct mechanism *catalogue_find(const struct catalogue *catalogue, const char *id)
{
	for (size_t i = 0; i < catalogue->count; i++)
		if (!strcmp(catalogue->list[i].id, id))
			return &catalogue->list[i];
	return NULL;
}

static int compare(const void *left, const void *right)
{
	const struct mechanism *a = left, *b = right;
	int order = (a->layer > b->layer) - (a->layer < b->layer);

	if (!order)
		order = strcasecmp(a->name, b->name);
	return order ? order : strcmp(a->id, b->id);
}

bool catalogue_finish(struct catalogue *catalogue, struct diagnostics *diag)
{
	size_t before = diag->errors;

	if (catalogue->count)
		qsort(catalogue->list, catalogue->count, sizeof(*catalogue->list), compare);
	for (size_t i = 0; i < catalogue->count; i++) {
		const struct mechanism *one = &catalogue->list[i];

		for (size_t k = 0; k < one->complement_count; k++)
			if (!catalogue_find(catalogue, one->complements[k]))
				diag_add(diag, SEVERITY_ERROR, one->file, one->line_of_complements, 0, 0, NULL,
					 "write the NAME of a file NAME.conf, or leave it out",
					 "`complements` has `%s`, which is no entry", one->complements[k]);
	}
	return diag->errors == before;
}

bool catalogue_load_built_in(struct catalogue *catalogue, struct diagnostics *diag)
{
	bool good = true;

	for (const struct catalogue_text *text = catalogue_built_in; text->name; text++) {
		char *file = arena_printf(catalogue->arena, "survey/catalogue/%s", text->name);

		good = catalogue_add(catalogue, file, text->text, diag) && good;
	}
	return good && catalogue_finish(catalogue, diag);
}

static int is_entry(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);

	return length > 5 && !strcmp(entry->d_name + length - 5, ".conf") && entry->d_name[0] != '.';
}

/* One file of the folder; false with errors. */
static bool load_file(struct catalogue *catalogue, const char *path, struct diagnostics *diag, char **error)
{
	size_t length;
	char *text = file_read(path, FILE_LIMIT, &length, error);
	bool good = false;

	if (text && strlen(text) != length)
		diag_add(diag, SEVERITY_ERROR, path, 0, 0, 0, NULL, "catalogue files are text", "the file has a NUL byte");
	else if (text)
		good = catalogue_add(catalogue, path, text, diag);
	free(text);
	return good;
}

bool catalogue_load_directory(struct catalogue *catalogue, const char *path, struct diagnostics *diag, char **error)
{
	struct dirent **names;
	int count = scandir(path, &names, is_entry, alphasort);
	bool good = count > 0;

	*error = NULL;
	if (count < 0 && asprintf(error, "cannot read %s: %s", path, strerror(errno)) < 0)
		*error = xstrdup("out of memory");
	if (!count && asprintf(error, "there is no NAME.conf in %s", path) < 0)
		*error = xstrdup("out of memory");
	for (int i = 0; i < count; i++) {
		if (!*error)
			good = load_file(catalogue, arena_printf(catalogue->arena, "%s/%s", path, names[i]->d_name),
					 diag, error) && good;
		free(names[i]);
	}
	if (count >= 0)
		free(names);
	return good && catalogue_finish(catalogue, diag);
}
