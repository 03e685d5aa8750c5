/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "survey/facts.h"

#include <fcntl.h>
#include <fnmatch.h>
#include <linux/magic.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"

void facts_unseen(struct facts *facts, const char *format, ...)
{
	char *kept;
	va_list arguments;

	va_start(arguments, format);
	kept = arena_vprintf(facts->arena, format, arguments);
	va_end(arguments);
	for (size_t i = 0; i < facts->unseen_count; i++)
		if (!strcmp(facts->unseen[i], kept))
			return;
	facts->unseen = arena_grow(facts->arena, facts->unseen, facts->unseen_count, sizeof(*facts->unseen));
	facts->unseen[facts->unseen_count++] = kept;
}

/* Paths of bound unix sockets: the last word of lines that have one. */
static void gather_sockets(struct facts *facts)
{
	enum seen seen;
	char *text = host_read(facts->host, "/proc/net/unix", NULL, &seen), *line;
	size_t lines = 1;

	if (!text) {
		facts_unseen(facts, "unix sockets: /proc/net/unix %s", seen_words(seen));
		return;
	}
	for (const char *at = text; *at; at++)
		lines += *at == '\n';
	facts->sockets = arena_alloc(facts->arena, lines * sizeof(*facts->sockets));
	while ((line = strsep(&text, "\n"))) {
		char *path = strchr(line, '/');

		if (path)
			facts->sockets[facts->socket_count++] = path;
	}
}

/* Below --root there may be a kernel's files, as in a chroot, or somebody's: those say what their writer wanted. */
static void tell_files_of_image(struct facts *facts)
{
	static const struct { const char *path; long magic; } places[] = {
		{ "/proc/1", PROC_SUPER_MAGIC }, { "/sys/kernel", SYSFS_MAGIC }
	};

	for (size_t i = 0; !facts->host->live && i < 2; i++) {
		struct statfs about;
		enum seen seen;
		int fd = host_descriptor(facts->host, places[i].path, O_PATH, &seen);

		if (fd >= 0 && !fstatfs(fd, &about) && about.f_type != places[i].magic)
			facts_unseen(facts, "/proc and /sys of the image are files, not a kernel's: what is said by them is only what somebody wrote");
		if (fd >= 0)
			close(fd);
	}
}

void facts_gather(struct facts *facts, struct host *host)
{
	*facts = (struct facts){ .host = host, .arena = host->arena };
	if (host->live && host->proc_problem)
		facts_unseen(facts, "%s, so nothing below it is believed", host->proc_problem);
	gather_kernel(facts);
	gather_packages(facts);
	gather_processes(facts);
	gather_units(facts);
	gather_sockets(facts);
	gather_bpf(facts);
	gather_inside(facts);
	tell_files_of_image(facts);
}

void facts_tell_fakes(struct facts *facts)
{
	for (size_t i = 0; i < facts->host->fake_count; i++)
		facts_unseen(facts, "%s is not the kernel's: something else is mounted there, which hides the truth",
			     facts->host->fakes[i]);
}

enum answer has_lsm(const struct facts *facts, const char *name)
{
	if (!facts->kernel.lsms)
		return ANSWER_UNSEEN;
	for (size_t i = 0; i < facts->kernel.lsm_count; i++)
		if (!strcmp(facts->kernel.lsms[i], name))
			return ANSWER_YES;
	return ANSWER_NO;
}

enum answer has_module(const struct facts *facts, const char *pattern)
{
	if (!facts->kernel.modules)
		return ANSWER_UNSEEN;
	for (size_t i = 0; i < facts->kernel.module_count; i++)
		if (!fnmatch(pattern, facts->kernel.modules[i], 0))
			return ANSWER_YES;
	return ANSWER_NO;
}

bool sysctl(const struct facts *facts, const char *path, long *value, enum seen *seen)
{
	char *full = arena_printf(facts->arena, "/proc/sys/%s", path), *end;
	char *line = host_line(facts->host, full, seen);

	if (!line)
		return false;
	*value = strtol(line, &end, 10);
	if (end == line)
		*seen = SEEN_BROKEN;
	return end != line;
}
