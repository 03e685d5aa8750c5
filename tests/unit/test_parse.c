/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parser: what a text becomes. What it refuses is in tests/policies/bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/text.h"
#include "compiler/ast.h"
#include "compiler/pattern.h"
#include "compiler/words.h"
#include "core/limits.h"

#define DIGEST "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct layer *parse_bytes(const char *text, size_t length)
{
	struct diagnostics diag;
	struct layer *layer;

	diag_init(&diag);
	layer = layer_parse("test.policy", text, length, &diag);
	diag_print(&diag, stderr, false);
	diag_free(&diag);
	return layer;
}

static struct layer *parse(const char *text)
{
	struct layer *layer = parse_bytes(text, strlen(text));

	assert_non_null(layer);
	return layer;
}

/* The rule of a text that is one rule. */
static struct rule *parse_rule(struct layer **layer, const char *rule)
{
	struct text text = { 0 };
	struct item *item;

	text_printf(&text, "policy a 1\ndomain kernel {\n%s\n}\n", rule);
	*layer = parse(text.bytes);
	text_free(&text);
	item = (*layer)->items->next;
	assert_int_equal(item->kind, ITEM_DOMAIN);
	assert_non_null(item->body);
	assert_int_equal(item->body->kind, ITEM_RULE);
	return item->body->rule;
}

/* The words of a list with one blank between them. */
static const char *joined(const struct word *word)
{
	static char text[1000];

	text[0] = '\0';
	for (; word; word = word->next) {
		strcat(text, word->text);
		strcat(text, word->next ? " " : "");
	}
	return text;
}

/* What the parser says about a text it refuses; to be freed. */
static char *refusal(const char *text, size_t length)
{
	struct diagnostics diag;
	size_t size;
	char *said;
	FILE *out = open_memstream(&said, &size);

	diag_init(&diag);
	assert_null(layer_parse("test.policy", text, length, &diag));
	diag_print(&diag, out, false);
	fclose(out);
	diag_free(&diag);
	return said;
}

static void statements_keep_everything_that_is_written(void **state)
{
	struct layer *layer = parse("policy web 3\nset a = /x b\n"
				    "program p = /bin/p " DIGEST " fsverity:" "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef"
				    " by sh\nlibrary /lib/l " DIGEST "\n"
				    "never * reach write /boot/**\nexpect p read /x deny # no\n");
	const struct item *item = layer->items;

	(void)state;
	assert_int_equal(item->kind, ITEM_POLICY);
	assert_string_equal(item->name->text, "web");
	assert_int_equal(item->version, 3);
	item = item->next;
	assert_int_equal(item->kind, ITEM_SET);
	assert_string_equal(item->name->text, "a");
	assert_string_equal(joined(item->words), "/x b");
	item = item->next;
	assert_int_equal(item->kind, ITEM_PROGRAM);
	assert_string_equal(joined(item->words), "/bin/p");
	assert_string_equal(joined(item->digests), DIGEST
			    " fsverity:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
	assert_string_equal(item->by->text, "sh");
	item = item->next;
	assert_int_equal(item->kind, ITEM_LIBRARY);
	assert_null(item->name);
	item = item->next;
	assert_int_equal(item->kind, ITEM_NEVER);
	assert_string_equal(item->name->text, "*");
	assert_true(item->reach);
	assert_int_equal(item->rule->access, HF_WRITE_SET);
	item = item->next;
	assert_int_equal(item->kind, ITEM_EXPECT);
	assert_false(item->allow);
	assert_string_equal(item->comment, "# no");
	assert_int_equal(item->at.line, 6);
	assert_null(item->next);
	layer_free(layer);
}

static void each_verb_has_its_accesses(void **state)
{
	static const struct { const char *verb; hf_u32 access; } verbs[] = {
		{ "read", HF_READ }, { "modify", HF_MODIFY }, { "append", HF_APPEND }, { "create", HF_CREATE },
		{ "delete", HF_DELETE }, { "attribute", HF_ATTRIBUTE }, { "map", HF_MAP }, { "mknod", HF_MKNOD },
		{ "chroot", HF_CHROOT }, { "umount", HF_UMOUNT }, { "write", HF_WRITE_SET },
	};
	struct layer *layer;

	(void)state;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(verbs[0]); i++) {
		char text[64];
		const struct rule *rule;

		snprintf(text, sizeof(text), "deny %s /a b", verbs[i].verb);
		rule = parse_rule(&layer, text);
		assert_int_equal(rule->kind, RULE_ACCESS);
		assert_int_equal(rule->access, verbs[i].access);
		assert_string_equal(rule->verb, verbs[i].verb);
		assert_true(rule->deny);
		assert_string_equal(joined(rule->objects), "/a b");
		layer_free(layer);
	}
}

