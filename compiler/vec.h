/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Growing arrays. Zero-initialised they are empty; free() the items. */
#ifndef HOLDFAST_COMPILER_VEC_H
#define HOLDFAST_COMPILER_VEC_H

#include <stddef.h>
#include "base/arena.h"

#define VEC(type) struct { type *items; size_t count, space; }

/* Room for @more items behind @count; returns the items, perhaps moved. */
static inline void *vec_room(void *items, size_t count, size_t *space, size_t more, size_t size)
{
	if (*space - count >= more)
		return items;
	*space = *space * 2 > count + more ? *space * 2 : count + more + 8;
	return xrealloc(items, *space * size);
}

#define VEC_ROOM(vec, more) \
	((vec)->items = vec_room((vec)->items, (vec)->count, &(vec)->space, (more), \
				 sizeof(*(vec)->items)))

#define VEC_PUSH(vec, ...) do { \
	VEC_ROOM(vec, 1); \
	(vec)->items[(vec)->count++] = (__VA_ARGS__); \
} while (0)

#endif
