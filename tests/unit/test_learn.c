/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Learning: what becomes of facts of each kind. */
#include "tests/unit/learning.h"

#define CAT "subject id=1 parent=0 program=\"/usr/bin/cat\" script=\"\"\n" \
	    "code kind=program name=\"/usr/bin/cat\" sha256=" HEX " fsverity=-\n"
#define READ(name) "fact subject=1 access=read name=\"" name "\" type=file\n"
#define DO(access, name) "fact subject=1 access=" access " name=\"" name "\" type=file\n"

/* The whole of it, to be read: UPDATE=1 writes it anew. */
static void writes_the_web_policy(void **state)
{
	static const char path[] = "tests/events/good/web.policy";
	struct recording *recording = read_web();
	struct learn *learn = learn_new();
	char *error = NULL, *expected;
	const char *text;
	size_t length;

	(void)state;
	learn_add(learn, recording);
	text = policy_of(learn);
	if (getenv("UPDATE"))
		assert_true(file_write(path, text, strlen(text), 0644, &error));
	expected = file_read(path, 1u << 20, &length, &error);
	assert_non_null(expected);
	assert_string_equal(text, expected);
	assert_int_equal(learn_summary(learn)->facts, 241);
	assert_int_equal(learn_summary(learn)->programs, 10);
	free(expected);
	learn_free(learn);
	recording_free(recording);
}

/* A policy that lacks a rule must be noticed, or the check would be worth nothing. */
static void notices_what_is_missing(void **state)
{
	static const char *const rules[] = {
		"    read /etc/one\n", "    execute cat\n", "    signal cat\n", "    listen tcp 80 from 127.0.0.0/8\n",
		"    capability chown\n", "    mount tmpfs on /mnt\n", "    use bpf\n", "    socket netlink raw 0\n",
		"    map /usr/bin/cat\n", "    environment LD_PRELOAD\n",
	};
	struct recording *recording = parse_lines(CAT READ("/etc/one") DO("map", "/usr/bin/cat")
		"fact subject=0 access=execute name=\"/usr/bin/cat\" to=1\n"
		"fact subject=1 access=signal peer=1\n"
		"fact subject=1 access=capability capability=chown quiet=0\n"
		"fact subject=1 access=mount name=\"/mnt\" fstype=\"tmpfs\"\n"
		"fact subject=1 access=use facility=bpf\n"
		"fact subject=1 access=environment variable=\"LD_PRELOAD\"\n"
		"fact subject=1 access=socket family=16 type=3 protocol=0\n"
		"fact subject=1 access=listen proto=tcp addr=0.0.0.0 port=80\n", 0);

	(void)state;
	for (size_t i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		struct learn *learn = learn_new();
		struct text failures = { 0 };
		struct diagnostics diag;
		char *text, *rule;

		learn_add(learn, recording);
		text = xstrdup(policy_of(learn));
		rule = strstr(text, rules[i]);
		if (!rule)
			fail_msg("no rule `%s` in:\n%s", rules[i], text);
		memset(rule, ' ', strlen(rules[i]) - 1);
		diag_init(&diag);
		layer_free(learn->layer);
		learn->layer = layer_parse("less", text, strlen(text), &diag);
		assert_non_null(learn->layer);
		assert_false(learn_selfcheck(learn, &failures, &diag));
		assert_non_null(failures.bytes);
		diag_free(&diag);
		text_free(&failures);
		free(text);
		learn_free(learn);
	}
	recording_free(recording);
}

/* Sorted and each once, for what was started with them; with a remark, for they are a way in. */
static void grants_variables_that_were_passed(void **state)
{
	struct learn *learn = learn_lines(CAT
		"fact subject=0 access=execute name=\"/usr/bin/cat\" to=1\n"
		"fact subject=1 access=environment variable=\"PYTHONPATH\"\n"
		"fact subject=1 access=environment variable=\"BASH_FUNC_f%%\"\n"
		"fact subject=1 access=environment variable=\"PYTHONPATH\"\n"
		"fact subject=1 access=environment variable=\"LD_a b\"\n");
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "environment BASH_FUNC_f%% PYTHONPATH");
	assert_non_null(strstr(policy, "#? review: whoever starts this can make it run code"));
	assert_non_null(strstr(policy, "left out: a variable of the environment: no rule can say its name"));
	learn_free(learn);
}

