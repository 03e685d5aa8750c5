/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of `needs`, looked up on the host: shared by the two files that do it. */
#ifndef HOLDFAST_SURVEY_CONDITIONS_H
#define HOLDFAST_SURVEY_CONDITIONS_H

#include "survey/survey.h"

typedef struct condition condition_function(const struct survey *survey, const struct mechanism *mechanism);

/* Ways below everything: conditions_ways.c. */
condition_function ask_modules, ask_modules_unsigned, ask_kexec, ask_kexec_unsigned, ask_devmem, ask_bpf,
	ask_bpf_override, ask_kprobes, ask_disk, ask_helpers, ask_hibernation, ask_msr, ask_ioports, ask_procmem,
	ask_boot, ask_disk_boots;

struct condition condition_yes(const char *why);
struct condition condition_no(const char *why);
struct condition condition_unseen(const char *why);
/** condition_blocked - no, because of the entry @blocker, which is in force here */
struct condition condition_blocked(const char *blocker, const char *why);

#endif
