// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2 The compiled tables and a naive reading of the same text decide alike:
 * random policies of several layers, random questions, at least a million decisions.
 *
 * HOLDFAST_SEED=N repeats a run; the seed is printed.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "base/text.h"
#include "compiler/compile.h"
#include "compiler/pattern.h"
#include "core/engine.h"
#include "tests/naive.h"
#include "tests/unit/random_policy.h"

#define DECISIONS 1000000u
#define NAMES_EACH 500u		/* questions about names, for each policy */
#define OTHERS_EACH 60u

static void show(struct world *w, struct diagnostics *diag)
{
	if (diag)
		diag_print(diag, stderr, false);
	for (size_t i = 0; i < w->layer_count; i++)
		fprintf(stderr, "--- layer %zu\n%s", i, w->texts[i].bytes);
}

/*
 * The one thing that may be wrong with a random policy is that an interpreter could run
 * what its domain writes; and that the text must say, too, of the name in the message.
 */
static void check_refusal(struct world *w, const struct diagnostics *diag)
{
	for (size_t i = 0; i < diag->count; i++) {
		const struct diagnostic *d = &diag->list[i];
		char domain[16], pattern[256];
		struct arena *arena = arena_new();
		const char *name;
		size_t length;
		hf_u32 access;

		if (d->severity == SEVERITY_ERROR) {
			if (sscanf(d->what, "domain `%15[^`]` interprets scripts only, but may read %255s",
				   domain, pattern) != 2) {
				show(w, NULL);
				fail_msg("a policy that should compile did not: %s", d->what);
			}
			name = pattern_literal(arena, pattern, &length);
			access = naive_access(&w->naive, domain, name, length);
			assert_true(naive_confined(&w->naive, domain));
			assert_true(access & HF_READ && access & (HF_MODIFY | HF_APPEND | HF_CREATE));
			assert_false(access & HF_DATA);
			assert_false(naive_pinned(&w->naive, name, true));
		}
		arena_free(arena);
	}
	w->refused_policies++;
}

/* Returns false if there is none to ask about: it was refused for a reason, which was checked. */
static bool make_policy(struct world *w)
{
	struct diagnostics diag;
	struct hf_fault fault;
	size_t length = 0;
	bool good = true;

	diag_init(&diag);
	w->layer_count = 1 + roll(w, LAYERS);
	w->confine = (enum confine)roll(w, 3);
	for (unsigned i = 0; i < w->layer_count; i++) {
		w->texts[i].length = 0;
		add_layer(w, &w->texts[i], i);
		w->layers[i] = layer_parse("random", w->texts[i].bytes, w->texts[i].length, &diag);
		good &= w->layers[i] != NULL;
	}
	if (!good) {
		show(w, &diag);
		fail_msg("a policy that should be read was not");
	}
	w->naive = (struct naive){ w->layers, w->layer_count };
	w->bytes = NULL;
	good = compile_layers(w->layers, w->layer_count, &diag, &w->bytes, &length, NULL);
	if (good)
		assert_true(hf_image_verify(&w->image, w->bytes, length, sha256, &fault));
	else
		check_refusal(w, &diag);
	diag_free(&diag);
	return good;
}

static void drop_policy(struct world *w)
{
	for (size_t i = 0; i < w->layer_count; i++)
		layer_free(w->layers[i]);
	free(w->bytes);
	w->pattern_count = 0;
	w->inner = 0;
}

/* Questions */

static void random_name(struct world *w, struct text *name)
{
	static const char *const pieces[] = { "a", "b", "ab", "ba", "aa", "x.y", "c", "x", "{", "b.so", "ax" };
	static const char *const special[] = { "", "@fs:proc", "@fs:tmpfs", "@fs:bind", "@abstract:a",
					       "@abstract:ab/c", "@memfd:a", "@memfd:", "/a/b", "/ab" };

	if (!roll(w, 8)) {
		text_puts(name, PICK(w, special));
		return;
	}
	for (unsigned i = 1 + roll(w, 4); i; i--) {
		text_printf(name, "/%s", PICK(w, pieces));
		if (!roll(w, 6))
			text_puts(name, PICK(w, pieces));
	}
}

