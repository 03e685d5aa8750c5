// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/compiled.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"

void compile_texts(struct compiled *compiled, const char *const *texts, size_t count)
{
	struct hf_fault fault;
	char name[16];

	*compiled = (struct compiled){ .layer_count = count, .good = true };
	diag_init(&compiled->diag);
	for (size_t i = 0; i < count; i++) {
		snprintf(name, sizeof(name), "%zu.policy", i + 1);
		compiled->layers[i] = layer_parse(name, texts[i], strlen(texts[i]), &compiled->diag);
		compiled->good &= compiled->layers[i] != NULL;
	}
	compiled->good = compiled->good &&
			 compile_layers(compiled->layers, count, &compiled->diag, &compiled->bytes,
					&compiled->length, &compiled->stats) &&
			 hf_image_verify(&compiled->image, compiled->bytes, compiled->length, sha256,
					 &fault);
}

void compile_text(struct compiled *compiled, const char *text)
{
	compile_texts(compiled, &text, 1);
}

void compiled_free(struct compiled *compiled)
{
	for (size_t i = 0; i < compiled->layer_count; i++)
		layer_free(compiled->layers[i]);
	free(compiled->bytes);
	diag_free(&compiled->diag);
}

bool compiled_says(const struct compiled *compiled, enum severity severity, const char *text)
{
	for (size_t i = 0; i < compiled->diag.count; i++) {
		const struct diagnostic *entry = &compiled->diag.list[i];
		char line[1024];

		snprintf(line, sizeof(line), "%s:%u:%u: %s\n%s", entry->file, entry->line, entry->column,
			 entry->what, entry->advice ? entry->advice : "");
		if (entry->severity == severity && strstr(line, text))
			return true;
	}
	return false;
}

void compiled_show(const struct compiled *compiled)
{
	diag_print(&compiled->diag, stderr, false);
}

hf_u32 compiled_access(const struct compiled *compiled, const char *domain, const char *name)
{
	const struct hf_image *image = &compiled->image;
	hf_u32 state = hf_walk(image, image->root_state, name, strlen(name));

	return hf_cell(image, (hf_u32)hf_find_domain(image, domain), hf_class(image, state));
}
