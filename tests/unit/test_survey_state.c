/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The true state of mechanisms, in trees whose truth is known. */
#include "tests/unit/survey_world.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"

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
	put(&world, "/sys/module/apparmor/parameters/mode", "enforce\n");
	put_process(&world, 1, "init", "/sbin/init", "unconfined\n");
	put_process(&world, 30, "a", "/bin/a", "a (complain)\n");
	world_survey(&world);
	assert_int_equal(found(&world, "apparmor")->force, FORCE_REPORTS);
	world_free(&world);
	world_new(&world);
	put(&world, "/sys/kernel/security/lsm", "capability,apparmor");
	put(&world, "/sys/kernel/security/apparmor/profiles", "a (enforce)\nb (complain)\n");
	put(&world, "/sys/module/apparmor/parameters/lock_policy", "Y\n");
	put(&world, "/sys/module/apparmor/parameters/mode", "enforce\n");
	put_process(&world, 1, "init", "/sbin/init", "unconfined\n");
	put_process(&world, 30, "a", "/bin/a", "a (enforce)\n");
	world_survey(&world);
	assert_int_equal(found(&world, "apparmor")->force, FORCE_PART);
	for (size_t i = 0; i < found(&world, "apparmor")->mechanism->off_count; i++)
		if (strstr(found(&world, "apparmor")->verdicts[i].step->step, ".remove"))
			assert_int_equal(found(&world, "apparmor")->verdicts[i].open, ANSWER_NO);
	world_free(&world);
}

#define MODE "/sys/module/apparmor/parameters/mode"

/* One switch makes all profiles complain; the kernel goes on to call them enforced. */
static void apparmor_all_complain(void **state)
{
	static const struct { const char *mode; enum force force; enum answer outside; const char *words; } cases[] = {
		{ "enforce\n", FORCE_PART, ANSWER_NO, "1 profile enforces" }, { "kill\n", FORCE_PART, ANSWER_NO, "1 profile enforces" },
		{ "complain\n", FORCE_REPORTS, ANSWER_YES, "by " MODE }, { NULL, FORCE_UNSEEN, ANSWER_UNSEEN, MODE },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct finding *finding;

		world_new(&world);
		put(&world, "/sys/kernel/security/lsm", "capability,apparmor");
		put(&world, "/sys/kernel/security/apparmor/profiles", "a (enforce)\n");
		if (cases[i].mode)
			put(&world, MODE, cases[i].mode);
		put_process(&world, 1, "init", "/sbin/init", "a (enforce)\n");
		world_survey(&world);
		finding = found(&world, "apparmor");
		assert_int_equal(finding->force, cases[i].force);
		assert_non_null(strstr(finding->summary, cases[i].words));
		assert_int_equal(condition_ask(&world.survey, finding->mechanism, "root.outside").answer, cases[i].outside);
		world_free(&world);
	}
}

/* A program at the place where the product has it, owned by no package: in a container's image, or put there by hand. */
static void an_agent_of_no_package(void **state)
{
	struct world world;
	const struct finding *finding;
	size_t told = 0;

	(void)state;
	world_new(&world);
	put(&world, "/opt/sentinelone/bin/sentinelone-agent", "");
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "sentinelone-agent", "/opt/sentinelone/bin/sentinelone-agent", "");
	put_process(&world, 21, "suricata", "/usr/bin/suricata", "");
	put_process(&world, 22, "bwrap", "/usr/bin/bwrap", "");
	put_process(&world, 23, "tetragon", "/home/x/tetragon", "");
	world_survey(&world);
	finding = found(&world, "sentinelone");
	assert_int_equal(finding->presence, PRESENT_YES);
	assert_int_equal(finding->force, FORCE_UNSEEN);
	assert_string_equal(finding->summary, "process 20 runs /opt/sentinelone/bin/sentinelone-agent, which no package of this product owns");
	for (size_t i = 0; i < finding->evidence_count; i++)
		told += strstr(finding->evidence[i].text, "process 20") != NULL;
	assert_int_equal(told, 1);
	assert_int_equal(found(&world, "suricata")->presence, PRESENT_CLAIM);
	assert_int_equal(found(&world, "suricata")->force, FORCE_UNSEEN);
	assert_int_equal(found(&world, "bubblewrap")->force, FORCE_UNSEEN);
	assert_int_equal(found(&world, "tetragon")->presence, PRESENT_CLAIM);
	assert_int_equal(found(&world, "tetragon")->force, FORCE_UNSEEN);	/* BPF was not seen in a tree */
	world_free(&world);
}

