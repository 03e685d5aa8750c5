/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Policy texts compiled inside a test, with what the compiler said about them. */
#ifndef HOLDFAST_TESTS_COMPILED_H
#define HOLDFAST_TESTS_COMPILED_H

#include "base/diag.h"
#include "compiler/compile.h"
#include "core/engine.h"

#define COMPILED_LAYERS 4u

struct compiled {
	struct diagnostics diag;
	struct layer *layers[COMPILED_LAYERS];
	size_t layer_count;
	bool good;
	void *bytes;			/* the image, if @good */
	size_t length;
	struct hf_image image;
	struct compile_stats stats;
};

/** compile_texts - parse and compile @count texts as layers called 1.policy, 2.policy, ... */
void compile_texts(struct compiled *compiled, const char *const *texts, size_t count);
/** compile_text - the same for one layer */
void compile_text(struct compiled *compiled, const char *text);
void compiled_free(struct compiled *compiled);

/** compiled_says - is there a message, printed as `FILE:LINE:COLUMN: what`, a newline and the advice, that contains @text? */
bool compiled_says(const struct compiled *compiled, enum severity severity, const char *text);

/** compiled_show - all messages to standard error, for a test that is about to fail */
void compiled_show(const struct compiled *compiled);

/** compiled_access - enum hf_access of a domain to a name, by the image */
hf_u32 compiled_access(const struct compiled *compiled, const char *domain, const char *name);

#endif
