// SPDX-License-Identifier: GPL-2.0-only
/* The automaton: from a state and more bytes of a name to the next state. */
#include "engine.h"

/* Fewer edges than this are scanned; more are searched by halving. */
#define SCAN_EDGES	8u

static hf_u32 find_edge(const hf_u32 *edges, hf_u32 count, hf_u8 byte, hf_u32 otherwise)
{
	while (count > SCAN_EDGES) {
		hf_u32 half = count / 2;

		if (HF_EDGE_BYTE(hf_le32(edges[half])) <= byte) {
			edges += half;
			count -= half;
		} else {
			count = half;
		}
	}
	for (hf_u32 i = 0; i < count; i++) {
		hf_u32 edge = hf_le32(edges[i]);

		if (HF_EDGE_BYTE(edge) == byte)
			return HF_EDGE_TARGET(edge);
	}
	return otherwise;
}

/*
 * A state without edges that leads to itself is never left: the dead state, and
 * the one below a directory that was granted with all below it, where most files are.
 */
hf_u32 hf_walk(const struct hf_image *image, hf_u32 state, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const struct hf_state *here = &image->STATES[state];
		hf_u32 first = hf_le32(here[0].first_edge);
		hf_u32 count = hf_le32(here[1].first_edge) - first;
		hf_u32 otherwise = hf_le32(here->otherwise);

		if (!count && otherwise == state)
			return state;
		state = find_edge(image->EDGES + first, count, (hf_u8)bytes[i], otherwise);
	}
	return state;
}
