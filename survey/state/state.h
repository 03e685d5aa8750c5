/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Readers of the true state, one function each; survey/state.c has the table. */
#ifndef HOLDFAST_SURVEY_STATE_STATE_H
#define HOLDFAST_SURVEY_STATE_STATE_H

#include <stdbool.h>

#include "survey/survey.h"

typedef void state_reader(const struct survey *survey, struct finding *finding);

state_reader state_holdfast, state_selinux, state_apparmor, state_smack, state_tomoyo, state_landlock, state_yama,
	state_loadpin, state_safesetid, state_lockdown, state_ipe, state_integrity, state_bpf_lsm, state_hardened_kernel,
	state_seccomp, state_systemd, state_secure_boot, state_tpm, state_iommu, state_microcode, state_fapolicyd, state_unit,
	state_process, state_bpf, state_module, state_lsm_listed, state_inside, state_confined, state_none;

/** state_set - the state and its line */
void state_set(const struct survey *survey, struct finding *finding, enum force force, const char *format, ...)
	__attribute__((format(printf, 4, 5)));

/**
 * state_needs_lsm - is the LSM of this name active?
 *
 * If not, or if it cannot be seen, sets the state accordingly and returns false.
 */
bool state_needs_lsm(const struct survey *survey, struct finding *finding, const char *name);

/**
 * state_text - a file that tells the state
 *
 * If it was not seen, the state is set to that, and NULL returned.
 */
char *state_text(const struct survey *survey, struct finding *finding, const char *path);

/** unseen_words - "PATH may not be read by this user", or that its file system is not mounted */
const char *unseen_words(const struct survey *survey, const char *path, enum seen seen);

/* What conditions and readers both want to know. */

/** selinux_root_may - does the loaded policy let some running process of root do this to @target? */
enum answer selinux_root_may(const struct survey *survey, const char *target, const char *class, const char *permission,
			     const char **why);

/** selinux_enforces - 1, 0, or not seen */
enum answer selinux_enforces(const struct survey *survey);

/* What a sealed policy may give away, as the compiler proves it does not. */
enum gift { GIFT_MODULE, GIFT_KEXEC, GIFT_BPF, GIFT_PERF, GIFT_LOWLEVEL, GIFT_DISK, GIFT_BOOT, GIFTS };

/** holdfast_sealed - is a sealed kernel running? */
enum answer holdfast_sealed(const struct survey *survey);

/** holdfast_gives - does the sealed policy grant this to any domain? @why says so in words */
enum answer holdfast_gives(const struct survey *survey, enum gift gift, const char **why);

/** lockdown_level - 0 none, 1 integrity, 2 confidentiality, -1 not seen */
int lockdown_level(const struct survey *survey);

/** secure_boot - is it on? */
enum answer secure_boot(const struct survey *survey, const char **why);

/** unified_boot - did one signed image start this machine, and is nothing else accepted at the next boot? */
enum answer unified_boot(const struct survey *survey, const char **why);

/** ima_policy_replaceable - would IMA take a first policy that replaces that of the boot parameters? */
enum answer ima_policy_replaceable(const struct survey *survey, const char **why);

/** ima_has_no_rules - is there no rule that appraises, although its policy cannot be read? By its build, its file and the boot */
bool ima_has_no_rules(const struct survey *survey);

/** apparmor_refuses - no: its switch for all profiles says complain; @why says so in words */
enum answer apparmor_refuses(const struct survey *survey, const char **why);

/** root_outside - is there a running process of root that @mechanism does not confine? @why names one */
enum answer root_outside(const struct survey *survey, const struct mechanism *mechanism, const char **why);

/** fapolicyd_exempts_root - does a rule of it let root's trusted programs run anything? @why says so in words */
enum answer fapolicyd_exempts_root(const struct survey *survey, const char **why);

/** ipe_denies - does its active policy enforce a default of DENY for @operation ("KMODULE", "EXECUTE", ...)? */
enum answer ipe_denies(const struct survey *survey, const char *operation, const char **why);

#endif
