/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What --compare tells: of the host itself, of what is no longer seen, and of surveys that cannot be compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "survey/compare.h"
#include "survey/fail_on.h"

/* A survey with these members beside those that each has. */
#define SURVEY(more) "{\"survey\":1,\"path\":{\"kind\":\"none\",\"hops\":[]}," more "}"
#define NOTHING "\"mechanisms\":[],\"ways\":[],\"questions\":{}"
#define SURVEY_OF(more) SURVEY(NOTHING "," more)

static struct arena *arena;
static struct changes changes;

static bool compared(const char *before, const char *after)
{
	struct survey_text old = { "a", before, strlen(before) }, new = { "b", after, strlen(after) };
	struct diagnostics diag;
	bool good;

	diag_init(&diag);
	good = surveys_compare(arena, &old, &new, &changes, &diag);
	assert_int_equal(good, !diag.errors);
	diag_free(&diag);
	return good;
}

/* Exactly one thing changed: this, in this direction, and in the other one backwards. */
static void one(const char *before, const char *after, const char *what, enum direction there, enum direction back)
{
	for (int i = 0; i < 2; i++) {
		assert_true(compared(i ? after : before, i ? before : after));
		if (changes.count != 1 || strcmp(changes.list[0].what, what) || changes.list[0].direction != (i ? back : there)) {
			for (size_t k = 0; k < changes.count; k++)
				print_message("%s: %s -> %s (%d)\n", changes.list[k].what, changes.list[k].before, changes.list[k].after,
					      (int)changes.list[k].direction);
			fail_msg("%s, the way %s, should be the one change", what, i ? "back" : "there");
		}
	}
}

/* Nothing changed, either way. */
static void none(const char *before, const char *after)
{
	assert_true(compared(before, after));
	assert_int_equal(changes.count, 0);
	assert_true(compared(after, before));
	assert_int_equal(changes.count, 0);
}

#define MECHANISM(presence, state) SURVEY("\"ways\":[],\"questions\":{},\"mechanisms\":[{\"id\":\"x\",\"presence\":\"" presence "\",\"state\":" state "}]")
#define WAY(open) SURVEY("\"mechanisms\":[],\"questions\":{},\"ways\":[{\"id\":\"module\",\"open\":\"" open "\"}]")
#define HOLD(hold) SURVEY("\"mechanisms\":[],\"ways\":[],\"questions\":{\"files\":{\"hold\":\"" hold "\"}}")

static void what_is_no_longer_seen_is_weaker(void **state)
{
	(void)state;
	one(MECHANISM("present", "\"in force\""), MECHANISM("present", "\"not seen\""), "x, state", CHANGE_WEAKER, CHANGE_OTHER);
	assert_true(compared(MECHANISM("present", "\"in force\""), MECHANISM("present", "\"not seen\"")));
	assert_true(fail_on_changes(&changes, "weaker"));
	one(MECHANISM("present", "\"reports only\""), MECHANISM("present", "\"not seen\""), "x, state", CHANGE_OTHER, CHANGE_OTHER);
	one(WAY("no"), WAY("not seen"), "way below everything, open: module", CHANGE_WEAKER, CHANGE_OTHER);
	one(WAY("yes"), WAY("not seen"), "way below everything, open: module", CHANGE_OTHER, CHANGE_OTHER);
	one(WAY("no"), WAY("yes"), "way below everything, open: module", CHANGE_WEAKER, CHANGE_STRONGER);
	one(HOLD("survives root"), HOLD("not seen"), "question: files", CHANGE_WEAKER, CHANGE_OTHER);
	one(HOLD("falls to root"), HOLD("not seen"), "question: files", CHANGE_OTHER, CHANGE_OTHER);
	one(HOLD("none"), HOLD("until a reboot"), "question: files", CHANGE_STRONGER, CHANGE_WEAKER);
}

static void an_option_that_opens_is_weaker(void **state)
{
	(void)state;
	one(SURVEY_OF("\"options\":[{\"id\":\"bpf\",\"open\":\"no\"}]"), SURVEY_OF("\"options\":[{\"id\":\"bpf\",\"open\":\"yes\"}]"),
	    "kernel option, open: bpf", CHANGE_WEAKER, CHANGE_STRONGER);
}

static void the_machine_itself(void **state)
{
	(void)state;
	one(SURVEY_OF("\"host\":{\"kernel\":\"6.12.1\"}"), SURVEY_OF("\"host\":{\"kernel\":\"6.12.2\"}"), "kernel", CHANGE_OTHER, CHANGE_OTHER);
	one(SURVEY_OF("\"host\":{\"lsms\":[\"capability\",\"yama\"]}"), SURVEY_OF("\"host\":{\"lsms\":[\"capability\"]}"),
	    "LSMs of the kernel", CHANGE_OTHER, CHANGE_OTHER);
	assert_string_equal(changes.list[0].after, "capability, yama");
	one(SURVEY_OF("\"host\":{\"lsms\":[\"yama\"]}"), SURVEY_OF("\"host\":{\"lsms\":null}"), "LSMs of the kernel", CHANGE_OTHER, CHANGE_OTHER);
	assert_string_equal(changes.list[0].before, "not seen");
	one(SURVEY_OF("\"host\":{\"as_root\":true}"), SURVEY_OF("\"host\":{\"as_root\":false}"), "surveyed as root", CHANGE_OTHER, CHANGE_OTHER);
	one(SURVEY_OF("\"host\":{\"inside\":{}}"), SURVEY_OF("\"host\":{\"inside\":{\"docker\":\"why\"}}"), "it runs inside", CHANGE_OTHER, CHANGE_OTHER);
}

