// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4 `never` is proven over all layers, denials and exec chains, or refused
 * with an example, the chain and the rules that are to blame. Each line that
 * does not hold has a neighbour that differs in one thing and does.
 */
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
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

/* Lines 1 to 31. */
static const char base[] =
	"policy p 1\n"
	"program init = /sbin/init " SHA "\n"
	"program web = /usr/bin/web " SHA "\n"
	"program sh = /bin/sh " SHA "\n"
	"program tool = /bin/tool " SHA "\n"
	"domain kernel {\n execute init\n}\n"
	"domain init {\n execute web\n}\n"
	"domain web {\n"
	" execute sh as web.sh\n"
	" read /srv/**/*.html /etc/**\n"
	" deny read /etc/shadow*\n"
	" connect tcp 10.0.0.0/8 port 80 443\n"
	" deny connect tcp 10.9.0.0/16\n"
	" capability net_bind_service\n"
	" signal web.sh\n"
	" socket netlink raw\n"
	" use perf\n"
	" mount proc on /mnt/*\n"
	" listen tcp 80 from 192.168.0.0/16\n"
	"}\n"
	"domain web.sh {\n"
	" execute tool as web.tool\n"
	" deny execute sh\n"
	"}\n"
	"domain web.tool {\n write /boot/{a,b}*\n}\n";

/* The second layer ends in one `never`; NULL: it holds. */
static const struct never {
	const char *line;
	const char *says;
} nevers[] = {
	{ "never * write /boot/**",
	  "2.policy:5:1: this does not hold: domain `web.tool` may modify, append, create, delete, attribute "
	  "\"/boot/a\"\ngranted by 1.policy:30; narrow that, or deny it" },
	{ "never * write /boot/c*", NULL },
	{ "never * read /boot/**", NULL },
	{ "never web write /boot/**", NULL },
	{ "never web reach delete /boot/b?",
	  "domain `web.tool`, reached by web -> web.sh -> web.tool may delete \"/boot/bx\"" },
	{ "never web.tool reach delete /boot/b?", "domain `web.tool` may delete \"/boot/bx\"" },
	{ "never init reach write /boot/vmlinuz", NULL },
	/* The deny of the same layer, and that of `domain *` in the second (which holds `/etc/secret` itself). */
	{ "never web read /etc/shadow", NULL },
	{ "never web read /etc/shadow*", NULL },
	{ "never web read /etc/passwd", "domain `web` may read \"/etc/passwd\"" },
	{ "never * read /etc/secret/**", NULL },
	{ "never * read /etc/**/secret", "may read \"/etc/x/secret\"\ngranted by 1.policy:14;" },
	/* `/srv/` + `.html` is no name by itself: a component comes before. */
	{ "never * read /srv/?.html", "domain `web` may read \"/srv/x.html\"" },
	{ "never * read /srv/*.htm", NULL },
	{ "never * map /**", NULL },
	{ "never * execute sh", "domain `web` may execute sh as web.sh\ngranted by 1.policy:13;" },
	{ "never web.sh execute sh", NULL },
	{ "never * execute web as web.sh", NULL },
	{ "never * execute web as web", "domain `init` may execute web as web" },
	{ "never web.sh reach execute tool", "domain `web.sh` may execute tool as web.tool" },
	{ "never init reach execute tool",
	  "domain `web.sh`, reached by init -> web -> web.sh may execute tool as web.tool" },
	{ "never web.tool reach execute tool sh", NULL },
	{ "never web connect tcp 10.1.2.0/24 port 81-500",
	  "domain `web` may connect tcp 10.1.2.0 port 443\ngranted by 1.policy:16;" },
	{ "never web connect tcp 10.1.2.0/24 port 81-442", NULL },
	{ "never web connect tcp 10.9.1.0/24", NULL },
	{ "never web connect udp", NULL },
	{ "never web connect tcp 10.8.255.255", "may connect tcp 10.8.255.255 port 80" },
	{ "never web connect tcp 2000::/3 fe80::/10", NULL },
	{ "never * listen tcp 80", "domain `web` may bind tcp :: port 80\ngranted by 1.policy:23;" },
	{ "never * accept tcp 192.0.0.0/8", "domain `web` may accept tcp 192.168.0.0 port 80" },
	{ "never * accept tcp 10.0.0.0/8", NULL },
	{ "never * capability net_bind_service", "domain `web` may use capability net_bind_service" },
	{ "never * capability sys_admin", NULL },
	{ "never * signal web", NULL },
	{ "never * signal *", "domain `web` may signal web.sh" },
	{ "never * trace *", NULL },
	{ "never * socket netlink", "domain `web` may open sockets of family 16 type 3" },
	{ "never * socket netlink dgram", NULL },
	{ "never * use perf bpf", "domain `web` may use perf" },
	{ "never * use bpf", NULL },
	{ "never * mount proc on /mnt/**", "domain `web` may mount \"/mnt/x\"\ngranted by 1.policy:22;" },
	{ "never * mount sysfs on /mnt/**", NULL },
	{ "never * mount proc on /media/**", NULL },
};

