// SPDX-License-Identifier: GPL-2.0-or-later
/* What the compiler makes of policies that are good: layers folded, names matched, tables minimal and the same every time. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/limits.h"
#include "tests/compiled.h"
#include "tests/naive.h"

#define SHA "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define SHB "sha256:1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static void need(const struct compiled *compiled)
{
	if (!compiled->good)
		compiled_show(compiled);
	assert_true(compiled->good);
}

/* Behind the pattern, names that it matches, then after "" those that it does not. */
static const char *const patterns[][12] = {
	{ "/", "<root>", "", "/a", "@x" },
	{ "/**", "<root>", "/a", "/a/b", "", "@x" },
	{ "/a", "/a", "", "/a/b", "/", "/aa", "<root>" },
	{ "/a/**", "/a", "/a/b", "/a/b/c", "", "/ab", "<root>", "/b/a" },
	{ "/a/*", "/a/b", "/a/.c", "", "/a", "/a/b/c" },
	{ "/a/**/z", "/a/z", "/a/b/z", "/a/b/c/z", "", "/az", "/a/bz", "/a/z/y" },
	{ "/**/z", "/z", "/a/z", "/a/b/z", "", "/az", "z", "<root>" },
	{ "/a/**z", "/a/z", "/a/b/z", "/a/bz", "", "/az", "/a/b/zy" },
	{ "/a?c", "/abc", "/a?c", "", "/a/c", "/ac", "/abbc" },
	{ "/[a-c]x", "/ax", "/cx", "", "/dx", "/x", "/aax" },
	{ "/[!a-c]x", "/dx", "/-x", "", "/ax", "//x" },
	{ "/{a,b{c,d}}/e", "/a/e", "/bc/e", "/bd/e", "", "/b/e", "/{a/e" },
	{ "/a{,/**}", "/a", "/a/b", "", "/ab" },
	{ "/a\\*", "/a*", "", "/ab", "/a\\*" },
	{ "/\\xff", "/\xff", "", "/x" },
	{ "/a*b*c", "/abc", "/axbxc", "/abbcc", "", "/ab/c", "/acb" },
	{ "@abstract:a*", "@abstract:a", "@abstract:abc", "", "/abstract:a", "@abstract:b" },
	{ "@initramfs:/**", "@initramfs:", "@initramfs:/init", "", "/init" },
};

static const char *name_of(const char *written)
{
	return strcmp(written, "<root>") ? written : "";
}

static void patterns_match_what_the_language_says(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(patterns); i++) {
		struct compiled compiled;
		struct text text = { 0 };
		bool matches = true;

		text_printf(&text, "policy p 1\ndomain kernel {\n read %s\n}\n", patterns[i][0]);
		compile_text(&compiled, text.bytes);
		need(&compiled);
		for (size_t j = 1; j < COUNT(patterns[i]) && patterns[i][j]; j++) {
			const char *name = name_of(patterns[i][j]);

			if (!*patterns[i][j]) {
				matches = false;
				continue;
			}
			if ((compiled_access(&compiled, "kernel", name) == HF_READ) != matches)
				fail_msg("%s should %smatch `%s`", patterns[i][0], matches ? "" : "not ", name);
			if (naive_match(patterns[i][0], name, strlen(name)) != matches)
				fail_msg("naive: %s should %smatch `%s`", patterns[i][0], matches ? "" : "not ", name);
		}
		compiled_free(&compiled);
		text_free(&text);
	}
}

static const char *const layers[] = {
	"policy one 4\nprogram sh = /bin/sh " SHA "\nset data = /data/**\n"
	"domain kernel {\n execute sh\n}\ndomain sh {\n read data\n deny read /data/x\n write /tmp/*\n}\n",
	"policy two 9\nprogram sh = /bin/sh " SHB "\nlibrary /bin/sh " SHA "\nset data = /other\n"
	"domain sh {\n write data\n append /data/log\n}\ndomain * {\n read /data/x /etc/hosts\n deny write /tmp/no\n}\n",
};

