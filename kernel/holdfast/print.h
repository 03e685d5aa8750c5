/* SPDX-License-Identifier: GPL-2.0-only */
/* Event lines, see docs/events.md. Both builds print the same words. */
#ifndef HOLDFAST_PRINT_H
#define HOLDFAST_PRINT_H

#include "core/engine.h"

/**
 * struct line - a bounded text
 * @text: NUL-terminated, of @size bytes
 * What does not fit is left out.
 */
struct line {
	char *text;
	size_t size;
	size_t length;
};

__printf(2, 3) void holdfast_put(struct line *line, const char *format, ...);
void holdfast_put_quoted(struct line *line, const char *bytes, size_t length);
/* "read,modify" */
void holdfast_put_accesses(struct line *line, u32 accesses);
/* "connect proto=tcp addr=10.0.0.1 port=80", "capability capability=chown" ... */
void holdfast_put_net(struct line *line, const struct hf_request *request);
void holdfast_put_socket(struct line *line, const struct hf_request *request);
void holdfast_put_capability(struct line *line, u32 capability);
void holdfast_put_facility(struct line *line, u32 facility);
void holdfast_put_variable(struct line *line, const char *name, size_t length);
const char *holdfast_peerop_word(enum hf_peerop op);

#endif