static void execute_takes_programs_and_a_domain(void **state)
{
	struct layer *layer;
	const struct rule *rule = parse_rule(&layer, "execute sh gzip as nginx.sh");

	(void)state;
	assert_int_equal(rule->kind, RULE_EXECUTE);
	assert_int_equal(rule->access, HF_EXECUTE);
	assert_string_equal(joined(rule->objects), "sh gzip");
	assert_string_equal(rule->as->text, "nginx.sh");
	assert_false(rule->deny);
	layer_free(layer);
}

static void network_rules_are_taken_apart(void **state)
{
	static const unsigned connect = 1u << HF_NET_CONNECT, bind = 1u << HF_NET_BIND, accept = 1u << HF_NET_ACCEPT,
			      listen = 1u << HF_NET_LISTEN, send = 1u << HF_NET_SEND;
	static const unsigned tcp = 1u << HF_TCP, udp = 1u << HF_UDP;
	static const struct { const char *rule; unsigned ops, protos; const char *objects, *ports, *from; } cases[] = {
		{ "connect tcp", connect, tcp, "", "", "" },
		{ "connect tcp udp 443", connect, tcp | udp, "", "443", "" },
		{ "connect udp tcp port 443", connect, tcp | udp, "", "443", "" },
		{ "connect tcp 10.0.0.0/8 ::1", connect, tcp, "10.0.0.0/8 ::1", "", "" },
		{ "connect tcp 10.0.0.0/8 ::1 port 5432 8000-8080", connect, tcp, "10.0.0.0/8 ::1", "5432 8000-8080", "" },
		{ "bind udp 0.0.0.0 port 53", bind, udp, "0.0.0.0", "53", "" },
		{ "listen tcp 80 443", bind | listen | accept, tcp, "", "80 443", "" },
		{ "listen tcp ::1 port 80 from 10.0.0.0/8 ::1", bind | listen | accept, tcp, "::1", "80", "10.0.0.0/8 ::1" },
		{ "listen tcp 80 from 10.0.0.0/8", bind | listen | accept, tcp, "", "80", "10.0.0.0/8" },
		{ "accept tcp 10.0.0.0/8 port 80", accept, tcp, "10.0.0.0/8", "80", "" },
		{ "send udp 2001:db8::/32 port 0-65535", send, udp, "2001:db8::/32", "0-65535", "" },
	};
	struct layer *layer;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct rule *rule = parse_rule(&layer, cases[i].rule);

		assert_int_equal(rule->kind, RULE_NET);
		assert_int_equal(rule->netops, cases[i].ops);
		assert_int_equal(rule->protos, cases[i].protos);
		assert_int_equal(rule->access, 0);
		assert_string_equal(joined(rule->objects), cases[i].objects);
		assert_string_equal(joined(rule->ports), cases[i].ports);
		assert_string_equal(joined(rule->from), cases[i].from);
		layer_free(layer);
	}
}

static void unix_rules_are_accesses_to_names(void **state)
{
	static const struct { const char *verb; hf_u32 access; } verbs[] = {
		{ "connect", HF_CONNECT }, { "bind", HF_BIND }, { "listen", HF_BIND },
	};
	struct layer *layer;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		char text[64];
		const struct rule *rule;

		snprintf(text, sizeof(text), "%s unix /run/*.sock @abstract:a/", verbs[i].verb);
		rule = parse_rule(&layer, text);
		assert_int_equal(rule->kind, RULE_UNIX);
		assert_int_equal(rule->access, verbs[i].access);
		assert_int_equal(rule->netops, 0);
		assert_string_equal(joined(rule->objects), "/run/*.sock @abstract:a/");
		layer_free(layer);
	}
}

