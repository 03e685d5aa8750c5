/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What confines processes: seccomp filters, namespaces, systemd's directives. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define SYS_ADMIN_BIT 21

static bool not_seen(const struct survey *survey, struct finding *finding)
{
	if (survey->facts->processes.seen)
		return false;
	state_set(survey, finding, FORCE_UNSEEN, "no processes were seen");
	return true;
}

void state_seccomp(const struct survey *survey, struct finding *finding)
{
	const struct processes *processes = &survey->facts->processes;
	size_t filtered = 0, privileges = 0, all = 0, roots = 0, filtered_roots = 0;

	if (not_seen(survey, finding))
		return;
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->list[i];

		if (process->kernel_thread)
			continue;
		all++;
		filtered += process->seccomp > 0;
		privileges += process->no_new_privs == 1;
		if (process_is_root(survey->facts, process)) {
			roots++;
			filtered_roots += process->seccomp > 0;
		}
	}
	finding_detail(survey, finding, "no_new_privs: %zu of %s", privileges, arena_counted(survey->arena, all, "process", "processes"));
	finding_detail(survey, finding, "filtered: %zu of %s of root with CAP_SYS_ADMIN", filtered_roots,
		       arena_counted(survey->arena, roots, "process", "processes"));
	state_set(survey, finding, filtered ? FORCE_PART : processes->hidden ? FORCE_UNSEEN : FORCE_NOT, "a filter is on %zu of %s%s",
		  filtered, arena_counted(survey->arena, all, "process", "processes"), processes->hidden ? " that were seen (others are hidden)" : "");
}

/* Nothing of it was seen running. Root sees all but a few; anybody else cannot say that it does not run. */
static void state_unseen_or(const struct survey *survey, struct finding *finding, const char *words)
{
	const struct processes *processes = &survey->facts->processes;

	if (processes->hidden)
		state_set(survey, finding, FORCE_UNSEEN, "whether it runs was not seen: processes are hidden");
	else if (processes->unseen_exe && !survey->facts->host->is_root)
		state_set(survey, finding, FORCE_UNSEEN, "whether it runs was not seen: the programs of %s may not be read",
			  arena_counted(survey->arena, processes->unseen_exe, "process", "processes"));
	else if (processes->unseen_exe)
		state_set(survey, finding, FORCE_NOT, "%s (of %s the program could not be read)", words,
			  arena_counted(survey->arena, processes->unseen_exe, "process", "processes"));
	else
		state_set(survey, finding, FORCE_NOT, "%s", words);
}

/* A process is where the product's would be, and nobody says that it is the product's. */
static void unowned(const struct survey *survey, struct finding *finding)
{
	const struct process *stray = process_stray(survey, finding->mechanism);

	state_set(survey, finding, FORCE_UNSEEN, "process %d runs %s, which no package of this product owns", stray->pid, stray->exe);
}

/* Inside a container: what holds this very process. */
static void inside_sandbox(const struct survey *survey, struct finding *finding)
{
	const struct process *self = survey->facts->processes.self;
	bool bounded;

	if (!self || !self->ids_seen) {
		state_set(survey, finding, FORCE_UNSEEN, "this survey runs inside; what holds it was not seen");
		return;
	}
	finding_detail(survey, finding, "this survey's own process: seccomp %d, no_new_privs %d, capabilities %016llx", self->seccomp,
		       self->no_new_privs, (unsigned long long)self->capabilities);
	/* Who is not root has few capabilities anyway: what may be gained at all is the container's doing. */
	bounded = !prctl(PR_CAPBSET_READ, SYS_ADMIN_BIT, 0, 0, 0);
	if (self->seccomp > 0 || bounded)
		state_set(survey, finding, FORCE_PART, "this survey runs inside, %s", self->seccomp > 0 ?
			  "under a filter for system calls" : "where nobody can have CAP_SYS_ADMIN");
	else
		state_set(survey, finding, FORCE_NOT, "this survey runs inside, with no filter and no capability taken away for good");
}

/* Engines keep each container in a control group that is named after them: docker-ID.scope, or /docker/ID. */
static bool in_group_of(const struct mechanism *mechanism, const struct process *process)
{
	static const struct { const char *inside, *group; } engines[] = {
		{ "docker", "/docker-" }, { "docker", "/docker/" }, { "podman", "/libpod-" }, { "crio", "/crio-" },
		{ "containerd", "/cri-containerd-" },
	};

	for (size_t i = 0; process->cgroup && i < mechanism->found_count; i++)
		for (size_t k = 0; k < sizeof(engines) / sizeof(*engines) && mechanism->found[i].by == BY_INSIDE; k++)
			if (!strcmp(mechanism->found[i].what, engines[k].inside) && strstr(process->cgroup, engines[k].group))
				return true;
	return false;
}

static bool is_kept_in(const struct process *process, const struct process *init)
{
	return process->seccomp > 0 ||
	       (init && init->mount_namespace && process->mount_namespace && process->mount_namespace != init->mount_namespace) ||
	       (init && init->user_namespace && process->user_namespace && process->user_namespace != init->user_namespace);
}

/* The entry's own processes, what they started, and what is in the entry's control groups; as many flags as there are processes. */
static const bool *find_ours(const struct survey *survey, const struct mechanism *mechanism)
{
	const struct processes *processes = &survey->facts->processes;
	bool *ours = arena_alloc(survey->arena, processes->count + 1);
	bool more = true;

	for (size_t i = 0; i < processes->count; i++)
		ours[i] = !processes->list[i].kernel_thread && (in_group_of(mechanism, &processes->list[i]) ||
			  process_owner(survey, mechanism, &processes->list[i]));
	while (more) {
		more = false;
		for (size_t i = 0; i < processes->count; i++)
			for (size_t k = 0; k < processes->count && !ours[i]; k++)
				if (ours[k] && processes->list[i].parent == processes->list[k].pid)
					more = ours[i] = true;
	}
	return ours;
}