/* Where /proc shows only some of the processes, "none" is not said. */
static void hidden_processes_are_not_absent(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/boot/config-6.12.1-test", "CONFIG_SECCOMP_FILTER=y\n");
	put(&world, "/usr/lib/systemd/system/suricata.service", "[Service]\nExecStart=/usr/bin/suricata\n");
	put(&world, "/var/lib/dpkg/status", "Package: systemd\nStatus: install ok installed\nVersion: 1\n\n");
	put(&world, "/sys/kernel/security/lsm", "capability,smack");
	put_process(&world, 400, "sh", "/bin/sh", "Web\n");
	world_survey(&world);
	assert_true(world.facts.processes.hidden);
	assert_int_equal(found(&world, "seccomp")->force, FORCE_UNSEEN);
	assert_int_equal(found(&world, "suricata")->force, FORCE_UNSEEN);
	assert_int_equal(found(&world, "systemd-sandbox")->force, FORCE_UNSEEN);
	assert_int_equal(condition_ask(&world.survey, found(&world, "smack")->mechanism, "root.outside").answer, ANSWER_UNSEEN);
	world_free(&world);
	world_new(&world);
	put(&world, "/boot/config-6.12.1-test", "CONFIG_SECCOMP_FILTER=y\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	world_survey(&world);
	assert_int_equal(found(&world, "seccomp")->force, FORCE_NOT);
	world_free(&world);
}

/* An IOMMU that lets devices through is there and holds nobody. */
static void iommu_by_groups(void **state)
{
	static const struct { const char *types[3]; enum force force; } cases[] = {
		{ { "DMA\n", "DMA-FQ\n" }, FORCE_FULL }, { { "identity\n", "identity\n" }, FORCE_NOT },
		{ { "DMA\n", "identity\n" }, FORCE_PART }, { { "blocked\n", "DMA-FQ\n" }, FORCE_FULL },
		{ { "unmanaged\n", "identity\n" }, FORCE_PART }, { { NULL }, FORCE_UNSEEN }, { { "DMA\n", NULL, "" }, FORCE_UNSEEN },
	};
	struct world world;
	char path[128];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		world_new(&world);
		put_process(&world, 1, "init", "/sbin/init", "");
		put(&world, "/sys/class/iommu/dmar0/name", "");
		for (int group = 0; group < 3; group++) {
			snprintf(path, sizeof(path), "/sys/kernel/iommu_groups/%d/%s", group, cases[i].types[group] && *cases[i].types[group] ? "type" : "name");
			if (cases[i].types[group])
				put(&world, path, cases[i].types[group]);
		}
		world_survey(&world);
		assert_int_equal(found(&world, "iommu")->presence, PRESENT_YES);
		assert_int_equal(found(&world, "iommu")->force, cases[i].force);
		world_free(&world);
	}
}

/* The kernel's opinion of the processor is there without any package. */
static void flaws_of_the_processor(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/sys/devices/system/cpu/vulnerabilities/meltdown", "Mitigation: PTI\n");
	put(&world, "/sys/devices/system/cpu/vulnerabilities/mds", "Vulnerable: Clear CPU buffers attempted, no microcode\n");
	put(&world, "/sys/devices/system/cpu/vulnerabilities/itlb_multihit", "KVM: Vulnerable\n");
	put(&world, "/sys/devices/system/cpu/vulnerabilities/srbds", "Unknown: Dependent on hypervisor status\n");
	world_survey(&world);
	assert_int_equal(found(&world, "microcode")->presence, PRESENT_YES);
	assert_int_equal(found(&world, "microcode")->force, FORCE_PART);
	assert_non_null(strstr(found(&world, "microcode")->summary, "2 of 4"));
	assert_non_null(strstr(found(&world, "microcode")->summary, "1 unknown"));
	world_free(&world);
}

/* shim may be told to check nothing; the firmware still says that Secure Boot is on. */
static void what_shim_checks(void **state)
{
	static const struct { int validation; enum force force; } cases[] = { { -1, FORCE_FULL }, { 0, FORCE_FULL }, { 1, FORCE_NOT } };
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const unsigned char on[] = { 6, 0, 0, 0, 1 }, off[] = { 6, 0, 0, 0, 0 };
		const unsigned char shim[] = { 6, 0, 0, 0, (unsigned char)cases[i].validation };

		world_new(&world);
		put_bytes(&world, EFI "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", on, sizeof(on));
		put_bytes(&world, EFI "SetupMode-8be4df61-93ca-11d2-aa0d-00e098032b8c", off, sizeof(off));
		if (cases[i].validation >= 0)
			put_bytes(&world, EFI "MokSBStateRT-605dab50-e046-4300-abb6-3dd810dd8b23", shim, sizeof(shim));
		world_survey(&world);
		assert_int_equal(found(&world, "secure-boot")->force, cases[i].force);
		if (cases[i].force == FORCE_NOT)
			assert_non_null(strstr(found(&world, "secure-boot")->summary, "shim checks nothing"));
		world_free(&world);
	}
}

/* The detail that begins so; a line of options. */
static const char *detail(const struct world *world, const char *beginning)
{
	const struct finding *finding = found(world, "hardened-kernel");

	for (size_t i = 0; i < finding->detail_count; i++)
		if (!strncmp(finding->details[i], beginning, strlen(beginning)))
			return finding->details[i];
	fail_msg("no detail begins with %s", beginning);
	return "";
}

