/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The true state of mechanisms, in trees whose truth is known. */
#include "tests/unit/survey_world.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void every_reader_reads(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	world_survey(&world);
	for (int i = 0; reader_words[i]; i++) {
		struct mechanism mechanism = *found(&world, "yama")->mechanism;
		struct finding finding = { .mechanism = &mechanism, .presence = PRESENT_YES, .summary = "" };

		mechanism.state = reader_words[i];
		read_state(&world.survey, &finding);
		/* lsm-listed is satisfied by the entry's own LSM; nobody may leave it without a word. */
		if (!*finding.summary)
			fail_msg("the reader %s says nothing", reader_words[i]);
	}
	world_free(&world);
}

#define EFI "/sys/firmware/efi/efivars/"

/* One signed image, and what else the firmware would take: is the next boot the attacker's? */
static void what_secure_boot_covers(void **state)
{
	static const struct { int on, stub; const char *keys; enum answer open; } cases[] = {
		{ 1, 1, "x509 Example Machine Owner", ANSWER_NO }, { 1, 1, "x509 Microsoft Corporation UEFI CA 2011", ANSWER_YES },
		{ 1, 1, NULL, ANSWER_UNSEEN }, { 1, 0, "x509 Example Machine Owner", ANSWER_YES },
		{ 0, 1, "x509 Example Machine Owner", ANSWER_YES },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const unsigned char on[] = { 6, 0, 0, 0, (unsigned char)cases[i].on }, off[] = { 6, 0, 0, 0, 0 };

		world_new(&world);
		put(&world, "/boot/vmlinuz", "kernel");
		put_bytes(&world, EFI "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", on, sizeof(on));
		put_bytes(&world, EFI "SetupMode-8be4df61-93ca-11d2-aa0d-00e098032b8c", off, sizeof(off));
		if (cases[i].stub)
			put(&world, EFI "StubInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f", "systemd-stub");
		if (cases[i].keys)
			put(&world, EFI "db-d719b2cb-3d3a-4596-a3bc-dad00e67656f", cases[i].keys);
		world_survey(&world);
		assert_int_equal(way(&world, "boot")->condition.answer, cases[i].open);
		world_free(&world);
	}
}

/* IMA's policy by the mode of its file, which the kernel changes when it has taken one. */
static void whether_ima_takes_a_policy(void **state)
{
	static const struct { int mode; const char *config; enum answer open; } cases[] = {
		{ 0600, "# CONFIG_IMA_WRITE_POLICY is not set\n", ANSWER_YES }, { 0400, "# CONFIG_IMA_WRITE_POLICY is not set\n", ANSWER_NO },
		{ 0600, "CONFIG_IMA_WRITE_POLICY=y\n", ANSWER_UNSEEN },
	};
	char path[PATH_MAX];
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct finding *finding;

		world_new(&world);
		put(&world, "/sys/kernel/security/ima/policy", "appraise func=MODULE_CHECK\n");
		put(&world, "/sys/kernel/security/ima/runtime_measurements_count", "3\n");
		put(&world, "/boot/config-6.12.1-test", cases[i].config);
		world_path(&world, "/sys/kernel/security/ima/policy", path);
		assert_int_equal(chmod(path, (mode_t)cases[i].mode), 0);
		put_process(&world, 1, "init", "/sbin/init", "");
		world_survey(&world);
		finding = found(&world, "ima-evm");
		assert_int_equal(finding->force, FORCE_PART);
		for (size_t k = 0; k < finding->mechanism->off_count; k++)
			if (strstr(finding->verdicts[k].step->step, "where no custom policy"))
				assert_int_equal(finding->verdicts[k].open, cases[i].open);
		world_free(&world);
	}
}

/* fapolicyd by its settings and rules, its process the same each time. */
static void fapolicyd_by_its_rules(void **state)
{
	static const char deny[] = "deny_audit perm=execute all : all\n";
	static const struct { const char *conf, *rules; enum force force; } cases[] = {
		{ "permissive = 0\n", "allow perm=execute all : trust=1\ndeny_audit perm=execute all : all\n", FORCE_FULL },
		{ "permissive = 1\n", deny, FORCE_REPORTS },
		{ "permissive=1\n", deny, FORCE_REPORTS },
		{ "# permissive = 1\npermissive = 0\n", "allow perm=any uid=0 trust=1 : all\ndeny perm=any all : all\n", FORCE_PART },
		{ "permissive = 0\n", "deny perm=any all : all\nallow perm=any uid=0 trust=1 : all\n", FORCE_FULL },
		{ "permissive = 0\n", "allow perm=any uid=0 exe=/usr/bin/x : all\ndeny perm=any all : all\n", FORCE_FULL },
		{ "permissive = 0\n", "allow perm=any uid=0 : dir=/var/tmp/\ndeny perm=any all : all\n", FORCE_FULL },
		{ "permissive = 0\n", "allow perm=open all : all\n", FORCE_NOT },
		{ "permissive = 0\n", NULL, FORCE_UNSEEN },
		{ NULL, deny, FORCE_UNSEEN },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		world_new(&world);
		put(&world, "/var/lib/dpkg/status", "Package: fapolicyd\nStatus: install ok installed\nVersion: 1.1.7-5\n\n");
		put(&world, "/var/lib/dpkg/info/fapolicyd.list", "/usr/sbin/fapolicyd\n");
		put_process(&world, 1, "init", "/sbin/init", "");
		put_process(&world, 20, "fapolicyd", "/usr/sbin/fapolicyd", "");
		if (cases[i].conf)
			put(&world, "/etc/fapolicyd/fapolicyd.conf", cases[i].conf);
		if (cases[i].rules)
			put(&world, "/etc/fapolicyd/compiled.rules", cases[i].rules);
		world_survey(&world);
		assert_int_equal(found(&world, "fapolicyd")->force, cases[i].force);
		world_free(&world);
	}
}

static void apparmor_by_mode(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/sys/kernel/security/lsm", "capability,apparmor");
	put(&world, "/sys/kernel/security/apparmor/profiles", "a (complain)\nb (complain)\n");
	put(&world, "/sys/module/apparmor/parameters/lock_policy", "N\n");
	put_process(&world, 1, "init", "/sbin/init", "unconfined\n");
	put_process(&world, 30, "a", "/bin/a", "a (complain)\n");
	world_survey(&world);
	assert_int_equal(found(&world, "apparmor")->force, FORCE_REPORTS);
	world_free(&world);
	world_new(&world);
	put(&world, "/sys/kernel/security/lsm", "capability,apparmor");
	put(&world, "/sys/kernel/security/apparmor/profiles", "a (enforce)\nb (complain)\n");
	put(&world, "/sys/module/apparmor/parameters/lock_policy", "Y\n");
	put_process(&world, 1, "init", "/sbin/init", "unconfined\n");
	put_process(&world, 30, "a", "/bin/a", "a (enforce)\n");
	world_survey(&world);
	assert_int_equal(found(&world, "apparmor")->force, FORCE_PART);
	for (size_t i = 0; i < found(&world, "apparmor")->mechanism->off_count; i++)
		if (strstr(found(&world, "apparmor")->verdicts[i].step->step, ".remove"))
			assert_int_equal(found(&world, "apparmor")->verdicts[i].open, ANSWER_NO);
	world_free(&world);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reader_reads),
		cmocka_unit_test(what_secure_boot_covers),
		cmocka_unit_test(whether_ima_takes_a_policy),
		cmocka_unit_test(fapolicyd_by_its_rules),
		cmocka_unit_test(apparmor_by_mode),
	};

	return cmocka_run_group_tests(tests, survey_load, survey_unload);
}
