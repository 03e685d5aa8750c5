/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What this machine itself is in: a container, a virtual machine, a kernel that is a process. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/catalogue.h"
#include "survey/facts.h"

/* The process-id namespace that the kernel starts with: include/linux/proc_ns.h. */
#define FIRST_PID_NAMESPACE 0xEFFFFFFCu

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

/* Files and variables that container managers leave; root inside could have made them. */
static void containers(struct facts *facts)
{
	static const struct {
		const char *path, *word;
	} marks[] = {
		{ "/.dockerenv", "docker" }, { "/run/.containerenv", "podman" }, { NULL, NULL }
	};
	const struct process *self = facts->processes.self;
	char *manager = host_line(facts->host, "/run/systemd/container", NULL);
	char *group = facts->processes.init && facts->processes.init->cgroup ?
		arena_printf(facts->arena, "%s", facts->processes.init->cgroup) : NULL;
	char *mounts = host_read(facts->host, "/proc/self/mountinfo", NULL, NULL);

	for (int i = 0; marks[i].path; i++)
		if (host_exists(facts->host, marks[i].path) == SEEN)
			inside(facts, marks[i].word, "%s is there", marks[i].path);
	if (contains(manager, "nspawn"))
		inside(facts, "nspawn", "/run/systemd/container says %s", manager);
	else if (contains(manager, "lxc"))
		inside(facts, "lxc", "/run/systemd/container says %s", manager);
	if (contains(group, "/docker"))
		inside(facts, "docker", "control group %s", group);
	if (contains(group, "crio-"))
		inside(facts, "crio", "control group %s", group);
	if (contains(group, "cri-containerd"))
		inside(facts, "containerd", "control group %s", group);
	if (contains(mounts, "io.containerd"))
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
