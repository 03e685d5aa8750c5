// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2 Interpreters and environments: what `interpret`, `environment` and `data` become, which
 * variables inject code, and that no domain whose interpreters are confined may run what it writes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/environment.h"
#include "tests/compiled.h"

#define SHA "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static const char *const injecting[] = {
#define X(name) name,
	HF_INJECTING_VARIABLES(X)
#undef X
};

/* Lines 1 to 19. */
static const char base[] =
	"policy p 1\n"
	"program init = /sbin/init " SHA "\n"
	"program py = /usr/bin/py " SHA " interpreter\n"
	"program sh = /bin/sh " SHA "\n"
	"program job = /srv/job.py " SHA " by py\n"
	"program web = /srv/web.py " SHA " by py\n"
	"program cron = /srv/cron.sh " SHA " by sh\n"
	"domain kernel {\n execute init\n}\n"
	"domain init {\n execute py\n execute job cron as free\n}\n"
	"domain free {\n read /srv/**\n}\n"
	"domain py {\n";

static void compile_with(struct compiled *compiled, const char *rest, const char *second)
{
	struct text text = { 0 };

	text_printf(&text, "%s%s", base, rest);
	compile_texts(compiled, (const char *[]){ text.bytes, second }, second ? 2 : 1);
	text_free(&text);
}

static void need(const struct compiled *compiled)
{
	if (!compiled->good)
		compiled_show(compiled);
	assert_true(compiled->good);
}

static const struct hf_domain *domain_of(const struct compiled *compiled, const char *name)
{
	return &compiled->image.DOMAINS[hf_find_domain(&compiled->image, name)];
}

/* The paths of a domain's scripts, or names of its variables, with blanks between. */
static const char *listed(const struct compiled *compiled, const char *name, bool variables)
{
	static char all[256];
	const struct hf_domain *domain = domain_of(compiled, name);
	struct hf_slice slice = variables ? domain->variables : domain->scripts;
	const struct hf_image *image = &compiled->image;

	all[0] = '\0';
	for (hf_u32 i = hf_le32(slice.first); i < hf_le32(slice.first) + hf_le32(slice.count); i++) {
		hf_u32 string = variables ? image->VARIABLES[i] : image->CODES[hf_le32(image->SCRIPTS[i])].path;

		strcat(strcat(all, all[0] ? " " : ""), hf_string(image, string));
	}
	return all;
}

static bool is_marked(const struct compiled *compiled, const char *name)
{
	return hf_le32(domain_of(compiled, name)->flags) & HF_DOMAIN_SCRIPTS_ONLY;
}

/* hf_variable_injects() looks for the first letter by halves. */
static void injecting_variables_are_sorted(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(injecting); i++) {
		const char *star = strchr(injecting[i], '*');

		assert_true(strlen(injecting[i]) > 1);
		assert_true(!star || !star[1]);
		if (i && strcmp(injecting[i - 1], injecting[i]) >= 0)
			fail_msg("%s stands before %s", injecting[i - 1], injecting[i]);
	}
}

static bool injects(const char *name)
{
	return hf_variable_injects(name, strlen(name));
}

/* Each entry, each with a byte less and a byte more, and what only looks like one. */
static void variables_inject_as_the_list_says(void **state)
{
	static const char *const harmless[] = {
		"", "_", "A", "ZZ", "HOME", "PATH", "LANG", "TERM", "LD", "LDPRELOAD", "ld_preload", "XLD_PRELOAD",
		"ENVIRONMENT", "BASH", "BASH_FUNC", "PYTHON", "PYTHONUNBUFFERED", "PERL", "RUBY", "LUA_", "R_LIB",
		"\xff", "*", "LD*",
	};
	static const char *const harmful[] = {
		"LD_PRELOAD", "LD_LIBRARY_PATH", "LD_AUDIT", "LD_", "LD_*", "BASH_ENV", "ENV", "PYTHONPATH", "PERL5OPT",
		"BASH_FUNC_f%%", "BASH_FUNC_f()", "SHELLOPTS", "PS4", "NODE_OPTIONS", "LUA_INIT_5_4", "AWKPATH",
		"_JAVA_OPTIONS", "GCONV_PATH",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(harmless); i++)
		if (injects(harmless[i]))
			fail_msg("%s injects nothing", harmless[i]);
	for (size_t i = 0; i < COUNT(harmful); i++)
		if (!injects(harmful[i]))
			fail_msg("%s injects code", harmful[i]);
	/* The name ends where its length says. */
	assert_true(hf_variable_injects("ENV=x", 3));
	assert_false(hf_variable_injects("ENV=x", 4));
	assert_true(hf_variable_injects("LD_PRELOAD=/x", 10));
	assert_false(hf_variable_injects("LD_", 2));
	for (size_t i = 0; i < COUNT(injecting); i++) {
		size_t length = strlen(injecting[i]);
		bool open = injecting[i][length - 1] == '*';
		char more[64];

		snprintf(more, sizeof(more), "%.*sx", (int)(length - open), injecting[i]);
		assert_true(hf_variable_injects(injecting[i], length - open));
		if (open)
			assert_true(injects(more));
	}
}

