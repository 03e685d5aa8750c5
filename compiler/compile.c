// SPDX-License-Identifier: GPL-2.0-or-later
/* The order of the steps from layers to an image; each step is a file of its own. */
#include "compiler/compile.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "base/sha256.h"
#include "compiler/classes.h"
#include "compiler/emit.h"
#include "compiler/prove.h"
#include "compiler/sinks.h"
#include "core/engine.h"
#include "core/limits.h"

/* Everything between model and image; freed together. */
struct build {
	struct model *model;
	struct automaton *automaton;	/* by subset construction; `never` is proven on it */
	struct classes *classes;
	struct automaton *minimal;
	struct tables *tables;
	void *image;
	size_t length;
};

static void refuse_growth(struct model *model, const struct automaton_fault *fault)
{
	static const char advice[] =
		"inner wildcards multiply: begin these patterns with more literal directories, write "
		"`*` for one directory\ninstead of `**`, or list the places";

	if (!fault->worst_count)
		model_error(model, model->layers[0], (struct place){ 0, 0 }, 0,
			    "seal fewer programs together, or use fewer rules",
			    "the patterns need more than %zu states", fault->states);
	for (unsigned i = 0; i < fault->worst_count; i++) {
		const struct source *source = &model->item_sources.items[fault->worst[i]];
		const char *pattern = model->item_texts.items[fault->worst[i]];
		unsigned width = (unsigned)strlen(pattern);

		if (i)
			model_error(model, source->layer, source->at, width, advice,
				    "another that grows them is `%s`", pattern);
		else
			model_error(model, source->layer, source->at, width, advice,
				    "the patterns need more than %zu states; what grows them most is `%s`",
				    fault->states - 1, pattern);
	}
}

static bool verify(void *image, size_t length, struct model *model, struct hf_image *opened)
{
	struct hf_fault fault;

	if (hf_image_verify(opened, image, length, sha256, &fault))
		return true;
	model_error(model, model->layers[0], (struct place){ 0, 0 }, 0,
		    "please report this, with the policy",
		    "internal: the image made from it is refused: %s (offset %llu)",
		    fault.what, (unsigned long long)fault.offset);
	return false;
}

static bool good(const struct model *model)
{
	return model->diag->errors == model->errors_before;
}

static void run(struct build *b)
{
	uint32_t *effects = effects_make(b->model);
	struct automaton_fault fault;
	struct hf_image opened;

	b->automaton = automaton_build(b->model->nfa, effects, &fault);
	free(effects);
	if (!b->automaton) {
		refuse_growth(b->model, &fault);
		return;
	}
	b->classes = classes_make(b->model, b->automaton);
	b->minimal = automaton_minimise(b->automaton, b->classes->of_accepts);
	sinks_first(b->minimal, b->classes);
	classes_check(b->classes, b->model);
	b->tables = tables_make(b->model, b->classes);
	if (!good(b->model))
		return;
	prove_nevers(b->model, b->automaton, b->classes, b->tables);
	prove_data(b->model, b->automaton, b->classes, b->tables);
	warn_unused(b->model, b->automaton, b->classes, b->tables);
	b->image = image_emit(b->model, b->minimal, b->classes, b->tables, &b->length);
	if (!b->image)
		return;
	if (verify(b->image, b->length, b->model, &opened))
		run_expects(b->model, &opened);
}

static void count_all(const struct build *b, struct compile_stats *stats)
{
	const struct model *model = b->model;

	*stats = (struct compile_stats){
		.rules = model->rules.count, .domains = model->domains.count,
		.patterns = model->pattern_names.count,
		.states_before = b->automaton->states, .states = b->minimal->states,
		.edges = b->minimal->first_edge[b->minimal->states],
		.classes = b->classes->count, .image_bytes = b->length };
	for (size_t i = 1; i < model->codes.count; i++) {
		stats->programs += !!(model->codes.items[i].kinds & HF_CODE_PROGRAM);
		stats->libraries += !!(model->codes.items[i].kinds & HF_CODE_LIBRARY);
	}
}

static bool check_layers(struct layer *const *layers, size_t count, struct diagnostics *diag)
{
	if (count && count <= HF_MAX_LAYERS)
		return true;
	diag_add(diag, SEVERITY_ERROR, count ? layers[0]->file : "policy", 0, 0, 0, NULL,
		 count ? "join some of them" : "name at least one file",
		 "%zu layers of policy; there must be 1 to %u (HF_MAX_LAYERS)", count, HF_MAX_LAYERS);
	return false;
}

bool compile_layers(struct layer *const *layers, size_t count, struct diagnostics *diag,
		    void **image, size_t *length, struct compile_stats *stats)
{
	struct build b = { 0 };
	bool done;

	if (!check_layers(layers, count, diag))
		return false;
	b.model = model_make(layers, count, diag);
	if (good(b.model))
		run(&b);
	done = good(b.model);
	if (done) {
		if (stats)
			count_all(&b, stats);
		*image = b.image;
		*length = b.length;
	} else {
		free(b.image);
	}
	tables_free(b.tables);
	automaton_free(b.minimal);
	classes_free(b.classes);
	automaton_free(b.automaton);
	model_free(b.model);
	return done;
}
