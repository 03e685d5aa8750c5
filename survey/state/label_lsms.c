/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Smack and TOMOYO. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

static size_t count_lines(const char *text)
{
	size_t lines = 0;

	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	return lines;
}

/* Processes with another label than the one everything starts with. */
static size_t labelled(const struct survey *survey)
{
	size_t count = 0;

	for (size_t i = 0; i < survey->facts->processes.count; i++) {
		const char *label = survey->facts->processes.list[i].label;

		count += label && strcmp(label, "_");
	}
	return count;
}

void state_smack(const struct survey *survey, struct finding *finding)
{
	size_t rules, subjects;
	char *text;
	const char *only;

	if (!state_needs_lsm(survey, finding, "smack"))
		return;
	text = state_text(survey, finding, "/sys/fs/smackfs/load2");
	if (!text)
		return;
	rules = count_lines(text);
	subjects = labelled(survey);
	only = host_line(survey->facts->host, "/sys/fs/smackfs/onlycap", NULL);
	if (only)
		finding_detail(survey, finding, *only ? "onlycap: %s administers, nobody else" :
			       "onlycap is empty: whoever has CAP_MAC_ADMIN administers%s", only);
	finding_detail(survey, finding, "%s; %s a label other than _", arena_counted(survey->arena, rules, "rule", "rules"),
		       arena_counted(survey->arena, subjects, "process has", "processes have"));
	if (subjects)
		state_set(survey, finding, FORCE_FULL, "enforces: %s, %s a label other than _",
			  arena_counted(survey->arena, rules, "rule", "rules"), arena_counted(survey->arena, subjects, "process has", "processes have"));
	else
		state_set(survey, finding, FORCE_NOT, "everything has the label _, so there is nothing to keep apart");
}

/* `N-CONFIG={ mode=enforcing ...` and `N-CONFIG::file={ mode=...`: which profiles enforce or learn something. */
static void read_profiles(char *text, bool enforcing[256], bool others[256])
{
	for (char *line; (line = strsep(&text, "\n"));) {
		char *rest;
		unsigned long number = strtoul(line, &rest, 10);

		if (rest == line || number > 255 || strncmp(rest, "-CONFIG", 7))
			continue;
		if (strstr(rest, "mode=enforcing"))
			enforcing[number] = true;
		else if (strstr(rest, "mode=permissive") || strstr(rest, "mode=learning"))
			others[number] = true;
	}
}

void state_tomoyo(const struct survey *survey, struct finding *finding)
{
	bool enforcing[256] = { false }, others[256] = { false };
	size_t domains = 0, enforced = 0, watched = 0;
	char *text, *managers;

	if (!state_needs_lsm(survey, finding, "tomoyo"))
		return;
	text = state_text(survey, finding, "/sys/kernel/security/tomoyo/profile");
	if (!text)
		return;
	read_profiles(text, enforcing, others);
	text = state_text(survey, finding, "/sys/kernel/security/tomoyo/domain_policy");
	if (!text)
		return;
	for (char *line; (line = strsep(&text, "\n"));) {
		unsigned long profile;

		if (strncmp(line, "use_profile ", 12))
			continue;
		profile = strtoul(line + 12, NULL, 10) & 255;
		domains++;
		enforced += enforcing[profile];
		watched += !enforcing[profile] && others[profile];
	}
	managers = host_read(survey->facts->host, "/sys/kernel/security/tomoyo/manager", NULL, NULL);
	if (managers)
		finding_detail(survey, finding, "%s may change its policy",
			       arena_counted(survey->arena, count_lines(managers), "manager", "managers"));
	finding_detail(survey, finding, "%s, %zu enforced, %zu learning or permissive",
		       arena_counted(survey->arena, domains, "domain", "domains"), enforced, watched);
	if (enforced)
		state_set(survey, finding, FORCE_PART, "enforces in %zu of %s", enforced, arena_counted(survey->arena, domains, "domain", "domains"));
	else if (watched)
		state_set(survey, finding, FORCE_REPORTS, "learning or permissive in %zu of %s", watched,
			  arena_counted(survey->arena, domains, "domain", "domains"));
	else
		state_set(survey, finding, FORCE_NOT, "no domain has a profile that enforces");
}
