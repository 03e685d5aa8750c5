/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Lists in order: numbers, and ranges of ports. */
#ifndef HOLDFAST_COMPILER_NUMBERS_H
#define HOLDFAST_COMPILER_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

#include "core/engine.h"

/** numbers_sort - the smallest first */
void numbers_sort(uint32_t *numbers, size_t count);

/** numbers_unite - sort and keep each once; returns how many are left */
size_t numbers_unite(uint32_t *numbers, size_t count);

/** ports_unite - sort ranges and merge those that overlap or touch; returns how many are left */
size_t ports_unite(struct hf_ports *ports, size_t count);

#endif