/* One name each, made while recording or not. */
static const struct {
	const char *name;
	const char *pattern;
	bool made;
} names[] = {
	{ "/etc/passwd", "/etc/passwd", false },
	{ "", "/", false },
	{ "/srv/a b#c", "/srv/a\\x20b#c", false },
	{ "/srv/[x]*", "/srv/\\[x\\]\\*", false },
	{ "/proc/1234/stat", "/proc/[0-9]*/stat", false },
	{ "/proc/1234", "/proc/[0-9]*", false },
	{ "/proc/12/task/34/comm", "/proc/[0-9]*/task/[0-9]*/comm", false },
	{ "/proc/12/fd/3", "/proc/[0-9]*/fd/[0-9]*", false },
	{ "/proc/sys/net/core/somaxconn", "/proc/sys/net/core/somaxconn", false },
	{ "@proc:/1/mem", "@proc:/[0-9]*/mem", false },
	{ "/dev/pts/3", "/dev/pts/[0-9]*", false },
	{ "/tmp/tmpabc123", "/tmp/tmp*", false },
	{ "/tmp/tmpk3j_x9a1", "/tmp/tmp*", false },
	{ "/tmp/tmp.aB3dEf6hIj", "/tmp/tmp.*", false },
	{ "/tmp/sess-x7Kq2P", "/tmp/sess-*", false },
	{ "/tmp/notes.txt", "/tmp/notes.txt", false },
	{ "/run/foo.1234", "/run/foo.[0-9]*", false },
	{ "/run/nginx.pid", "/run/nginx.pid", false },
	{ "/run/user/1000/bus", "/run/user/1000/bus", false },
	{ "/var/lib/app/3f2504e0-4f89-11d3-9a0c-0305e82c3301.db", "/var/lib/app/*.db", true },
	{ "/var/lib/app/3f2504e0-4f89-11d3-9a0c-0305e82c3301.db",
	  "/var/lib/app/3f2504e0-4f89-11d3-9a0c-0305e82c3301.db", false },
	{ "/var/cache/x/9f86d081884c7d65", "/var/cache/x/*", true },
	{ "/var/cache/x/9f86d081884c7d65", "/var/cache/x/9f86d081884c7d65", false },
	{ "/var/log/app.log", "/var/log/app.log", true },
	{ "/var/log/app.log.1", "/var/log/app.log.1", true },
	{ "/var/log/app.log.2.gz", "/var/log/app.log.2.gz", true },
	{ "/var/log/app-20261122.gz", "/var/log/app-[0-9]*.gz", true },
	{ "/var/lib/app/lock-4711", "/var/lib/app/lock-[0-9]*", true },
	{ "/usr/lib/x86_64-linux-gnu/libpcre2-8.so.0.11.2", "/usr/lib/x86_64-linux-gnu/libpcre2-8.so.0.11.2",
	  false },
	{ "/etc/.x7Kq2P", "/etc/.x7Kq2P", true },
	{ "/x7Kq2P", "/x7Kq2P", true },
	{ "/etc/app/.x7Kq2P", "/etc/app/.*", true },
	{ "/root/.cache/x7Kq2P", "/root/.cache/x7Kq2P", true },
	{ "@initramfs:/init", "@initramfs:/init", false },
	{ "@initramfs:/lower/etc/passwd", "@initramfs:/lower/**", false },
	{ "@memfd:cache-4711", "@memfd:cache-[0-9]*", false },
	{ "@anon:[eventfd]", "@anon:\\[eventfd\\]", false },
};

static void says_names_as_patterns(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct learn *learn = learn_new();
		const char *name = learn_string(learn, names[i].name), *pattern;
		unsigned notes = 0;

		if (names[i].made)
			table_add(&learn->created, name, strlen(name), NULL);
		pattern = name_pattern(learn, name, &notes);
		if (strcmp(pattern, names[i].pattern))
			fail_msg("`%s` became `%s` instead of `%s`", name, pattern, names[i].pattern);
		learn_free(learn);
	}
}

