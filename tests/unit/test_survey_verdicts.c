/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What stands in the way of a step or a way, all of it, and what is said where that was not seen. */
#include "tests/unit/survey_world.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "survey/fail_on.h"

#define SECURITY "/sys/kernel/security/"

/* A machine whose only way below is a module, taken unsigned; nothing boots from it that is seen. */
static void only_modules(struct world *world, const char *lsms)
{
	world_new(world);
	put(world, SECURITY "lsm", lsms);
	put(world, "/boot/config-6.12.1-test", "CONFIG_X86=y\n# CONFIG_X86_IOPL_IOPERM is not set\nCONFIG_MODULES=y\n");
	put(world, "/proc/sys/kernel/modules_disabled", "0\n");
	put(world, "/proc/sys/kernel/kexec_load_disabled", "1\n");
	put(world, "/sys/power/disk", "[disabled]\n");
	put(world, "/sys/class/block/x", "");
	put_process(world, 1, "init", "/sbin/init", "");
}

static void put_ipe(struct world *world)
{
	put(world, SECURITY "ipe/enforce", "1\n");
	put(world, SECURITY "ipe/policies/Site/active", "1\n");
	put(world, SECURITY "ipe/policies/Site/policy", "policy_name=Site policy_version=1.0.0\nDEFAULT action=DENY\n");
}

static void put_selinux(struct world *world, const char *enforce)
{
	put(world, "/sys/fs/selinux/class/process/index", "2\n");
	if (enforce)
		put(world, "/sys/fs/selinux/enforce", enforce);
}

static void remove_file(const struct world *world, const char *path)
{
	char full[PATH_MAX];

	world_path(world, path, full);
	assert_int_equal(remove(full), 0);
}

/* The step of the entry whose words contain @part. */
static const struct verdict *step(const struct world *world, const char *id, const char *part)
{
	const struct finding *finding = found(world, id);

	for (size_t i = 0; i < finding->mechanism->off_count; i++)
		if (strstr(finding->verdicts[i].step->step, part))
			return &finding->verdicts[i];
	fail_msg("%s has no step with %s", id, part);
	return NULL;
}

static bool blocked_by(const struct way_verdict *way, const char *id)
{
	for (size_t i = 0; i < way->blocker_count; i++)
		if (!strcmp(way->blockers[i], id))
			return true;
	return false;
}

static bool names(const struct finding *const *list, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(list[i]->mechanism->id, id))
			return true;
	return false;
}

static const char *hold(const struct world *world, enum question question)
{
	return hold_words[world->survey.answers[question].hold];
}

static void one_refusal_is_removed_and_the_next_told(void **state)
{
	const struct path *path;
	struct world world;

	(void)state;
	only_modules(&world, "capability,ipe");
	put_ipe(&world);
	world_survey(&world);
	path = &world.survey.path;
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_NO);
	assert_true(blocked_by(way(&world, "module"), "ipe"));
	/* One write removes IPE, which is all there is. */
	assert_int_equal(path->kind, PATH_FOUND);
	assert_int_equal(path->hop_count, 1);
	world_free(&world);
}

static void every_refusal_counts(void **state)
{
	struct world world;

	(void)state;
	/* Lockdown refuses the module, too, and nothing removes that. */
	only_modules(&world, "capability,ipe,lockdown");
	put_ipe(&world);
	put(&world, SECURITY "lockdown", "none [integrity] confidentiality\n");
	world_survey(&world);
	assert_int_equal(way(&world, "module")->blocker_count, 2);
	assert_true(blocked_by(way(&world, "module"), "ipe") && blocked_by(way(&world, "module"), "lockdown"));
	assert_non_null(strstr(way(&world, "module")->condition.why, "lockdown"));
	assert_int_equal(world.survey.path.kind, PATH_NONE);
	assert_true(names(world.survey.path.remains, world.survey.path.remain_count, "lockdown"));
	world_free(&world);
	/* So do signatures, which are no entry that could be removed. */
	only_modules(&world, "capability,ipe,loadpin");
	put_ipe(&world);
	put(&world, "/sys/module/module/parameters/sig_enforce", "Y\n");
	put(&world, "/proc/sys/kernel/loadpin/enforce", "1\n");
	put(&world, "/proc/cmdline", "root=/dev/x\n");
	put(&world, "/sys/class/block/y/ro", "1\n");
	world_survey(&world);
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_NO);
	assert_int_equal(way(&world, "module")->blocker_count, 0);
	assert_int_not_equal(world.survey.path.kind, PATH_FOUND);
	world_free(&world);
	/* What SELinux's policy says cannot be asked of files: then it is not known, also once lockdown were gone. */
	only_modules(&world, "capability,selinux,lockdown");
	put_selinux(&world, "1\n");
	put(&world, SECURITY "lockdown", "none [integrity] confidentiality\n");
	world_survey(&world);
	assert_true(blocked_by(way(&world, "module"), "lockdown"));
	assert_int_not_equal(world.survey.path.kind, PATH_FOUND);
	world_free(&world);
}