/* A name that a pattern of the policy matches, or nearly: wildcards become bytes, and some byte changes. */
static void name_of_pattern(struct world *w, struct text *name)
{
	static const char *const fill[] = { "", "a", "b", "ab", "a/b", "x" };
	size_t patterns = w->pattern_count < COUNT(w->patterns) ? w->pattern_count : COUNT(w->patterns);
	const char *p = w->patterns[roll(w, (unsigned)patterns)].bytes;

	for (; p && *p && name->length < 60; p++) {
		if (*p == '*')
			text_puts(name, PICK(w, fill));
		else if (*p == '?' || *p == '[' || *p == '{')
			text_puts(name, roll(w, 2) ? "a" : "b");
		else if (*p != ']' && *p != '}' && *p != '\\' && *p != ',' && *p != '!')
			text_add(name, p, 1);
	}
	if (name->length && !roll(w, 4)) {
		size_t at = roll(w, (unsigned)name->length);

		name->bytes[at] = "ab/x"[roll(w, 4)];
	}
	/* Names have no such ends; the automaton is free to do as it likes with them. */
	while (name->length && name->bytes[name->length - 1] == '/')
		name->bytes[--name->length] = '\0';
}

/* Labels are continued: walking in two steps must end where one step does. */
static hf_u32 class_of(struct world *w, const struct text *name)
{
	size_t cut = roll(w, (unsigned)name->length + 1);
	const char *bytes = name->length ? name->bytes : "";
	hf_u32 half = hf_walk(&w->image, w->image.root_state, bytes, cut);
	hf_u32 whole = hf_walk(&w->image, w->image.root_state, bytes, name->length);

	assert_int_equal(hf_walk(&w->image, half, bytes + cut, name->length - cut), whole);
	return hf_class(&w->image, whole);
}

static void differ(struct world *w, const char *domain, const char *what, long naive, long engine)
{
	show(w, NULL);
	fprintf(stderr, "domain %s, %s: the text says %lx, the image %lx\n", domain, what, naive, engine);
	fail_msg("engine and naive interpreter differ");
}

static void count(struct world *w, bool allowed)
{
	w->decisions++;
	w->allowed += allowed;
}

static void compare_name(struct world *w, const char *domain, struct text *name)
{
	hf_u32 number = (hf_u32)hf_find_domain(&w->image, domain);
	struct hf_request request = { .kind = HF_REQ_NAME, .domain = number, .class = class_of(w, name) };
	struct hf_verdict verdict;
	hf_u32 granted, cell;

	text_add(name, "", 1);
	name->length--;
	cell = granted = naive_access(&w->naive, domain, name->bytes, name->length);
	if (naive_confined(&w->naive, domain)) {
		if (!naive_pinned(&w->naive, name->bytes, true)) {
			if (granted & HF_READ && granted & (HF_MODIFY | HF_APPEND | HF_CREATE) &&
			    !(granted & HF_DATA))
				differ(w, domain, name->bytes, granted, 0);
		} else if (granted & HF_READ) {
			granted &= ~(hf_u32)HF_READ;	/* not without the content */
			cell = granted | HF_CELL_READ_PINNED;
		}
	}
	if (cell != hf_cell(&w->image, number, request.class))
		differ(w, domain, name->bytes, cell, hf_cell(&w->image, number, request.class));
	/* Mostly what is granted or a little more: anything at all is nearly always denied. */
	request.want = roll(w, 2) ? granted : 0;
	if (!request.want || roll(w, 2))
		request.want |= 1u << roll(w, 15);
	hf_decide(&w->image, &request, &verdict);
	if (verdict.allow != !(request.want & ~granted))
		differ(w, domain, name->bytes, granted, verdict.allow);
	count(w, verdict.allow);
}

/* Content is right half of the time; without it nothing may run. */
static void compare_content(struct world *w, const char *domain)
{
	bool library = roll(w, 2);
	bool right = roll(w, 2), expected;
	unsigned which = roll(w, library ? COUNT(libraries) : COUNT(programs));
	const char *path = library ? libraries[which] : programs[which].path, *target = "";
	struct text name = { 0 };
	struct hf_content content = { .known = 1u << HF_DIGEST_SHA256 };
	static const enum hf_request_kind kinds[] = { HF_REQ_MAP, HF_REQ_EXEC, HF_REQ_NAME };
	struct hf_request request = { .kind = PICK(w, kinds), .content = &content, .want = HF_READ,
				      .domain = (hf_u32)hf_find_domain(&w->image, domain) };
	struct hf_verdict verdict;

	text_puts(&name, path);
	request.class = class_of(w, &name);
	content.sha256[31] = (hf_u8)(which + (library ? 17 : 1));
	content.sha256[0] = !right;
	if (request.kind == HF_REQ_MAP)
		expected = naive_access(&w->naive, domain, path, strlen(path)) & HF_MAP &&
			   naive_pinned(&w->naive, path, true);
	else if (request.kind == HF_REQ_NAME)
		expected = naive_access(&w->naive, domain, path, strlen(path)) & HF_READ;
	else
		expected = !library && naive_execute(&w->naive, domain, programs[which].name, &target);
	/* Reading needs the content only where interpreters are confined. */
	right |= request.kind == HF_REQ_NAME && !naive_confined(&w->naive, domain);
	/* One file is program and library, so its library's digest would execute, too. */
	if (!(library && request.kind == HF_REQ_EXEC)) {
		hf_decide(&w->image, &request, &verdict);
		if (verdict.allow != (expected && right))
			differ(w, domain, path, expected && right, verdict.allow);
		if (verdict.allow && request.kind == HF_REQ_EXEC)
			assert_int_equal(verdict.domain, hf_find_domain(&w->image, target));
		count(w, verdict.allow);
	}
	text_free(&name);
}

