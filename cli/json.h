/* SPDX-License-Identifier: GPL-2.0-or-later */
/* JSON for output, on top of jansson. */
#ifndef HOLDFAST_CLI_JSON_H
#define HOLDFAST_CLI_JSON_H

#include <jansson.h>
#include <stddef.h>

struct diagnostics;

/**
 * json_from_bytes - a JSON string of bytes that may be anything
 *
 * JSON strings are Unicode; names and policies are bytes. Bytes that are not
 * part of valid UTF-8 become the four characters \xHH. Never NULL.
 */
json_t *json_from_bytes(const char *bytes, size_t length);

/** json_from_diagnostics - an array with one object for each message */
json_t *json_from_diagnostics(const struct diagnostics *diag);

/** json_print - @value and a newline to standard output; takes the reference. Keys keep their order. */
void json_print(json_t *value);

#endif