static void layers_fold_deny_over_allow_over_nothing(void **state)
{
	static const struct { const char *domain, *name; hf_u32 access; } cases[] = {
		{ "sh", "/data/a", HF_READ }, { "sh", "/data/x", 0 }, { "kernel", "/data/x", HF_READ },
		{ "sh", "/data/log", HF_READ | HF_APPEND }, { "sh", "/other", HF_WRITE_SET },
		{ "sh", "/tmp/yes", HF_WRITE_SET }, { "sh", "/tmp/no", 0 }, { "sh", "/etc/hosts", HF_READ },
		{ "kernel", "/bin/sh", HF_EXECUTE }, { "sh", "/bin/sh", 0 }, { "kernel", "/nothing", 0 },
	};
	struct compiled forward, backward;

	(void)state;
	compile_texts(&forward, layers, 2);
	compile_texts(&backward, (const char *[]){ layers[1], layers[0] }, 2);
	need(&forward);
	need(&backward);
	for (size_t i = 0; i < COUNT(cases); i++) {
		assert_int_equal(compiled_access(&forward, cases[i].domain, cases[i].name), cases[i].access);
		assert_int_equal(compiled_access(&backward, cases[i].domain, cases[i].name), cases[i].access);
	}
	assert_string_equal(hf_string(&forward.image, forward.image.header->policy_name), "one");
	assert_int_equal(hf_le32(forward.image.header->policy_version), 4);
	compiled_free(&forward);
	compiled_free(&backward);
}

static void codes_unite_kinds_and_digests(void **state)
{
	struct compiled compiled;
	const struct hf_code *code;

	(void)state;
	compile_texts(&compiled, layers, 2);
	need(&compiled);
	assert_int_equal(compiled.image.codes, 2);
	code = &compiled.image.CODES[1];
	assert_string_equal(hf_string(&compiled.image, code->path), "/bin/sh");
	assert_string_equal(hf_string(&compiled.image, code->name), "sh");
	assert_int_equal(hf_le32(code->kinds), HF_CODE_PROGRAM | HF_CODE_LIBRARY);
	assert_int_equal(hf_le32(code->digests.count), 2);
	compiled_free(&compiled);
}

/* The script is executed, its interpreter only follows; and one that nobody executes still has its class. */
static void scripts_name_their_interpreter(void **state)
{
	struct hf_content content = { .known = 1u << HF_DIGEST_SHA256 };
	struct hf_request request = { .kind = HF_REQ_EXEC, .content = &content };
	struct compiled compiled;
	struct hf_verdict verdict;
	const struct hf_image *image = &compiled.image;

	(void)state;
	compile_text(&compiled, "policy p 1\nprogram job = /job " SHA " by sh\nprogram sh = /sh " SHB "\n"
		     "domain kernel {\n execute job\n}\ndomain job {\n}\n");
	need(&compiled);
	memcpy(content.sha256, image->DIGESTS[hf_le32(image->CODES[1].digests.first)].value, 32);
	request.class = hf_class(image, hf_walk(image, image->root_state, "/job", 4));
	assert_true(hf_decide(image, &request, &verdict));
	assert_int_equal(verdict.domain, hf_find_domain(image, "job"));
	request.kind = HF_REQ_INTERPRETER;
	request.script = verdict.code;
	request.class = hf_class(image, hf_walk(image, image->root_state, "/sh", 3));
	assert_false(hf_decide(image, &request, &verdict));
	assert_int_equal(verdict.reason, HF_WHY_WRONG_CONTENT);
	content.sha256[0] = 0x11;
	assert_true(hf_decide(image, &request, &verdict));
	request.kind = HF_REQ_EXEC;
	assert_false(hf_decide(image, &request, &verdict));
	compiled_free(&compiled);
}