/* For a sandbox: processes of the entry's programs, or below them, that are kept in. */
void state_confined(const struct survey *survey, struct finding *finding)
{
	const struct processes *processes = &survey->facts->processes;
	size_t ours = 0, confined = 0;
	const bool *is_ours;

	if (not_seen(survey, finding))
		return;
	if (inside_why(survey, finding->mechanism)) {
		inside_sandbox(survey, finding);
		return;
	}
	is_ours = find_ours(survey, finding->mechanism);
	for (size_t i = 0; i < processes->count; i++) {
		ours += is_ours[i];
		confined += is_ours[i] && is_kept_in(&processes->list[i], processes->init);
	}
	if (confined)
		state_set(survey, finding, FORCE_PART, "in namespaces or under a filter of their own: %zu of its %s",
			  confined, arena_counted(survey->arena, ours, "process", "processes"));
	else if (process_stray(survey, finding->mechanism))
		unowned(survey, finding);
	else if (ours)
		state_set(survey, finding, FORCE_NOT, "%s; none is seen confined",
			  arena_counted(survey->arena, ours, "process of it runs", "processes of it run"));
	else
		state_unseen_or(survey, finding, "nothing runs in it now");
}

void state_systemd(const struct survey *survey, struct finding *finding)
{
	const struct units *units = &survey->facts->units;
	size_t active = 0, confined = 0, directives = 0;

	if (!units->seen) {
		state_set(survey, finding, FORCE_NOT, "there are no units of systemd here");
		return;
	}
	if (not_seen(survey, finding))
		return;
	for (size_t i = 0; i < units->count; i++) {
		const struct unit *unit = &units->list[i];

		if (!unit->active)
			continue;
		active++;
		confined += unit->confine_count > 0;
		directives += unit->confine_count;
		finding_detail(survey, finding, "%s: %s", unit->name,
			       arena_counted(survey->arena, unit->confine_count, "directive that confines", "directives that confine"));
	}
	if (active)
		state_set(survey, finding, confined ? FORCE_PART : FORCE_NOT, "something is confined in %zu of %s (%s)",
			  confined, arena_counted(survey->arena, active, "running unit", "running units"), arena_counted(survey->arena, directives, "directive", "directives"));
	else
		state_set(survey, finding, survey->facts->processes.hidden ? FORCE_UNSEEN : FORCE_NOT, "no unit is seen running%s",
			  survey->facts->processes.hidden ? "; processes are hidden" : "");
}

/* Agents: a unit of the entry has processes, and what runs in it is the entry's program. */
void state_process(const struct survey *survey, struct finding *finding)
{
	const struct processes *processes = &survey->facts->processes;
	const struct mechanism *mechanism = finding->mechanism;
	size_t count = 0, claims = 0;

	if (not_seen(survey, finding))
		return;
	for (size_t i = 0; i < processes->count; i++)
		for (size_t k = 0; k < mechanism->found_count; k++)
			if (mechanism->found[k].by == BY_PROCESS &&
			    process_is(survey, mechanism, &mechanism->found[k], &processes->list[i])) {
				count++;
				break;
			}
	claims = finding->presence == PRESENT_CLAIM;
	if (count)
		state_set(survey, finding, mechanism->scope == SCOPE_NONE ? FORCE_REPORTS : FORCE_FULL, "%s",
			  arena_counted(survey->arena, count, "process of it runs", "processes of it run"));
	else if (process_stray(survey, mechanism))
		unowned(survey, finding);
	else
		state_unseen_or(survey, finding, claims ? "a process only calls itself so; none is it" : "none of its processes runs");
}

/* Is a process of the unit of a program that belongs to the entry's packages? A unit's file anybody who is root can write. */
static bool runs_its_own(const struct survey *survey, const struct mechanism *mechanism, const struct unit *unit)
{
	for (size_t i = 0; i < survey->facts->processes.count; i++) {
		const struct process *process = &survey->facts->processes.list[i];

		if (process->cgroup && strstr(process->cgroup, unit->name) && process_owner(survey, mechanism, process))
			return true;
	}
	return false;
}

void state_unit(const struct survey *survey, struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;
	const struct unit *unit = NULL;

	for (size_t i = 0; i < mechanism->found_count && !(unit && unit->active); i++)
		if (mechanism->found[i].by == BY_UNIT && unit_find(survey->facts, mechanism->found[i].what))
			unit = unit_find(survey->facts, mechanism->found[i].what);
	if (!unit) {
		state_process(survey, finding);
		return;
	}
	if (not_seen(survey, finding))
		return;
	if (unit->active && runs_its_own(survey, mechanism, unit))
		state_set(survey, finding, mechanism->scope == SCOPE_NONE ? FORCE_REPORTS : FORCE_FULL, "unit %s runs", unit->name);
	else if (unit->active)
		state_set(survey, finding, FORCE_UNSEEN, "unit %s has processes, and of none it was seen that a package of this product owns its program",
			  unit->name);
	else if (survey->facts->processes.hidden)
		state_set(survey, finding, FORCE_UNSEEN, "unit %s is installed; whether it runs was not seen: processes are hidden", unit->name);
	else
		state_set(survey, finding, FORCE_NOT, "unit %s is installed and %s", unit->name,
			  unit->masked ? "masked" : "has no process");
}