static void the_other_rules_keep_their_words(void **state)
{
	static const struct { const char *rule; enum rule_kind kind; const char *objects, *on; } cases[] = {
		{ "socket netlink raw 0", RULE_SOCKET, "netlink raw 0", "" },
		{ "socket 17", RULE_SOCKET, "17", "" },
		{ "capability chown kill", RULE_CAPABILITY, "chown kill", "" },
		{ "signal nginx *", RULE_PEER, "nginx *", "" },
		{ "mount proc bind on /proc scratch", RULE_MOUNT, "proc bind", "/proc scratch" },
		{ "use execmem bpf", RULE_USE, "execmem bpf", "" },
		{ "interpret job other.py", RULE_INTERPRET, "job other.py", "" },
		{ "interpret none", RULE_INTERPRET, "", "" },
		{ "environment LD_PRELOAD BASH_FUNC_f%% _x()", RULE_ENVIRONMENT, "LD_PRELOAD BASH_FUNC_f%% _x()", "" },
	};
	struct layer *layer;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct rule *rule = parse_rule(&layer, cases[i].rule);

		assert_int_equal(rule->kind, cases[i].kind);
		assert_string_equal(joined(rule->objects), cases[i].objects);
		assert_string_equal(joined(rule->on), cases[i].on);
		layer_free(layer);
	}
	assert_int_equal(parse_rule(&layer, "trace a")->peerop, HF_TRACE);
	layer_free(layer);
	assert_int_equal(parse_rule(&layer, "inspect a")->peerop, HF_INSPECT);
	layer_free(layer);
}

static void words_are_what_stands_between_blanks(void **state)
{
	struct layer *layer;
	const struct word *word;
	const struct rule *rule;

	(void)state;
	rule = parse_rule(&layer, "\tread\t \"/a b\" /c\\ d /e#f \"/g\\\"h\" /i\\\\ \\\n   \t/j # /k \\");
	word = rule->objects;
	assert_string_equal(word->text, "/a b");
	word = word->next;
	assert_string_equal(word->text, "/c\\ d");
	assert_int_equal(word->at.column, 15);
	word = word->next;
	assert_string_equal(word->text, "/e#f");
	word = word->next;
	assert_string_equal(word->text, "/g\\\"h");
	word = word->next;
	assert_string_equal(word->text, "/i\\\\");
	word = word->next;
	assert_string_equal(word->text, "/j");
	assert_int_equal(word->at.line, 4);
	assert_int_equal(word->at.column, 5);
	assert_null(word->next);
	assert_string_equal(layer->items->next->body->comment, "# /k \\");
	layer_free(layer);
}

static void domains_may_stand_on_one_line(void **state)
{
	struct layer *layer = parse("policy a 1\ndomain a { read /a }\ndomain b { }\ndomain c { read /a\nread /b }\n"
				    "domain * { # all\n} # end");
	const struct item *item = layer->items->next;

	(void)state;
	assert_string_equal(joined(item->body->rule->objects), "/a");
	item = item->next;
	assert_null(item->body);
	item = item->next;
	assert_string_equal(joined(item->body->rule->objects), "/a");
	assert_string_equal(joined(item->body->next->rule->objects), "/b");
	item = item->next;
	assert_string_equal(item->name->text, "*");
	assert_string_equal(item->comment, "# all");
	assert_string_equal(item->end_comment, "# end");
	layer_free(layer);
}

static void lines_of_a_layer_are_found(void **state)
{
	struct layer *layer = parse("policy a 1\n\n# x");

	(void)state;
	assert_null(layer_line(layer, 0));
	assert_memory_equal(layer_line(layer, 1), "policy", 6);
	assert_memory_equal(layer_line(layer, 2), "\n#", 2);
	assert_string_equal(layer_line(layer, 3), "# x");
	assert_null(layer_line(layer, 4));
	layer_free(layer);
}

static void a_policy_need_not_end_in_a_newline_or_nul(void **state)
{
	static const char text[] = "policy a 1\nset a = /b";
	char *copy = memcpy(xmalloc(sizeof(text) - 1), text, sizeof(text) - 1);
	struct layer *layer = parse_bytes(copy, sizeof(text) - 1);

	(void)state;
	free(copy);
	assert_non_null(layer);
	assert_string_equal(joined(layer->items->next->words), "/b");
	layer_free(layer);
}

/* Every prefix of a text either parses or is refused with words; nothing is read behind it. */
static void truncated_texts_are_read_to_their_end_only(void **state)
{
	static const char text[] = "policy a 1\nset x = \"/a\\\"b\" /c\\x20 \\\n /{a,b[c-d]}/**\n"
				   "program p = /p " DIGEST " by q\ndomain d { # c\n connect tcp 1.2.3.4/32 port 1-2\n}\n"
				   "expect d mount proc on /proc allow\n";

	(void)state;
	for (size_t length = 0; length < sizeof(text); length++) {
		char *copy = memcpy(xmalloc(length), text, length);
		struct diagnostics diag;
		struct layer *layer;

		diag_init(&diag);
		layer = layer_parse("t", copy, length, &diag);
		assert_true(!layer == (diag.errors > 0));
		layer_free(layer);
		diag_free(&diag);
		free(copy);
	}
}

