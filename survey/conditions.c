/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the switches of mechanisms need, and the table of all conditions. */
#include "survey/conditions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

static struct condition selinux_enforcing(const struct survey *survey, const struct mechanism *mechanism)
{
	enum answer answer = selinux_enforces(survey);

	(void)mechanism;
	return condition_of(answer, answer == ANSWER_YES ? "SELinux enforces" : answer == ANSWER_NO ? "SELinux does not enforce" :
			 "whether SELinux enforces was not seen");
}

static struct condition selinux_may(const struct survey *survey, const char *permission)
{
	struct condition enforcing = selinux_enforcing(survey, NULL);
	/* What its own switches are labelled as, by the policy. */
	const char *target = host_line(survey->facts->host, "/sys/fs/selinux/initial_contexts/security", NULL);
	enum answer answer;
	const char *why;

	if (enforcing.answer != ANSWER_YES)
		return enforcing;
	if (!target)
		return condition_unseen("the label of SELinux's switches was not seen");
	answer = selinux_root_may(survey, target, "security", permission, &why);
	return condition_of(answer, why);
}

static struct condition selinux_setenforce(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	return selinux_may(survey, "setenforce");
}

static struct condition selinux_load(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	return selinux_may(survey, "load_policy");
}

static struct condition selinux_setbool(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	return selinux_may(survey, "setbool");
}

static struct condition apparmor_unlocked(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	const char *line = host_line(survey->facts->host, "/sys/module/apparmor/parameters/lock_policy", &seen);

	(void)mechanism;
	if (!line)
		return condition_unseen(arena_printf(survey->arena, "lock_policy %s", seen_words(seen)));
	return *line == 'Y' || *line == '1' ? condition_no("lock_policy is on until the next boot") :
					      condition_yes("lock_policy is off");
}

static struct condition smack_open(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	const char *line = host_line(survey->facts->host, "/sys/fs/smackfs/onlycap", &seen);

	(void)mechanism;
	if (!line)
		return condition_unseen(arena_printf(survey->arena, "onlycap %s", seen_words(seen)));
	return *line ? condition_no(arena_printf(survey->arena, "onlycap lets only %s administer", line)) :
		       condition_yes("onlycap is empty");
}

static struct condition tomoyo_managed(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	const char *text = host_read(survey->facts->host, "/sys/kernel/security/tomoyo/manager", NULL, &seen);

	(void)mechanism;
	if (!text)
		return condition_unseen(arena_printf(survey->arena, "TOMOYO's list of managers %s", seen_words(seen)));
	return strpbrk(text, "/<") ? condition_yes("TOMOYO's list of managers has entries") :
				     condition_no("TOMOYO's list of managers is empty until the next boot");
}

static struct condition yama_below_max(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	long scope;

	(void)mechanism;
	if (!sysctl(survey->facts, "kernel/yama/ptrace_scope", &scope, &seen))
		return condition_unseen(arena_printf(survey->arena, "ptrace_scope %s", seen_words(seen)));
	return scope < 3 ? condition_yes(arena_printf(survey->arena, "ptrace_scope is %ld", scope)) :
			   condition_no("ptrace_scope is 3 until the next boot");
}

/* Its switch stays writable where the disk that it is pinned to can be written; that is taken to be the root's. */
static struct condition loadpin_switchable(const struct survey *survey, const struct mechanism *mechanism)
{
	char **parts = host_glob(survey->facts->host, "/sys/class/block/*", NULL);
	const char *parameter = parameter_value(survey->facts, "root");
	size_t disks = 0, writable = 0;

	(void)mechanism;
	for (; *parts; parts++) {
		const char *line = host_line(survey->facts->host, arena_printf(survey->arena, "%s/ro", *parts), NULL);

		disks++;
		writable += line && *line == '0';
		if (line && parameter && !strncmp(parameter, "/dev/", 5) && !strcmp(strrchr(*parts, '/') + 1, parameter + 5))
			return *line == '1' ? condition_no("the root disk is read-only, so LoadPin's switch is gone") :
					      condition_yes("the root disk can be written, so LoadPin has its switch");
	}
	/* Whichever it is. */
	if (disks && writable == disks)
		return condition_yes("no disk here is read-only, so LoadPin has its switch");
	return condition_unseen("whether the disk LoadPin is pinned to can be written was not seen");
}