/* tempfile.gettempdir() tries eight random characters, which may well be a word. */
static void knows_probes_for_temporary_directories(void **state)
{
	struct learn *learn = learn_lines(CAT DO("create", "/tmp/i9_ai3nd") DO("modify", "/tmp/i9_ai3nd")
		DO("delete", "/tmp/i9_ai3nd") DO("create", "/var/tmp/abcdefgh") DO("delete", "/var/tmp/abcdefgh")
		DO("create", "/tmp/remained") DO("create", "/srv/abcdefgh") DO("delete", "/srv/abcdefgh"));
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "write /tmp/????????");
	assert_line(policy, "create /srv/abcdefgh /tmp/remained");
	assert_line(policy, "delete /var/tmp/????????");
	learn_free(learn);
}

static void knows_when_patterns_meet(void **state)
{
	static const struct {
		const char *one, *other;
		bool meet;
	} table[] = {
		{ "/a", "/a", true }, { "/a", "/b", false }, { "/a/*", "/a/b", true }, { "/a/*", "/a/b/c", false },
		{ "/a/**", "/a", true }, { "/a/**", "/a/b/c", true }, { "/a/**", "/ab", false },
		{ "/*/x", "/a/*", true }, { "/*/x", "/a/y", false }, { "/a*c", "/*bc", true }, { "/a*c", "/*bd", false },
		{ "/[0-9]*", "/[a-z]*", false }, { "/[0-9]*", "/?x", true }, { "/home/*/.ssh/**", "/home/**", true },
		{ "/home/*/.ssh/**", "/home/u/.sshd", false }, { "/", "/**", true }, { "/", "/*", false },
		{ "/etc/shadow*", "/etc/*", true }, { "/etc/shadow*", "/etc/[!s]*", false },
		{ "/a\\*b", "/a*b", true }, { "/a\\*b", "/axb", false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		if (patterns_overlap(table[i].one, table[i].other) != table[i].meet ||
		    patterns_overlap(table[i].other, table[i].one) != table[i].meet)
			fail_msg("%s and %s", table[i].one, table[i].other);
}

/* @count reads of names in @directory. */
static void add_reads(struct text *text, const char *directory, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		text_printf(text, "fact subject=1 access=read name=\"%s/n%c\" type=file\n", directory, 'a' + (int)i);
}

static void puts_siblings_together(void **state)
{
	struct text text = { 0 };
	struct learn *learn;
	const char *policy;

	(void)state;
	text_puts(&text, CAT);
	add_reads(&text, "/usr/share/eight", 8);
	add_reads(&text, "/usr/share/seven", 7);
	add_reads(&text, "/opt/tree/a", 3);
	add_reads(&text, "/opt/tree/b", 3);
	add_reads(&text, "/opt/tree/c", 3);
	add_reads(&text, "/opt/tree/d/e", 3);
	learn = learn_lines(text.bytes);
	policy = policy_of(learn);
	assert_line(policy, "read /opt/tree/** /usr/share/eight/*");
	assert_no(policy, "/usr/share/seven/*");
	assert_no(policy, "/usr/share/**");
	assert_no(policy, "/opt/tree/a");
	learn_free(learn);
	text_free(&text);
}

/* However many names there are: in these places none of them stands for others. */
static void never_guesses_where_it_hurts(void **state)
{
	static const char *const places[] = {
		"/etc", "/root", "/home/u/.ssh", "/boot", "/etc/ssl/private", "/dev", "/dev/mapper", "", "/proc/sys/vm",
		"/var/backups", "/home/u/.gnupg/keys", "/sys/firmware/efi/efivars", "/usr", "/proc/17",
	};
	struct text text = { 0 };
	struct learn *learn;
	const char *policy;

	(void)state;
	text_puts(&text, CAT);
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
		add_reads(&text, places[i], 20);
	learn = learn_lines(text.bytes);
	policy = policy_of(learn);
	for (size_t i = 0; i < learn->domain_count; i++)
		for (size_t j = 0; j < learn->domains[i].grants.count; j++) {
			const char *pattern = learn->domains[i].grants.list[j].pattern;

			if (strchr(pattern, '*') && strncmp(pattern, "/proc/[0-9]*/n", 14))
				fail_msg("%s", pattern);
		}
	assert_no(policy, "/etc/*");
	learn_free(learn);
	text_free(&text);
}

static void writes_only_where_files_are_made(void **state)
{
	struct text text = { 0 };
	struct learn *learn;
	const char *policy;

	(void)state;
	text_puts(&text, CAT);
	for (char c = 'a'; c < 'a' + 10; c++) {
		text_printf(&text, DO("create", "/var/spool/mine/q%c"), c);
		text_printf(&text, DO("modify", "/var/spool/mine/q%c"), c);
		text_printf(&text, DO("delete", "/var/spool/mine/q%c"), c);
		text_printf(&text, DO("modify", "/var/spool/theirs/q%c"), c);
		text_printf(&text, DO("create", "/usr/bin/q%c"), c);
		text_printf(&text, DO("create", "/etc/mine/q%c"), c);
	}
	learn = learn_lines(text.bytes);
	policy = policy_of(learn);
	assert_line(policy, "write /var/spool/mine/*");
	assert_no(policy, "/var/spool/theirs/*");
	assert_no(policy, "/usr/bin/*");
	assert_no(policy, "/etc/mine/*");
	assert_line(policy, "#? review: programs or libraries of this policy are in the same directory");
	assert_line(policy, "#? review: this changes configuration");
	learn_free(learn);
	text_free(&text);
}

static void keeps_fine_verbs_apart(void **state)
{
	struct learn *learn = learn_lines(CAT DO("create", "/srv/one") DO("modify", "/srv/one")
		"fact subject=1 access=rename name=\"/srv/two\" type=file target=\"/srv/three\" replaced=0\n"
		"fact subject=1 access=rename name=\"/srv/four\" type=file target=\"/srv/five\" replaced=1\n"
		"fact subject=1 access=link name=\"/srv/six\" type=file target=\"/srv/seven\"\n");
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "modify /srv/one");
	assert_line(policy, "create /srv/five /srv/one /srv/seven /srv/three");
	assert_line(policy, "delete /srv/five /srv/four /srv/two");
	assert_no(policy, "write");
	learn_free(learn);
}

#define SUBJECT(id, parent, program, script) \
	"subject id=" id " parent=" parent " program=\"" program "\" script=\"" script "\"\n"
#define PROGRAM(name) "code kind=program name=\"" name "\" sha256=" HEX " fsverity=-\n"
#define EXECUTE(from, name, to) "fact subject=" from " access=execute name=\"" name "\" to=" to "\n"

static void names_domains_after_programs(void **state)
{
	struct learn *learn = learn_lines(
		SUBJECT("1", "0", "@initramfs:/init", "") SUBJECT("2", "1", "/usr/bin/dash", "")
		SUBJECT("3", "2", "/usr/sbin/nginx", "") SUBJECT("4", "3", "/usr/bin/dash", "")
		SUBJECT("5", "4", "/usr/bin/gzip", "") SUBJECT("6", "2", "/usr/bin/gzip", "")
		SUBJECT("7", "2", "/usr/bin/dash", "/srv/rotate.sh") SUBJECT("8", "7", "/usr/local/bin/gzip", "")
		PROGRAM("@initramfs:/init") PROGRAM("/usr/bin/dash") PROGRAM("/usr/sbin/nginx") PROGRAM("/usr/bin/gzip")
		PROGRAM("/usr/local/bin/gzip")
		"code kind=script name=\"/srv/rotate.sh\" sha256=" HEX " fsverity=" HEX "\n"
		EXECUTE("0", "@initramfs:/init", "1") EXECUTE("1", "/usr/bin/dash", "2") EXECUTE("2", "/usr/sbin/nginx", "3")
		EXECUTE("3", "/usr/bin/dash", "4") EXECUTE("4", "/usr/bin/gzip", "5") EXECUTE("2", "/usr/bin/gzip", "6")
		EXECUTE("2", "/srv/rotate.sh", "7") EXECUTE("7", "/usr/local/bin/gzip", "8"));
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "domain init {");
	assert_line(policy, "domain init.dash {");
	assert_line(policy, "domain nginx {");
	assert_line(policy, "domain nginx.dash {");
	assert_line(policy, "domain rotate.sh {");
	assert_line(policy, "domain usr-bin-gzip {");
	assert_line(policy, "domain local-bin-gzip {");
	assert_line(policy, "execute dash as nginx.dash");
	assert_line(policy, "execute nginx rotate.sh usr-bin-gzip");
	assert_line(policy, "execute local-bin-gzip");
	assert_line(policy, "program rotate.sh = /srv/rotate.sh sha256:" HEX " fsverity:" HEX " by dash");
	assert_no(policy, "domain dash {");
	assert_true(strstr(policy, "domain kernel {") < strstr(policy, "domain init {"));
	learn_free(learn);
}