static void same_text_same_bytes(void **state)
{
	struct compiled first, second;

	(void)state;
	compile_texts(&first, layers, 2);
	/* Other addresses for everything the second time. */
	void *shift = malloc(12345);
	compile_texts(&second, layers, 2);
	need(&first);
	need(&second);
	assert_int_equal(first.length, second.length);
	assert_memory_equal(first.bytes, second.bytes, first.length);
	free(shift);
	compiled_free(&first);
	compiled_free(&second);
}

/* Line order is without meaning: all tables but the text are the same. */
static void order_of_lines_does_not_matter(void **state)
{
	static const char *const orders[] = {
		"policy p 1\nprogram a = /a " SHA "\nprogram b = /b " SHB "\ndomain kernel {\n execute a\n read /x/**\n}\n"
		"domain a {\n read /y /x/*\n execute b\n deny read /x/n\n}\ndomain b {\n write /x/**/y\n}\n",
		"policy p 1\ndomain b {\n write /x/**/y\n}\nprogram b = /b " SHB "\ndomain a {\n deny read /x/n\n execute b\n"
		" read /x/* /y\n}\nprogram a = /a " SHA "\ndomain kernel {\n read /x/**\n execute a\n}\n",
	};
	struct compiled one, two;
	size_t tables;

	(void)state;
	compile_text(&one, orders[0]);
	compile_text(&two, orders[1]);
	need(&one);
	need(&two);
	tables = hf_le32(one.image.header->section[HF_SEC_TEXT].offset);
	assert_int_equal(hf_le32(two.image.header->section[HF_SEC_TEXT].offset), tables);
	assert_memory_equal((char *)one.bytes + sizeof(struct hf_header), (char *)two.bytes + sizeof(struct hf_header),
			    tables - sizeof(struct hf_header));
	compiled_free(&one);
	compiled_free(&two);
}

static bool classes_alike(const struct hf_image *image, hf_u32 a, hf_u32 b)
{
	bool alike = hf_le32(image->CLASSES[a].code) == hf_le32(image->CLASSES[b].code);

	for (hf_u32 d = 0; d < image->domains && alike; d++)
		alike = hf_cell(image, d, a) == hf_cell(image, d, b);
	return alike;
}

/*
 * Moore's table: no two states may behave alike. Quadratic, but obviously right.
 * Class 0 for everybody is one class; classes that differ, differ for somebody, but that sinks have their own.
 */
static bool *distinguishable(const struct hf_image *image)
{
	hf_u32 n = image->states;
	bool *apart = calloc((size_t)n * n, sizeof(*apart)), changed = true;

	for (hf_u32 i = 0; i < n; i++)
		for (hf_u32 j = 0; j < n; j++)
			apart[i * n + j] = !classes_alike(image, hf_class(image, i), hf_class(image, j));
	while (changed) {
		changed = false;
		for (hf_u32 i = 0; i < n; i++)
			for (hf_u32 j = 0; j < n; j++)
				for (int byte = 0; byte < 256 && !apart[i * n + j]; byte++) {
					char c = (char)byte;

					if (apart[hf_walk(image, i, &c, 1) * n + hf_walk(image, j, &c, 1)])
						apart[i * n + j] = changed = true;
				}
	}
	return apart;
}