static void kinds_say_who_is_an_interpreter(void **state)
{
	static const struct { const char *path; hf_u32 kinds; } cases[] = {
		{ "/sbin/init", HF_CODE_PROGRAM },
		{ "/usr/bin/py", HF_CODE_PROGRAM | HF_CODE_INTERPRETER },	/* by its word */
		{ "/bin/sh", HF_CODE_PROGRAM | HF_CODE_INTERPRETER },		/* by the `by` of cron */
		{ "/srv/job.py", HF_CODE_PROGRAM | HF_CODE_INTERPRETER },	/* by the other layer */
		{ "/srv/web.py", HF_CODE_PROGRAM },
	};
	struct compiled compiled;

	(void)state;
	compile_with(&compiled, "}\n", "policy q 1\nprogram job = /srv/job.py " SHA " by py interpreter\n");
	need(&compiled);
	for (size_t i = 0; i < COUNT(cases); i++) {
		const struct hf_code *code = NULL;

		for (hf_u32 c = 1; c < compiled.image.codes; c++)
			if (!strcmp(hf_string(&compiled.image, compiled.image.CODES[c].path), cases[i].path))
				code = &compiled.image.CODES[c];
		assert_non_null(code);
		assert_int_equal(hf_le32(code->kinds), cases[i].kinds);
	}
	compiled_free(&compiled);
}

/* Said in one layer, meant in both; nobody else gets one. */
static void options_go_with_their_interpreter(void **state)
{
	struct compiled compiled;

	(void)state;
	compile_with(&compiled, "}\n", "policy q 1\nprogram py = /usr/bin/py " SHA " interpreter -I\n");
	need(&compiled);
	for (hf_u32 i = 0; i < compiled.image.codes; i++) {
		const struct hf_code *code = &compiled.image.CODES[i];
		bool py = !strcmp(hf_string(&compiled.image, code->path), "/usr/bin/py");

		assert_string_equal(hf_string(&compiled.image, code->option), py ? "-I" : "");
	}
	compiled_free(&compiled);
}

