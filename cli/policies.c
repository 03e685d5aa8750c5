/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/policies.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "cli/message.h"
#include "core/limits.h"

/* Standard input is empty the second time, which would be a confusing error. */
static bool one_standard_input(char *const *paths, size_t count)
{
	size_t dashes = 0;

	for (size_t i = 0; i < count; i++)
		dashes += !strcmp(paths[i], "-");
	if (dashes > 1)
		message_error("standard input (-) can be read only once; it is named %zu times",
			      dashes);
	return dashes <= 1;
}

static bool load_one(struct policies *policies, const char *path, struct diagnostics *diag)
{
	char *error = NULL;
	size_t length;
	char *text = file_read(path, HF_MAX_TEXT_BYTES, &length, &error);
	struct layer *layer;

	if (!text) {
		message_error_words(error);
		return false;
	}
	layer = layer_parse(strcmp(path, "-") ? path : "<standard input>", text, length, diag);
	free(text);
	if (layer)
		policies->layers[policies->count++] = layer;
	return true;
}

bool policies_load(struct policies *policies, char *const *paths, size_t count,
		   struct diagnostics *diag)
{
	bool good = true;

	policies->layers = xcalloc(count, sizeof(*policies->layers));
	policies->count = 0;
	if (count > HF_MAX_LAYERS) {
		message_error("%zu policies; at most %u can be layered (HF_MAX_LAYERS)",
			      count, HF_MAX_LAYERS);
		return false;
	}
	if (!one_standard_input(paths, count))
		return false;
	for (size_t i = 0; i < count; i++)
		if (!load_one(policies, paths[i], diag))
			good = false;
	return good;
}

void policies_free(struct policies *policies)
{
	for (size_t i = 0; i < policies->count; i++)
		layer_free(policies->layers[i]);
	free(policies->layers);
	memset(policies, 0, sizeof(*policies));
}
