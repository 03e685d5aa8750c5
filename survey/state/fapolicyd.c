/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fapolicyd: its process runs, it is not permissive, its rules deny something, and whether they deny it to root. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define FOLDER "/etc/fapolicyd/"

/* What its rules say, until the first that denies to everybody: the first rule that fits decides. */
struct rules {
	bool seen, deny, exempt;
	enum seen why;
};

/* Does `allow perm=... SUBJECT : all` let everything pass for root's programs, or those of packages among them? */
static bool exempts_root(char *line)
{
	char *object = strstr(line, " : ");
	bool root = false;

	if (strncmp(line, "allow", 5) || !object || !strstr(line, "perm=any"))
		return false;
	*object = '\0';
	object += 3;
	object += strspn(object, " ");
	if (strncmp(object, "all", 3) || object[3 + strspn(object + 3, " \t\r")])
		return false;
	strsep(&line, " ");
	for (char *word; (word = strsep(&line, " "));) {
		if (!strcmp(word, "uid=0") || !strcmp(word, "all"))
			root = true;
		else if (*word && strcmp(word, "trust=1") && strncmp(word, "perm=", 5))
			return false;
	}
	return root;
}

static struct rules read_rules(const struct survey *survey)
{
	struct rules rules = { .why = SEEN };
	char *text = host_read(survey->facts->host, FOLDER "compiled.rules", NULL, &rules.why);

	if (!text && rules.why == SEEN_ABSENT)
		text = host_read(survey->facts->host, FOLDER "fapolicyd.rules", NULL, &rules.why);
	rules.seen = text != NULL;
	for (char *line; text && (line = strsep(&text, "\n"));) {
		if (!strncmp(line, "deny", 4))
			rules.deny = true;
		else if (!rules.deny && exempts_root(line))
			rules.exempt = true;
	}
	return rules;
}

/* `permissive = 1`; -1 not seen. */
static int is_permissive(const struct survey *survey, enum seen *seen)
{
	char *text = host_read(survey->facts->host, FOLDER "fapolicyd.conf", NULL, seen);
	int value = text ? 0 : -1;

	for (char *line; text && (line = strsep(&text, "\n"));) {
		char *equals = strchr(line, '=');

		if (!strncmp(line, "permissive", 10) && equals)
			value = equals[1 + strspn(equals + 1, " \t")] == '1';
	}
	return value;
}

enum answer fapolicyd_exempts_root(const struct survey *survey, const char **why)
{
	struct rules rules = read_rules(survey);

	*why = !rules.seen ? arena_printf(survey->arena, "fapolicyd's rules: the file %s", seen_words(rules.why)) :
	       rules.exempt ? "a rule of fapolicyd lets root's trusted programs run anything" :
	       "no rule of fapolicyd is seen that lets root's programs run anything";
	return !rules.seen ? ANSWER_UNSEEN : rules.exempt ? ANSWER_YES : ANSWER_NO;
}

void state_fapolicyd(const struct survey *survey, struct finding *finding)
{
	struct rules rules;
	enum seen seen;
	int permissive;

	state_process(survey, finding);
	if (finding->force != FORCE_FULL)
		return;
	permissive = is_permissive(survey, &seen);
	rules = read_rules(survey);
	if (permissive == 1)
		state_set(survey, finding, FORCE_REPORTS, "its process runs, and " FOLDER "fapolicyd.conf says permissive: it refuses nothing");
	else if (permissive < 0 || !rules.seen)
		state_set(survey, finding, FORCE_UNSEEN, "its process runs; what it refuses was not seen: its %s %s",
			  permissive < 0 ? "settings" : "rules", seen_words(permissive < 0 ? seen : rules.why));
	else if (!rules.deny)
		state_set(survey, finding, FORCE_NOT, "its process runs, and none of its rules denies anything");
	else if (rules.exempt)
		state_set(survey, finding, FORCE_PART, "its process runs; a rule lets root's trusted programs, as a shell, run anything");
	else
		state_set(survey, finding, FORCE_FULL, "its process runs, and its rules deny what they do not trust, to root, too");
}
