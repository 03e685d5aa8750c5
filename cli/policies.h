/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Policy files named on a command line, read and parsed as layers. */
#ifndef HOLDFAST_CLI_POLICIES_H
#define HOLDFAST_CLI_POLICIES_H

#include <stdbool.h>
#include <stddef.h>

#include "compiler/ast.h"

struct policies {
	struct layer **layers;
	size_t count;
};

/**
 * policies_load - read and parse policy files
 * @policies: filled, as far as files were good; free with policies_free() in any case
 * @paths: @count file names; "-" is standard input, at most once; must outlive @policies
 * @diag: receives what is wrong with the files and inside the texts
 *
 * Returns true if every file became a layer.
 */
bool policies_load(struct policies *policies, char *const *paths, size_t count,
		   struct diagnostics *diag);
void policies_free(struct policies *policies);

#endif
