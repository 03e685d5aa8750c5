/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SELinux: mode, policy, and what its policy lets the processes of root do. The
 * last is asked of the kernel by selinuxfs's `access` file: a question is written
 * and its answer read back; nothing is changed by it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define FS "/sys/fs/selinux"

enum answer selinux_enforces(const struct survey *survey)
{
	enum seen seen;
	const char *line;

	if (has_lsm(survey->facts, "selinux") == ANSWER_NO)
		return ANSWER_NO;
	line = host_line(survey->facts->host, FS "/enforce", &seen);
	if (!line)
		return ANSWER_UNSEEN;
	return *line == '1' && host_exists(survey->facts->host, FS "/class/process") == SEEN ? ANSWER_YES : ANSWER_NO;
}

/* A number in a file of selinuxfs, or -1. */
static long number_in(const struct survey *survey, const char *path)
{
	const char *line = host_line(survey->facts->host, path, NULL);

	return line ? strtol(line, NULL, 10) : -1;
}

/* May @subject do it? The answer's first word is a mask of what is allowed. */
static enum answer may(const struct survey *survey, const char *subject, const char *target, long class, long permission)
{
	char answer[256];
	const char *question = arena_printf(survey->arena, "%s %s %ld", subject, target ? target : subject, class);
	enum seen seen;
	int fd = host_descriptor(survey->facts->host, FS "/access", O_RDWR, &seen);
	ssize_t got = -1;

	if (fd < 0)
		return ANSWER_UNSEEN;
	if (write(fd, question, strlen(question)) > 0)
		got = read(fd, answer, sizeof(answer) - 1);
	close(fd);
	if (got <= 0)
		return ANSWER_UNSEEN;
	answer[got] = '\0';
	return strtoul(answer, NULL, 16) >> (permission - 1) & 1 ? ANSWER_YES : ANSWER_NO;
}

enum answer selinux_root_may(const struct survey *survey, const char *target, const char *class, const char *permission,
			     const char **why)
{
	const struct processes *processes = &survey->facts->processes;
	long class_number = number_in(survey, arena_printf(survey->arena, FS "/class/%s/index", class));
	long bit = number_in(survey, arena_printf(survey->arena, FS "/class/%s/perms/%s", class, permission));
	const char *last = NULL;
	enum answer worst = ANSWER_NO;

	*why = arena_printf(survey->arena, "its policy gives %s:%s to no running process of root", class, permission);
	if (!survey->facts->host->live || class_number < 0 || bit < 1) {
		*why = arena_printf(survey->arena, "whether its policy gives %s:%s to root was not seen", class, permission);
		return ANSWER_UNSEEN;
	}
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->list[i];
		enum answer answer;

		if (!process_is_root(survey->facts, process) || !process->label || (last && !strcmp(last, process->label)))
			continue;
		last = process->label;
		answer = may(survey, process->label, target, class_number, bit);
		if (answer == ANSWER_YES) {
			*why = arena_printf(survey->arena, "its policy gives %s:%s to %s (process %d, %s)", class, permission,
					    process->label, process->pid, process->name);
			return ANSWER_YES;
		}
		if (answer == ANSWER_UNSEEN)
			worst = ANSWER_UNSEEN;
	}
	if (!last)
		worst = ANSWER_UNSEEN;
	if (worst == ANSWER_UNSEEN)
		*why = arena_printf(survey->arena, "whether its policy gives %s:%s to root was not seen", class, permission);
	return worst;
}

static void details(const struct survey *survey, struct finding *finding)
{
	static const char *const booleans[] = { "secure_mode_policyload", "secure_mode_insmod", "secure_mode", NULL };
	size_t confined = 0, roots = 0;

	for (int i = 0; booleans[i]; i++) {
		const char *value = host_line(survey->facts->host, arena_printf(survey->arena, FS "/booleans/%s", booleans[i]), NULL);

		if (value)
			finding_detail(survey, finding, "boolean %s is %s", booleans[i], *value == '1' ? "on" : "off");
	}
	for (size_t i = 0; i < survey->facts->processes.count; i++) {
		const struct process *process = &survey->facts->processes.list[i];

		if (!process_is_root(survey->facts, process) || !process->label)
			continue;
		roots++;
		confined += !strstr(process->label, ":unconfined_t") && !strstr(process->label, ":kernel_t");
	}
	finding_detail(survey, finding, "%zu of %zu processes of root have a domain other than unconfined_t and kernel_t",
		       confined, roots);
	if (config_value(survey->facts, "SECURITY_SELINUX_DEVELOP") == 'n')
		finding_detail(survey, finding, "this kernel has no permissive mode (no CONFIG_SECURITY_SELINUX_DEVELOP)");
}

void state_selinux(const struct survey *survey, struct finding *finding)
{
	const char *text;

	if (!state_needs_lsm(survey, finding, "selinux"))
		return;
	text = state_text(survey, finding, FS "/enforce");
	if (!text)
		return;
	if (host_exists(survey->facts->host, FS "/class/process") != SEEN)
		state_set(survey, finding, FORCE_NOT, "no policy is loaded: nothing is refused");
	else if (*text == '1')
		state_set(survey, finding, FORCE_FULL, "enforcing");
	else
		state_set(survey, finding, FORCE_REPORTS, "permissive: it reports and refuses nothing");
	details(survey, finding);
}
