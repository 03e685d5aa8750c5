/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What this machine itself is in: a container, a virtual machine, a kernel that is a process. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "survey/catalogue.h"
#include "survey/facts.h"

/* The process-id namespace that the kernel starts with: include/linux/proc_ns.h. */
#define FIRST_PID_NAMESPACE 0xEFFFFFFCu
#define CAP_SYS_ADMIN_BIT 21

__attribute__((format(printf, 3, 4)))
static void inside(struct facts *facts, const char *word, const char *format, ...)
{
	int index = word_index(inside_words, word);
	va_list arguments;

	if (index < 0 || facts->inside >> index & 1)
		return;
	va_start(arguments, format);
	facts->inside_why[index] = arena_vprintf(facts->arena, format, arguments);
	va_end(arguments);
	facts->inside |= 1u << index;
}

static bool contains(const char *text, const char *part)
{
	return text && strstr(text, part);
}

/*
 * Are the first process's files ours? A chroot has its mounts, a service with a private /tmp its root; a container neither.
 * Its root is no file of /proc's, and not everybody may look.
 */
static bool same_files(struct facts *facts, bool *seen)
{
	const struct process *self = facts->processes.self, *init = facts->processes.init;
	struct stat here, there;

	*seen = init && init->mount_namespace && self->mount_namespace;
	if (*seen && init->mount_namespace == self->mount_namespace)
		return true;
	*seen = *seen && !stat("/proc/1/root/", &there) && !fstatat(facts->host->root, ".", &here, 0);
	return *seen && here.st_dev == there.st_dev && here.st_ino == there.st_ino;
}

/*
 * Is this process apart from the machine's first one, as in a container? Files that say so anybody who is root can make on the
 * machine itself. Apart is who has other process ids, or other mounts and another root; or who can have no CAP_SYS_ADMIN and may not look.
 */
static enum answer apart(struct facts *facts)
{
	const struct process *self = facts->processes.self;
	bool seen;

	if (!facts->host->live || !self || !self->pid_namespace)
		return facts->host->live ? ANSWER_UNSEEN : ANSWER_YES;
	if (self->pid_namespace != FIRST_PID_NAMESPACE)
		return ANSWER_YES;
	if (same_files(facts, &seen))
		return ANSWER_NO;
	if (!seen && prctl(PR_CAPBSET_READ, CAP_SYS_ADMIN_BIT, 0, 0, 0))
		return ANSWER_UNSEEN;
	return ANSWER_YES;
}

/* A sign of a container: believed where this process is apart, told where it is not. */
static void mark(struct facts *facts, const char *word, bool there, const char *what)
{
	enum answer answer = there ? apart(facts) : ANSWER_NO;

	if (!there)
		return;
	if (answer == ANSWER_YES)
		inside(facts, word, "%s", what);
	else if (answer == ANSWER_NO)
		facts_unseen(facts, "%s, but this is the machine's first process-id namespace and its first process's files: no container", what);
	else
		facts_unseen(facts, "%s; whether this is a container was not seen", what);
}

