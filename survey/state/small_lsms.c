/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Yama, LoadPin, SafeSetID, lockdown, Landlock: small LSMs with a switch or none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define LOCKDOWN "/sys/kernel/security/lockdown"

void state_yama(const struct survey *survey, struct finding *finding)
{
	static const char *const scopes[] = {
		"ptrace_scope is 0: nothing beyond the usual", "ptrace_scope is 1: only descendants may be traced; root may trace all",
		"ptrace_scope is 2: only CAP_SYS_PTRACE traces", "ptrace_scope is 3: nobody traces, until the next boot",
	};
	enum seen seen = SEEN_ABSENT;
	long scope;

	if (!state_needs_lsm(survey, finding, "yama"))
		return;
	if (!sysctl(survey->facts, "kernel/yama/ptrace_scope", &scope, &seen) || scope < 0 || scope > 3)
		state_set(survey, finding, FORCE_UNSEEN, "/proc/sys/kernel/yama/ptrace_scope %s", seen_words(seen));
	else
		state_set(survey, finding, scope == 3 ? FORCE_FULL : scope ? FORCE_PART : FORCE_NOT, "%s", scopes[scope]);
}

void state_loadpin(const struct survey *survey, struct finding *finding)
{
	enum seen seen = SEEN_ABSENT;
	long value;

	if (!state_needs_lsm(survey, finding, "loadpin"))
		return;
	if (!sysctl(survey->facts, "kernel/loadpin/enforce", &value, &seen))
		state_set(survey, finding, FORCE_UNSEEN, "/proc/sys/kernel/loadpin/enforce %s", seen_words(seen));
	else if (value)
		state_set(survey, finding, FORCE_FULL, "enforces: modules and firmware from one file system only");
	else
		state_set(survey, finding, FORCE_REPORTS, "its switch is off: it reports and refuses nothing");
}

void state_safesetid(const struct survey *survey, struct finding *finding)
{
	size_t lines = 0;
	bool read_one = false;

	if (!state_needs_lsm(survey, finding, "safesetid"))
		return;
	for (int group = 0; group < 2; group++) {
		const char *text = host_read(survey->facts->host, group ? "/sys/kernel/security/safesetid/gid_allowlist_policy" :
					     "/sys/kernel/security/safesetid/uid_allowlist_policy", NULL, NULL);

		read_one |= text != NULL;
		for (; text && *text; text++)
			lines += *text == '\n';
	}
	if (!read_one)
		state_set(survey, finding, FORCE_UNSEEN, "its policy was not seen");
	else if (lines)
		state_set(survey, finding, FORCE_PART, "%s for users and groups that are named there",
			  arena_counted(survey->arena, lines, "rule", "rules"));
	else
		state_set(survey, finding, FORCE_NOT, "no policy is loaded");
}

int lockdown_level(const struct survey *survey)
{
	static const char *const levels[] = { "[none]", "[integrity]", "[confidentiality]" };
	const char *line;

	if (has_lsm(survey->facts, "lockdown") == ANSWER_NO)
		return 0;
	line = host_line(survey->facts->host, "/sys/kernel/security/lockdown", NULL);
	for (int i = 0; line && i < 3; i++)
		if (strstr(line, levels[i]))
			return i;
	return -1;
}

void state_lockdown(const struct survey *survey, struct finding *finding)
{
	enum seen seen;
	int level;

	if (!state_needs_lsm(survey, finding, "lockdown"))
		return;
	level = lockdown_level(survey);
	if (level < 0) {
		seen = host_exists(survey->facts->host, LOCKDOWN);
		state_set(survey, finding, FORCE_UNSEEN, "%s", unseen_words(survey, LOCKDOWN, seen));
	} else if (!level) {
		state_set(survey, finding, FORCE_NOT, "level none: nothing is locked");
	} else {
		state_set(survey, finding, FORCE_FULL, "level %s; it can only be raised until the next boot",
			  level == 1 ? "integrity" : "confidentiality");
	}
}

/* A process's domain is shown nowhere: neither to root nor to itself. */
void state_landlock(const struct survey *survey, struct finding *finding)
{
	if (state_needs_lsm(survey, finding, "landlock"))
		state_set(survey, finding, FORCE_UNSEEN,
			  "every process may restrict itself; which do cannot be seen: the kernel does not show it");
}