static void interpret_marks_and_lists(void **state)
{
	static const struct {
		const char *rules, *second;
		bool marked;
		const char *scripts;
	} cases[] = {
		{ "}\n", NULL, false, "" },
		{ " interpret job web\n interpret job\n}\n", NULL, true, "/srv/job.py /srv/web.py" },
		{ " interpret none\n}\n", NULL, true, "" },
		{ " interpret none\n interpret web\n}\n", NULL, true, "/srv/web.py" },
		{ " interpret job\n deny interpret job\n}\n", NULL, true, "" },
		{ " deny interpret job\n}\n", NULL, false, "" },
		{ " interpret job\n}\n", "policy q 1\ndomain py {\n interpret web\n}\n", true, "/srv/job.py /srv/web.py" },
		{ " interpret job web\n}\n", "policy q 1\ndomain * {\n deny interpret job\n}\n", true, "/srv/web.py" },
		{ "}\n", "policy q 1\ndomain * {\n interpret web\n}\n", true, "/srv/web.py" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct compiled compiled;

		compile_with(&compiled, cases[i].rules, cases[i].second);
		need(&compiled);
		if (is_marked(&compiled, "py") != cases[i].marked || strcmp(listed(&compiled, "py", false), cases[i].scripts))
			fail_msg("case %zu: marked %d, scripts %s", i, is_marked(&compiled, "py"),
				 listed(&compiled, "py", false));
		assert_false(is_marked(&compiled, "kernel"));
		assert_string_equal(listed(&compiled, "kernel", false), "");
		compiled_free(&compiled);
	}
}

static void environment_lists_names_in_order(void **state)
{
	struct compiled compiled;

	(void)state;
	compile_with(&compiled, " environment PYTHONPATH LD_PRELOAD BASH_ENV ENV\n environment ENV LD_AUDIT\n}\n",
		     "policy q 1\ndomain * {\n environment AWKPATH\n deny environment BASH_ENV LD_AUDIT\n}\n");
	need(&compiled);
	assert_string_equal(listed(&compiled, "py", true), "AWKPATH ENV LD_PRELOAD PYTHONPATH");
	assert_string_equal(listed(&compiled, "free", true), "AWKPATH");
	assert_string_equal(listed(&compiled, "kernel", true), "AWKPATH");
	/* `free` and all that say nothing of their own share one entry. */
	assert_int_equal(hf_le32(compiled.image.header->section[HF_SEC_VARIABLES].count), 5);
	compiled_free(&compiled);
}

/* Only where interpreters are confined, only reading, and only of files that are pinned. */
static void pinned_files_are_read_by_content(void **state)
{
	static const struct { const char *domain, *name; hf_u32 access; } cases[] = {
		{ "py", "/srv/job.py", HF_CELL_READ_PINNED }, { "py", "/srv/data.py", HF_READ },
		{ "py", "/srv", HF_READ }, { "py", "/bin/sh", 0 }, { "py", "/lib/a.so", HF_CELL_READ_PINNED | HF_MAP },
		{ "free", "/srv/job.py", HF_READ }, { "free", "/lib/a.so", HF_READ },
		{ "kernel", "/lib/a.so", HF_READ },
		/* Nobody marked `init`, but it says nothing else of the library than `py` does without its `map`. */
		{ "init", "/lib/a.so", HF_READ }, { "init", "/srv/job.py", HF_EXECUTE },
	};
	struct compiled compiled;

	(void)state;
	compile_with(&compiled, " interpret job\n read /srv/**\n map /lib/a.so\n}\nlibrary /lib/a.so " SHA "\n"
		     "domain * {\n read /lib/*\n}\nnever free read /lib/b.so\n", NULL);
	assert_false(compiled.good);	/* by the `never`, which sees reading as before */
	compiled_free(&compiled);
	compile_with(&compiled, " interpret job\n read /srv/**\n map /lib/a.so\n}\nlibrary /lib/a.so " SHA "\n"
		     "domain * {\n read /lib/*\n}\n", NULL);
	need(&compiled);
	for (size_t i = 0; i < COUNT(cases); i++)
		if (compiled_access(&compiled, cases[i].domain, cases[i].name) != cases[i].access)
			fail_msg("%s to %s: %x", cases[i].domain, cases[i].name,
				 compiled_access(&compiled, cases[i].domain, cases[i].name));
	compiled_free(&compiled);
}

/* One line more each: NULL if it is good, else what must be said. */
static const struct line {
	const char *rules, *line, *says;
} lines[] = {
	{ " interpret job\n read /srv/*\n", "never py interpret web", NULL },
	{ " interpret job\n read /srv/*\n", "never py interpret job",
	  "domain `py` may interpret job\ngranted by 1.policy:19; narrow that" },
	{ " interpret job\n deny interpret job\n", "never py interpret job", NULL },
	{ " read /srv/*\n", "never py interpret job",
	  "domain `py` may interpret job: in it py runs any script\nwrite `interpret none` in it" },
	{ " interpret none\n", "never * interpret cron", NULL },
	{ "", "never init reach interpret cron", "domain `py`, reached by init -> py may interpret cron" },
	{ " interpret job\n read /srv/*\n", "never py read /srv/job.py", "domain `py` may read \"/srv/job.py\"" },
	{ " environment ENV\n", "never py environment ENV",
	  "domain `py` may be given the variable ENV\ngranted by 1.policy:19" },
	{ " environment ENV\n", "never py environment BASH_ENV LD_PRELOAD", NULL },
	{ " environment ENV\n", "never init environment ENV", NULL },
	{ " environment ENV\n", "never init reach environment ENV", "domain `py`, reached by init -> py may be given" },
	{ " environment ENV\n deny environment ENV\n", "never * environment ENV", NULL },
	{ "", "never py environment HOME", "domain `py` may be given the variable HOME\nonly variables that inject code" },
	{ " data /srv/*\n", "never py data /srv/**", "domain `py` may take for data \"/srv/x\"" },
	{ " interpret job\n", "expect py interpret job allow", NULL },
	{ " interpret job\n", "expect py interpret web deny", NULL },
	{ " interpret job\n", "expect py interpret web allow", "interpreters run granted scripts here, and nothing else" },
	{ " interpret none\n", "expect py interpret job deny", NULL },
	{ "", "expect py interpret job allow", NULL },
	{ " environment ENV\n", "expect py environment ENV allow", NULL },
	{ " environment ENV\n", "expect py environment LD_AUDIT deny", NULL },
	{ " environment ENV\n", "expect py environment LD_AUDIT allow", "the policy denies this: no rule grants it" },
	{ "", "expect py environment HOME allow", NULL },
	{ " interpret job\n read /srv/*\n", "expect py read /srv/job.py allow", NULL },
	{ " interpret job\n read /srv/*\n", "expect py read /srv/job.py deny", "expected a denial" },
	{ " data /srv/*\n", "expect py data /srv/x allow", NULL },
};

static void never_and_expect_know_of_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(lines); i++) {
		struct compiled compiled;
		struct text rest = { 0 };

		text_printf(&rest, "%s}\n%s\n", lines[i].rules, lines[i].line);
		compile_with(&compiled, rest.bytes, NULL);
		if (compiled.good != !lines[i].says ||
		    (lines[i].says && !compiled_says(&compiled, SEVERITY_ERROR, lines[i].says))) {
			compiled_show(&compiled);
			fail_msg("case %zu, `%s`, should %s", i, lines[i].line, lines[i].says ? lines[i].says : "hold");
		}
		compiled_free(&compiled);
		text_free(&rest);
	}
}

