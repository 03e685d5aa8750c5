/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of `needs`, looked up on the host: shared by the two files that do it. */
#ifndef HOLDFAST_SURVEY_CONDITIONS_H
#define HOLDFAST_SURVEY_CONDITIONS_H

#include "survey/state/state.h"
#include "survey/survey.h"

typedef struct condition condition_function(const struct survey *survey, const struct mechanism *mechanism);

/* Ways below everything: conditions_ways.c. */
condition_function ask_modules, ask_modules_unsigned, ask_kexec, ask_kexec_unsigned, ask_devmem, ask_bpf,
	ask_bpf_override, ask_kprobes, ask_disk, ask_helpers, ask_hibernation, ask_msr, ask_ioports, ask_procmem,
	ask_boot, ask_disk_boots;

/* Made of one thing that was seen: condition.c. */
struct condition condition_yes(const char *why);
struct condition condition_no(const char *why);
struct condition condition_unseen(const char *why);
struct condition condition_of(enum answer answer, const char *why);
/** condition_blocked - no, because of the entry @blocker, which is in force here */
struct condition condition_blocked(const struct survey *survey, const char *blocker, const char *why);

/** condition_also - *@sum and @next: a no outweighs not seen, which outweighs a yes; every blocker is kept */
void condition_also(const struct survey *survey, struct condition *sum, struct condition next);

/*
 * What may stand in the way of root, each a condition of its own; yes without words where it does not. guards.c.
 */

/** sees_all_processes - is what no process is seen to have or be, not there? Not where some are hidden, or in a container. */
bool sees_all_processes(const struct survey *survey);

/** guard_holder - does a process of root have the capability ("CAP_X")? Where none was seen: yes */
struct condition guard_holder(const struct survey *survey, const char *capability);

/** guard_anybody - does any process have it? Says which */
struct condition guard_anybody(const struct survey *survey, const char *capability);

/** guard_lockdown - @level 1 integrity, 2 confidentiality */
struct condition guard_lockdown(const struct survey *survey, int level);

struct condition guard_holdfast(const struct survey *survey, enum gift gift);

/** guard_selinux - does its policy give the capability ("CAP_X") to root? */
struct condition guard_selinux(const struct survey *survey, const char *capability);

/** guard_selinux_file - does its policy let root write to what @path is labelled as? Only its yes counts unless @sure. */
struct condition guard_selinux_file(const struct survey *survey, const char *path, const char *class, bool sure);

/** guard_ipe - by what its active policy does by default with @operation */
struct condition guard_ipe(const struct survey *survey, const char *operation);

/** guard_loadpin - modules and kernels that are not of the pinned file system */
struct condition guard_loadpin(const struct survey *survey);

/** guard_ima - does IMA's policy ask for signatures at this hook? */
struct condition guard_ima(const struct survey *survey, const char *hook);

/** guard_unasked - policies over root that @asked does not name; those of @mechanism, whose step it is, aside (or NULL) */
struct condition guard_unasked(const struct survey *survey, const struct mechanism *mechanism, unsigned asked);

#endif