/* A shell that starts shells, directly or through env, has few domains. */
static void ends_chains_of_launchers(void **state)
{
	struct text text = { 0 };
	struct learn *learn;

	(void)state;
	text_puts(&text, SUBJECT("1", "0", "/usr/sbin/sshd", "") PROGRAM("/usr/sbin/sshd") PROGRAM("/usr/bin/dash")
		  PROGRAM("/usr/bin/env"));
	for (unsigned id = 2; id < 60; id++) {
		const char *program = id % 3 ? "/usr/bin/dash" : "/usr/bin/env";

		text_printf(&text, "subject id=%u parent=%u program=\"%s\" script=\"\"\n", id, id - 1, program);
		text_printf(&text, "fact subject=%u access=execute name=\"%s\" to=%u\n", id - 1, program, id);
	}
	learn = learn_lines(text.bytes);
	policy_of(learn);
	/* kernel, sshd, sshd.dash, sshd.dash.env */
	assert_int_equal(learn_summary(learn)->domains, 4);
	learn_free(learn);
	text_free(&text);
}

static void never_clashes_in_names(void **state)
{
	struct learn *learn = learn_lines(
		SUBJECT("1", "0", "/x/kernel", "") SUBJECT("2", "0", "/x/as", "") SUBJECT("3", "0", "/x/a b", "")
		SUBJECT("4", "0", "/x/a_b", "") SUBJECT("5", "0", "/x/init", "") SUBJECT("6", "0", "@initramfs:/init", "")
		SUBJECT("7", "0", "/x/-odd", "") SUBJECT("8", "0", "/x/cc.dash", "") SUBJECT("9", "0", "/x/cc", "")
		SUBJECT("10", "9", "/x/dash", "")
		SUBJECT("11", "0", "/x/llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll1", "")
		SUBJECT("12", "0", "/x/llllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll2", "")
		PROGRAM("/x/kernel") PROGRAM("/x/as") PROGRAM("/x/a b") PROGRAM("/x/a_b") PROGRAM("/x/init")
		PROGRAM("@initramfs:/init") PROGRAM("/x/dash") PROGRAM("/x/cc") PROGRAM("/x/cc.dash") PROGRAM("/x/-odd")
		EXECUTE("9", "/x/dash", "10") EXECUTE("0", "/x/kernel", "1") EXECUTE("0", "@initramfs:/init", "6"));
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "program x-kernel = /x/kernel sha256:" HEX);
	assert_line(policy, "program init = @initramfs:/init sha256:" HEX);
	assert_line(policy, "program x-init = /x/init sha256:" HEX);
	assert_line(policy, "execute dash as cc.dash-2");
	assert_int_equal(learn_summary(learn)->domains, 13);
	for (size_t i = 0; i < learn->domain_count; i++)
		assert_true(learn_name_is_legal(learn->domains[i].name));
	learn_free(learn);
}

