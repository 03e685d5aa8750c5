/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The parser of the event stream: what it reads, and every way in which it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "learn/events.h"

#define GOOD "tests/events/good/"
#define BAD "tests/events/bad/"

static char *read_fixture(const char *path, size_t *length)
{
	char *error = NULL;
	char *text = file_read(path, 1u << 20, length, &error);

	if (!text)
		fail_msg("%s: %s", path, error);
	return text;
}

static struct recording *parse_good(const char *path)
{
	struct diagnostics diag;
	struct recording *recording;
	size_t length;
	char *text = read_fixture(path, &length);

	diag_init(&diag);
	recording = events_parse(path, text, length, &diag);
	diag_print(&diag, stderr, false);
	assert_int_equal(diag.count, 0);
	assert_non_null(recording);
	diag_free(&diag);
	free(text);
	return recording;
}

static void reads_a_recording(void **state)
{
	struct recording *recording = parse_good(GOOD "web.events");
	const struct subject *script = NULL;

	(void)state;
	assert_false(recording->sealed);
	assert_string_equal(recording->target, "uml");
	assert_string_equal(recording->kernel, "6.12.117");
	assert_int_equal(recording->subject_count + recording->code_count + recording->fact_count - 1, 276);
	for (size_t i = 0; i < recording->subject_count; i++)
		if (!strcmp(recording->subjects[i].script, "/srv/demo/rotate.sh"))
			script = &recording->subjects[i];
	assert_non_null(script);
	assert_string_equal(script->program, "/usr/bin/dash");
	assert_string_equal(recording->subjects[script->parent].program, "/usr/bin/dash");
	recording_free(recording);
}

/* One fact of each form of docs/events.md. */
static const char every_form[] =
	"holdfast-events version=1 build=learn target=x86 kernel=\"6.12\" lost=2 count=12\n"
	"subject id=7 parent=0 program=\"/a \\\"b\\\\\\xff\" script=\"\"\n"
	"fact subject=7 access=execute name=\"/a\" to=7\n"
	"fact subject=7 access=rename name=\"/a/old\" type=dir target=\"/a/new\" replaced=1\n"
	"fact subject=7 access=connect name=\"@abstract:foo\" type=socket\n"
	"fact subject=7 access=connect proto=udp addr=fe80::1 port=65535\n"
	"fact subject=7 access=accept proto=tcp addr=127.0.0.1 port=80\n"
	"fact subject=7 access=socket family=16 type=3 protocol=9\n"
	"fact subject=7 access=capability capability=checkpoint_restore quiet=1\n"
	"fact subject=7 access=inspect peer=0\n"
	"fact subject=7 access=use facility=userfaultfd\n"
	"fact subject=7 access=mount name=\"/proc\" fstype=\"proc\"\n"
	"fact subject=7 access=environment variable=\"BASH_FUNC_f%%\"\n";

/* Member by member. */
static void reads_every_form(void **state)
{
	static const hf_u8 loopback[16] = { [10] = 255, 255, 127, 0, 0, 1 };
	struct diagnostics diag;
	struct recording *recording;
	const struct event *facts;
	char address[46];

	(void)state;
	diag_init(&diag);
	recording = events_parse("text", every_form, sizeof(every_form) - 1, &diag);
	diag_print(&diag, stderr, false);
	assert_non_null(recording);
	facts = recording->facts;
	assert_int_equal(recording->lost, 2);
	assert_int_equal(recording->fact_count, 11);
	assert_string_equal(recording->subjects[1].program, "/a \"b\\\xff");
	assert_int_equal(facts[0].kind, EVENT_EXECUTE);
	assert_int_equal(facts[0].subject, 1);
	assert_int_equal(facts[0].to, 1);
	assert_int_equal(facts[1].kind, EVENT_RENAME);
	assert_int_equal(facts[1].type, TYPE_DIR);
	assert_string_equal(facts[1].target, "/a/new");
	assert_true(facts[1].replaced);
	assert_int_equal(facts[2].kind, EVENT_NAME);
	assert_int_equal(facts[2].access, HF_CONNECT);
	assert_int_equal(facts[3].kind, EVENT_NET);
	assert_int_equal(facts[3].proto, HF_UDP);
	assert_int_equal(facts[3].port, 65535);
	address_print(facts[3].address, address);
	assert_string_equal(address, "fe80::1");
	assert_int_equal(facts[4].netop, HF_NET_ACCEPT);
	assert_memory_equal(facts[4].address, loopback, 16);
	assert_int_equal(facts[5].family, 16);
	assert_int_equal(facts[5].socket_type, 3);
	assert_int_equal(facts[5].protocol, 9);
	assert_int_equal(facts[6].capability, 40);
	assert_true(facts[6].quiet);
	assert_int_equal(facts[7].peerop, HF_INSPECT);
	assert_int_equal(facts[7].peer, 0);
	assert_int_equal(facts[8].facility, HF_USE_USERFAULTFD);
	assert_int_equal(facts[9].kind, EVENT_MOUNT);
	assert_string_equal(facts[9].fstype, "proc");
	assert_int_equal(facts[10].kind, EVENT_VARIABLE);
	assert_string_equal(facts[10].variable, "BASH_FUNC_f%%");
	recording_free(recording);
	diag_free(&diag);
}

