/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Memory that is freed all at once. Allocation never fails: out of memory ends the program with a message. */
#ifndef HOLDFAST_BASE_ARENA_H
#define HOLDFAST_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);
/** arena_alloc - @size zeroed bytes, aligned for any type */
void *arena_alloc(struct arena *arena, size_t size);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
__attribute__((format(printf, 2, 3)))
char *arena_printf(struct arena *arena, const char *format, ...);
__attribute__((format(printf, 2, 0)))
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments);
/** arena_counted - "1 process", "3 processes" */
const char *arena_counted(struct arena *arena, size_t count, const char *one, const char *many);
/**
 * arena_grow - room for one more element
 * @array: @count elements of @size bytes, grown by this function alone; anything if @count is 0
 *
 * Returns where the elements are from now on.
 */
void *arena_grow(struct arena *arena, void *array, size_t count, size_t size);

/* The same end for plain allocations that fail. */
void *xmalloc(size_t size);
void *xcalloc(size_t count, size_t size);
void *xrealloc(void *old, size_t size);
char *xstrdup(const char *text);
__attribute__((format(printf, 1, 0)))
char *xvasprintf(const char *format, va_list arguments);

#endif
