/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Random policies of several layers. Words are drawn from tiny alphabets so that patterns,
 * prefixes and ports overlap all the time.
 */
#ifndef HOLDFAST_TESTS_RANDOM_POLICY_H
#define HOLDFAST_TESTS_RANDOM_POLICY_H

#include <stdint.h>
#include <string.h>

#include "base/text.h"
#include "compiler/pattern.h"
#include "core/engine.h"
#include "tests/naive.h"

#define LAYERS 3u
#define DOMAINS 5u

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

#endif
