/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is there a running process of root that a mechanism does not confine? */
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

/* By the label that the LSM gives; NULL where it gives none. */
static bool free_of_label(const char *state, const struct process *process)
{
	const char *label = process->label;

	if (!strcmp(state, "apparmor"))
		return !label || !strcmp(label, "unconfined") || strstr(label, "(complain)") || strstr(label, "(unconfined)");
	if (!strcmp(state, "selinux"))
		return label && (strstr(label, ":unconfined_t") || strstr(label, ":kernel_t"));
	return label && !strcmp(label, "_");
}

/* Sandboxes: not under a filter, and where the first process is. */
static bool free_of_sandbox(const struct process *process, const struct process *init)
{
	return process->seccomp == 0 && init && init->mount_namespace &&
	       process->mount_namespace == init->mount_namespace;
}

enum answer root_outside(const struct survey *survey, const struct mechanism *mechanism, const char **why)
{
	const struct processes *processes = &survey->facts->processes;
	const char *state = mechanism ? mechanism->state : "";
	bool labels = !strcmp(state, "apparmor") || !strcmp(state, "selinux") || !strcmp(state, "smack");
	size_t roots = 0, unseen = 0;

	if (!strcmp(state, "landlock")) {
		*why = "the kernel shows nobody which processes Landlock confines";
		return ANSWER_UNSEEN;
	}
	if (!strcmp(state, "apparmor") && apparmor_refuses(survey, why) == ANSWER_NO)
		return ANSWER_YES;

	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->list[i];

		if (!process_is_root(survey->facts, process))
			continue;
		roots++;
		/* Without a program that may be seen nothing else of it may be, the label included. */
		if (process->exe_seen == SEEN_DENIED) {
			unseen++;
			continue;
		}
		if (labels ? free_of_label(state, process) : free_of_sandbox(process, processes->init)) {
			*why = arena_printf(survey->arena, "process %d (%s) of root is not confined by it", process->pid, process->name);
			return ANSWER_YES;
		}
	}
	unseen += processes->hidden;
	if (!strcmp(state, "apparmor") && apparmor_refuses(survey, why) == ANSWER_UNSEEN)
		return ANSWER_UNSEEN;
	*why = unseen || !roots ? "which processes of root it confines was not seen" : "it confines every process of root that was seen";
	return unseen || !roots ? ANSWER_UNSEEN : ANSWER_NO;
}