/* TOMOYO without managers falls to a module only, which IPE refuses until it is switched off. */
static void a_hop_tells_why_it_is_open(void **state)
{
	const struct path *path;
	struct world world;
	const char *why;

	(void)state;
	only_modules(&world, "capability,ipe,tomoyo");
	put_ipe(&world);
	put(&world, SECURITY "tomoyo/profile", "PROFILE_VERSION=20150505\n3-CONFIG={ mode=enforcing grant_log=yes }\n");
	put(&world, SECURITY "tomoyo/domain_policy", "<kernel>\nuse_profile 3\n\n");
	put(&world, SECURITY "tomoyo/manager", "");
	world_survey(&world);
	path = &world.survey.path;
	assert_int_equal(path->kind, PATH_FOUND);
	assert_int_equal(path->hop_count, 2);
	assert_string_equal(path->hops[0].finding->mechanism->id, "ipe");
	assert_string_equal(path->hops[1].way->way->id, "module");
	why = path->hops[1].way->condition.why;
	if (strncmp(why, "once IPE is gone: ", 18) || !strstr(why, "this kernel takes modules that nobody signed"))
		fail_msg("%s", why);
	/* The list of ways tells what is so now. */
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_NO);
	assert_null(strstr(way(&world, "module")->condition.why, "once"));
	world_free(&world);
}

static void sealed_holdfast_is_not_overlooked(void **state)
{
	struct world world;

	(void)state;
	only_modules(&world, "capability,yama,holdfast");
	put(&world, SECURITY "holdfast/status", "build: sealed\npolicy name: p\n");
	put(&world, SECURITY "holdfast/policy", "# layer \"p\"\npolicy p 1\nprogram init = /sbin/init "
	    "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\ndomain kernel {\n execute init\n}\n"
	    "domain init {\n read /srv/**\n}\n");
	put(&world, "/var/lib/dpkg/status", "Package: auditd\nStatus: install ok installed\nVersion: 1\n\n");
	world_survey(&world);
	assert_int_equal(found(&world, "holdfast")->force, FORCE_FULL);
	assert_true(blocked_by(way(&world, "module"), "holdfast"));
	assert_int_equal(step(&world, "yama", "ptrace_scope=0")->open, ANSWER_UNSEEN);
	assert_int_equal(step(&world, "yama", "sysctl.d")->open, ANSWER_UNSEEN);
	assert_int_equal(step(&world, "auditd", "audit.log")->open, ANSWER_UNSEEN);
	assert_non_null(strstr(step(&world, "auditd", "audit.log")->why, "Holdfast is sealed"));
	world_free(&world);
	/* Without it the same steps are open, and who may write audit records is looked up. */
	only_modules(&world, "capability,yama");
	put(&world, "/var/lib/dpkg/status", "Package: auditd\nStatus: install ok installed\nVersion: 1\n\n");
	world_survey(&world);
	assert_int_equal(step(&world, "yama", "ptrace_scope=0")->open, ANSWER_YES);
	assert_int_equal(step(&world, "yama", "sysctl.d")->open, ANSWER_YES);
	assert_int_equal(step(&world, "auditd", "audit.log")->open, ANSWER_YES);
	assert_int_equal(step(&world, "auditd", "AUDIT_USER")->open, ANSWER_YES);
	world_free(&world);
}

