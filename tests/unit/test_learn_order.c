/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Learning: the same policy in any order and over any number of recordings,
 * and, whatever was recorded, one that allows it.
 */
#include "tests/unit/learning.h"

static unsigned random_number(unsigned *seed, unsigned below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (unsigned)((uint64_t)(*seed >> 8) * below >> 24);
}

/* Some of the facts and codes of a recording, in another order, with other numbers for the subjects. */
static struct recording shuffle(const struct recording *from, unsigned part, unsigned parts, unsigned *seed)
{
	struct recording to = *from;
	hf_u32 *now = xcalloc(from->subject_count, sizeof(*now));
	bool *placed = xcalloc(from->subject_count, sizeof(*placed));
	size_t count = 1;

	to.subjects = xcalloc(from->subject_count, sizeof(*to.subjects));
	to.facts = xcalloc(from->fact_count + 1, sizeof(*to.facts));
	to.codes = xcalloc(from->code_count + 1, sizeof(*to.codes));
	to.subjects[0] = from->subjects[0];
	placed[0] = true;
	while (count < from->subject_count) {
		size_t i = random_number(seed, (unsigned)from->subject_count);

		if (placed[i] || !placed[from->subjects[i].parent])
			continue;
		placed[i] = true;
		now[i] = (hf_u32)count;
		to.subjects[count] = from->subjects[i];
		to.subjects[count++].parent = now[from->subjects[i].parent];
	}
	to.fact_count = to.code_count = 0;
	for (size_t i = 0; i < from->fact_count; i++) {
		size_t other = random_number(seed, (unsigned)to.fact_count + 1);
		struct event fact = from->facts[i];

		/* Every fact is in its own part, and sometimes in others too. */
		if (i % parts != part && random_number(seed, 4))
			continue;
		fact.subject = now[fact.subject];
		fact.to = now[fact.to];
		fact.peer = now[fact.peer];
		to.facts[to.fact_count++] = to.facts[other];
		to.facts[other] = fact;
	}
	for (size_t i = 0; i < from->code_count; i++) {
		size_t other = random_number(seed, (unsigned)to.code_count + 1);

		if (i % parts != part && random_number(seed, 4))
			continue;
		to.codes[to.code_count++] = to.codes[other];
		to.codes[other] = from->codes[i];
	}
	free(now);
	free(placed);
	return to;
}

static void assert_same_in_any_order(const struct recording *recording, unsigned seed)
{
	unsigned parts = 1 + random_number(&seed, 4);
	struct learn *learn = learn_new(), *other = learn_new();
	struct diagnostics diag;
	size_t length;
	char *expected;

	learn_add(learn, recording);
	expected = xstrdup(policy_of(learn));
	for (unsigned part = 0; part < parts; part++) {
		struct recording shuffled = shuffle(recording, part, parts, &seed);

		learn_add(other, &shuffled);
		free(shuffled.subjects);
		free(shuffled.facts);
		free(shuffled.codes);
	}
	diag_init(&diag);
	assert_string_equal(learn_policy(other, "test", 1, &length, &diag), expected);
	assert_int_equal(learn_summary(other)->recordings, parts);
	diag_free(&diag);
	free(expected);
	learn_free(learn);
	learn_free(other);
}

static void is_the_same_in_any_order(void **state)
{
	struct recording *recording = read_web();

	(void)state;
	for (unsigned seed = 1; seed <= 40; seed++)
		assert_same_in_any_order(recording, seed);
	recording_free(recording);
}