/* Lines 19 on are rules of `py`; NULL if it may have them. */
static const struct line opens[] = {
	{ " interpret job\n read /srv/**\n create /srv/out/*\n", NULL,
	  "1.policy:19:2: domain `py` interprets scripts only, but may read /srv/out/x (1.policy:20) and write it "
	  "(1.policy:21)\nwhat an interpreter may read it may run: take one of the two away, or write "
	  "`data /srv/out/x`\n(or a pattern around it) if it is never code" },
	{ " interpret job\n read /srv/**\n create /srv/out/*\n data /srv/out/**\n", NULL, NULL },
	{ " interpret job\n read /srv/**\n create /srv/out/*\n data /srv/out/a*\n", NULL, "may read /srv/out/x " },
	{ " interpret job\n read /srv/**\n create /srv/out/*\n data /srv/**\n deny data /srv/out/b\n", NULL,
	  "may read /srv/out/b " },
	{ " interpret none\n read /tmp/**\n append /tmp/**\n", NULL, "may read /tmp (1.policy:20) and write it" },
	{ " interpret none\n read /**\n modify /**\n", NULL, "may read / (1.policy:20)" },
	{ " read /srv/**\n write /srv/**\n", NULL, NULL },			/* not marked */
	{ " read /srv/**\n write /srv/**\n deny interpret job\n", NULL, NULL },
	{ " interpret job\n deny interpret job\n read /a\n write /a\n", NULL, "may read /a " },
	{ " interpret job\n read /a\n delete /a\n attribute /a\n", NULL, NULL },	/* its content stays */
	{ " interpret job\n read /a\n write /b\n", NULL, NULL },
	{ " interpret job\n read /a/**\n write /a/**\n deny modify /a/**\n deny append /a/**\n deny create /a/**\n", NULL, NULL },
	{ " interpret job\n read /srv/job.py /bin/sh\n modify /srv/job.py\n", NULL, NULL },	/* pinned */
	{ " interpret job\n read /a\n", "policy q 1\ndomain * {\n append /a\n}\n",
	  "may read /a (1.policy:20) and write it (2.policy:3)" },
	/* Nothing of it is said of `py` alone. */
	{ " interpret job\n", "policy q 1\ndomain * {\n read /a\n append /a\n}\n",
	  "domain `py` interprets scripts only, but may read /a (2.policy:3) and write it (2.policy:4)" },
	{ " read /a\n append /a\n", "policy q 1\ndomain * {\n interpret none\n}\n", "2.policy:3:2: domain `py` interprets" },
	{ " interpret job\n read /a\n modify /a\n", "policy q 1\ndomain * {\n data /a\n}\n", NULL },
	{ " interpret job\n read @memfd:*\n modify @memfd:*\n", NULL, "may read @memfd: " },
};