static struct condition ipe_enforcing(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	const char *line = host_line(survey->facts->host, "/sys/kernel/security/ipe/enforce", &seen);

	(void)mechanism;
	if (!line)
		return seen == SEEN_ABSENT ? condition_no("there is no IPE here") :
			condition_unseen(arena_printf(survey->arena, "IPE's switch %s", seen_words(seen)));
	return *line == '1' ? condition_yes("IPE enforces") : condition_no("IPE does not enforce");
}

static struct condition fapolicyd_root(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why;
	enum answer answer = fapolicyd_exempts_root(survey, &why);

	(void)mechanism;
	return condition_of(answer, why);
}

static struct condition lockdown_raisable(const struct survey *survey, const struct mechanism *mechanism)
{
	int level = lockdown_level(survey);

	(void)mechanism;
	if (level < 0)
		return condition_unseen("lockdown's level was not seen");
	return has_lsm(survey->facts, "lockdown") == ANSWER_YES && level < 2 ? condition_yes("lockdown is below its highest level") :
		condition_no("lockdown is at its highest level, or not in this kernel");
}

static struct condition ima_enforcing(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *mode = parameter_value(survey->facts, "ima_appraise");
	enum seen seen;
	const char *policy = host_read(survey->facts->host, "/sys/kernel/security/ima/policy", NULL, &seen);

	(void)mechanism;
	if (!policy && host_exists(survey->facts->host, "/sys/kernel/security/ima") == SEEN_ABSENT)
		return condition_no("there is no IMA here");
	if (!policy)
		return ima_has_no_rules(survey) ? condition_no("IMA waits for a first policy and refuses nothing") :
			condition_unseen(arena_printf(survey->arena, "IMA's policy %s", seen_words(seen)));
	if (!strstr(policy, "appraise ") || (mode && (!strcmp(mode, "log") || !strcmp(mode, "fix") || !strcmp(mode, "off"))))
		return condition_no("IMA refuses nothing");
	return condition_yes("IMA appraises");
}

static struct condition ima_replaceable(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why;
	enum answer answer = ima_policy_replaceable(survey, &why);

	(void)mechanism;
	return condition_of(answer, why);
}

static struct condition boot_unified(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why;
	enum answer answer = unified_boot(survey, &why);

	(void)mechanism;
	return condition_of(answer, why);
}

static struct condition secureboot_off(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why;
	enum answer on = secure_boot(survey, &why);

	(void)mechanism;
	return condition_of(on == ANSWER_UNSEEN ? on : on == ANSWER_YES ? ANSWER_NO : ANSWER_YES, why);
}

static struct condition holdfast_boot(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why;
	enum answer boot = holdfast_gives(survey, GIFT_BOOT, &why), disk;

	(void)mechanism;
	if (boot != ANSWER_NO)
		return condition_of(boot, why);
	disk = holdfast_gives(survey, GIFT_DISK, &why);
	return condition_of(disk, disk == ANSWER_NO ? "Holdfast's policy grants nobody to write below /boot and /efi or to raw disks: proven" : why);
}

static struct condition holdfast_given(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why = "";

	(void)mechanism;
	for (int i = 0; i < GIFT_BOOT; i++) {
		enum answer answer = holdfast_gives(survey, (enum gift)i, &why);

		if (answer != ANSWER_NO)
			return condition_of(answer, why);
	}
	return condition_no("Holdfast's policy grants nobody modules, kexec, bpf, perf, raw disks, or what lockdown refuses: proven");
}

static struct condition outside(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why = "";
	enum answer answer = root_outside(survey, mechanism, &why);

	/* It confines those that were seen; where not all were, that is not all of root. */
	return condition_of(answer == ANSWER_NO && !sees_all_processes(survey) ? ANSWER_UNSEEN : answer, why);
}

static struct condition user_namespaces(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	long value;

	(void)mechanism;
	if (config_value(survey->facts, "USER_NS") == 'n')
		return condition_no("this kernel has no user namespaces");
	if (sysctl(survey->facts, "kernel/unprivileged_userns_clone", &value, &seen) && !value)
		return condition_no("kernel.unprivileged_userns_clone is 0");
	if (sysctl(survey->facts, "kernel/apparmor_restrict_unprivileged_userns", &value, &seen) && value)
		return condition_no("kernel.apparmor_restrict_unprivileged_userns is 1");
	if (!sysctl(survey->facts, "user/max_user_namespaces", &value, &seen))
		return seen == SEEN_ABSENT && survey->facts->host->live ? condition_no("this kernel has no user namespaces") :
			condition_unseen("user.max_user_namespaces was not seen");
	return value ? condition_yes("user.max_user_namespaces is not 0") : condition_no("user.max_user_namespaces is 0");
}

