/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Policy texts parsed inside a test. */
#ifndef HOLDFAST_TESTS_PARSED_H
#define HOLDFAST_TESTS_PARSED_H

#include <stddef.h>

#include "compiler/ast.h"

/** parsed - a text parsed as test.policy, NULL if it is refused; what the parser says goes to standard error */
struct layer *parsed(const char *text, size_t length);

#endif
