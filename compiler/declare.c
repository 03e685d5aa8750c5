// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Domains, programs and libraries of all layers. They are numbered by name and
 * path, so that the numbers do not depend on the order of lines or layers.
 */
#include "compiler/model.h"

#include <stdlib.h>
#include <string.h>

#include "compiler/pattern.h"
#include "compiler/words.h"
#include "core/limits.h"

static void declare_domain(struct model *model, const char *name, struct source source)
{
	bool added;

	if (!strcmp(name, "*"))
		return;
	names_add(&model->domain_names, name, strlen(name), &added);
	if (added)
		VEC_PUSH(&model->domains, (struct model_domain){ name, source });
}

static void add_digests(struct model *model, const struct layer *layer, struct model_code *code,
			const struct word *words)
{
	for (; words; words = words->next) {
		struct hf_digest digest;

		if (word_digest(words->text, &digest))
			VEC_PUSH(&code->digests, digest);
		else
			model_error_word(model, layer, words, "write sha256: or fsverity: and 64 hexadecimal digits",
					 "`%s` is not a digest", words->text);
	}
}

/* The code of a path, made if this is the first line about it; NULL if the word is no literal name. */
static struct model_code *declare_path(struct model *model, const struct layer *layer,
				       const struct word *word)
{
	size_t length;
	char *path = pattern_literal(model->arena, word->text, &length);
	uint32_t number;
	bool added;

	if (!path || !length || strlen(path) != length) {
		model_error_word(model, layer, word, "write the one name of the file, without wildcards",
				 "`%s` is not the name of a file", word->text);
		return NULL;
	}
	number = names_add(&model->path_names, path, length, &added);
	if (added)
		VEC_PUSH(&model->codes, (struct model_code){
			.path = path, .pattern = word->text, .name = "", .option = "",
			.source = { layer, word->at } });
	return &model->codes.items[number + 1];
}

static bool same_word(const struct word *a, const struct word *b)
{
	return a && b ? !strcmp(a->text, b->text) : a == b;
}

/* An option that only some of the lines about a program name is meant by all of them. */
static void declare_option(struct model *model, const struct layer *layer, struct model_code *code,
			   const struct word *option)
{
	if (!option)
		return;
	if (*code->option && strcmp(code->option, option->text))
		model_error_word(model, layer, option, "write the same option wherever it is declared",
				 "program `%s` is given `%s` in another line", code->name, code->option);
	code->option = option->text;
}

/* Every line about a program must agree with the lines before; digests are united. */
static void declare_program(struct model *model, const struct layer *layer, const struct item *item)
{
	struct model_code *code = declare_path(model, layer, item->words);
	const struct word *name = item->name;
	uint32_t number, program;
	bool added;

	if (!code)
		return;
	number = (uint32_t)(code - model->codes.items);
	program = names_add(&model->program_names, name->text, strlen(name->text), &added);
	if (added)
		VEC_PUSH(&model->program_codes, number);
	if (model->program_codes.items[program] != number) {
		const struct model_code *other = &model->codes.items[model->program_codes.items[program]];

		model_error_word(model, layer, item->words, "give it another name, or write the same path",
				 "program `%s` is %s in %s", name->text, other->path,
				 model_where(model, other->source.layer, other->source.at));
	} else if (*code->name && strcmp(code->name, name->text)) {
		model_error_word(model, layer, name, "use one name for one file",
				 "%s is already program `%s` in %s", code->path, code->name,
				 model_where(model, code->source.layer, code->source.at));
	} else if (*code->name && !same_word(code->by, item->by)) {
		model_error_word(model, layer, item->by ? item->by : name,
				 "write the same `by` wherever the program is declared",
				 "program `%s` has another interpreter in %s", name->text,
				 model_where(model, code->source.layer, code->source.at));
	} else {
		code->name = name->text;
		code->by = item->by;
		code->kinds |= HF_CODE_PROGRAM | (item->interpreter ? HF_CODE_INTERPRETER : 0);
		code->source = (struct source){ layer, item->at };
		declare_option(model, layer, code, item->option);
		add_digests(model, layer, code, item->digests);
	}
}

static void declare_library(struct model *model, const struct layer *layer, const struct item *item)
{
	struct model_code *code = declare_path(model, layer, item->words);

	if (!code)
		return;
	code->kinds |= HF_CODE_LIBRARY;
	add_digests(model, layer, code, item->digests);
}

