/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What may stand in the way of root's acts: Holdfast, lockdown, SELinux, AppArmor, IPE, LoadPin, IMA, and capabilities
 * that nobody has. What of them was not seen is not taken for absent.
 */
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>

#include "base/arena.h"
#include "survey/conditions.h"

/* Capabilities that steps and ways may need: include/uapi/linux/capability.h. */
static const struct {
	const char *name;
	unsigned bit;
} capabilities[] = {
	{ "CAP_DAC_OVERRIDE", 1 }, { "CAP_KILL", 5 }, { "CAP_SETUID", 7 }, { "CAP_NET_ADMIN", 12 }, { "CAP_NET_RAW", 13 },
	{ "CAP_SYS_MODULE", 16 }, { "CAP_SYS_RAWIO", 17 }, { "CAP_SYS_CHROOT", 18 }, { "CAP_SYS_PTRACE", 19 },
	{ "CAP_SYS_ADMIN", 21 }, { "CAP_SYS_BOOT", 22 }, { "CAP_AUDIT_WRITE", 29 }, { "CAP_AUDIT_CONTROL", 30 },
	{ "CAP_MAC_OVERRIDE", 32 }, { "CAP_MAC_ADMIN", 33 }, { "CAP_SYSLOG", 34 }, { "CAP_PERFMON", 38 }, { "CAP_BPF", 39 },
};

static int bit_of(const char *capability)
{
	for (size_t i = 0; i < sizeof(capabilities) / sizeof(*capabilities); i++)
		if (!strcmp(capabilities[i].name, capability))
			return (int)capabilities[i].bit;
	return -1;
}

bool sees_all_processes(const struct survey *survey)
{
	return survey->facts->processes.seen && !survey->facts->processes.hidden &&
	       !(survey->facts->inside >> word_index(inside_words, "container") & 1);
}

/* The first process, of root or any, that has the capability; *@looked says whether there was one to look at. */
static const struct process *holder_of(const struct survey *survey, int bit, bool root, bool *looked)
{
	const struct processes *processes = &survey->facts->processes;

	*looked = false;
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->list[i];

		if (process->kernel_thread || !process->ids_seen || (root && process->uid))
			continue;
		*looked = true;
		if (process->capabilities >> bit & 1)
			return process;
	}
	return NULL;
}

struct condition guard_holder(const struct survey *survey, const char *capability)
{
	bool looked;

	if (holder_of(survey, bit_of(capability), true, &looked) || !looked)
		return condition_yes(NULL);
	if (!sees_all_processes(survey))
		return condition_unseen(arena_printf(survey->arena, "no process of root that was seen has %s, and not all were seen", capability));
	return condition_no(arena_printf(survey->arena, "no process of root that was seen has %s", capability));
}

struct condition guard_anybody(const struct survey *survey, const char *capability)
{
	const struct process *holder;
	int bit = bit_of(capability);
	bool looked;

	if (!survey->facts->processes.seen)
		return condition_unseen("no processes were seen");
	if (bit < 0)
		return condition_unseen(arena_printf(survey->arena, "who has %s is not looked up", capability));
	holder = holder_of(survey, bit, false, &looked);
	if (holder)
		return condition_yes(arena_printf(survey->arena, "process %d (%s) has %s", holder->pid, holder->name, capability));
	if (!sees_all_processes(survey))
		return condition_unseen(arena_printf(survey->arena, "no process that was seen has %s, and not all were seen", capability));
	return condition_no(arena_printf(survey->arena, "no process that was seen has %s", capability));
}

/* An LSM's state was not seen; in one way for all of them where the list of them was not. */
static struct condition lsm_unseen(const struct survey *survey, const char *why)
{
	return condition_unseen(survey->facts->kernel.lsms ? why : "which LSMs are active, and may refuse it, was not seen");
}

struct condition guard_lockdown(const struct survey *survey, int level)
{
	int locked = lockdown_level(survey);

	if (locked < 0)
		return lsm_unseen(survey, "lockdown's level was not seen");
	return locked < level ? condition_yes(NULL) :
		condition_blocked(survey, "lockdown", locked == 1 ? "lockdown is at level integrity" : "lockdown is at level confidentiality");
}

/* Is it there, and was it not seen whether it enforces? */
static bool is_unsure_of(const struct survey *survey, const char *id)
{
	const struct finding *finding = survey_find(survey, id);

	return finding && is_unsure(finding);
}

struct condition guard_holdfast(const struct survey *survey, enum gift gift)
{
	enum answer sealed = holdfast_sealed(survey);
	struct condition condition = condition_yes(NULL);
	const char *why;

	if (sealed == ANSWER_UNSEEN)
		condition = lsm_unseen(survey, "whether Holdfast is in force was not seen");
	if (sealed == ANSWER_YES) {
		enum answer given = holdfast_gives(survey, gift, &why);

		condition = given == ANSWER_NO ? condition_blocked(survey, "holdfast", why) : condition_of(given, why);
	}
	condition.asked = ASKED_HOLDFAST;
	return condition;
}

/* What SELinux says to all: it does not enforce, or that was not seen. False if its policy is to be asked. */
static bool selinux_is_silent(const struct survey *survey, struct condition *condition)
{
	enum answer enforces = selinux_enforces(survey);

	*condition = enforces == ANSWER_NO ? condition_yes(NULL) : lsm_unseen(survey, "whether SELinux enforces was not seen");
	condition->asked = ASKED_SELINUX;
	return enforces != ANSWER_YES;
}

