/* SPDX-License-Identifier: GPL-2.0-or-later */
/* AppArmor: profiles by mode, which processes they confine, and whether policy is locked. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define PARAMETERS "/sys/module/apparmor/parameters/"

struct modes {
	size_t enforce, complain, other, total;
};

/* `name (enforce)` a line. */
static void count_profiles(char *text, struct modes *modes)
{
	for (char *line; (line = strsep(&text, "\n"));) {
		char *mode = strrchr(line, '(');

		if (!mode)
			continue;
		modes->total++;
		if (!strcmp(mode, "(enforce)") || !strcmp(mode, "(kill)"))
			modes->enforce++;
		else if (!strcmp(mode, "(complain)"))
			modes->complain++;
		else
			modes->other++;
	}
}

static bool ends_in(const char *label, const char *mode)
{
	size_t length = strlen(label), tail = strlen(mode);

	return length >= tail && !strcmp(label + length - tail, mode);
}

/* Processes by the mode of their own label. */
static size_t count_processes(const struct survey *survey, const char *mode, const struct process **example)
{
	size_t count = 0;

	for (size_t i = 0; i < survey->facts->processes.count; i++) {
		const struct process *process = &survey->facts->processes.list[i];

		if (process->label && ends_in(process->label, mode) && !count++)
			*example = process;
	}
	return count;
}

static void details(const struct survey *survey, struct finding *finding)
{
	static const char *const parameters[] = { "mode", "lock_policy", "enabled", NULL };

	for (int i = 0; parameters[i]; i++) {
		const char *value = host_line(survey->facts->host,
					      arena_printf(survey->arena, PARAMETERS "%s", parameters[i]), NULL);

		if (value)
			finding_detail(survey, finding, "%s is %s", parameters[i], value);
	}
}

void state_apparmor(const struct survey *survey, struct finding *finding)
{
	struct modes modes = { 0 };
	const struct process *example = NULL;
	size_t confined, complaining;
	enum seen seen;
	char *text;

	if (!state_needs_lsm(survey, finding, "apparmor"))
		return;
	confined = count_processes(survey, " (enforce)", &example) + count_processes(survey, " (kill)", &example);
	complaining = count_processes(survey, " (complain)", &example);
	text = host_read(survey->facts->host, "/sys/kernel/security/apparmor/profiles", NULL, &seen);
	details(survey, finding);
	if (survey->facts->processes.unseen_exe && !confined)
		seen = SEEN_DENIED;
	if (text)
		count_profiles(text, &modes);
	finding_detail(survey, finding, "processes: %zu enforced, %zu in complain mode", confined, complaining);
	if (example)
		finding_detail(survey, finding, "for example process %d, %s: %s", example->pid, example->name, example->label);
	if (!text && !confined && !complaining)
		state_set(survey, finding, FORCE_UNSEEN, "its profiles were not seen: /sys/kernel/security/apparmor/profiles %s",
			  seen_words(seen));
	else if (text && !modes.enforce && !confined && (modes.complain || complaining))
		state_set(survey, finding, FORCE_REPORTS, "%zu profiles, all in complain mode", modes.total);
	else if (text && !modes.enforce && !confined)
		state_set(survey, finding, FORCE_NOT, "no profile is loaded that enforces");
	else if (text)
		state_set(survey, finding, confined ? FORCE_PART : FORCE_NOT,
			  "%zu profiles enforce, %zu complain; %zu running processes are confined", modes.enforce,
			  modes.complain, confined);
	else
		state_set(survey, finding, FORCE_PART, "%zu running processes are confined; the profiles were not seen", confined);
}