static void selinux_is_not_overlooked(void **state)
{
	static const char *const labels[] = { "system_u:system_r:init_t:s0", "unconfined_u:unconfined_r:unconfined_t:s0" };
	struct world world;

	(void)state;
	for (int unconfined = 0; unconfined < 2; unconfined++) {
		only_modules(&world, "capability,yama,selinux");
		put_selinux(&world, "1\n");
		put_process(&world, 30, "sh", "/bin/sh", labels[unconfined]);
		world_survey(&world);
		assert_int_equal(step(&world, "auditd", "audit.log")->open, unconfined ? ANSWER_YES : ANSWER_UNSEEN);
		/* A capability is asked of the policy, which files do not answer. */
		assert_int_equal(step(&world, "yama", "ptrace_scope=0")->open, ANSWER_UNSEEN);
		world_free(&world);
	}
}

/* What is there, and is not seen to enforce or not, is neither an answer nor none. */
static void not_seen_is_not_none(void **state)
{
	struct world world;
	const char *why;

	(void)state;
	only_modules(&world, "capability,selinux");
	put_selinux(&world, NULL);
	world_survey(&world);
	assert_int_equal(found(&world, "selinux")->force, FORCE_UNSEEN);
	assert_string_equal(hold(&world, ASKS_FILES), "not seen");
	assert_true(names(world.survey.answers[ASKS_FILES].by, world.survey.answers[ASKS_FILES].by_count, "selinux"));
	assert_string_equal(hold(&world, ASKS_BOOT), "none");
	assert_int_equal(world.survey.path.kind, PATH_UNSEEN);
	assert_true(names(world.survey.path.remains, world.survey.path.remain_count, "selinux"));
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_UNSEEN);
	assert_false(fail_on_survey(&world.survey, "lost:files", &why));
	/* A16: nobody says that it does not enforce. */
	assert_null(strstr(step(&world, "selinux", "load a policy")->why, "does not enforce"));
	world_free(&world);
	/* Root Lock, which shows nobody whether it is engaged: a module goes below it all the same. */
	for (int modules = 0; modules < 2; modules++) {
		only_modules(&world, "capability");
		put(&world, "/proc/sys/kernel/modules_disabled", modules ? "0\n" : "1\n");
		put(&world, "/.hs/sys", "");
		world_survey(&world);
		assert_string_equal(hold(&world, ASKS_EXECUTION), "not seen");
		assert_int_equal(world.survey.path.kind, modules ? PATH_FOUND : PATH_UNSEEN);
		assert_int_equal(fail_on_survey(&world.survey, "lost:execution", &why), modules);
		assert_false(fail_on_survey(&world.survey, "unanswered:execution", &why));
		assert_false(is_active(found(&world, "root-lock")));
		world_free(&world);
	}
}

static void ima_that_shows_nothing(void **state)
{
	struct world world;

	(void)state;
	/* It has taken a policy and shows it to nobody. */
	only_modules(&world, "capability,ima");
	put(&world, SECURITY "ima/runtime_measurements_count", "3\n");
	put(&world, "/boot/config-6.12.1-test", "CONFIG_MODULES=y\nCONFIG_IMA_APPRAISE=y\n");
	world_survey(&world);
	assert_string_equal(hold(&world, ASKS_EXECUTION), "not seen");
	assert_null(strstr(step(&world, "ima-evm", "by hash")->why, "no IMA"));
	assert_int_equal(step(&world, "ima-evm", "by hash")->open, ANSWER_UNSEEN);
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_UNSEEN);
	world_free(&world);
	/* No IMA at all is seen. */
	only_modules(&world, "capability");
	world_survey(&world);
	assert_int_equal(step(&world, "ima-evm", "by hash")->open, ANSWER_NO);
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_YES);
	world_free(&world);
}

/* A machine, or an image, that does not say which LSMs it has. */
static void lsms_that_were_not_seen(void **state)
{
	struct world world;
	const char *why;

	(void)state;
	only_modules(&world, "");
	remove_file(&world, SECURITY "lsm");
	world_survey(&world);
	assert_null(world.facts.kernel.lsms);
	assert_string_equal(hold(&world, ASKS_EXECUTION), "not seen");
	assert_string_equal(hold(&world, ASKS_BOOT), "none");
	assert_int_equal(world.survey.path.kind, PATH_UNSEEN);
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_UNSEEN);
	assert_non_null(strstr(way(&world, "module")->condition.why, "which LSMs"));
	assert_false(fail_on_survey(&world.survey, "lost:execution", &why));
	assert_false(fail_on_survey(&world.survey, "path", &why));
	world_free(&world);
}

