/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The canonical form of a policy. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "compiler/ast.h"
#include "tests/parsed.h"

#define DIGEST "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static struct layer *parse(const char *text, size_t length)
{
	struct layer *layer = parsed(text, length);

	assert_non_null(layer);
	return layer;
}

/* @text in canonical form, to be freed; checks that this form is canonical. */
static char *formatted(const char *text)
{
	struct layer *layer = parse(text, strlen(text));
	size_t length, again_length;
	char *once = layer_format(layer, &length), *twice;

	assert_int_equal(strlen(once), length);
	layer_free(layer);
	layer = parse(once, length);
	twice = layer_format(layer, &again_length);
	layer_free(layer);
	assert_string_equal(once, twice);
	free(twice);
	return once;
}

static void check(const char *text, const char *canonical)
{
	char *form = formatted(text);

	assert_string_equal(form, canonical);
	free(form);
}

static void blanks_between_words_are_one(void **state)
{
	(void)state;
	check(" policy   a\t1  \n\n set  s =   /a\t/b  \n", "policy a 1\n\nset s = /a /b\n");
}

static void groups_are_set_apart_by_one_empty_line(void **state)
{
	(void)state;
	check("policy a 1\nset s = /a\nset t = /b\nprogram p = /p " DIGEST "\nlibrary /l " DIGEST "\n"
	      "domain p {\nread /a\n}\ndomain q {\n}\nnever * read /a\nexpect p read /a allow\n",
	      "policy a 1\n\nset s = /a\nset t = /b\n\nprogram p = /p " DIGEST "\n\nlibrary /l " DIGEST "\n\n"
	      "domain p {\n    read /a\n}\n\ndomain q {\n}\n\nnever * read /a\n\nexpect p read /a allow\n");
}

static void empty_lines_are_kept_but_never_two_or_at_the_ends(void **state)
{
	(void)state;
	check("\n\n\npolicy a 1\n\n\n\nset s = /a\n\n  \nset t = /b\ndomain p {\n\n\nread /a\n\n\nread /b\n\n}\n\n\n",
	      "policy a 1\n\nset s = /a\n\nset t = /b\n\ndomain p {\n    read /a\n\n    read /b\n}\n");
}

static void comments_stay_with_what_they_are_about(void **state)
{
	(void)state;
	check("# title\npolicy a 1 # first\nset s = /a    # a set\n# about p\n# and more\ndomain p { # it\n"
	      "\t# rules\nread /a # one\n\n  # last\n}   # end\n# bottom   \n",
	      "# title\npolicy a 1  # first\n\nset s = /a  # a set\n\n# about p\n# and more\ndomain p {  # it\n"
	      "    # rules\n    read /a  # one\n\n    # last\n}  # end\n# bottom\n");
}

static void a_domain_of_one_line_gets_its_lines(void **state)
{
	(void)state;
	check("policy a 1\ndomain kernel { execute init } # start\ndomain b { }\n",
	      "policy a 1\n\ndomain kernel {\n    execute init\n}  # start\n\ndomain b {\n}\n");
}

static void quotes_stand_only_around_blanks(void **state)
{
	(void)state;
	check("policy \"a\" 1\nset s = \"/a\" \"/b c\" /d\\ e \"/f\\\"g\" \"/h#i\" \"/j\\ k\" \"/l\\ m n\"\n",
	      "policy a 1\n\nset s = /a \"/b c\" /d\\ e /f\\\"g /h#i /j\\ k \"/l\\ m n\"\n");
}

