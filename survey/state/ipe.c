/* SPDX-License-Identifier: GPL-2.0-or-later */
/* IPE: is there an active policy, does it deny by default, is it enforced? */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define FS "/sys/kernel/security/ipe"

/* The text of the active policy; its name in *@name. NULL with *@seen. */
static char *active_policy(const struct survey *survey, const char **name, enum seen *seen)
{
	char **names = host_list(survey->facts->host, FS "/policies", NULL, seen);

	*name = NULL;
	for (; names && *names; names++) {
		const char *active = host_line(survey->facts->host, arena_printf(survey->arena, FS "/policies/%s/active", *names), seen);

		if (!active)
			return NULL;
		if (*active != '1')
			continue;
		*name = *names;
		return host_read(survey->facts->host, arena_printf(survey->arena, FS "/policies/%s/policy", *names), NULL, seen);
	}
	return NULL;
}

/* The action of a line `DEFAULT [op=OPERATION] action=DENY`: the one for the operation, else the general one. */
static bool default_denies(const char *policy, const char *operation)
{
	bool general = false, own = false, has_own = false;

	for (const char *at = policy; at; at = strchr(at, '\n')) {
		size_t length;
		char line[256];
		const char *op;

		at += *at == '\n';
		length = strcspn(at, "\n");
		if (strncmp(at, "DEFAULT", 7) || length >= sizeof(line))
			continue;
		memcpy(line, at, length);
		line[length] = '\0';
		op = strstr(line, "op=");
		if (!op) {
			general = strstr(line, "action=DENY") != NULL;
		} else if (!strncmp(op + 3, operation, strlen(operation)) && op[3 + strlen(operation)] == ' ') {
			has_own = true;
			own = strstr(line, "action=DENY") != NULL;
		}
	}
	return has_own ? own : general;
}

enum answer ipe_denies(const struct survey *survey, const char *operation, const char **why)
{
	enum answer listed = has_lsm(survey->facts, "ipe");
	enum seen seen;
	const char *name, *enforce, *policy;

	if (listed != ANSWER_YES)
		return listed;
	enforce = host_line(survey->facts->host, FS "/enforce", &seen);
	policy = enforce ? active_policy(survey, &name, &seen) : NULL;
	if (!policy)
		return seen == SEEN ? ANSWER_NO : ANSWER_UNSEEN;
	*why = arena_printf(survey->arena, "IPE's policy %s denies %s by default", name, operation);
	return *enforce == '1' && default_denies(policy, operation) ? ANSWER_YES : ANSWER_NO;
}

void state_ipe(const struct survey *survey, struct finding *finding)
{
	const char *enforce, *name, *policy;
	enum seen seen = SEEN;
	bool denies;

	if (!state_needs_lsm(survey, finding, "ipe"))
		return;
	enforce = state_text(survey, finding, FS "/enforce");
	if (!enforce)
		return;
	policy = active_policy(survey, &name, &seen);
	if (!policy && seen != SEEN) {
		state_set(survey, finding, FORCE_UNSEEN, "its policies: %s", seen_words(seen));
		return;
	}
	if (!policy) {
		state_set(survey, finding, FORCE_NOT, "no policy is active: everything is allowed");
		return;
	}
	denies = default_denies(policy, "EXECUTE");
	finding_detail(survey, finding, "active policy: %s; by default execution is %s", name, denies ? "denied" : "allowed");
	if (*enforce != '1')
		state_set(survey, finding, FORCE_REPORTS, "policy %s is active and not enforced", name);
	else
		state_set(survey, finding, denies ? FORCE_FULL : FORCE_PART, "policy %s is enforced", name);
}