/* A file that cannot be read and waits for a policy, as Debian's kernel has it: what else could have brought rules? */
static void ima_that_waits(void **state)
{
	static const unsigned char on[] = { 6, 0, 0, 0, 1 }, off[] = { 6, 0, 0, 0, 0 };
	static const struct { const char *config, *words; bool secure; enum force force; } cases[] = {
		{ "CONFIG_IMA_APPRAISE=y\n", "quiet\n", false, FORCE_NOT },
		{ "CONFIG_IMA_APPRAISE=y\n", "quiet ima_policy=appraise_tcb\n", false, FORCE_UNSEEN },
		{ "CONFIG_IMA_APPRAISE=y\nCONFIG_IMA_APPRAISE_BUILD_POLICY=y\n", "quiet\n", false, FORCE_UNSEEN },
		{ "CONFIG_IMA_APPRAISE=y\nCONFIG_IMA_WRITE_POLICY=y\n", "quiet\n", false, FORCE_UNSEEN },
		{ "CONFIG_IMA_APPRAISE=y\nCONFIG_IMA_ARCH_POLICY=y\n", "quiet\n", false, FORCE_NOT },
		{ "CONFIG_IMA_APPRAISE=y\nCONFIG_IMA_ARCH_POLICY=y\n", "quiet\n", true, FORCE_UNSEEN },
		{ "CONFIG_IMA_APPRAISE=y\nCONFIG_IMA_ARCH_POLICY=y\nCONFIG_MODULE_SIG=y\nCONFIG_KEXEC_SIG=y\n", "quiet\n", true, FORCE_NOT },
		{ "# CONFIG_IMA_APPRAISE is not set\n", "quiet ima_policy=tcb\n", true, FORCE_NOT },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		only_modules(&world, "capability,ima");
		put(&world, SECURITY "ima/runtime_measurements_count", "1\n");
		put(&world, SECURITY "ima/policy/unreadable", "");
		put(&world, "/boot/config-6.12.1-test", cases[i].config);
		put(&world, "/proc/cmdline", cases[i].words);
		put_bytes(&world, "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", cases[i].secure ? on : off, 5);
		put_bytes(&world, "/sys/firmware/efi/efivars/SetupMode-8be4df61-93ca-11d2-aa0d-00e098032b8c", off, 5);
		world_survey(&world);
		assert_int_equal(found(&world, "ima-evm")->force, cases[i].force);
		assert_string_equal(hold(&world, ASKS_EXECUTION), cases[i].force == FORCE_NOT ? "none" : "not seen");
		world_free(&world);
	}
}

static void inside_and_outside_of_guests(void **state)
{
	struct world world;

	(void)state;
	only_modules(&world, "capability");
	put(&world, "/proc/cpuinfo", "model name\t: User Mode Linux\n");
	world_survey(&world);
	assert_int_equal(step(&world, "user-mode-linux", "load a module")->open, ANSWER_YES);
	assert_int_equal(step(&world, "user-mode-linux", "hostfs")->open, ANSWER_NO);
	world_free(&world);
	/* On the host of a guest its monitor is root's own program; what the guest's kernel allows is not seen. */
	only_modules(&world, "capability");
	put_process(&world, 50, "firecracker", "/usr/bin/firecracker", "");
	put(&world, "/usr/bin/firecracker", "");
	world_survey(&world);
	assert_int_equal(step(&world, "firecracker", "on the host")->open, ANSWER_YES);
	assert_int_equal(step(&world, "user-mode-linux", "load a module")->open, ANSWER_UNSEEN);
	world_free(&world);
	only_modules(&world, "capability");
	put(&world, "/proc/cpuinfo", "flags\t: fpu hypervisor \n");
	put(&world, "/sys/firmware/acpi/tables/DSDT", "DSDT......FIRECK    ");
	world_survey(&world);
	assert_int_equal(step(&world, "firecracker", "on the host")->open, ANSWER_UNSEEN);
	world_free(&world);
}

