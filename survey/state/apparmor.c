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

/* One switch for all: while it says complain, profiles that are called enforced refuse nothing. */
enum answer apparmor_refuses(const struct survey *survey, const char **why)
{
	enum seen seen;
	const char *mode = host_line(survey->facts->host, PARAMETERS "mode", &seen);

	if (!mode) {
		*why = arena_printf(survey->arena, PARAMETERS "mode %s", seen_words(seen));
		return ANSWER_UNSEEN;
	}
	*why = "all complain, by " PARAMETERS "mode";
	return strcmp(mode, "complain") ? ANSWER_YES : ANSWER_NO;
}

static const char *plural(size_t count, const char *one, const char *many)
{
	return count == 1 ? one : many;
}

/* What the profiles and labels say, while the switch for all lets them. */
static void set_state(const struct survey *survey, struct finding *finding, const struct modes *modes, size_t confined)
{
	if (!modes)
		state_set(survey, finding, FORCE_PART, "%zu running %s confined; the profiles were not seen", confined,
			  plural(confined, "process is", "processes are"));
	else if (modes->enforce || confined)
		state_set(survey, finding, confined ? FORCE_PART : FORCE_NOT, "%zu %s, %zu %s; %zu running %s confined", modes->enforce,
			  plural(modes->enforce, "profile enforces", "profiles enforce"), modes->complain,
			  plural(modes->complain, "complains", "complain"), confined, plural(confined, "process is", "processes are"));
	else if (modes->total)
		state_set(survey, finding, FORCE_REPORTS, "%zu %s, none in enforce mode", modes->total,
			  plural(modes->total, "profile", "profiles"));
	else
		state_set(survey, finding, FORCE_NOT, "no profile is loaded that enforces");
}

void state_apparmor(const struct survey *survey, struct finding *finding)
{
	struct modes modes = { 0 };
	const struct process *example = NULL;
	size_t confined, complaining;
	enum answer refuses;
	const char *why;
	enum seen seen;
	char *text;

	if (!state_needs_lsm(survey, finding, "apparmor"))
		return;
	confined = count_processes(survey, " (enforce)", &example) + count_processes(survey, " (kill)", &example);
	complaining = count_processes(survey, " (complain)", &example);
	text = host_read(survey->facts->host, "/sys/kernel/security/apparmor/profiles", NULL, &seen);
	refuses = apparmor_refuses(survey, &why);
	details(survey, finding);
	if (survey->facts->processes.unseen_exe && !confined)
		seen = SEEN_DENIED;
	if (text)
		count_profiles(text, &modes);
	finding_detail(survey, finding, "labels of processes: %zu enforced, %zu in complain mode", confined, complaining);
	if (example)
		finding_detail(survey, finding, "for example process %d, %s: %s", example->pid, example->name, example->label);
	if (!text && !confined && !complaining)
		state_set(survey, finding, FORCE_UNSEEN, "its profiles were not seen: /sys/kernel/security/apparmor/profiles %s",
			  seen_words(seen));
	else if ((modes.enforce || confined) && refuses == ANSWER_NO)
		state_set(survey, finding, FORCE_REPORTS, "%zu %s, %s", modes.total, plural(modes.total, "profile", "profiles"), why);
	else if ((modes.enforce || confined) && refuses == ANSWER_UNSEEN)
		state_set(survey, finding, FORCE_UNSEEN, "%zu running %s the label of a profile that enforces; whether all complain was not seen: %s",
			  confined, plural(confined, "process has", "processes have"), why);
	else
		set_state(survey, finding, text ? &modes : NULL, confined);
}
