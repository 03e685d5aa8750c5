/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Verdicts on trees whose truth is known: what is judged, what changed, and what pipelines fail on. */
#include "tests/unit/survey_world.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "survey/compare.h"
#include "survey/fail_on.h"

static void every_condition_is_known(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	world_survey(&world);
	for (int i = 0; condition_words[i]; i++)
		assert_string_not_equal(condition_ask(&world.survey, found(&world, "selinux")->mechanism, condition_words[i]).why,
					"nobody here knows this condition");
	for (size_t i = 0; i < way_count; i++)
		assert_string_not_equal(world.survey.ways[i].condition.why, "nobody here knows this condition");
	assert_string_equal(condition_ask(&world.survey, NULL, "nonsense").why, "nobody here knows this condition");
	world_free(&world);
}

static void lockdown_closes_what_it_closes(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put(&world, "/proc/sys/kernel/kexec_load_disabled", "0\n");
	put(&world, "/boot/config-6.12.1-test", "CONFIG_KEXEC=y\nCONFIG_MODULES=y\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	world_survey(&world);
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_YES);
	assert_int_equal(way(&world, "kexec")->condition.answer, ANSWER_YES);
	world_free(&world);
	world_new(&world);
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put(&world, "/proc/sys/kernel/kexec_load_disabled", "1\n");
	put(&world, "/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	world_survey(&world);
	assert_string_equal(way(&world, "module")->blockers[0], "lockdown");
	assert_int_equal(way(&world, "kexec")->condition.answer, ANSWER_NO);
	assert_int_equal(way(&world, "kexec")->blocker_count, 0);
	assert_int_equal(found(&world, "lockdown")->force, FORCE_FULL);
	world_free(&world);
}

/* TOMOYO enforces, its managers switch it off: one step; without managers and modules there is no path. */
static void the_weakest_path(void **state)
{
	static const char *const files[] = { "/sys/kernel/security/tomoyo/profile", "/sys/kernel/security/tomoyo/domain_policy" };
	struct world world;

	(void)state;
	for (int managed = 0; managed < 2; managed++) {
		world_new(&world);
		put(&world, "/sys/kernel/security/lsm", "capability,tomoyo");
		put(&world, files[0], "PROFILE_VERSION=20150505\n3-COMMENT=x\n3-CONFIG={ mode=enforcing grant_log=yes }\n");
		put(&world, files[1], "<kernel>\nuse_profile 3\n\n");
		put(&world, "/sys/kernel/security/tomoyo/manager", managed ? "/usr/sbin/tomoyo-editpolicy\n" : "");
		put(&world, "/boot/config-6.12.1-test", "CONFIG_X86=y\n# CONFIG_X86_IOPL_IOPERM is not set\n# CONFIG_MODULES is not set\n");
		put(&world, "/proc/sys/kernel/modules_disabled", "1\n");
		put(&world, "/proc/sys/kernel/kexec_load_disabled", "1\n");
		put(&world, "/sys/power/disk", "[disabled]\n");
		put(&world, "/sys/class/block/x", "");
		put_process(&world, 1, "init", "/sbin/init", "<kernel>\n");
		world_survey(&world);
		assert_int_equal(found(&world, "tomoyo")->force, FORCE_PART);
		assert_int_equal(world.survey.path.kind, managed ? PATH_FOUND : PATH_NONE);
		assert_int_equal(world.survey.path.hop_count, managed ? 1 : 0);
		assert_int_equal(world.survey.answers[ASKS_FILES].hold, managed ? HOLD_FALLS : HOLD_REBOOT_UNSEEN);
		world_free(&world);
	}
}

static bool changed(const char *before, const char *after, struct changes *changes, struct arena *arena)
{
	struct survey_text old = { "a", before, strlen(before) }, new = { "b", after, strlen(after) };
	struct diagnostics diag;
	bool good;

	diag_init(&diag);
	good = surveys_compare(arena, &old, &new, changes, &diag);
	assert_int_equal(good, !diag.errors);
	diag_free(&diag);
	return good;
}

static void changes_have_a_direction(void **state)
{
	static const char form[] = "{\"survey\":1,\"mechanisms\":[{\"id\":\"x\",\"state\":\"%s\",\"presence\":\"present\",\"in_force\":true}],"
		"\"ways\":[{\"id\":\"module\",\"open\":\"%s\"}],\"questions\":{\"files\":{\"hold\":\"%s\"}},\"path\":{\"kind\":\"none\",\"hops\":[]}}";
	static const char summary[] = "{\"survey\":1,\"mechanisms\":[{\"id\":\"x\",\"state\":\"in part\",\"summary\":\"%s\"}],"
		"\"ways\":[],\"questions\":{},\"path\":{}}";
	struct arena *arena = arena_new();
	struct changes changes;
	char before[1024], after[1024];

	(void)state;
	snprintf(before, sizeof(before), form, "in force", "no", "survives root");
	snprintf(after, sizeof(after), form, "reports only", "yes", "falls to root");
	assert_true(changed(before, before, &changes, arena));
	assert_int_equal(changes.count, 0);
	assert_false(fail_on_changes(&changes, "changed"));
	assert_true(changed(before, after, &changes, arena));
	assert_int_equal(changes.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(changes.list[i].direction, CHANGE_WEAKER);
	assert_true(fail_on_changes(&changes, "weaker"));
	assert_true(changed(after, before, &changes, arena));
	assert_int_equal(changes.list[0].direction, CHANGE_STRONGER);
	assert_false(fail_on_changes(&changes, "weaker"));
	assert_true(fail_on_changes(&changes, "changed"));
	/* Counts change all the time, words do not. */
	snprintf(before, sizeof(before), summary, "3 of 10 processes");
	snprintf(after, sizeof(after), summary, "12 of 9 processes");
	assert_true(changed(before, after, &changes, arena));
	assert_int_equal(changes.count, 0);
	snprintf(after, sizeof(after), summary, "3 of 10 profiles");
	assert_true(changed(before, after, &changes, arena));
	assert_int_equal(changes.count, 1);
	assert_false(changed("{}", after, &changes, arena));
	assert_false(changed("{", after, &changes, arena));
	assert_false(changed("[1]", after, &changes, arena));
	arena_free(arena);
}

static void conditions_of_pipelines(void **state)
{
	struct world world;
	const char *why;

	(void)state;
	world_new(&world);
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	world_survey(&world);
	assert_true(fail_on_known(&survey_catalogue, "open:module", false));
	assert_true(fail_on_known(&survey_catalogue, "lost:kernel-integrity", false));
	assert_true(fail_on_known(&survey_catalogue, "off:yama", false));
	assert_false(fail_on_known(&survey_catalogue, "off:nothing", false));
	assert_false(fail_on_known(&survey_catalogue, "open:nothing", false));
	assert_false(fail_on_known(&survey_catalogue, "lost:kernel integrit", false));
	assert_false(fail_on_known(&survey_catalogue, "weaker", false));
	assert_true(fail_on_known(&survey_catalogue, "weaker", true));
	assert_true(fail_on_survey(&world.survey, "open:module", &why));
	assert_true(fail_on_survey(&world.survey, "path", &why));
	assert_true(fail_on_survey(&world.survey, "unanswered:files", &why));
	assert_false(fail_on_survey(&world.survey, "off:yama", &why));
	assert_true(fail_on_survey(&world.survey, "off:selinux", &why));
	assert_true(fail_on_survey(&world.survey, "unseen", &why));
	world_free(&world);
}


int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_condition_is_known),
		cmocka_unit_test(lockdown_closes_what_it_closes),
		cmocka_unit_test(the_weakest_path),
		cmocka_unit_test(changes_have_a_direction),
		cmocka_unit_test(conditions_of_pipelines),
	};

	return cmocka_run_group_tests(tests, survey_load, survey_unload);
}
