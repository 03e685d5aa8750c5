/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Policy texts in, image out. */
#ifndef HOLDFAST_COMPILER_COMPILE_H
#define HOLDFAST_COMPILER_COMPILE_H

#include <stddef.h>
#include "compiler/ast.h"

/** struct compile_stats - what the compiler saw and made; all counts */
struct compile_stats {
	size_t rules, domains, programs, libraries, patterns;
	size_t states_before, states, edges, classes;
	size_t image_bytes;
};

/**
 * compile_layers - fold layers into one image
 * @layers: @count parsed layers, in any order of precedence: any deny wins, else any allow, else deny
 * @diag: every error and warning, with file:line:column
 * @image: set to malloc'd bytes (8-byte aligned) on success
 * @length: set to their number
 * @stats: filled if not NULL
 *
 * Also proves every `never` of every layer and refuses the policy when one
 * does not hold; runs every `expect`. The same texts give the same bytes.
 * Returns true on success; on failure nothing is set and @diag says why.
 */
bool compile_layers(struct layer *const *layers, size_t count, struct diagnostics *diag,
		    void **image, size_t *length, struct compile_stats *stats);

#endif