static void refuse_with(const char *text, size_t length, const char *words)
{
	char *said = refusal(text, length);

	if (!strstr(said, words))
		print_error("%s\n", said);
	assert_non_null(strstr(said, words));
	free(said);
}

static void the_limit_of_a_line_is_exact_and_named(void **state)
{
	struct text text = { 0 };
	size_t start;

	(void)state;
	text_puts(&text, "policy a 1\n");
	start = text.length;
	text_puts(&text, "set s =");
	while (text.length - start + 5 <= HF_MAX_LINE_BYTES)
		text_puts(&text, " /abc");
	while (text.length - start < HF_MAX_LINE_BYTES)
		text_puts(&text, "d");
	layer_free(parse(text.bytes));
	/* Blanks and comments do not count. */
	text_puts(&text, "    # comment\n");
	layer_free(parse(text.bytes));
	text.length = start + HF_MAX_LINE_BYTES;
	text_puts(&text, "e");
	refuse_with(text.bytes, text.length, "HF_MAX_LINE_BYTES");
	text_free(&text);
}

static void the_limits_of_names_and_patterns_are_exact_and_named(void **state)
{
	char name[HF_MAX_NAME_BYTES + 2], pattern[HF_MAX_PATTERN_BYTES + 2], text[HF_MAX_PATTERN_BYTES + 200];

	(void)state;
	memset(name, 'n', sizeof(name));
	memset(pattern, 'p', sizeof(pattern));
	pattern[0] = '/';
	name[HF_MAX_NAME_BYTES] = '\0';
	pattern[HF_MAX_PATTERN_BYTES] = '\0';
	snprintf(text, sizeof(text), "policy a 1\nset %s = %s\n", name, pattern);
	layer_free(parse(text));
	name[HF_MAX_NAME_BYTES] = 'n';
	name[HF_MAX_NAME_BYTES + 1] = '\0';
	snprintf(text, sizeof(text), "policy a 1\nset %s = /a\n", name);
	refuse_with(text, strlen(text), "HF_MAX_NAME_BYTES");
	pattern[HF_MAX_PATTERN_BYTES] = 'p';
	pattern[HF_MAX_PATTERN_BYTES + 1] = '\0';
	snprintf(text, sizeof(text), "policy a 1\nset a = %s\n", pattern);
	refuse_with(text, strlen(text), "HF_MAX_PATTERN_BYTES");
}

static void an_oversized_text_is_refused_unread(void **state)
{
	char byte = 'p';

	(void)state;
	refuse_with(&byte, (size_t)HF_MAX_TEXT_BYTES + 1, "HF_MAX_TEXT_BYTES");
}

static void errors_of_earlier_layers_do_not_hide_those_of_later_ones(void **state)
{
	struct diagnostics diag;

	(void)state;
	diag_init(&diag);
	for (unsigned i = 0; i < 2 * HF_MAX_ERRORS; i++)
		diag_add(&diag, SEVERITY_ERROR, "other", 0, 0, 0, NULL, NULL, "e");
	assert_null(layer_parse("empty", "", 0, &diag));
	assert_null(layer_parse("bad", "policy a 1\nx\n", 13, &diag));
	diag_free(&diag);
}

/* What the tokens of @pattern are, one letter each. */
static const char *tokens(const char *pattern)
{
	static const char letters[] = ".b?[*ADoc}!";
	static char text[100];
	struct pattern_reader reader;
	struct pattern_token token;
	size_t count = 0;

	pattern_start(&reader, pattern);
	while (pattern_next(&reader, &token) != PATTERN_END && count < 99)
		text[count++] = letters[token.kind];
	text[count] = '\0';
	return text;
}