static void automaton_and_classes_are_minimal(void **state)
{
	static const char *const texts[] = {
		"policy p 1\ndomain kernel {\n read /a/**/b/*.c /a/*/[a-f]?x /a/**\n}\n"
		"domain d {\n write /a/**/b\n deny write /a/b/**\n read @memfd:* /z/[!q]*\n}\ndomain * {\n read /a/b\n}\n",
		/* Everybody has it: by `domain *` in one place, by name in the other. */
		"policy p 1\ndomain * {\n read /s\n write /u\n}\ndomain kernel {\n read /t\n deny write /u\n}\n"
		"domain a {\n read /t\n}\ndomain b {\n read /t\n write /v\n}\n",
		"policy p 1\ndomain kernel {\n read /{a,b,c,d}/{e,f,g}.{h,i} /ae /**/k*/**/l\n}\n",
		"policy p 1\n",
	};

	(void)state;
	for (size_t t = 0; t < COUNT(texts); t++) {
		struct compiled compiled;
		const struct hf_image *image = &compiled.image;
		bool *apart;

		compile_text(&compiled, texts[t]);
		need(&compiled);
		apart = distinguishable(image);
		for (hf_u32 i = 0; i < image->states; i++)
			for (hf_u32 j = 0; j < i; j++)
				if (!apart[i * image->states + j])
					fail_msg("text %zu: states %u and %u are alike", t, i, j);
		for (hf_u32 i = 0; i < image->classes; i++)
			for (hf_u32 j = 0; j < i; j++)
				if (classes_alike(image, i, j) != hf_alike(image, i, j) ||
				    (hf_alike(image, i, j) && (i < image->sinks) == (j < image->sinks)))
					fail_msg("text %zu: classes %u and %u are alike", t, i, j);
		free(apart);
		compiled_free(&compiled);
	}
}

static hf_u32 state_of(const struct hf_image *image, const char *name)
{
	return hf_walk(image, image->root_state, name, strlen(name));
}

/* A name below a directory that is granted whole, and one that is granted by itself: to link them is no way round. */
static void sinks_have_their_own_classes_which_are_alike(void **state)
{
	struct compiled compiled;
	const struct hf_image *image = &compiled.image;
	hf_u32 below, alone, other;

	(void)state;
	compile_text(&compiled, "policy p 1\ndomain kernel {\n read /a/** /b\n write /c\n}\n");
	need(&compiled);
	below = state_of(image, "/a/x/y");
	alone = state_of(image, "/b");
	other = state_of(image, "/c");
	assert_true(hf_is_sink(image, below));
	assert_int_equal(state_of(image, "/a/z"), below);
	assert_int_equal(hf_class(image, below), below);
	assert_false(hf_is_sink(image, alone));
	assert_int_not_equal(hf_class(image, alone), below);
	assert_true(hf_alike(image, hf_class(image, alone), below));
	assert_false(hf_alike(image, hf_class(image, alone), hf_class(image, other)));
	assert_false(hf_is_sink(image, state_of(image, "/a")));
	assert_true(hf_is_sink(image, state_of(image, "/d")));
	compiled_free(&compiled);
}

/* Every port of every interesting address, against the text; the random comparison seldom meets edges. */
static void network_ranges_have_exact_edges(void **state)
{
	static const char text[] =
		"policy p 1\ndomain kernel {\n"
		" connect tcp 10.0.0.0/24 port 5-8 20-30\n deny connect tcp 10.0.0.0/25 port 3-5 8 22-24 30-40\n"
		" connect tcp 10.0.0.0/30 port 1\n deny connect tcp 10.0.0.2 port 0-65535\n connect tcp port 65535 0\n"
		" connect tcp 255.255.255.255 port 9\n deny connect tcp ffff::/16 port 0\n connect tcp ffff::/16 port 6-7\n}\n";
	static const uint8_t tails[] = { 0, 1, 2, 3, 4, 127, 128, 255 };
	struct hf_request request = { .kind = HF_REQ_NET, .netop = HF_NET_CONNECT, .proto = HF_TCP };
	struct compiled compiled;
	struct hf_verdict verdict;

	(void)state;
	compile_text(&compiled, text);
	need(&compiled);
	for (size_t a = 0; a < COUNT(tails) + 8; a++) {
		/* Among them the neighbours of ::ffff:0.0.0.0 and ::ffff:255.255.255.255. */
		static const uint8_t others[8][16] = { { [10] = 0xff, 0xff, 255, 255, 255, 255 },
						       { [10] = 0xff, 0xff, 9, 255, 255, 255 }, { 0xff, 0xff },
						       { 0 }, { [10] = 0xff, 0xff },
						       { [10] = 0xff, 0xfe, 255, 255, 255, 255 }, { [9] = 1 },
						       { 0xff, 0xfe, [15] = 255 } };
		static const uint8_t ten[16] = { [10] = 0xff, 0xff, 10 };
		struct naive naive = { compiled.layers, 1 };

		memcpy(request.address, a < COUNT(tails) ? ten : others[a - COUNT(tails)], 16);
		if (a < COUNT(tails))
			request.address[15] = tails[a];
		for (unsigned port = 0; port < 65536; port += port == 100 ? 65400 : 1) {
			bool expected = naive_net(&naive, "kernel", HF_NET_CONNECT, HF_TCP, request.address, port);

			request.port = (hf_u16)port;
			if (hf_decide(&compiled.image, &request, &verdict) != expected)
				fail_msg("address %zu port %u should be %s", a, port, expected ? "allowed" : "denied");
		}
	}
	compiled_free(&compiled);
}