static void confined_domains_may_not_run_what_they_write(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(opens); i++) {
		struct compiled compiled;
		struct text rest = { 0 };

		text_printf(&rest, "%s}\n", opens[i].rules);
		compile_with(&compiled, rest.bytes, opens[i].line);
		if (compiled.good != !opens[i].says ||
		    (opens[i].says && !compiled_says(&compiled, SEVERITY_ERROR, opens[i].says))) {
			compiled_show(&compiled);
			fail_msg("case %zu should %s", i, opens[i].says ? opens[i].says : "be good");
		}
		compiled_free(&compiled);
		text_free(&rest);
	}
}

static void warns_of_what_has_no_effect(void **state)
{
	static const struct line warnings[] = {
		{ " interpret job\n", NULL, "1.policy:19:2: domain `py` may interpret `job`, but not read it\nwrite `read /srv/job.py`" },
		{ " environment HOMEX\n", NULL, "1.policy:19:14: the variable `HOMEX` is never taken out" },
		{ "}\ndomain init {\n interpret none\n", NULL, "1.policy:21:2: no interpreter enters domain `init`" },
		{ "}\ndomain kernel {\n interpret none\n", NULL, "1.policy:21:2: no interpreter enters domain `kernel`" },
	};
	static const char *const silent[] = {
		" interpret job web cron\n read /srv/*\n", " interpret none\n", " environment LD_PRELOAD BASH_FUNC_f%%\n",
		"}\ndomain free {\n interpret none\n",		/* scripts enter it */
		"}\ndomain * {\n interpret job\n",
	};

	(void)state;
	for (size_t i = 0; i < COUNT(warnings); i++) {
		struct compiled compiled;
		struct text rest = { 0 };

		text_printf(&rest, "%s}\n", warnings[i].rules);
		compile_with(&compiled, rest.bytes, NULL);
		need(&compiled);
		if (!compiled_says(&compiled, SEVERITY_WARNING, warnings[i].says)) {
			compiled_show(&compiled);
			fail_msg("%s: not said", warnings[i].says);
		}
		compiled_free(&compiled);
		text_free(&rest);
	}
	for (size_t i = 0; i < COUNT(silent); i++) {
		struct compiled compiled;
		struct text rest = { 0 };

		text_printf(&rest, "%s}\n", silent[i]);
		compile_with(&compiled, rest.bytes, NULL);
		need(&compiled);
		for (size_t j = 0; j < compiled.diag.count; j++)
			if (!strstr(compiled.diag.list[j].what, "no domain executes program `web`"))
				fail_msg("case %zu: %s", i, compiled.diag.list[j].what);
		compiled_free(&compiled);
		text_free(&rest);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(injecting_variables_are_sorted),
		cmocka_unit_test(variables_inject_as_the_list_says),
		cmocka_unit_test(kinds_say_who_is_an_interpreter),
		cmocka_unit_test(options_go_with_their_interpreter),
		cmocka_unit_test(interpret_marks_and_lists),
		cmocka_unit_test(environment_lists_names_in_order),
		cmocka_unit_test(pinned_files_are_read_by_content),
		cmocka_unit_test(never_and_expect_know_of_them),
		cmocka_unit_test(confined_domains_may_not_run_what_they_write),
		cmocka_unit_test(warns_of_what_has_no_effect),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
