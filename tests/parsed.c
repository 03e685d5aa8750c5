// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/parsed.h"

#include <stdio.h>

#include "base/diag.h"

struct layer *parsed(const char *text, size_t length)
{
	struct diagnostics diag;
	struct layer *layer;

	diag_init(&diag);
	layer = layer_parse("test.policy", text, length, &diag);
	diag_print(&diag, stderr, false);
	diag_free(&diag);
	return layer;
}