static void listens_for_whom_it_was_seen(void **state)
{
	struct learn *learn = learn_lines(CAT
		"fact subject=1 access=bind proto=tcp addr=:: port=80\n"
		"fact subject=1 access=listen proto=tcp addr=:: port=80\n"
		"fact subject=1 access=accept proto=tcp addr=127.0.0.1 port=80\n"
		"fact subject=1 access=accept proto=tcp addr=::1 port=80\n"
		"fact subject=1 access=bind proto=tcp addr=10.0.0.1 port=22\n"
		"fact subject=1 access=listen proto=tcp addr=10.0.0.1 port=22\n"
		"fact subject=1 access=accept proto=tcp addr=10.9.9.9 port=22\n"
		"fact subject=1 access=bind proto=tcp addr=127.0.0.1 port=0\n"
		"fact subject=1 access=listen proto=tcp addr=127.0.0.1 port=40123\n"
		"fact subject=1 access=accept proto=tcp addr=10.1.0.1 port=9000\n"
		"fact subject=1 access=bind proto=udp addr=0.0.0.0 port=53\n");
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "listen tcp 80 from 127.0.0.0/8 ::1");
	assert_line(policy, "listen tcp 10.0.0.1 port 22");
	assert_line(policy, "listen tcp 127.0.0.1 port 0 32768-60999 from 127.0.0.0/8");
	assert_line(policy, "accept tcp 10.1.0.1 port 9000");
	assert_line(policy, "bind udp 53");
	learn_free(learn);
}