static void never_is_proven_or_refuted(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(nevers); i++) {
		struct compiled compiled;
		struct text second = { 0 };

		text_printf(&second, "policy q 1\ndomain * {\n deny read /etc/secret/**\n}\n%s\n", nevers[i].line);
		compile_texts(&compiled, (const char *[]){ base, second.bytes }, 2);
		if (compiled.good != !nevers[i].says ||
		    (nevers[i].says && !compiled_says(&compiled, SEVERITY_ERROR, nevers[i].says))) {
			compiled_show(&compiled);
			fail_msg("`%s` should %s", nevers[i].line, nevers[i].says ? nevers[i].says : "hold");
		}
		compiled_free(&compiled);
		text_free(&second);
	}
}

/* What is forbidden and granted to nobody leaves no trace in the tables. */
static void never_does_not_refine_classes(void **state)
{
	struct compiled with, without;
	struct text text = { 0 };

	(void)state;
	compile_text(&without, base);
	text_printf(&text, "%snever * write /home/**/.ssh/** /etc/**/*.conf\nnever * read @memfd:*\n", base);
	compile_text(&with, text.bytes);
	assert_true(with.good && without.good);
	assert_int_equal(with.stats.classes, without.stats.classes);
	assert_int_equal(with.stats.states, without.stats.states);
	assert_int_equal(with.stats.edges, without.stats.edges);
	compiled_free(&with);
	compiled_free(&without);
	text_free(&text);
}

static const struct expect {
	const char *line;
	bool holds;
} expects[] = {
	{ "expect web read /etc/passwd allow", true }, { "expect web read /etc/passwd deny", false },
	{ "expect web read /etc/shadow deny", true }, { "expect web read /etc/shadow allow", false },
	{ "expect web.tool write /boot/a allow", true }, { "expect web.tool write /boot/c deny", true },
	{ "expect web execute sh allow", true }, { "expect web execute sh as web.sh allow", true },
	{ "expect web execute sh as web allow", false }, { "expect web execute sh as web deny", true },
	{ "expect web.sh execute sh deny", true },
	{ "expect web connect tcp 10.0.0.1 port 80 allow", true },
	{ "expect web connect tcp 10.0.0.1 port 81 deny", true },
	{ "expect web connect tcp 10.9.0.1 port 80 allow", false },
	{ "expect web listen tcp 127.0.0.1 port 80 allow", true },
	{ "expect web accept tcp 127.0.0.1 port 80 deny", true },
	{ "expect web accept tcp 192.168.7.7 port 80 allow", true },
	{ "expect web capability net_bind_service allow", true }, { "expect web capability kill allow", false },
	{ "expect web signal web.sh allow", true }, { "expect web signal web allow", false },
	{ "expect web use perf allow", true }, { "expect web use bpf deny", true },
	{ "expect web socket netlink raw 4 allow", true }, { "expect web socket netlink allow", false },
	{ "expect web mount proc on /mnt/a allow", true }, { "expect web mount tmpfs on /mnt/a deny", true },
	{ "expect web mount proc on /mnt/a/b allow", false },
};

static void expect_asks_the_engine(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(expects); i++) {
		struct compiled compiled;
		struct text text = { 0 };

		text_printf(&text, "%s%s\n", base, expects[i].line);
		compile_text(&compiled, text.bytes);
		if (compiled.good != expects[i].holds ||
		    (!compiled.good && !compiled_says(&compiled, SEVERITY_ERROR, "1.policy:32:1: expected "))) {
			compiled_show(&compiled);
			fail_msg("`%s` should %shold", expects[i].line, expects[i].holds ? "" : "not ");
		}
		compiled_free(&compiled);
		text_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(never_is_proven_or_refuted),
		cmocka_unit_test(never_does_not_refine_classes),
		cmocka_unit_test(expect_asks_the_engine),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