static void patterns_become_tokens(void **state)
{
	struct pattern_reader reader;
	struct pattern_token token;

	(void)state;
	assert_string_equal(tokens("/"), "");
	assert_string_equal(tokens("/**"), "D");
	assert_string_equal(tokens("/a/**"), "bbD");
	assert_string_equal(tokens("/**/a"), "Dbb");
	assert_string_equal(tokens("/a/**/**/b"), "bbDDbb");
	assert_string_equal(tokens("/a**/*b?[c]"), "bbAb*b?[");
	assert_string_equal(tokens("/**a"), "bAb");
	assert_string_equal(tokens("/{a,b}"), "bobcb}");
	assert_string_equal(tokens("/\\*\\x00,]"), "bbbbb");
	pattern_start(&reader, "\\x41[!a-z/]");
	assert_int_equal(pattern_next(&reader, &token), PATTERN_BYTE);
	assert_int_equal(token.byte, 'A');
	assert_int_equal(token.length, 4);
	assert_int_equal(pattern_next(&reader, &token), PATTERN_BAD);
	pattern_start(&reader, "[!a-z\\]-]");
	assert_int_equal(pattern_next(&reader, &token), PATTERN_SET);
	for (unsigned byte = 0; byte < 256; byte++) {
		bool in = token.set[byte / 64] >> (byte % 64) & 1;
		bool listed = (byte >= 'a' && byte <= 'z') || byte == ']' || byte == '-' || byte == '/';

		assert_int_equal(in, !listed);
	}
	pattern_start(&reader, "[.-0]");
	assert_int_equal(pattern_next(&reader, &token), PATTERN_SET);
	assert_int_equal(token.set[0], 1ull << '.' | 1ull << '0');
}