/* What it tells of is what docs/hardening.md explains. */
static void options_are_documented(const char *line)
{
	char *error = NULL, *document, word[80], quoted[84];
	size_t length;
	int used;

	document = file_read("docs/hardening.md", 1u << 20, &length, &error);
	assert_non_null(document);
	for (line = strchr(line, ':') + 1; sscanf(line, " %79[A-Z0-9_]%n", word, &used) == 1; line += used + (line[used] == ',')) {
		snprintf(quoted, sizeof(quoted), "`%s", word);
		if (!strstr(document, quoted))
			fail_msg("%s is not in docs/hardening.md", word);
	}
	assert_string_equal(line, "");
	free(document);
}

/* A hardened kernel is told by what it was built with, option by option. */
static void what_the_kernel_was_built_with(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/boot/config-6.12.1-test", "CONFIG_HARDENED_USERCOPY=y\nCONFIG_INIT_ON_ALLOC_DEFAULT_ON=y\nCONFIG_DEVMEM=y\n");
	put(&world, "/proc/sys/kernel/modules_disabled", "1\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	world_survey(&world);
	assert_string_equal(detail(&world, "protection it was built with:"),
			    "protection it was built with: INIT_ON_ALLOC_DEFAULT_ON, HARDENED_USERCOPY");
	assert_string_equal(detail(&world, "ways in it was built with:"), "ways in it was built with: DEVMEM");
	assert_non_null(strstr(detail(&world, "protection it was built without:"), " SLAB_FREELIST_HARDENED,"));
	assert_non_null(strstr(detail(&world, "ways in it was built without:"), " MODULES,"));
	options_are_documented(detail(&world, "protection it was built without:"));
	options_are_documented(detail(&world, "ways in it was built without:"));
	world_free(&world);
	/* What another mechanism closes is not open. */
	world_new(&world);
	put(&world, "/boot/config-6.12.1-test", "CONFIG_HARDENED_USERCOPY=y\nCONFIG_MODULES=y\nCONFIG_KEXEC=y\n");
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put(&world, "/proc/sys/kernel/kexec_load_disabled", "0\n");
	put(&world, "/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	world_survey(&world);
	assert_non_null(strstr(found(&world, "hardened-kernel")->summary, "2 it leaves to others"));
	world_free(&world);
}

/* An engine is not confined; what it started is, or what is in its control groups. */
static void containers_of_engines(void **state)
{
	struct world world;

	(void)state;
	for (int kind = 0; kind < 3; kind++) {
		world_new(&world);
		put(&world, "/var/lib/dpkg/status", "Package: docker.io\nStatus: install ok installed\nVersion: 20\n\n"
		    "Package: containerd\nStatus: install ok installed\nVersion: 1\n\n");
		put(&world, "/var/lib/dpkg/info/docker.io.list", "/usr/sbin/dockerd\n");
		put(&world, "/var/lib/dpkg/info/containerd.list", "/usr/bin/containerd\n/usr/bin/containerd-shim-runc-v2\n");
		put_process(&world, 1, "init", "/sbin/init", "");
		put_process(&world, 20, "dockerd", "/usr/sbin/dockerd", "");
		put_process(&world, 30, "containerd-shim", "/usr/bin/containerd-shim-runc-v2", "");
		put_process(&world, 40, "app", "/bin/app", "");
		put(&world, "/proc/40/status", "Name:\tapp\nPPid:\t30\nUid:\t0\t0\t0\t0\nVmSize:\t1 kB\nCapEff:\t0\nNoNewPrivs:\t0\nSeccomp:\t2\n");
		put(&world, "/proc/40/cgroup", kind == 1 ? "0::/system.slice/docker-0123456789ab.scope\n" :
		    kind == 2 ? "0::/docker/0123456789ab\n" : "0::/system.slice/docker.service\n");
		world_survey(&world);
		assert_int_equal(found(&world, "containerd")->force, FORCE_PART);
		assert_int_equal(found(&world, "docker")->force, kind ? FORCE_PART : FORCE_NOT);
		world_free(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_reader_reads),
		cmocka_unit_test(what_secure_boot_covers),
		cmocka_unit_test(whether_ima_takes_a_policy),
		cmocka_unit_test(fapolicyd_by_its_rules),
		cmocka_unit_test(apparmor_by_mode),
		cmocka_unit_test(apparmor_all_complain),
		cmocka_unit_test(an_agent_of_no_package),
		cmocka_unit_test(hidden_processes_are_not_absent),
		cmocka_unit_test(iommu_by_groups),
		cmocka_unit_test(flaws_of_the_processor),
		cmocka_unit_test(what_shim_checks),
		cmocka_unit_test(what_the_kernel_was_built_with),
		cmocka_unit_test(containers_of_engines),
	};

	return cmocka_run_group_tests(tests, survey_load, survey_unload);
}
