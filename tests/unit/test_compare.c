// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2 The compiled tables and a naive reading of the same text decide alike:
 * random policies of several layers, random questions, at least a million decisions.
 *
 * HOLDFAST_SEED=N repeats a run; the seed is printed. Words are drawn from tiny
 * alphabets so that patterns, prefixes and ports overlap all the time.
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

#define DECISIONS 1000000u
#define LAYERS 3u
#define DOMAINS 5u
#define NAMES_EACH 500u		/* questions about names, for each policy */
#define OTHERS_EACH 60u

/*
 * Patterns over two letters with `**` inside all overlap, and more than a few of
 * them for different domains have an automaton beyond any limit.
 */
#define INNER_EACH 7u

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

struct world {
	uint64_t random;
	struct text texts[LAYERS];
	struct layer *layers[LAYERS];
	size_t layer_count;
	struct text patterns[64];	/* that the policy uses, to make names from */
	size_t pattern_count;
	unsigned inner;			/* patterns with a `**` that is not their end */
	struct naive naive;
	void *bytes;
	struct hf_image image;
	size_t decisions, allowed;
	enum confine { FREE, CONFINED, CONFINED_OPEN } confine;	/* may rules say `interpret`? */
	size_t confined_policies, refused_policies;
};

static const char *const domains[DOMAINS] = { "kernel", "a", "b", "c", "d" };
static const struct {
	const char *name, *path, *rest;
} programs[] = {
	{ "a", "/a/b", "" }, { "q", "/ab", "" }, { "r", "/a/a/b", " interpreter" }, { "s", "/b/x.y", "" },
	{ "t", "/b/ab", " by q" }, { "u", "/a/ba", " by t" }, { "v", "/ab/b", " by q" },
};
static const char *const libraries[] = { "/a/b.so", "/b/a/a", "/a/b" };
static const char *const capabilities[] = { "chown", "kill", "setuid", "bpf", "checkpoint_restore" };
static const char *const facilities[] = { "execmem", "module", "userfaultfd" };
static const char *const variables[] = { "LD_PRELOAD", "LD_AUDIT", "BASH_ENV", "PYTHONPATH" };
static const char *const peerops[] = { "signal", "trace", "inspect" };

/* At most once in an expression: compilers differ in the order of arguments, and a seed must not. */
static unsigned roll(struct world *w, unsigned sides)
{
	w->random ^= w->random << 13;
	w->random ^= w->random >> 7;
	w->random ^= w->random << 17;
	return (unsigned)((w->random >> 11) % sides);
}

#define PICK(w, list) ((list)[roll(w, COUNT(list))])

/* Policies */

static void add_component(struct world *w, struct text *out)
{
	static const char *const pieces[] = { "a", "b", "ab", "ba", "a", "b", "*", "?", "[ab]", "[!a]", "x.y",
					      "a*", "*b", "a?", "*a*", "{a,ba}", "{a,b{,a}}x", "[a-m]*", "\\x61",
					      "**a", "a**", "b**a", "[!a-c.]", "\\{", "[{,}]", ".*" };

	text_puts(out, PICK(w, pieces));
	if (!roll(w, 5))
		text_puts(out, PICK(w, pieces));
}

static void add_pattern_text(struct world *w, struct text *out)
{
	static const char *const special[] = { "/", "/**", "@abstract:a*", "@abstract:**", "@abstract:a",
					       "@memfd:*", "@fs:*", "@*", "/a{,/**}", "/**/a", "/**/a/**", "/a/**/b" };
	unsigned components = 1 + roll(w, 4);

	if (!roll(w, 6)) {
		text_puts(out, PICK(w, special));
		return;
	}
	for (unsigned i = 0; i < components; i++) {
		if (!roll(w, 5)) {
			text_puts(out, "/**");
			continue;
		}
		text_puts(out, "/");
		add_component(w, out);
	}
}

static bool is_inner(const char *pattern)
{
	const char *stars = strstr(pattern, "**");

	return stars && stars[2];
}

static const char *make_pattern(struct world *w)
{
	struct text *text = &w->patterns[w->pattern_count % COUNT(w->patterns)];
	struct pattern_fault fault;

	w->pattern_count++;
	do {
		text->length = 0;
		add_pattern_text(w, text);
	} while (!pattern_check(text->bytes, &fault) ||
		 (w->inner == INNER_EACH && is_inner(text->bytes)));
	w->inner += is_inner(text->bytes);
	return text->bytes;
}

static void add_objects(struct world *w, struct text *out)
{
	for (unsigned i = 1 + roll(w, 3); i; i--) {
		if (!roll(w, 6))
			text_printf(out, " set%u", roll(w, 3));
		else
			text_printf(out, " %s", make_pattern(w));
	}
	text_puts(out, "\n");
}

static void add_ports(struct world *w, struct text *out)
{
	for (unsigned i = roll(w, 3); i; i--) {
		unsigned low = roll(w, 3) ? roll(w, 12) : roll(w, 65536);
		unsigned high = low + roll(w, 6);

		if (roll(w, 2) && high < 65536)
			text_printf(out, " %u-%u", low, high);
		else
			text_printf(out, " %u", low);
	}
}