/* Facts nobody would think of: whatever is recorded, the policy allows it and is deterministic. */
static void add_random_fact(struct text *text, unsigned *seed, unsigned subjects)
{
	static const char *const places[] = {
		"/etc", "/tmp", "/root", "/home/u/.ssh", "/usr/lib", "/var/lib/app/data", "/dev", "/proc/12",
		"/run", "/boot", "@initramfs:/layers/upper", "/srv/a b", "/var/x/[1]/{y}", "/\\xff\\\"q", "",
	};
	static const char *const leaves[] = {
		"a", "b", "shadow", "tmpab12cd", "foo.123", "foo.456", "x*y", "lib.so", "0a1b2c3d4e", "mem", "#c",
	};
	static const char *const accesses[] = {
		"read", "modify", "append", "create", "delete", "attribute", "connect", "bind", "umount", "chroot",
		"mknod", "map",
	};
	unsigned subject = random_number(seed, subjects) + 1;
	char name[200];

	snprintf(name, sizeof(name), "%s%s/%s%u", places[random_number(seed, 15)],
		 random_number(seed, 3) ? "" : "/sub", leaves[random_number(seed, 11)], random_number(seed, 12));
	switch (random_number(seed, 8)) {
	case 0:
		text_printf(text, "fact subject=%u access=rename name=\"%s\" type=file target=\"%s.new\" replaced=%u\n",
			    subject, name, name, random_number(seed, 2));
		break;
	case 1:
		text_printf(text, "fact subject=%u access=%s proto=tcp addr=10.0.%u.%u port=%u\n", subject,
			    (const char *[]){ "connect", "bind", "listen", "accept" }[random_number(seed, 4)],
			    random_number(seed, 2), random_number(seed, 20), random_number(seed, 3) ? 80 :
			    30000 + random_number(seed, 30000));
		break;
	case 2:
		text_printf(text, "fact subject=%u access=%s peer=%u\n", subject,
			    (const char *[]){ "signal", "trace", "inspect" }[random_number(seed, 3)],
			    random_number(seed, subjects) + 1);
		break;
	case 3:
		text_printf(text, "fact subject=%u access=%s proto=udp addr=%s port=%u\n", subject,
			    (const char *[]){ "connect", "bind", "send" }[random_number(seed, 3)],
			    (const char *[]){ "::", "0.0.0.0", "::1", "fe80::1:2" }[random_number(seed, 4)],
			    random_number(seed, 3) ? 0 : random_number(seed, 65536));
		break;
	default:
		text_printf(text, "fact subject=%u access=%s name=\"%s\" type=file\n", subject,
			    accesses[random_number(seed, 12)], name);
	}
}

static void add_random_subjects(struct text *text, unsigned *seed, unsigned subjects)
{
	static const char *const programs[] = {
		"/usr/bin/dash", "/usr/bin/env", "/usr/bin/python3.11", "/usr/sbin/nginx", "/usr/local/sbin/nginx",
		"/sbin/init", "@initramfs:/init", "/opt/x/as", "/opt/k/kernel", "/opt/odd name/\\xfe",
	};

	for (unsigned id = 1; id <= subjects; id++) {
		const char *program = programs[random_number(seed, 10)];
		const char *script = random_number(seed, 5) ? "" : "/srv/x/run.sh";
		unsigned parent = random_number(seed, id);

		text_printf(text, "subject id=%u parent=%u program=\"%s\" script=\"%s\"\n", id, parent, program, script);
		if (random_number(seed, 10))
			text_printf(text, "code kind=program name=\"%s\" sha256=" HEX " fsverity=-\n", program);
		if (script[0])
			text_printf(text, "code kind=script name=\"%s\" sha256=" HEX " fsverity=" HEX "\n", script);
		text_printf(text, "fact subject=%u access=execute name=\"%s\" to=%u\n", parent,
			    script[0] ? script : program, id);
	}
}

static void allows_whatever_was_recorded(void **state)
{
	(void)state;
	for (unsigned round = 1; round <= 60; round++) {
		unsigned seed = round * 7919, subjects = 1 + random_number(&seed, 12);
		struct recording *recording;
		struct text text = { 0 };

		add_random_subjects(&text, &seed, subjects);
		for (unsigned i = random_number(&seed, 300); i; i--)
			add_random_fact(&text, &seed, subjects);
		recording = parse_lines(text.bytes, 0);
		assert_same_in_any_order(recording, seed);
		recording_free(recording);
		text_free(&text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_the_same_in_any_order),
		cmocka_unit_test(allows_whatever_was_recorded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