/* Files and variables that container managers leave. */
static void containers(struct facts *facts)
{
	const struct process *self = facts->processes.self;
	const char *manager = host_line(facts->host, "/run/systemd/container", NULL);
	const char *group = facts->processes.init ? facts->processes.init->cgroup : NULL;
	const char *mounts = host_read(facts->host, "/proc/self/mountinfo", NULL, NULL);

	mark(facts, "docker", host_exists(facts->host, "/.dockerenv") == SEEN, "/.dockerenv is there");
	mark(facts, "podman", host_exists(facts->host, "/run/.containerenv") == SEEN, "/run/.containerenv is there");
	mark(facts, "nspawn", contains(manager, "nspawn"), "/run/systemd/container says systemd-nspawn");
	mark(facts, "lxc", contains(manager, "lxc"), "/run/systemd/container says lxc");
	mark(facts, "docker", contains(group, "/docker"), "the first process is in a control group of docker's");
	mark(facts, "crio", contains(group, "crio-"), "the first process is in a control group of CRI-O's");
	mark(facts, "containerd", contains(group, "cri-containerd"), "the first process is in a control group of containerd's");
	/* Where containerd itself runs, its containers' mounts are seen, too. */
	if (apart(facts) == ANSWER_YES && contains(mounts, "io.containerd"))
		inside(facts, "containerd", "a mount comes from io.containerd");
	if (facts->host->live && self && self->pid_namespace && self->pid_namespace != FIRST_PID_NAMESPACE)
		inside(facts, "container", "this is not the machine's first process-id namespace");
	for (int i = word_index(inside_words, "docker"); i < word_index(inside_words, "container"); i++)
		if (facts->inside >> i & 1)
			inside(facts, "container", "%s", facts->inside_why[i]);
}

static bool has_hypervisor_flag(const char *cpuinfo)
{
	return contains(cpuinfo, " hypervisor ") || contains(cpuinfo, " hypervisor\n");
}

/* Who made the firmware's tables, from the head of one of them: "FIRECK". */
static const char *table_maker(struct facts *facts)
{
	size_t length;
	enum seen seen;
	char *table = host_read(facts->host, "/sys/firmware/acpi/tables/DSDT", &length, &seen);

	if (seen == SEEN_DENIED)
		facts_unseen(facts, "which hypervisor is below: /sys/firmware/acpi/tables %s", seen_words(seen));
	return table && length > 16 ? arena_strndup(facts->arena, table + 10, strnlen(table + 10, 6)) : NULL;
}

/* By what firmware says: DMI, or ACPI where there is no DMI. */
static void machines(struct facts *facts, const char *cpuinfo)
{
	char *vendor = host_line(facts->host, "/sys/class/dmi/id/sys_vendor", NULL);
	const char *line = facts->kernel.command_line;
	const char *maker = has_hypervisor_flag(cpuinfo) && !vendor ? table_maker(facts) : NULL;

	if (contains(vendor, "QEMU"))
		inside(facts, "qemu", "DMI says %s", vendor);
	if (contains(vendor, "Cloud Hypervisor"))
		inside(facts, "cloud-hypervisor", "DMI says %s", vendor);
	if (contains(maker, "FIRECK"))
		inside(facts, "firecracker", "the ACPI tables are made by %s", maker);
	if (contains(maker, "CLOUDH"))
		inside(facts, "cloud-hypervisor", "the ACPI tables are made by %s", maker);
	if (contains(line, "agent.log_vport=") || contains(line, "kata-containers.target"))
		inside(facts, "kata", "the command line is that of a Kata guest");
	if (contains(facts->kernel.release, "icrosoft"))
		inside(facts, "wsl", "the kernel's release says Microsoft");
	if (has_hypervisor_flag(cpuinfo))
		inside(facts, "vm", "the processor says that a hypervisor is below");
	for (int i = word_index(inside_words, "firecracker"); i < word_index(inside_words, "vm"); i++)
		if (facts->inside >> i & 1)
			inside(facts, "vm", "%s", facts->inside_why[i]);
}

void gather_inside(struct facts *facts)
{
	char *cpuinfo = host_read(facts->host, "/proc/cpuinfo", NULL, NULL);
	char *version = host_line(facts->host, "/proc/version", NULL);

	if (contains(cpuinfo, "User Mode Linux"))
		inside(facts, "uml", "/proc/cpuinfo says User Mode Linux");
	/* gVisor's /proc/version was a fixed text; since 2025 its release ends in -gvisor. */
	if (contains(version, "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016") || contains(version, "-gvisor") ||
	    contains(facts->kernel.release, "-gvisor"))
		inside(facts, "gvisor", "/proc/version is the one gVisor gives");
	machines(facts, cpuinfo);
	containers(facts);
}