static hf_u32 code_of(const struct world *w, const char *path)
{
	for (hf_u32 i = 1; i < w->image.codes; i++)
		if (!strcmp(hf_string(&w->image, w->image.CODES[i].path), path))
			return i;
	fail_msg("%s is no code", path);
	return 0;
}

/* Some program is started in the domain with some file in place of its script. */
static void compare_script(struct world *w, const char *domain)
{
	unsigned program = roll(w, COUNT(programs)), script = roll(w, COUNT(programs));
	unsigned runs = roll(w, COUNT(programs));
	const char *by = strstr(programs[script].rest, "by ");
	bool right = roll(w, 4), expected;
	struct hf_content content = { .known = 1u << HF_DIGEST_SHA256 };
	struct hf_request request = { .kind = HF_REQ_SCRIPT, .content = &content,
				      .domain = (hf_u32)hf_find_domain(&w->image, domain),
				      .program = code_of(w, programs[program].path),
				      .script = roll(w, 3) ? 0 : code_of(w, programs[runs].path) };
	struct hf_verdict verdict;
	struct text name = { 0 };

	text_puts(&name, programs[script].path);
	request.class = class_of(w, &name);
	content.sha256[31] = (hf_u8)(script + 1);
	content.sha256[0] = !right;
	expected = right && naive_interprets(&w->naive, domain, programs[script].name) &&
		   ((by && !strcmp(by + 3, programs[program].name)) || (request.script && runs == script));
	if (!naive_confined(&w->naive, domain) || !naive_interpreter(&w->naive, programs[program].name))
		expected = true;
	if (hf_decide(&w->image, &request, &verdict) != expected)
		differ(w, domain, programs[script].name, expected, verdict.allow);
	count(w, expected);
	text_free(&name);
}

static void compare_variable(struct world *w, const char *domain)
{
	const char *variable = roll(w, 9) ? PICK(w, variables) : "HOME";
	struct hf_request request = { .kind = HF_REQ_VARIABLE, .variable = variable,
				      .variable_length = strlen(variable),
				      .domain = (hf_u32)hf_find_domain(&w->image, domain) };
	bool expected = !strcmp(variable, "HOME") || naive_environment(&w->naive, domain, variable);
	struct hf_verdict verdict;

	if (hf_decide(&w->image, &request, &verdict) != expected)
		differ(w, domain, variable, expected, verdict.allow);
	count(w, expected);
}

