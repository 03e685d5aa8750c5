/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The last step: tables into the bytes of an image. */
#ifndef HOLDFAST_COMPILER_EMIT_H
#define HOLDFAST_COMPILER_EMIT_H

#include "compiler/tables.h"

/**
 * image_emit - lay out and write the image
 * @automaton: minimal, its @accept are classes
 *
 * Returns malloc'd bytes, *@length of them; NULL after reporting to the model's
 * diagnostics that a limit of the format was met.
 */
void *image_emit(struct model *model, const struct automaton *automaton,
		 const struct classes *classes, const struct tables *tables, size_t *length);

#endif
