// SPDX-License-Identifier: GPL-2.0-or-later
/* What the compiler says about policies that do not hold together: each text, and the place and words of its message. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "tests/compiled.h"

#define SHA "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define BASE "policy p 1\nprogram sh = /bin/sh " SHA "\nprogram gzip = /bin/gzip " SHA "\n"
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

struct message {
	const char *texts[3];
	const char *says;
};

static const struct message errors[] = {
	{ { "policy p 1\ndomain a {\n read secrets\n}\n" },
	  "1.policy:3:7: this layer has no set `secrets`\ndeclare it" },
	{ { "policy p 1\nset secret = /a\ndomain a {\n read secrets\n}\n" },
	  "1.policy:4:7: this layer has no set `secrets`\nwrite `secret` instead" },
	{ { "policy p 1\nset s = /a\n", "policy q 1\ndomain a {\n read s\n}\n" },
	  "2.policy:3:7: this layer has no set `s`" },
	{ { "policy p 1\nset a = /x b\nset b = c\nset c = a\n" }, "1.policy:4:9: set `a` contains itself" },
	{ { "policy p 1\nset a = a\n" }, "1.policy:2:9: set `a` contains itself" },
	{ { "policy p 1\nset a = other\n" }, "1.policy:2:9: this layer has no set `other`" },
	{ { "policy p 1\nset a = /x\nset a = /y\n" }, "1.policy:3:5: set `a` is declared twice, first in line 2" },
	{ { BASE "domain a {\n execute shh\n}\n" },
	  "1.policy:5:10: there is no program `shh`\nwrite `sh` instead" },
	{ { BASE "domain a {\n execute sh\n}\n" },
	  "1.policy:5:10: there is no domain `sh` for the program to enter\nwrite `domain sh { ... }`, or `execute sh as DOMAIN`" },
	{ { BASE "domain a {\n execute sh as bb\n}\n" }, "1.policy:5:16: there is no domain `bb`" },
	{ { BASE "domain a {\n execute sh as b\n}\ndomain b {\n}\ndomain c {\n}\n",
	    "policy q 1\ndomain a {\n execute sh as c\n}\n" },
	  "2.policy:3:2: domain `a` executes `sh` as `c` here, but as `b` in 1.policy:5" },
	{ { BASE "domain * {\n execute sh as a\n}\ndomain a {\n execute sh as kernel\n}\n" },
	  "domain `a` executes `sh` as `kernel` here, but as `a` in 1.policy:5" },
	{ { BASE "domain a {\n signal web\n}\n" }, "1.policy:5:9: there is no domain `web`" },
	{ { BASE "domain a {\n deny trace web\n}\n" }, "1.policy:5:13: there is no domain `web`" },
	{ { BASE "program job = /usr/bin/job " SHA " by bash\n" }, ": there is no program `bash`" },
	{ { BASE "program sh = /usr/bin/dash " SHA "\n" },
	  "1.policy:4:14: program `sh` is /bin/sh in 1.policy:2" },
	{ { BASE, "policy q 1\nprogram bash = /bin/sh " SHA "\n" },
	  "2.policy:2:9: /bin/sh is already program `sh` in 1.policy:2" },
	{ { BASE "program job = /usr/bin/job " SHA " by sh\n", "policy q 1\nprogram job = /usr/bin/job " SHA "\n" },
	  "2.policy:2:9: program `job` has another interpreter in 1.policy:4" },
	{ { BASE "domain a {\n socket netlink\n deny socket netlink raw\n}\n" },
	  "1.policy:5:2: this allows sockets of which 1.policy:6 denies some" },
	{ { BASE "never web write /boot/**\n" }, "1.policy:4:7: there is no domain `web`" },
	{ { BASE "never * execute zsh\n" }, "1.policy:4:17: there is no program `zsh`" },
	{ { BASE "never * read boot\n" }, "1.policy:4:14: this layer has no set `boot`" },
	{ { BASE "expect web read /a deny\n" }, "1.policy:4:8: there is no domain `web`" },
	{ { BASE "expect kernel signal web deny\n" }, "1.policy:4:22: there is no domain `web`" },
	{ { BASE "program py = /py " SHA " interpreter -I\n", "policy q 1\nprogram py = /py " SHA " interpreter -E\n" },
	  "2.policy:2:102: program `py` is given `-I` in another line" },
	{ { BASE "domain a {\n interpret shh\n}\n" },
	  "1.policy:5:12: there is no program `shh`\nwrite `sh` instead" },
	{ { BASE "domain a {\n deny interpret sh gzip\n}\n" },
	  "1.policy:5:17: program `sh` is not a script\nwrite `by` and its interpreter" },
	{ { BASE "never * interpret gzip\n" }, "1.policy:4:19: program `gzip` is not a script" },
	{ { BASE "expect kernel interpret gzip deny\n" }, "1.policy:4:25: program `gzip` is not a script" },
	{ { BASE "expect kernel execute zsh deny\n" }, "1.policy:4:23: there is no program `zsh`" },
};

static const struct message warnings[] = {
	{ { BASE "domain a {\n}\n" }, "1.policy:0:0: domain `kernel` executes nothing, so nothing runs" },
	{ { BASE "domain kernel {\n execute sh\n}\ndomain sh {\n}\ndomain a {\n}\n" },
	  "1.policy:9:8: nothing enters domain `a`" },
	{ { BASE "domain kernel {\n execute sh\n}\ndomain sh {\n}\n" },
	  "1.policy:3:1: no domain executes program `gzip`" },
	{ { BASE "library /lib/a.so " SHA "\ndomain a {\n map /lib/b.so\n}\n" },
	  "1.policy:4:9: no domain may map library /lib/a.so" },
};

static size_t layers_of(const struct message *message)
{
	size_t count = 0;

	while (count < COUNT(message->texts) && message->texts[count])
		count++;
	return count;
}

static void errors_name_place_and_remedy(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(errors); i++) {
		struct compiled compiled;

		compile_texts(&compiled, errors[i].texts, layers_of(&errors[i]));
		if (compiled.good || !compiled_says(&compiled, SEVERITY_ERROR, errors[i].says)) {
			compiled_show(&compiled);
			fail_msg("%s: not said of:\n%s", errors[i].says, errors[i].texts[0]);
		}
		compiled_free(&compiled);
	}
}

static void warnings_do_not_refuse(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(warnings); i++) {
		struct compiled compiled;

		compile_texts(&compiled, warnings[i].texts, layers_of(&warnings[i]));
		if (!compiled.good || !compiled_says(&compiled, SEVERITY_WARNING, warnings[i].says)) {
			compiled_show(&compiled);
			fail_msg("%s: not said of:\n%s", warnings[i].says, warnings[i].texts[0]);
		}
		compiled_free(&compiled);
	}
}

/* What is used must not be warned about. */
static void a_whole_policy_has_no_warnings(void **state)
{
	struct compiled compiled;

	(void)state;
	compile_text(&compiled, BASE "program job = /usr/bin/job " SHA " by sh\nlibrary /lib/a.so " SHA "\n"
		     "domain kernel {\n execute gzip\n}\ndomain gzip {\n map /lib/*\n execute job\n}\n"
		     "domain job {\n map /lib/*\n}\n");
	if (compiled.diag.count)
		compiled_show(&compiled);
	assert_true(compiled.good);
	assert_int_equal(compiled.diag.count, 0);
	compiled_free(&compiled);
}

/* Patterns for as many domains, each with `**` inside: their automaton has 2^40 states. */
static void growth_without_bound_is_refused_by_name(void **state)
{
	struct text text = { 0 };
	struct compiled compiled;

	(void)state;
	text_puts(&text, "policy p 1\n");
	for (int i = 0; i < 40; i++)
		text_printf(&text, "domain d%d {\n read /usr/lib/x%d /srv/**/d%d/**\n}\n", i, i, i);
	compile_text(&compiled, text.bytes);
	assert_false(compiled.good);
	if (!compiled_says(&compiled, SEVERITY_ERROR, "what grows them most is `/srv/**/d") ||
	    compiled_says(&compiled, SEVERITY_ERROR, "/usr/lib")) {
		compiled_show(&compiled);
		fail_msg("the patterns that grow are not named");
	}
	compiled_free(&compiled);
	text_free(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(errors_name_place_and_remedy),
		cmocka_unit_test(warnings_do_not_refuse),
		cmocka_unit_test(a_whole_policy_has_no_warnings),
		cmocka_unit_test(growth_without_bound_is_refused_by_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
