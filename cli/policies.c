/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/policies.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "core/limits.h"

/* What messages call the file @path. */
static const char *shown_name(const char *path)
{
	return strcmp(path, "-") ? path : "<standard input>";
}

/* Standard input is empty the second time, which would be a confusing error. */
static bool one_standard_input(char *const *paths, size_t count, struct diagnostics *diag)
{
	size_t dashes = 0;

	for (size_t i = 0; i < count; i++)
		dashes += !strcmp(paths[i], "-");
	if (dashes > 1)
		diag_add(diag, SEVERITY_ERROR, shown_name("-"), 0, 0, 0, NULL,
			 "name `-` once", "can be read only once, but is named %zu times", dashes);
	return dashes <= 1;
}

static void load_one(struct policies *policies, const char *path, struct diagnostics *diag)
{
	char *error = NULL;
	size_t length;
	char *text = file_read(path, HF_MAX_TEXT_BYTES, &length, &error);
	struct layer *layer;

	if (!text) {
		diag_add(diag, SEVERITY_ERROR, shown_name(path), 0, 0, 0, NULL, NULL,
			 "%s", error);
		free(error);
		return;
	}
	layer = layer_parse(shown_name(path), text, length, diag);
	free(text);
	if (layer)
		policies->layers[policies->count++] = layer;
}

bool policies_load(struct policies *policies, char *const *paths, size_t count,
		   struct diagnostics *diag)
{
	policies->layers = xcalloc(count, sizeof(*policies->layers));
	policies->count = 0;
	if (count > HF_MAX_LAYERS) {
		diag_add(diag, SEVERITY_ERROR, shown_name(paths[HF_MAX_LAYERS]), 0, 0, 0, NULL,
			 "put several of them into one file",
			 "is one layer too many: at most %u (HF_MAX_LAYERS), not %zu",
			 HF_MAX_LAYERS, count);
		return false;
	}
	if (!one_standard_input(paths, count, diag))
		return false;
	for (size_t i = 0; i < count; i++)
		load_one(policies, paths[i], diag);
	return policies->count == count;
}

void policies_free(struct policies *policies)
{
	for (size_t i = 0; i < policies->count; i++)
		layer_free(policies->layers[i]);
	free(policies->layers);
	memset(policies, 0, sizeof(*policies));
}
