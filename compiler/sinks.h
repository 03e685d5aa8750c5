/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Sinks come first: see struct hf_state. */
#ifndef HOLDFAST_COMPILER_SINKS_H
#define HOLDFAST_COMPILER_SINKS_H

#include "compiler/automaton.h"
#include "compiler/classes.h"

/**
 * sinks_first - number the states that are never left, and their classes, from 0 on
 * @minimal: minimal; its @accept holds classes. Gets @sinks filled, and all its numbers change
 * @classes: a class of sinks and of other states becomes two; @of_accepts names the
 *	latter, which has the same accesses
 */
void sinks_first(struct automaton *minimal, struct classes *classes);

#endif