/* Root without what loads a module, and a unit that is not seen to run: is that all there is? */
static void hidden_processes_are_not_absent(void **state)
{
	static const char weak[] = "Name:\tx\nPPid:\t1\nUid:\t0\t0\t0\t0\nVmSize:\t1 kB\nCapEff:\t0000000000000001\nSeccomp:\t0\n";
	struct world world;

	(void)state;
	for (int hidden = 0; hidden < 3; hidden++) {
		enum answer expected = hidden ? ANSWER_UNSEEN : ANSWER_NO;

		only_modules(&world, "capability,yama");
		put(&world, "/proc/1/status", weak);
		put(&world, "/proc/9/status", weak);
		if (hidden == 1)
			remove_file(&world, "/proc/1/status");
		if (hidden == 2)
			put(&world, "/proc/1/cgroup", "0::/docker/0123\n");
		world_survey(&world);
		assert_int_equal(way(&world, "module")->condition.answer, expected);
		assert_int_equal(step(&world, "yama", "ptrace_scope=0")->open, expected);
		assert_int_equal(condition_ask(&world.survey, NULL, "unit:auditd.service").answer, expected);
		world_free(&world);
	}
}

static void signatures_that_were_not_seen(void **state)
{
	static const struct { const char *file, *config; enum answer open; } cases[] = {
		{ "N\n", "CONFIG_MODULES=y\nCONFIG_MODULE_SIG=y\n", ANSWER_YES }, { "Y\n", "CONFIG_MODULES=y\n", ANSWER_NO },
		{ NULL, "CONFIG_MODULES=y\n", ANSWER_YES }, { NULL, "CONFIG_MODULES=y\nCONFIG_MODULE_SIG=y\n", ANSWER_UNSEEN },
		{ NULL, "CONFIG_MODULES=y\nCONFIG_MODULE_SIG=y\nCONFIG_MODULE_SIG_FORCE=y\n", ANSWER_NO }, { NULL, NULL, ANSWER_UNSEEN },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		only_modules(&world, "capability");
		remove_file(&world, "/sys/module/module/parameters/sig_enforce");
		remove_file(&world, "/boot/config-6.12.1-test");
		if (cases[i].file)
			put(&world, "/sys/module/module/parameters/sig_enforce", cases[i].file);
		if (cases[i].config)
			put(&world, "/boot/config-6.12.1-test", cases[i].config);
		world_survey(&world);
		assert_int_equal(way(&world, "module")->condition.answer, cases[i].open);
		world_free(&world);
	}
}

/* Lockdown refuses kexec_load(2), and asks about kexec_file_load(2) only where the kernel checks signatures there. */
static void which_kexec_lockdown_closes(void **state)
{
	static const struct { const char *config; enum answer open; size_t blockers; } cases[] = {
		{ "CONFIG_KEXEC=y\n", ANSWER_NO, 1 },
		{ "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\n", ANSWER_YES, 0 },
		{ "CONFIG_KEXEC_FILE=y\n", ANSWER_YES, 0 },
		{ "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_KEXEC_SIG=y\n", ANSWER_NO, 1 },
		{ "CONFIG_KEXEC=y\nCONFIG_KEXEC_FILE=y\nCONFIG_KEXEC_SIG=y\nCONFIG_KEXEC_SIG_FORCE=y\n", ANSWER_NO, 1 },
		{ "CONFIG_KEXEC_FILE=y\nCONFIG_KEXEC_SIG=y\nCONFIG_KEXEC_SIG_FORCE=y\n", ANSWER_NO, 0 },
		{ "CONFIG_MODULES=y\n", ANSWER_NO, 0 }, { NULL, ANSWER_UNSEEN, 0 },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		only_modules(&world, "capability,lockdown");
		put(&world, SECURITY "lockdown", "none [integrity] confidentiality\n");
		put(&world, "/proc/sys/kernel/kexec_load_disabled", "0\n");
		remove_file(&world, "/boot/config-6.12.1-test");
		if (cases[i].config)
			put(&world, "/boot/config-6.12.1-test", cases[i].config);
		world_survey(&world);
		assert_int_equal(way(&world, "kexec")->condition.answer, cases[i].open);
		assert_int_equal(way(&world, "kexec")->blocker_count, cases[i].blockers);
		world_free(&world);
	}
}

