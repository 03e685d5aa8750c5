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

#include "base/arena.h"
#include "base/text.h"
#include "compiler/ast.h"
#include "tests/parsed.h"

#define DIGEST "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct layer *parse(const char *text)
{
	struct layer *layer = parsed(text, strlen(text));

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
	struct layer *layer = parsed(copy, sizeof(text) - 1);

	(void)state;
	free(copy);
	assert_non_null(layer);
	assert_string_equal(joined(layer->items->next->words), "/b");
	layer_free(layer);
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
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