static void joins_neighbours(void **state)
{
	struct learn *learn = learn_lines(CAT
		"fact subject=1 access=connect proto=tcp addr=192.0.2.1 port=443\n"
		"fact subject=1 access=connect proto=tcp addr=192.0.2.2 port=443\n"
		"fact subject=1 access=connect proto=tcp addr=192.0.2.3 port=443\n"
		"fact subject=1 access=connect proto=tcp addr=192.0.2.4 port=443\n"
		"fact subject=1 access=connect proto=tcp addr=192.0.3.1 port=443\n"
		"fact subject=1 access=connect proto=tcp addr=10.0.0.1 port=80\n"
		"fact subject=1 access=connect proto=tcp addr=10.0.0.2 port=80\n"
		"fact subject=1 access=connect proto=tcp addr=10.0.0.2 port=8080\n"
		"fact subject=1 access=bind proto=tcp addr=0.0.0.0 port=50000\n"
		"fact subject=1 access=listen proto=tcp addr=0.0.0.0 port=50000\n"
		"fact subject=1 access=connect proto=tcp addr=127.0.0.2 port=50000\n"
		"fact subject=1 access=connect proto=tcp addr=127.0.0.3 port=50001\n"
		"fact subject=1 access=connect proto=tcp addr=10.7.7.7 port=50001\n"
		"fact subject=1 access=connect proto=tcp addr=127.0.0.1 port=40001\n"
		"fact subject=1 access=connect proto=tcp addr=127.0.0.1 port=40002\n"
		"fact subject=1 access=connect proto=tcp addr=127.0.0.1 port=40003\n"
		"fact subject=1 access=connect proto=tcp addr=127.0.0.1 port=40004\n");
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "connect tcp 192.0.2.0/24 port 443");
	assert_line(policy, "connect tcp 192.0.3.1 port 443");
	assert_line(policy, "connect tcp 10.0.0.1 port 80");
	assert_line(policy, "connect tcp 10.0.0.2 port 80 8080");
	assert_line(policy, "connect tcp 127.0.0.1 127.0.0.3 port 32768-60999");
	assert_line(policy, "connect tcp 127.0.0.2 port 50000");
	assert_line(policy, "connect tcp 10.7.7.7 port 50001");
	assert_line(policy, "listen tcp 50000 from 127.0.0.0/8");
	learn_free(learn);
}

/* Nothing is left out without being named. */
static void says_what_it_leaves_out(void **state)
{
	struct learn *learn = learn_lines(CAT
		"subject id=2 parent=1 program=\"/usr/bin/unpinned\" script=\"\"\n"
		EXECUTE("1", "/usr/bin/unpinned", "2")
		DO("map", "@memfd:jit") DO("read", "@unnamed:") DO("read", "...cut")
		"fact subject=1 access=capability capability=sys_admin quiet=1\n"
		"fact subject=1 access=capability capability=chown quiet=1\n"
		"fact subject=1 access=capability capability=chown quiet=0\n"
		"fact subject=1 access=mount name=\"/mnt\" fstype=\"odd type\"\n");
	const char *policy = policy_of(learn);
	size_t count, left_out = 0;
	const struct note *notes = learn_notes(learn, &count);

	(void)state;
	for (size_t i = 0; i < count; i++)
		left_out += notes[i].kind == NOTE_LEFT_OUT;
	assert_int_equal(left_out, 7);
	assert_line(policy, "capability chown");
	assert_no(policy, "capability sys_admin\n");
	assert_no(policy, "map @memfd");
	assert_non_null(strstr(policy, "`use execmem`"));
	learn_free(learn);
}

