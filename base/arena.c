/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "base/arena.h"

#include <stdarg.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Large enough that most texts need few chunks, small enough for tiny ones. */
#define CHUNK_BYTES ((size_t)64 << 10)

struct chunk {
	struct chunk *next;
	size_t used, space;
	alignas(max_align_t) char bytes[];
};

struct arena {
	struct chunk *chunks;	/* the first one is the one being filled */
};

__attribute__((noreturn)) static void out_of_memory(void)
{
	fputs("holdfast: out of memory\n", stderr);
	exit(1);
}

void *xmalloc(size_t size)
{
	void *memory = malloc(size ? size : 1);

	if (!memory)
		out_of_memory();
	return memory;
}

void *xcalloc(size_t count, size_t size)
{
	void *memory = calloc(count ? count : 1, size ? size : 1);

	if (!memory)
		out_of_memory();
	return memory;
}

void *xrealloc(void *old, size_t size)
{
	void *memory = realloc(old, size ? size : 1);

	if (!memory)
		out_of_memory();
	return memory;
}

char *xstrdup(const char *text)
{
	size_t size = strlen(text) + 1;

	return memcpy(xmalloc(size), text, size);
}

char *xvasprintf(const char *format, va_list arguments)
{
	char *text;

	if (vasprintf(&text, format, arguments) < 0)
		out_of_memory();
	return text;
}

struct arena *arena_new(void)
{
	return xcalloc(1, sizeof(struct arena));
}

void arena_free(struct arena *arena)
{
	if (!arena)
		return;
	while (arena->chunks) {
		struct chunk *chunk = arena->chunks;

		arena->chunks = chunk->next;
		free(chunk);
	}
	free(arena);
}

static struct chunk *chunk_new(size_t space)
{
	struct chunk *chunk;

	if (space > SIZE_MAX - sizeof(*chunk))
		out_of_memory();
	chunk = xcalloc(1, sizeof(*chunk) + space);
	chunk->space = space;
	return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
	struct chunk *chunk = arena->chunks;
	void *memory;

	if (size > SIZE_MAX - alignof(max_align_t))
		out_of_memory();
	size = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
	if (!chunk || chunk->space - chunk->used < size) {
		chunk = chunk_new(size > CHUNK_BYTES / 4 ? size : CHUNK_BYTES);
		/* A chunk of its own for a large piece goes behind the one being filled. */
		if (arena->chunks && chunk->space != CHUNK_BYTES) {
			chunk->next = arena->chunks->next;
			arena->chunks->next = chunk;
		} else {
			chunk->next = arena->chunks;
			arena->chunks = chunk;
		}
	}
	memory = chunk->bytes + chunk->used;
	chunk->used += size;
	return memory;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_alloc(arena, length + 1);

	if (length)
		memcpy(copy, text, length);
	return copy;
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	va_list again;
	char *text;
	int length;

	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, again);
	va_end(again);
	if (length < 0)
		out_of_memory();
	text = arena_alloc(arena, (size_t)length + 1);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	return text;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	char *text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

/* Its space is the next power of two, so that there is none left where the count is one less than such. */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t size)
{
	void *more;

	if (count & (count + 1))
		return array;
	more = arena_alloc(arena, 2 * (count + 1) * size);
	if (count)
		memcpy(more, array, count * size);
	return more;
}

const char *arena_counted(struct arena *arena, size_t count, const char *one, const char *many)
{
	return arena_printf(arena, "%zu %s", count, count == 1 ? one : many);
}