static void compare_net(struct world *w, const char *domain)
{
	static const uint8_t addresses[][16] = {
		{ [10] = 0xff, 0xff, 10, 0, 0, 1 }, { [10] = 0xff, 0xff, 10, 0, 0, 0 },
		{ [10] = 0xff, 0xff, 10, 0, 0, 200 }, { [10] = 0xff, 0xff, 10, 0, 1, 0 },
		{ [10] = 0xff, 0xff, 9, 255, 255, 255 }, { [10] = 0xff, 0xff, 11, 0, 0, 0 },
		{ [10] = 0xff, 0xff, 255, 255, 255, 255 }, { [10] = 0xff, 0xff, 0, 0, 0, 0 },
		{ [10] = 0xff, 0xff, 192, 168, 3, 4 }, { [15] = 1 }, { [15] = 2 }, { 0 }, { 0xfe, 0x80, [15] = 1 },
		{ 0xfe, 0xbf, 0xff }, { 0xfe, 0xc0 }, { 0xff, 0x02 }, { 0x20, 0x01, 0x0d, 0xb8, [15] = 7 },
		{ 0x20, 0x01, 0x0d, 0xb8, [7] = 1, [15] = 7 }, { 0x20, 0x01, 0x0d, 0xb9 },
		{ 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
	};
	const uint8_t *address = addresses[roll(w, COUNT(addresses))];
	struct hf_request request = { .kind = HF_REQ_NET,
				      .domain = (hf_u32)hf_find_domain(&w->image, domain) };
	struct hf_verdict verdict;
	bool expected;

	request.netop = (enum hf_netop)roll(w, HF_NETOP_MAX);
	request.proto = (enum hf_proto)roll(w, HF_PROTO_MAX);
	request.port = (hf_u16)roll(w, roll(w, 4) ? 18 : 65536);
	expected = naive_net(&w->naive, domain, request.netop, request.proto, address, request.port);
	memcpy(request.address, address, sizeof(request.address));
	if (hf_decide(&w->image, &request, &verdict) != expected)
		differ(w, domain, "network", expected, verdict.allow);
	count(w, expected);
}

static void compare_words(struct world *w, const char *domain)
{
	static const unsigned numbers[] = { 0, 5, 7, 39, 40 }, bits[] = { 0, 1, 8 };
	struct hf_request request = { .domain = (hf_u32)hf_find_domain(&w->image, domain) };
	unsigned which = roll(w, COUNT(capabilities));
	unsigned facility = roll(w, COUNT(facilities));
	const char *peer = PICK(w, domains);
	struct hf_verdict verdict;
	bool expected;

	switch (roll(w, 4)) {
	case 0:
		request.kind = HF_REQ_CAPABILITY;
		request.capability = numbers[which];
		expected = naive_capability(&w->naive, domain, capabilities[which]);
		break;
	case 1:
		request.kind = HF_REQ_FACILITY;
		request.facility = 1u << bits[facility];
		expected = naive_facility(&w->naive, domain, facilities[facility]);
		break;
	case 2:
		request.kind = HF_REQ_PEER;
		request.peerop = (enum hf_peerop)roll(w, HF_PEEROP_MAX);
		request.peer = (hf_u32)hf_find_domain(&w->image, peer);
		expected = naive_peer(&w->naive, domain, request.peerop, peer);
		break;
	default:
		request.kind = HF_REQ_SOCKET;
		request.family = (hf_u16)(16 + roll(w, 3));
		request.type = (hf_u16)(2 + roll(w, 2));
		request.protocol = (hf_u16)(4 + roll(w, 2));
		expected = naive_socket(&w->naive, domain, request.family, request.type, request.protocol);
	}
	if (hf_decide(&w->image, &request, &verdict) != expected)
		differ(w, domain, "word", expected, verdict.allow);
	count(w, expected);
}

static void compare_policy(struct world *w)
{
	struct text name = { 0 };

	for (unsigned i = 0; i < NAMES_EACH; i++) {
		name.length = 0;
		if (!roll(w, 3))
			random_name(w, &name);
		else
			name_of_pattern(w, &name);
		compare_name(w, PICK(w, domains), &name);
	}
	for (unsigned i = 0; i < OTHERS_EACH; i++) {
		compare_content(w, PICK(w, domains));
		compare_net(w, PICK(w, domains));
		compare_words(w, PICK(w, domains));
		compare_script(w, PICK(w, domains));
		compare_variable(w, PICK(w, domains));
	}
	text_free(&name);
}

static void g2_engine_decides_as_the_text_says(void **state)
{
	const char *seed = getenv("HOLDFAST_SEED");
	struct world w = { .random = seed ? strtoull(seed, NULL, 0) : 20261122 };
	size_t policies = 0;

	(void)state;
	w.random = w.random ? w.random : 1;
	print_message("seed %llu\n", (unsigned long long)w.random);
	while (w.decisions < DECISIONS) {
		if (make_policy(&w)) {
			compare_policy(&w);
			w.confined_policies += w.confine != FREE;
			policies++;
		}
		drop_policy(&w);
	}
	print_message("%zu decisions over %zu policies, %zu allowed; %zu more were refused\n", w.decisions,
		      policies, w.allowed, w.refused_policies);
	assert_true(w.confined_policies > policies / 4 && w.refused_policies);
	/* A comparison of denials only would prove little. */
	assert_true(w.allowed > w.decisions / 10);
	for (size_t i = 0; i < COUNT(w.texts); i++)
		text_free(&w.texts[i]);
	for (size_t i = 0; i < COUNT(w.patterns); i++)
		text_free(&w.patterns[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(g2_engine_decides_as_the_text_says),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
