// SPDX-License-Identifier: GPL-2.0-only
/* The automaton: from a state and more bytes of a name to the next state. */
#include "engine.h"

/* Fewer edges than this are scanned; more are searched by halving. */
#define SCAN_EDGES	8u

/* Where to begin scanning for @byte: not more than SCAN_EDGES before it. */
static inline const hf_u32 *near_edge(const hf_u32 *edges, hf_u32 count, hf_u8 byte)
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
	return edges;
}

/* The byte is on top of an edge: what is left of the edge of @byte without it is the target. */
static hf_u32 follow(const hf_u32 *edge, const hf_u32 *end, hf_u8 byte, hf_u32 otherwise)
{
	hf_u32 lowest = HF_EDGE(byte, 0);

	for (; edge < end; edge++) {
		hf_u32 here = hf_le32(*edge) - lowest;

		if (here <= HF_EDGE_TARGET(~0u))
			return here;
	}
	return otherwise;
}

hf_u32 hf_step(const struct hf_image *image, hf_u32 state, hf_u8 byte)
{
	const struct hf_state *here = &image->STATES[state];
	const hf_u32 *edges = image->EDGES + hf_le32(here[0].first_edge);
	const hf_u32 *end = image->EDGES + hf_le32(here[1].first_edge);

	return follow(near_edge(edges, (hf_u32)(end - edges), byte), end, byte,
		      hf_le32(here->otherwise));
}

hf_u32 hf_walk(const struct hf_image *image, hf_u32 state, const char *bytes, size_t len)
{
	const char *end = bytes + len;

	while (bytes < end) {
		const struct hf_state *here = &image->STATES[state];
		hf_u32 count = hf_le32(here[1].first_edge) - hf_le32(here[0].first_edge);
		const hf_u32 *edges = image->EDGES + hf_le32(here[0].first_edge);
		hf_u32 otherwise = hf_le32(here->otherwise), next;

		/* Where most files are: nothing that comes changes anything. */
		if (hf_is_sink(image, state))
			break;
		/* A wildcard keeps its state for many bytes. */
		do {
			hf_u8 byte = (hf_u8)*bytes++;
			const hf_u32 *from = near_edge(edges, count, byte);

			next = follow(from, edges + count, byte, otherwise);
		} while (next == state && bytes < end);
		state = next;
	}
	return state;
}