/* Equal slices are stored once, however many domains have them. */
static void what_domains_share_is_stored_once(void **state)
{
	struct text text = { 0 };
	struct compiled compiled;

	(void)state;
	text_puts(&text, "policy p 1\n");
	for (int i = 0; i < 200; i++)
		text_printf(&text, "domain d%d {\n connect tcp 10.0.0.0/8 port 80\n signal d7\n read /usr/** /d/%d\n"
			    " socket netlink\n}\n", i, i / 100);
	compile_text(&compiled, text.bytes);
	need(&compiled);
	assert_int_equal(hf_le32(compiled.image.header->section[HF_SEC_NETS4].count), 1);
	assert_int_equal(hf_le32(compiled.image.header->section[HF_SEC_PEERS].count), 1);
	assert_int_equal(hf_le32(compiled.image.header->section[HF_SEC_SOCKETS].count), 1);
	assert_int_equal(hf_le32(compiled.image.header->section[HF_SEC_CHUNKS].count), 3);
	compiled_free(&compiled);
	text_free(&text);
}

/* As many domains as there may be, and each may signal each: one list, which is read once. */
static void the_most_domains_may_share_the_longest_list(void **state)
{
	struct text text = { 0 };
	struct compiled compiled;

	(void)state;
	text_puts(&text, "policy p 1\n");
	for (unsigned i = 1; i < HF_MAX_DOMAINS; i++)
		text_printf(&text, "domain d%05u {\n}\n", i);
	text_puts(&text, "domain * {\n signal *\n}\n");
	compile_text(&compiled, text.bytes);
	need(&compiled);
	assert_int_equal(hf_le32(compiled.image.header->section[HF_SEC_PEERS].count), HF_MAX_DOMAINS);
	compiled_free(&compiled);
	/* Neighbours that differ are read each by itself; that is too much, and said before it is tried. */
	for (unsigned i = 1; i < HF_MAX_DOMAINS; i += 2)
		text_printf(&text, "domain d%05u {\n deny signal d00001\n}\n", i);
	compile_text(&compiled, text.bytes);
	assert_false(compiled.good);
	assert_true(compiled_says(&compiled, SEVERITY_ERROR, "(HF_MAX_SLICE_WORK)"));
	compiled_free(&compiled);
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns_match_what_the_language_says),
		cmocka_unit_test(layers_fold_deny_over_allow_over_nothing),
		cmocka_unit_test(codes_unite_kinds_and_digests),
		cmocka_unit_test(scripts_name_their_interpreter),
		cmocka_unit_test(same_text_same_bytes),
		cmocka_unit_test(order_of_lines_does_not_matter),
		cmocka_unit_test(automaton_and_classes_are_minimal),
		cmocka_unit_test(sinks_have_their_own_classes_which_are_alike),
		cmocka_unit_test(network_ranges_have_exact_edges),
		cmocka_unit_test(what_domains_share_is_stored_once),
		cmocka_unit_test(the_most_domains_may_share_the_longest_list),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