/* Lockdown at integrity closes all ways but BPF, which changes single decisions: that is told, and is no path. */
static void bpf_alone_is_no_path(void **state)
{
	static const struct { const char *config; enum answer open; } cases[] = {
		{ "CONFIG_BPF_KPROBE_OVERRIDE=y\n", ANSWER_YES },
		{ "CONFIG_DEBUG_INFO_BTF=y\nCONFIG_FUNCTION_TRACER=y\n", ANSWER_YES },
		{ "CONFIG_DEBUG_INFO_BTF=y\n", ANSWER_NO },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char config[512];

		only_modules(&world, "capability,lockdown");
		put(&world, SECURITY "lockdown", "none [integrity] confidentiality\n");
		snprintf(config, sizeof(config), "CONFIG_X86=y\n# CONFIG_X86_IOPL_IOPERM is not set\nCONFIG_BPF_SYSCALL=y\n%s", cases[i].config);
		put(&world, "/boot/config-6.12.1-test", config);
		world_survey(&world);
		assert_int_equal(way(&world, "bpf-override")->condition.answer, cases[i].open);
		assert_int_equal(world.survey.path.kind, PATH_NONE);
		world_free(&world);
	}
}

static void a_reboot_that_was_not_seen(void **state)
{
	struct world world;

	(void)state;
	for (int kernel = 0; kernel < 2; kernel++) {
		static const unsigned char off[] = { 6, 0, 0, 0, 0 };

		only_modules(&world, "capability,lockdown");
		put_bytes(&world, "/sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", off, sizeof(off));
		put(&world, SECURITY "lockdown", "none [integrity] confidentiality\n");
		if (kernel)
			put(&world, "/boot/vmlinuz", "kernel");
		world_survey(&world);
		assert_string_equal(hold(&world, ASKS_KERNEL), kernel ? "until a reboot" : "reboot not seen");
		world_free(&world);
	}
}

static void apparmor_on_all_of_root(void **state)
{
	struct world world;

	(void)state;
	for (int outside = 0; outside < 2; outside++) {
		only_modules(&world, "capability,apparmor");
		put(&world, "/proc/sys/kernel/modules_disabled", "1\n");
		put(&world, SECURITY "apparmor/profiles", "a (enforce)\n");
		put(&world, "/sys/module/apparmor/parameters/lock_policy", "N\n");
		put(&world, "/sys/module/apparmor/parameters/mode", "enforce\n");
		put(&world, "/proc/1/attr/current", "a (enforce)\n");
		put_process(&world, 30, "b", "/bin/b", outside ? "unconfined\n" : "a (enforce)\n");
		world_survey(&world);
		assert_int_equal(found(&world, "apparmor")->force, FORCE_PART);
		assert_int_equal(world.survey.path.kind, outside ? PATH_NOTHING : PATH_NONE);
		assert_int_equal(world.survey.answers[ASKS_FILES].hold == HOLD_CONFINED, outside);
		world_free(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_refusal_is_removed_and_the_next_told),
		cmocka_unit_test(every_refusal_counts),
		cmocka_unit_test(a_hop_tells_why_it_is_open),
		cmocka_unit_test(sealed_holdfast_is_not_overlooked),
		cmocka_unit_test(selinux_is_not_overlooked),
		cmocka_unit_test(not_seen_is_not_none),
		cmocka_unit_test(ima_that_shows_nothing),
		cmocka_unit_test(ima_that_waits),
		cmocka_unit_test(lsms_that_were_not_seen),
		cmocka_unit_test(inside_and_outside_of_guests),
		cmocka_unit_test(hidden_processes_are_not_absent),
		cmocka_unit_test(signatures_that_were_not_seen),
		cmocka_unit_test(which_kexec_lockdown_closes),
		cmocka_unit_test(bpf_alone_is_no_path),
		cmocka_unit_test(a_reboot_that_was_not_seen),
		cmocka_unit_test(apparmor_on_all_of_root),
	};

	return cmocka_run_group_tests(tests, survey_load, survey_unload);
}