struct condition guard_selinux(const struct survey *survey, const char *capability)
{
	int bit = bit_of(capability);
	struct condition condition;
	char permission[32];
	const char *why;
	enum answer given;
	size_t i;

	if (selinux_is_silent(survey, &condition))
		return condition;
	for (i = 4; capability[i] && i - 4 < sizeof(permission) - 1; i++)
		permission[i - 4] = capability[i] >= 'A' && capability[i] <= 'Z' ? (char)(capability[i] + 'a' - 'A') : capability[i];
	permission[i - 4] = '\0';
	given = selinux_root_may(survey, NULL, bit < 32 ? "capability" : "capability2", permission, &why);
	why = arena_printf(survey->arena, "SELinux: %s", why);
	condition = given == ANSWER_NO ? condition_blocked(survey, "selinux", why) : condition_of(given, why);
	condition.asked = ASKED_SELINUX;
	return condition;
}

struct condition guard_selinux_file(const struct survey *survey, const char *path, const char *class, bool sure)
{
	struct condition condition;
	char label[256];
	const char *why = "whether its policy lets root write there was not seen";
	enum answer given = ANSWER_UNSEEN;
	ssize_t length;

	if (selinux_is_silent(survey, &condition))
		return condition;
	length = survey->facts->host->live ? lgetxattr(path, "security.selinux", label, sizeof(label) - 1) : -1;
	if (length > 0) {
		label[length] = '\0';
		given = selinux_root_may(survey, label, class, "write", &why);
	}
	why = arena_printf(survey->arena, "SELinux: %s", why);
	condition = given == ANSWER_YES ? condition_yes(why) : given == ANSWER_NO && sure ?
		condition_blocked(survey, "selinux", why) : condition_unseen(why);
	condition.asked = ASKED_SELINUX;
	return condition;
}

struct condition guard_ipe(const struct survey *survey, const char *operation)
{
	const char *why = NULL;
	enum answer denies = ipe_denies(survey, operation, &why);

	return denies == ANSWER_YES ? condition_blocked(survey, "ipe", why) : denies == ANSWER_NO ? condition_yes(NULL) :
		lsm_unseen(survey, "whether IPE refuses it was not seen");
}

struct condition guard_loadpin(const struct survey *survey)
{
	enum answer switchable;

	if (is_unsure_of(survey, "loadpin"))
		return condition_unseen("whether LoadPin enforces was not seen");
	if (!in_force(survey, "loadpin"))
		return condition_yes(NULL);
	switchable = condition_ask(survey, NULL, "loadpin.switchable").answer;
	return switchable == ANSWER_NO ? condition_blocked(survey, "loadpin", "LoadPin takes modules and kernels only from a disk that is read-only") :
		switchable == ANSWER_YES ? condition_yes(NULL) :
		condition_unseen("LoadPin enforces; whether the disk that it is pinned to can be written was not seen");
}

/* By hash, whoever may write the file is who appraises: the kernel writes the new hash beside it. */
struct condition guard_ima(const struct survey *survey, const char *hook)
{
	char *policy, *function = arena_printf(survey->arena, "func=%s", hook);

	if (is_unsure_of(survey, "ima-evm"))
		return condition_unseen("whether IMA asks for a signature was not seen");
	if (!in_force(survey, "ima-evm"))
		return condition_yes(NULL);
	policy = host_read(survey->facts->host, "/sys/kernel/security/ima/policy", NULL, NULL);
	for (char *line; policy && (line = strsep(&policy, "\n"));)
		if (!strncmp(line, "appraise ", 9) && strstr(line, function) && strstr(line, "appraise_type="))
			return condition_blocked(survey, "ima-evm", arena_printf(survey->arena, "IMA's policy asks for a signature (%s)", function));
	return condition_yes(NULL);
}

/* A profile refuses what it does not list: what those of all of root's processes list is not read. */
static bool apparmor_has_all_of_root(const struct survey *survey)
{
	const struct finding *finding = survey_find(survey, "apparmor");

	return finding && is_active(finding) && condition_ask(survey, finding->mechanism, "root.outside").answer == ANSWER_NO;
}

static bool is_of(const struct mechanism *mechanism, const char *state)
{
	return mechanism && !strcmp(mechanism->state, state);
}

struct condition guard_unasked(const struct survey *survey, const struct mechanism *mechanism, unsigned asked)
{
	struct condition sum = condition_yes(NULL), condition;
	const struct finding *selinux = survey_find(survey, "selinux");
	enum answer sealed = holdfast_sealed(survey);
	const char *why;

	if (!(asked & ASKED_HOLDFAST) && !is_of(mechanism, "holdfast") && sealed != ANSWER_NO)
		condition_also(survey, &sum, sealed == ANSWER_UNSEEN ? lsm_unseen(survey, "whether Holdfast is in force was not seen") :
			condition_unseen("Holdfast is sealed; whether its policy lets root do this is not asked"));
	if (!(asked & ASKED_SELINUX) && !is_of(mechanism, "selinux")) {
		if (!selinux_is_silent(survey, &condition))
			condition = selinux && root_outside(survey, selinux->mechanism, &why) == ANSWER_YES ? condition_yes(NULL) :
				condition_unseen("SELinux enforces; whether its policy lets root do this is not asked");
		condition_also(survey, &sum, condition);
	}
	if (!is_of(mechanism, "apparmor") && apparmor_has_all_of_root(survey))
		condition_also(survey, &sum, condition_unseen("AppArmor confines every process of root that was seen; "
							      "whether its profiles let them do this is not read"));
	return sum;
}