static void braces_are_expanded_leftmost_slowest(void **state)
{
	static const struct { const char *pattern; const char *words; } cases[] = {
		{ "/a", "/a" },
		{ "/{a,b}{c,d}", "/ac /ad /bc /bd" },
		{ "/{a,{b,c}d,}e", "/ae /bde /cde /e" },
		{ "/a{,/**}", "/a /a/**" },
		{ "/[{,}]{a,\\,}", "/[{,}]a /[{,}]\\," },
		{ "/{,a}", "/ /a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *arena = arena_new();
		struct text all = { 0 };
		struct pattern_fault fault;
		const char *const *words;
		size_t count;

		assert_true(pattern_check(cases[i].pattern, &fault));
		words = pattern_expand(arena, cases[i].pattern, &count);
		for (size_t w = 0; w < count; w++)
			text_printf(&all, "%s%s", w ? " " : "", words[w]);
		assert_string_equal(all.bytes, cases[i].words);
		text_free(&all);
		arena_free(arena);
	}
}

static void two_hundred_fifty_six_alternatives_are_accepted(void **state)
{
	struct arena *arena = arena_new();
	struct pattern_fault fault;
	size_t count;

	(void)state;
	assert_true(pattern_check("/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", &fault));
	pattern_expand(arena, "/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}", &count);
	assert_int_equal(count, HF_MAX_BRACE_WORDS);
	assert_false(pattern_check("/{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b,{c,d}}", &fault));
	arena_free(arena);
}

static void any_name_can_be_written_as_a_literal(void **state)
{
	struct arena *arena = arena_new();
	struct pattern_fault fault;
	struct text pattern = { 0 };
	char name[300] = "/dir/", *back;
	size_t length = 5;

	(void)state;
	for (int byte = 1; byte < 256; byte++)
		if (byte != '/')
			name[length++] = (char)byte;
	pattern_escape(&pattern, name, length);
	assert_true(pattern_check(pattern.bytes, &fault));
	assert_true(pattern_is_literal(pattern.bytes));
	back = pattern_literal(arena, pattern.bytes, &length);
	assert_string_equal(back, name);
	assert_null(strpbrk(pattern.bytes, " \t\n\""));
	text_free(&pattern);
	pattern_escape(&pattern, "", 0);
	assert_string_equal(pattern.bytes, "/");
	back = pattern_literal(arena, "/", &length);
	assert_non_null(back);
	assert_int_equal(length, 0);
	assert_null(pattern_literal(arena, "/a*", &length));
	assert_false(pattern_is_literal("/{a,b}"));
	text_free(&pattern);
	arena_free(arena);
}

static void prefixes_become_ranges(void **state)
{
	struct hf_net net;
	static const hf_u8 ten_low[16] = { [10] = 0xff, 0xff, 10 }, ten_high[16] = { [10] = 0xff, 0xff, 10, 255, 255, 255 };

	(void)state;
	assert_int_equal(word_prefix("10.0.0.0/8", &net), PREFIX_GOOD);
	assert_memory_equal(net.low, ten_low, 16);
	assert_memory_equal(net.high, ten_high, 16);
	assert_int_equal(word_prefix("10.1.0.0/8", &net), PREFIX_HOST_BITS);
	assert_int_equal(word_prefix("0.0.0.0/0", &net), PREFIX_GOOD);
	assert_int_equal(net.low[11], 0xff);
	assert_int_equal(net.low[12], 0);
	assert_int_equal(net.high[15], 255);
	assert_int_equal(word_prefix("2001:db8::/33", &net), PREFIX_GOOD);
	assert_int_equal(net.high[4], 0x7f);
	assert_int_equal(net.high[5], 0xff);
	assert_int_equal(word_prefix("::", &net), PREFIX_GOOD);
	assert_int_equal(word_prefix("::/0", &net), PREFIX_MAPPED);
	assert_int_equal(word_prefix("::/80", &net), PREFIX_MAPPED);
	assert_int_equal(word_prefix("::ffff:0:0/96", &net), PREFIX_MAPPED);
	assert_int_equal(word_prefix("::ffff:1.2.3.4", &net), PREFIX_MAPPED);
	assert_int_equal(word_prefix("2000::/3", &net), PREFIX_GOOD);
	assert_int_equal(word_prefix("1.2.3.4/33", &net), PREFIX_BAD_LENGTH);
	assert_int_equal(word_prefix("1.2.3", &net), PREFIX_NO_ADDRESS);
	assert_int_equal(word_prefix("01.2.3.4", &net), PREFIX_NO_ADDRESS);
}

static void misspelled_words_find_their_neighbours(void **state)
{
	static const char *const list[] = { "read", "write", "execute", "bpf", NULL };

	(void)state;
	assert_string_equal(word_nearest("raed", list), "read");
	assert_string_equal(word_nearest("WRITE", list), "write");
	assert_string_equal(word_nearest("exeute", list), "execute");
	assert_null(word_nearest("connect", list));
	assert_null(word_nearest("a-word-that-is-longer-than-all-of-them", list));
}

/* The target is well under a second; the limit here is generous for sanitizers and busy machines. */
static void a_hundred_thousand_rules_are_parsed_at_once(void **state)
{
	struct text text = { 0 };
	struct timespec start, end;
	struct layer *layer;
	double seconds;

	(void)state;
	text_puts(&text, "policy big 1\n");
	for (int d = 0; d < 1000; d++) {
		text_printf(&text, "domain d%d {\n", d);
		for (int r = 0; r < 100; r++)
			text_printf(&text, "    read /srv/app%d/dir%d/** /etc/{a,b,c}%d/*.conf\n", d, r, r);
		text_puts(&text, "}\n");
	}
	clock_gettime(CLOCK_MONOTONIC, &start);
	layer = parse_bytes(text.bytes, text.length);
	clock_gettime(CLOCK_MONOTONIC, &end);
	assert_non_null(layer);
	layer_free(layer);
	text_free(&text);
	seconds = (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9;
	print_message("100000 rules in %.2f s\n", seconds);
	assert_true(seconds < 5);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(statements_keep_everything_that_is_written),
		cmocka_unit_test(each_verb_has_its_accesses),
		cmocka_unit_test(execute_takes_programs_and_a_domain),
		cmocka_unit_test(network_rules_are_taken_apart),
		cmocka_unit_test(unix_rules_are_accesses_to_names),
		cmocka_unit_test(the_other_rules_keep_their_words),
		cmocka_unit_test(words_are_what_stands_between_blanks),
		cmocka_unit_test(domains_may_stand_on_one_line),
		cmocka_unit_test(lines_of_a_layer_are_found),
		cmocka_unit_test(a_policy_need_not_end_in_a_newline_or_nul),
		cmocka_unit_test(truncated_texts_are_read_to_their_end_only),
		cmocka_unit_test(the_limit_of_a_line_is_exact_and_named),
		cmocka_unit_test(the_limits_of_names_and_patterns_are_exact_and_named),
		cmocka_unit_test(an_oversized_text_is_refused_unread),
		cmocka_unit_test(errors_of_earlier_layers_do_not_hide_those_of_later_ones),
		cmocka_unit_test(patterns_become_tokens),
		cmocka_unit_test(braces_are_expanded_leftmost_slowest),
		cmocka_unit_test(two_hundred_fifty_six_alternatives_are_accepted),
		cmocka_unit_test(any_name_can_be_written_as_a_literal),
		cmocka_unit_test(prefixes_become_ranges),
		cmocka_unit_test(misspelled_words_find_their_neighbours),
		cmocka_unit_test(a_hundred_thousand_rules_are_parsed_at_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