static void reads_denials(void **state)
{
	struct recording *recording = parse_good(GOOD "denials.events");

	(void)state;
	assert_true(recording->sealed);
	assert_int_equal(recording->denial_count, 9);
	assert_int_equal(recording->denials[1].microseconds, 12400001);
	assert_string_equal(recording->denials[3].access, "read,modify");
	assert_int_equal(recording->denials[3].what.access, HF_READ | HF_MODIFY);
	assert_string_equal(recording->denials[3].what.name, "/tmp/\xff\n\"x");
	assert_int_equal(recording->denials[4].what.kind, EVENT_MOUNT);
	assert_int_equal(recording->denials[6].what.kind, EVENT_VARIABLE);
	assert_string_equal(recording->denials[6].what.variable, "LD_PRELOAD");
	assert_int_equal(recording->denials[7].what.kind, EVENT_SCRIPT);
	assert_string_equal(recording->denials[7].what.name, "/tmp/evil.py");
	assert_string_equal(recording->denials[8].what.name, "");
	recording_free(recording);
}

static void reads_a_kernel_log(void **state)
{
	static const char text[] =
		"[    0.000000] Linux version 6.12\n"
		"Nov 22 04:00:00 host kernel: audit: type=1400 audit(1.2:3): holdfast: deny seq=1 time=2 domain=\"a\" "
		"program=\"/a\" pid=3 comm=\"a\" access=signal peer=\"b\" reason=\"no rule grants it\"\n"
		"holdfast: deny seq=broken\n"
		"[    9.000000] holdfast: deny seq=2 time=9.5 domain=\"a\" program=\"/a\" pid=3 comm=\"a\" "
		"access=use facility=bpf reason=\"no rule grants it\"";
	struct diagnostics diag;
	struct recording *recording;

	(void)state;
	diag_init(&diag);
	recording = events_parse_log("dmesg", text, sizeof(text) - 1, &diag);
	assert_non_null(recording);
	assert_true(recording->headless);
	assert_int_equal(recording->denial_count, 2);
	assert_string_equal(recording->denials[0].what.peer_name, "b");
	assert_int_equal(recording->denials[1].microseconds, 9500000);
	assert_int_equal(diag.errors, 1);
	assert_int_equal(diag.list[0].line, 3);
	assert_int_equal(diag.list[0].column, 20);
	recording_free(recording);
	diag_free(&diag);
}

/* A recording of a learn build holds no denials: saying `nothing was refused` would be false. */
static void a_log_is_no_recording(void **state)
{
	struct diagnostics diag;
	size_t length;
	char *text = read_fixture(GOOD "web.events", &length);

	(void)state;
	diag_init(&diag);
	assert_null(events_parse_log("web.events", text, length, &diag));
	assert_int_equal(diag.errors, 1);
	diag_free(&diag);
	free(text);
}

/* Every start of a good stream is refused: nothing that was cut short is taken for complete. */
static void refuses_every_prefix(void **state)
{
	size_t length;
	char *text = read_fixture(GOOD "denials.events", &length);

	(void)state;
	for (size_t cut = 0; cut < length; cut++) {
		char *copy = xmalloc(cut + 1);
		struct diagnostics diag;

		/* Of its own, so that reading beyond it is noticed. */
		memcpy(copy, text, cut);
		diag_init(&diag);
		assert_null(events_parse("cut", copy, cut, &diag));
		assert_true(diag.errors > 0);
		diag_free(&diag);
		free(copy);
	}
	free(text);
}

static char *messages_of(const char *path)
{
	struct diagnostics diag;
	struct recording *recording;
	size_t length, size;
	char *text = read_fixture(path, &length);
	char *messages = NULL;
	FILE *out = open_memstream(&messages, &size);

	diag_init(&diag);
	recording = events_parse(path, text, length, &diag);
	assert_null(recording);
	diag_print(&diag, out, false);
	fclose(out);
	diag_free(&diag);
	free(text);
	return messages;
}

/* UPDATE=1 writes what is said now; read the difference before committing it. */
static bool same_as_expected(const char *path, const char *messages)
{
	char *expected_path = xstrdup(path), *expected, *error = NULL;
	size_t length;
	bool same;

	strcpy(strrchr(expected_path, '.'), ".expect");
	if (getenv("UPDATE"))
		assert_true(file_write(expected_path, messages, strlen(messages), 0644, &error));
	expected = read_fixture(expected_path, &length);
	same = !strcmp(expected, messages);
	if (!same)
		print_error("%s says:\n%sinstead of:\n%s", path, messages, expected);
	free(expected);
	free(expected_path);
	return same;
}

static void says_exactly_what_is_wrong(void **state)
{
	DIR *directory = opendir(BAD);
	struct dirent *entry;
	unsigned seen = 0, different = 0;

	(void)state;
	assert_non_null(directory);
	while ((entry = readdir(directory))) {
		const char *dot = strrchr(entry->d_name, '.');
		char path[512];
		char *messages;

		if (!dot || strcmp(dot, ".events"))
			continue;
		snprintf(path, sizeof(path), "%s%s", BAD, entry->d_name);
		messages = messages_of(path);
		assert_true(messages[0]);
		different += !same_as_expected(path, messages);
		free(messages);
		seen++;
	}
	closedir(directory);
	assert_true(seen >= 50);
	assert_int_equal(different, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_recording),
		cmocka_unit_test(reads_every_form),
		cmocka_unit_test(reads_denials),
		cmocka_unit_test(reads_a_kernel_log),
		cmocka_unit_test(a_log_is_no_recording),
		cmocka_unit_test(refuses_every_prefix),
		cmocka_unit_test(says_exactly_what_is_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