#define PROGRAM(name, attached, lsm) "{\"id\":1,\"name\":\"" name "\",\"type\":\"LSM\",\"attached\":" attached ",\"lsm\":" lsm ",\"pinned\":null}"
#define BPF(programs) SURVEY_OF("\"bpf\":" programs)

static void programs_come_and_go(void **state)
{
	(void)state;
	one(BPF("[]"), BPF("[" PROGRAM("guard", "\"LSM hook\"", "true") "]"), "BPF program guard (LSM)", CHANGE_OTHER, CHANGE_WEAKER);
	one(BPF("[]"), BPF("[" PROGRAM("watch", "\"kprobe\"", "false") "]"), "BPF program watch (LSM)", CHANGE_OTHER, CHANGE_OTHER);
	/* How many are the same, and their numbers, change all the time. */
	none(BPF("[" PROGRAM("a", "null", "false") "]"), BPF("[" PROGRAM("a", "null", "false") "," PROGRAM("a", "null", "false") "]"));
	one(BPF("[]"), BPF("null"), "BPF programs", CHANGE_OTHER, CHANGE_OTHER);
}

#define UNIT(confines) SURVEY_OF("\"units\":[{\"name\":\"web.service\",\"confines\":[" confines "]}]")

static void units_lose_what_confines_them(void **state)
{
	(void)state;
	one(UNIT("\"ProtectSystem=strict\",\"NoNewPrivileges=yes\""), UNIT("\"NoNewPrivileges=yes\""), "unit web.service, confined by",
	    CHANGE_WEAKER, CHANGE_STRONGER);
	assert_string_equal(changes.list[0].after, "ProtectSystem=strict");
	assert_null(changes.list[0].before);
	one(UNIT("\"ProtectSystem=strict\""), UNIT("\"ProtectSystem=full\""), "unit web.service, confined by", CHANGE_OTHER, CHANGE_OTHER);
	one(SURVEY_OF("\"units\":[]"), UNIT("\"ProtectSystem=full\""), "unit web.service, confined by", CHANGE_OTHER, CHANGE_OTHER);
	none(SURVEY_OF("\"units\":[]"), UNIT(""));
}

/* A count that becomes one, or no longer is, changes the words behind it, and nothing else. */
static void one_of_a_thing_is_no_change(void **state)
{
	(void)state;
	none(SURVEY_OF("\"unseen\":[\"1 process has none\"]"), SURVEY_OF("\"unseen\":[\"2 processes have none\"]"));
	none(SURVEY_OF("\"unseen\":[\"1 profile enforces; 1 program is on\"]"), SURVEY_OF("\"unseen\":[\"3 profiles enforce; 12 programs are on\"]"));
	assert_true(compared(SURVEY_OF("\"unseen\":[\"1 process has none\"]"), SURVEY_OF("\"unseen\":[\"1 profile has none\"]")));
	assert_int_equal(changes.count, 2);
	assert_true(compared(SURVEY_OF("\"unseen\":[\"1 process\"]"), SURVEY_OF("\"unseen\":[\"1 process more\"]")));
	assert_int_equal(changes.count, 2);
}

static void what_was_not_seen(void **state)
{
	(void)state;
	one(SURVEY_OF("\"unseen\":[]"), SURVEY_OF("\"unseen\":[\"3 of them\"]"), "not seen", CHANGE_OTHER, CHANGE_OTHER);
	none(SURVEY_OF("\"unseen\":[\"5 of them\"]"), SURVEY_OF("\"unseen\":[\"12 of them\"]"));
}

static void what_can_be_compared(void **state)
{
	(void)state;
	/* An entry that is absent is told with --map only. */
	none(SURVEY_OF("\"shown\":{\"only\":null,\"map\":false}"), MECHANISM("absent", "null"));
	one(SURVEY_OF("\"unseen\":[]"), MECHANISM("present", "\"in part\""), "x, state", CHANGE_OTHER, CHANGE_OTHER);
	/* A layer that was not asked for is not gone. */
	none(SURVEY_OF("\"shown\":{\"only\":\"3\"}"), SURVEY_OF("\"shown\":{\"only\":\"3\"}"));
	assert_false(compared(SURVEY_OF("\"shown\":{\"only\":null}"), SURVEY_OF("\"shown\":{\"only\":\"3\"}")));
	assert_false(compared(SURVEY_OF("\"shown\":{\"only\":\"2\"}"), SURVEY_OF("\"shown\":{\"only\":\"3\"}")));
}

static void any_type_is_survived(void **state)
{
	(void)state;
	none(SURVEY_OF("\"host\":[1],\"bpf\":[1,null],\"units\":[{}],\"unseen\":[7],\"options\":{}"),
	     SURVEY_OF("\"host\":[1],\"bpf\":[1,null],\"units\":[{}],\"unseen\":[7],\"options\":{}"));
	assert_true(compared(SURVEY_OF("\"host\":{\"lsms\":[1]},\"units\":[{\"name\":\"a\",\"confines\":[null,\"b\"]}],\"bpf\":[{\"lsm\":true}]"),
			     SURVEY_OF("\"host\":7,\"units\":\"a\",\"bpf\":[]")));
}

static int begin(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int end(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_no_longer_seen_is_weaker),
		cmocka_unit_test(an_option_that_opens_is_weaker),
		cmocka_unit_test(the_machine_itself),
		cmocka_unit_test(programs_come_and_go),
		cmocka_unit_test(units_lose_what_confines_them),
		cmocka_unit_test(one_of_a_thing_is_no_change),
		cmocka_unit_test(what_was_not_seen),
		cmocka_unit_test(what_can_be_compared),
		cmocka_unit_test(any_type_is_survived),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
