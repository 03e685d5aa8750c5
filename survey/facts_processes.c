/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Every process that can be seen, and what confines it. */
#include <ctype.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "survey/facts.h"

/* Inode numbers of the namespaces that the kernel starts with: include/linux/proc_ns.h. */
#define FIRST_USER_NAMESPACE 0xEFFFFFFDu
#define CAP_SYS_ADMIN_BIT 21

/* The value of `Key:\tvalue` in a status file, or NULL; a copy. */
static char *status_value(struct facts *facts, const char *text, const char *key)
{
	size_t length = strlen(key);

	for (const char *at = text; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (!strncmp(at, key, length) && at[length] == ':') {
			at += length + 1;
			at += strspn(at, " \t");
			return arena_strndup(facts->arena, at, strcspn(at, "\n"));
		}
	}
	return NULL;
}

static int number_of(const char *value)
{
	return value && isdigit((unsigned char)*value) ? atoi(value) : -1;
}

static void read_status(struct facts *facts, struct process *process, const char *text)
{
	char *uid = status_value(facts, text, "Uid"), *capabilities = status_value(facts, text, "CapEff");
	char *effective = uid ? strpbrk(uid, " \t") : NULL;

	process->name = status_value(facts, text, "Name");
	if (!process->name)
		process->name = "?";
	if (effective && capabilities) {
		process->ids_seen = true;
		process->uid = (unsigned)strtoul(effective, NULL, 10);
		process->capabilities = strtoull(capabilities, NULL, 16);
	}
	process->seccomp = number_of(status_value(facts, text, "Seccomp"));
	process->no_new_privs = number_of(status_value(facts, text, "NoNewPrivs"));
	process->parent = number_of(status_value(facts, text, "PPid"));
	/* Linux 6.8 says it; before, the parent does. */
	process->kernel_thread = number_of(status_value(facts, text, "Kthread")) == 1 ||
				 process->parent == 2 || process->pid == 2;
	if (status_value(facts, text, "VmSize"))
		process->kernel_thread = false;
}

static uint64_t namespace_of(struct facts *facts, int pid, const char *kind)
{
	char *link = host_link(facts->host, arena_printf(facts->arena, "/proc/%d/ns/%s", pid, kind), NULL);
	char *bracket = link ? strchr(link, '[') : NULL;

	return bracket ? strtoull(bracket + 1, NULL, 10) : 0;
}

/* Version 2 (`0::`), or the hierarchy that systemd names. */
static const char *cgroup_of(struct facts *facts, int pid)
{
	char *text = host_read(facts->host, arena_printf(facts->arena, "/proc/%d/cgroup", pid), NULL, NULL);
	const char *found = NULL;

	for (char *line; text && (line = strsep(&text, "\n"));) {
		char *first = strchr(line, ':'), *second = first ? strchr(first + 1, ':') : NULL;

		if (!second)
			continue;
		if (!strncmp(line, "0::", 3) && (!found || second[2]))
			found = second + 1;
		else if (!strncmp(first, ":name=systemd:", 14) && (!found || !found[1]))
			found = second + 1;
	}
	return found;
}

static void read_exe(struct facts *facts, struct process *process)
{
	static const char deleted[] = " (deleted)";
	char *exe = host_link(facts->host, arena_printf(facts->arena, "/proc/%d/exe", process->pid),
			      &process->exe_seen);
	size_t length = exe ? strlen(exe) : 0;

	if (length > sizeof(deleted) && !strcmp(exe + length - sizeof(deleted) + 1, deleted)) {
		exe[length - sizeof(deleted) + 1] = '\0';
		process->exe_deleted = true;
	}
	process->exe = exe;
}

static void read_label(struct facts *facts, struct process *process)
{
	char *label = host_line(facts->host, arena_printf(facts->arena, "/proc/%d/attr/current", process->pid), NULL);

	process->label = label && *label ? label : NULL;
}

static bool read_process(struct facts *facts, struct process *process)
{
	enum seen seen;
	char *text = host_read(facts->host, arena_printf(facts->arena, "/proc/%d/status", process->pid), NULL, &seen);

	/* A process that something is mounted over is there; one that ended meanwhile is not. */
	if (!text && seen == SEEN_FAKE)
		facts->processes.hidden = true;
	if (!text)
		return false;
	read_status(facts, process, text);
	if (process->kernel_thread)
		return true;
	read_exe(facts, process);
	if (process->exe_seen == SEEN_DENIED)
		facts->processes.unseen_exe++;
	read_label(facts, process);
	process->cgroup = cgroup_of(facts, process->pid);
	process->user_namespace = namespace_of(facts, process->pid, "user");
	if (process->user_namespace) {
		process->pid_namespace = namespace_of(facts, process->pid, "pid");
		process->mount_namespace = namespace_of(facts, process->pid, "mnt");
		process->network_namespace = namespace_of(facts, process->pid, "net");
	}
	return true;
}

void gather_processes(struct facts *facts)
{
	struct processes *processes = &facts->processes;
	enum seen seen;
	size_t count = 0;
	int self = facts->host->live ? getpid() : 0;
	char **names = host_list(facts->host, "/proc", &count, &seen);

	processes->list = arena_alloc(facts->arena, (count + 1) * sizeof(*processes->list));
	for (size_t i = 0; i < count; i++) {
		struct process *process = &processes->list[processes->count];

		*process = (struct process){ .pid = number_of(names[i]) };
		if (process->pid > 0 && read_process(facts, process))
			processes->count++;
	}
	processes->seen = processes->count > 0;
	for (size_t i = 0; i < processes->count; i++) {
		if (processes->list[i].pid == 1)
			processes->init = &processes->list[i];
		if (self && processes->list[i].pid == self)
			processes->self = &processes->list[i];
	}
	if (!processes->seen)
		facts_unseen(facts, "processes: /proc %s", seen == SEEN ? "has none" : seen_words(seen));
	if (processes->hidden)
		facts_unseen(facts, "processes: something is mounted over some of them in /proc");
	processes->hidden |= processes->seen && !processes->init;
	if (processes->seen && !processes->init)
		facts_unseen(facts, "processes of other users: /proc hides them (hidepid)");
	if (processes->unseen_exe)
		facts_unseen(facts, "programs, labels and namespaces of %zu process%s may not be read%s",
			     processes->unseen_exe, processes->unseen_exe == 1 ? "" : "es", facts->host->is_root ? "" : " by this user; run the survey as root");
}

bool process_is_root(const struct facts *facts, const struct process *process)
{
	(void)facts;
	return process->ids_seen && !process->kernel_thread && process->uid == 0 &&
	       process->capabilities >> CAP_SYS_ADMIN_BIT & 1 &&
	       (!process->user_namespace || process->user_namespace == FIRST_USER_NAMESPACE);
}
