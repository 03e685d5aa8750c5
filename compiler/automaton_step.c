// SPDX-License-Identifier: GPL-2.0-or-later
/* Walking an automaton that is not an image yet. */
#include "compiler/automaton.h"

#include <stdlib.h>

#include "core/image.h"

void automaton_free(struct automaton *automaton)
{
	if (!automaton)
		return;
	free(automaton->first_edge);
	free(automaton->otherwise);
	free(automaton->edges);
	free(automaton->accept);
	intern_free(&automaton->accepts);
	free(automaton);
}

uint32_t automaton_step(const struct automaton *automaton, uint32_t state, uint8_t byte)
{
	uint32_t low = automaton->first_edge[state], high = automaton->first_edge[state + 1];

	while (low < high) {
		uint32_t mid = low + (high - low) / 2;
		uint32_t edge = automaton->edges[mid];

		if (HF_EDGE_BYTE(edge) == byte)
			return HF_EDGE_TARGET(edge);
		if (HF_EDGE_BYTE(edge) < byte)
			low = mid + 1;
		else
			high = mid;
	}
	return automaton->otherwise[state];
}

uint32_t automaton_walk(const struct automaton *automaton, uint32_t state, const char *bytes,
			size_t length)
{
	for (size_t i = 0; i < length; i++)
		state = automaton_step(automaton, state, (uint8_t)bytes[i]);
	return state;
}