static void declare_layer(struct model *model, const struct layer *layer)
{
	for (const struct item *item = layer->items; item; item = item->next) {
		switch (item->kind) {
		case ITEM_DOMAIN:
			declare_domain(model, item->name->text, (struct source){ layer, item->name->at });
			break;
		case ITEM_PROGRAM:
			declare_program(model, layer, item);
			break;
		case ITEM_LIBRARY:
			declare_library(model, layer, item);
			break;
		default:
			break;
		}
	}
}

static int compare_domains(const void *a, const void *b)
{
	return strcmp(((const struct model_domain *)a)->name, ((const struct model_domain *)b)->name);
}

/* The kernel's domain comes first, whether it is written down or not. */
static void number_domains(struct model *model)
{
	uint32_t kernel = names_find(&model->domain_names, "kernel", 6);
	struct model_domain first = model->domains.items[kernel];

	model->domains.items[kernel] = model->domains.items[0];
	model->domains.items[0] = first;
	qsort(model->domains.items + 1, model->domains.count - 1, sizeof(first), compare_domains);
	names_free(&model->domain_names);
	for (size_t i = 0; i < model->domains.count; i++) {
		const char *name = model->domains.items[i].name;

		names_add(&model->domain_names, name, strlen(name), NULL);
	}
}

static int compare_codes(const void *a, const void *b)
{
	return strcmp(((const struct model_code *)a)->path, ((const struct model_code *)b)->path);
}

static int compare_digests(const void *a, const void *b)
{
	const struct hf_digest *x = a, *y = b;

	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return memcmp(x->value, y->value, sizeof(x->value));
}

static void sort_digests(struct model_code *code)
{
	size_t kept = 0;

	if (!code->digests.count)
		return;
	qsort(code->digests.items, code->digests.count, sizeof(struct hf_digest), compare_digests);
	for (size_t i = 0; i < code->digests.count; i++)
		if (!kept || compare_digests(&code->digests.items[kept - 1], &code->digests.items[i]))
			code->digests.items[kept++] = code->digests.items[i];
	code->digests.count = kept;
}

static void number_codes(struct model *model)
{
	struct model_code *codes = model->codes.items;

	qsort(codes + 1, model->codes.count - 1, sizeof(*codes), compare_codes);
	names_free(&model->path_names);
	names_free(&model->program_names);
	model->program_codes.count = 0;
	for (uint32_t i = 1; i < model->codes.count; i++) {
		names_add(&model->path_names, codes[i].path, strlen(codes[i].path), NULL);
		if (*codes[i].name) {
			names_add(&model->program_names, codes[i].name, strlen(codes[i].name), NULL);
			VEC_PUSH(&model->program_codes, i);
		}
		sort_digests(&codes[i]);
		codes[i].item = model_item(model, codes[i].pattern, codes[i].source);
		if (!codes[i].digests.count)
			model_error(model, codes[i].source.layer, codes[i].source.at, 1,
				    "write sha256: and the digest of the file: `sha256sum FILE` prints it",
				    "%s has no digest", codes[i].path);
	}
}

/* Whatever runs a script is an interpreter, whether its own line says so or not. */
static void find_interpreters(struct model *model)
{
	for (uint32_t i = 1; i < model->codes.count; i++) {
		struct model_code *code = &model->codes.items[i];

		if (code->by &&
		    model_find_program(model, code->source.layer, code->by, &code->interpreter))
			model->codes.items[code->interpreter].kinds |= HF_CODE_INTERPRETER;
	}
}

static void check_limits(struct model *model)
{
	const struct place whole = { 0, 0 };

	if (model->domains.count > HF_MAX_DOMAINS)
		model_error(model, model->layers[0], whole, 0, "seal fewer programs together",
			    "%zu domains are more than the limit of %u (HF_MAX_DOMAINS)",
			    model->domains.count, HF_MAX_DOMAINS);
	if (model->codes.count > HF_MAX_CODES)
		model_error(model, model->layers[0], whole, 0, "seal fewer files together",
			    "%zu programs and libraries are more than the limit of %u (HF_MAX_CODES)",
			    model->codes.count, HF_MAX_CODES);
}

void declare_all(struct model *model)
{
	VEC_PUSH(&model->codes, (struct model_code){ .path = "", .pattern = "", .name = "", .option = "" });
	for (size_t i = 0; i < model->layer_count; i++)
		declare_layer(model, model->layers[i]);
	declare_domain(model, "kernel", (struct source){ model->layers[0], { 0, 0 } });
	check_limits(model);
	number_domains(model);
	number_codes(model);
	find_interpreters(model);
}