static const struct {
	const char *word;
	condition_function *ask;
} table[] = {
	{ "selinux.enforcing", selinux_enforcing }, { "selinux.setenforce", selinux_setenforce },
	{ "selinux.load", selinux_load }, { "selinux.setbool", selinux_setbool },
	{ "apparmor.unlocked", apparmor_unlocked }, { "smack.open", smack_open }, { "tomoyo.managed", tomoyo_managed },
	{ "yama.below-max", yama_below_max }, { "loadpin.switchable", loadpin_switchable },
	{ "ipe.enforcing", ipe_enforcing }, { "fapolicyd.root-exempt", fapolicyd_root }, { "lockdown.raisable", lockdown_raisable }, { "ima.enforcing", ima_enforcing },
	{ "ima.replaceable", ima_replaceable }, { "boot.unified", boot_unified },
	{ "modules.loadable", ask_modules }, { "modules.unsigned", ask_modules_unsigned }, { "kexec.loadable", ask_kexec },
	{ "kexec.unsigned", ask_kexec_unsigned }, { "devmem.writable", ask_devmem }, { "bpf.loadable", ask_bpf },
	{ "bpf.override", ask_bpf_override }, { "kprobes.usable", ask_kprobes }, { "disk.writable", ask_disk },
	{ "helpers.settable", ask_helpers }, { "hibernation.possible", ask_hibernation }, { "msr.writable", ask_msr },
	{ "ioports.usable", ask_ioports }, { "procmem.forced", ask_procmem }, { "boot.changeable", ask_boot },
	{ "disk.boots", ask_disk_boots },
	{ "secureboot.off", secureboot_off }, { "holdfast.boot-granted", holdfast_boot },
	{ "holdfast.given-away", holdfast_given }, { "root.outside", outside }, { "namespaces.user", user_namespaces },
};

static struct condition with_prefix(const struct survey *survey, const char *word, const char *colon)
{
	const struct facts *facts = survey->facts;
	const struct unit *unit;
	enum answer answer;
	char value;

	switch (word[0]) {
	case 'c':
		value = config_value(facts, colon + 1);
		answer = value == '?' ? ANSWER_UNSEEN : value == 'n' ? ANSWER_NO : ANSWER_YES;
		return condition_of(answer, arena_printf(survey->arena, "CONFIG_%s %s", colon + 1,
			answer == ANSWER_YES ? "is in this kernel" : answer == ANSWER_NO ? "is not in this kernel" : "was not seen"));
	case 'p':
		answer = !facts->kernel.command_line ? ANSWER_UNSEEN : parameter_value(facts, colon + 1) ? ANSWER_YES : ANSWER_NO;
		return condition_of(answer, arena_printf(survey->arena, "%s is%s on the kernel's command line", colon + 1,
			answer == ANSWER_YES ? "" : " not"));
	case 'l':
		answer = has_lsm(facts, colon + 1);
		return condition_of(answer, arena_printf(survey->arena, "LSM %s is %s", colon + 1,
			answer == ANSWER_YES ? "active" : answer == ANSWER_NO ? "not active" : "not seen"));
	default:
		unit = unit_find(facts, colon + 1);
		answer = unit && unit->active ? ANSWER_YES : sees_all_processes(survey) ? ANSWER_NO : ANSWER_UNSEEN;
		return condition_of(answer, arena_printf(survey->arena, "unit %s %s", colon + 1,
			answer == ANSWER_YES ? "runs" : answer == ANSWER_NO ? "does not run" : "was not seen to run, and not all processes were seen"));
	}
}

struct condition condition_ask(const struct survey *survey, const struct mechanism *mechanism, const char *word)
{
	const char *colon = strchr(word, ':');

	if (colon)
		return with_prefix(survey, word, colon);
	for (size_t i = 0; i < sizeof(table) / sizeof(*table); i++)
		if (!strcmp(table[i].word, word))
			return table[i].ask(survey, mechanism);
	return condition_unseen("nobody here knows this condition");
}