static void every_rule_is_written_in_its_canonical_order(void **state)
{
	(void)state;
	check("policy a 1\ndomain p {\ndeny  read /a b\nwrite /c\nexecute a b as c\nconnect udp tcp\nconnect tcp port 80\n"
	      "connect tcp 10.0.0.0/8 ::1 port 80 90-99\nlisten tcp 80 from 10.0.0.0/8\nlisten tcp from ::1\n"
	      "listen tcp ::1 port 80 from ::2\naccept tcp 80\nsend udp 53\nconnect unix /a @b:\nlisten unix /c\n"
	      "bind unix /d\nsocket netlink raw 0\ncapability kill chown\nsignal * a\ntrace b\ninspect c\n"
	      "mount proc bind on /proc /mnt/**\nuse bpf perf\ninterpret  none\ndeny interpret a b\nenvironment  B A\n"
	      "data /d  s\n}\n",
	      "policy a 1\n\ndomain p {\n    deny read /a b\n    write /c\n    execute a b as c\n    connect tcp udp\n"
	      "    connect tcp 80\n    connect tcp 10.0.0.0/8 ::1 port 80 90-99\n    listen tcp 80 from 10.0.0.0/8\n"
	      "    listen tcp from ::1\n    listen tcp ::1 port 80 from ::2\n    accept tcp 80\n    send udp 53\n"
	      "    connect unix /a @b:\n    listen unix /c\n    bind unix /d\n    socket netlink raw 0\n"
	      "    capability kill chown\n    signal * a\n    trace b\n    inspect c\n"
	      "    mount proc bind on /proc /mnt/**\n    use bpf perf\n    interpret none\n"
	      "    deny interpret a b\n    environment B A\n    data /d s\n}\n");
}

static void statements_keep_all_their_words(void **state)
{
	(void)state;
	check("policy a 1\nprogram s = /s sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef by q\n"
	      "program q = /q " DIGEST "  interpreter   -I\nprogram r = /r " DIGEST " by \\\n q \\\n  interpreter\n"
	      "never a reach execute sh as x\nnever * connect tcp\nexpect a connect tcp 1.2.3.4 port 5 deny\n",
	      "policy a 1\n\nprogram s = /s " DIGEST " by q\nprogram q = /q " DIGEST " interpreter -I\n"
	      "program r = /r " DIGEST " \\\n    by q \\\n    interpreter\n\n"
	      "never a reach execute sh as x\nnever * connect tcp\n\nexpect a connect tcp 1.2.3.4 port 5 deny\n");
}

static void continued_lines_stay_continued_at_the_same_words(void **state)
{
	(void)state;
	check("policy a 1\nset s = /a \\\n/b \\\n   /c /d\ndomain p {\n  read \\\n/a \\\n  /b\n  connect tcp 10.0.0.1 \\\n port \\\n 80\n}\n"
	      "never * \\\n read /a\n",
	      "policy a 1\n\nset s = /a \\\n    /b \\\n    /c /d\n\ndomain p {\n    read \\\n        /a \\\n        /b\n"
	      "    connect tcp 10.0.0.1 \\\n        port 80\n}\n\nnever * \\\n    read /a\n");
}

static void a_line_of_the_greatest_length_still_parses_formatted(void **state)
{
	struct text text = { 0 };
	char *form;

	(void)state;
	text_puts(&text, "policy a 1\ndomain p {\nread");
	for (size_t bytes = 4; bytes + 5 <= 65536; bytes += 5)
		text_puts(&text, " /abc");
	text_puts(&text, "\n}\n");
	form = formatted(text.bytes);
	assert_int_equal(strlen(form), text.length + 1 + 4);
	free(form);
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(blanks_between_words_are_one),
		cmocka_unit_test(groups_are_set_apart_by_one_empty_line),
		cmocka_unit_test(empty_lines_are_kept_but_never_two_or_at_the_ends),
		cmocka_unit_test(comments_stay_with_what_they_are_about),
		cmocka_unit_test(a_domain_of_one_line_gets_its_lines),
		cmocka_unit_test(quotes_stand_only_around_blanks),
		cmocka_unit_test(every_rule_is_written_in_its_canonical_order),
		cmocka_unit_test(statements_keep_all_their_words),
		cmocka_unit_test(continued_lines_stay_continued_at_the_same_words),
		cmocka_unit_test(a_line_of_the_greatest_length_still_parses_formatted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