static void add_prefixes(struct world *w, struct text *out)
{
	static const char *const prefixes[] = { "10.0.0.0/8", "10.0.0.0/24", "10.0.0.1", "10.0.0.128/25",
						"0.0.0.0/0", "255.255.255.255", "192.168.0.0/16", "::1",
						"fe80::/10", "ff00::/8", "2001:db8::/32", "2001:db8::/64",
						"2001:db8:0:1::/64", "10.0.1.0/24" };

	for (unsigned i = 1 + roll(w, 3); i; i--)
		text_printf(out, " %s", PICK(w, prefixes));
}

static void add_net(struct world *w, struct text *out)
{
	static const char *const verbs[] = { "connect tcp", "connect udp", "connect tcp udp", "bind tcp udp",
					     "listen tcp", "accept tcp", "send udp" };
	const char *verb = PICK(w, verbs);
	struct text ports = { 0 };

	text_puts(out, verb);
	if (roll(w, 4))
		add_prefixes(w, out);
	add_ports(w, &ports);
	if (ports.length)
		text_printf(out, " port%s", ports.bytes);
	if (!strcmp(verb, "listen tcp") && roll(w, 2)) {
		text_puts(out, " from");
		add_prefixes(w, out);
	}
	text_puts(out, "\n");
	text_free(&ports);
}

/* A program always enters the same domain, or the policy would contradict itself. */
static void add_execute(struct world *w, struct text *out, bool deny)
{
	unsigned program = roll(w, COUNT(programs));

	if (deny || program == 0)
		text_printf(out, "execute %s\n", programs[program].name);
	else
		text_printf(out, "execute %s as %s\n", programs[program].name,
			    domains[1 + program % (DOMAINS - 1)]);
}

static void add_interpret(struct world *w, struct text *out, bool deny)
{
	if (!deny && !roll(w, 3))
		text_puts(out, "interpret none\n");
	else
		text_printf(out, "interpret %s\n", programs[4 + roll(w, 3)].name);
}

static void add_environment(struct world *w, struct text *out)
{
	text_printf(out, "environment %s", PICK(w, variables));
	text_printf(out, " %s\n", PICK(w, variables));
}

static void add_rule(struct world *w, struct text *out)
{
	static const char *const verbs[] = { "read", "modify", "append", "create", "delete", "attribute", "map",
					     "mknod", "chroot", "umount", "write", "read", "write", "data",
					     "connect unix", "bind unix", "listen unix" };
	bool deny = !roll(w, 5);
	unsigned kind = roll(w, 17);
	const char *verb;

	if ((kind == 8 || kind == 9) && w->confine == FREE)
		kind = 10;
	text_puts(out, deny ? "deny " : "");
	switch (kind) {
	case 0:
		add_net(w, out);
		break;
	case 1:
		add_net(w, out);
		break;
	case 2:
		add_execute(w, out, deny);
		break;
	case 3:
		text_printf(out, "capability %s", PICK(w, capabilities));
		text_printf(out, " %s\n", PICK(w, capabilities));
		break;
	case 4:
		text_printf(out, "use %s\n", PICK(w, facilities));
		break;
	case 5:
		text_puts(out, PICK(w, peerops));
		text_printf(out, " %s\n", roll(w, 5) ? PICK(w, domains) : "*");
		break;
	case 6:
		/* A denial narrower than an allow is refused, so denials are for whole families. */
		text_printf(out, "socket %u", 16 + roll(w, 2));
		text_puts(out, deny ? "\n" : (const char *[]){ "\n", " 3\n", " 3 5\n", " 2\n" }[roll(w, 4)]);
		break;
	case 7:
		text_puts(out, roll(w, 2) ? "mount proc tmpfs on " : "mount bind on ");
		text_printf(out, "%s\n", make_pattern(w));
		break;
	case 8:
	case 9:
		add_interpret(w, out, deny);
		break;
	case 10:
		add_environment(w, out);
		break;
	default:
		verb = PICK(w, verbs);
		text_puts(out, w->confine == CONFINED && !strcmp(verb, "data") ? "chroot" : verb);
		add_objects(w, out);
	}
}

static void add_layer(struct world *w, struct text *out, unsigned number)
{
	text_printf(out, "policy random %u\nset set0 = /a/b /b/**\nset set1 = set0 /*/a\nset set2 = %s\n",
		    number + 1, make_pattern(w));
	for (unsigned i = 0; i < COUNT(programs) && !number; i++)
		text_printf(out, "program %s = %s sha256:%064x%s\n", programs[i].name, programs[i].path, i + 1,
			    programs[i].rest);
	for (unsigned i = 0; i < COUNT(libraries) && !number; i++)
		text_printf(out, "library %s sha256:%064x\n", libraries[i], i + 17);
	for (unsigned i = number ? roll(w, DOMAINS) : 0; i < DOMAINS + 1; i++) {
		text_printf(out, "domain %s {\n", i == DOMAINS ? "*" : domains[i]);
		for (unsigned rules = roll(w, 6); rules; rules--)
			add_rule(w, out);
		if (i == DOMAINS && w->confine == CONFINED)
			text_puts(out, "data /** @**\n");
		text_puts(out, "}\n");
	}
}

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