static void pins_all_contents_and_says_so(void **state)
{
	static const char other[] = "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
	struct text text = { 0 };
	struct learn *learn;
	const char *policy;

	(void)state;
	text_printf(&text, CAT "code kind=program name=\"/usr/bin/cat\" sha256=%s fsverity=-\n", other);
	learn = learn_lines(text.bytes);
	policy = policy_of(learn);
	assert_line(policy, "#? its content was not always the same: are all of these meant?");
	assert_line(policy, "program cat = /usr/bin/cat sha256:" HEX
		    " sha256:ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff");
	learn_free(learn);
	text_free(&text);
}

/* A recording of nothing is a policy that allows nothing. */
static void learns_from_nothing(void **state)
{
	struct learn *learn = learn_lines("");

	(void)state;
	assert_line(policy_of(learn), "domain kernel {");
	assert_int_equal(learn_summary(learn)->rules, 0);
	learn_free(learn);
}

/* Half a recording makes half a policy: whoever takes it must see that in the policy itself. */
static void a_loss_is_in_the_head(void **state)
{
	struct recording *recording = parse_lines(CAT, 3);
	struct learn *learn = learn_new();

	(void)state;
	learn_add(learn, recording);
	learn_add(learn, recording);
	assert_int_equal(learn_summary(learn)->lost, 6);
	assert_non_null(strstr(policy_of(learn), "#? INCOMPLETE: the recorder lost 6 facts."));
	learn_free(learn);
	recording_free(recording);
}

static void says_shared_lists_once(void **state)
{
	struct text text = { 0 };
	struct learn *learn;
	const char *policy;

	(void)state;
	for (unsigned id = 1; id <= 3; id++) {
		text_printf(&text, "subject id=%u parent=0 program=\"/bin/p%u\" script=\"\"\n", id, id);
		for (const char *const *name = (const char *const[]){ "nsswitch.conf", "passwd", "group", "hosts", NULL };
		     *name; name++)
			text_printf(&text, "fact subject=%u access=read name=\"/etc/%s\" type=file\n", id, *name);
		text_printf(&text, "fact subject=%u access=read name=\"/srv/%u\" type=file\n", id, id);
	}
	learn = learn_lines(text.bytes);
	policy = policy_of(learn);
	assert_line(policy, "set nss = /etc/group /etc/hosts /etc/nsswitch.conf /etc/passwd");
	assert_line(policy, "read nss /srv/2");
	learn_free(learn);
	text_free(&text);
}

/* The domain that mounts the overlay works on its layers for everybody. */
static void opens_the_layers_to_init(void **state)
{
	struct learn *learn = learn_lines(SUBJECT("1", "0", "@initramfs:/init", "") PROGRAM("@initramfs:/init")
		"fact subject=1 access=mount name=\"@initramfs:/root\" fstype=\"overlay\"\n"
		DO("read", "@initramfs:/lower/usr/bin/dash") DO("create", "@initramfs:/layers/upper/x"));
	const char *policy = policy_of(learn);

	(void)state;
	assert_line(policy, "read @initramfs:/layers/** @initramfs:/lower/**");
	assert_line(policy, "write @initramfs:/layers/**");
	assert_no(policy, "write @initramfs:/lower");
	learn_free(learn);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_the_web_policy),
		cmocka_unit_test(notices_what_is_missing),
		cmocka_unit_test(grants_variables_that_were_passed),
		cmocka_unit_test(says_names_as_patterns),
		cmocka_unit_test(knows_probes_for_temporary_directories),
		cmocka_unit_test(knows_when_patterns_meet),
		cmocka_unit_test(puts_siblings_together),
		cmocka_unit_test(never_guesses_where_it_hurts),
		cmocka_unit_test(writes_only_where_files_are_made),
		cmocka_unit_test(keeps_fine_verbs_apart),
		cmocka_unit_test(names_domains_after_programs),
		cmocka_unit_test(ends_chains_of_launchers),
		cmocka_unit_test(never_clashes_in_names),
		cmocka_unit_test(listens_for_whom_it_was_seen),
		cmocka_unit_test(joins_neighbours),
		cmocka_unit_test(says_what_it_leaves_out),
		cmocka_unit_test(pins_all_contents_and_says_so),
		cmocka_unit_test(learns_from_nothing),
		cmocka_unit_test(a_loss_is_in_the_head),
		cmocka_unit_test(says_shared_lists_once),
		cmocka_unit_test(opens_the_layers_to_init),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
