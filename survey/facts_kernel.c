/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel: release, command line, configuration, LSMs, modules. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/arena.h"
#include "survey/facts.h"
#include "survey/gunzip.h"

#define CONFIG_LIMIT (4u << 20)
/* lsm_list_modules(2), Linux 6.8. */
#define LSM_LIST_MODULES 461

/* Numbers of LSMs in the kernel's interface: include/uapi/linux/lsm.h. */
static const struct {
	uint64_t id;
	const char *name;
} lsm_names[] = {
	{ 100, "capability" }, { 101, "selinux" }, { 102, "smack" }, { 103, "tomoyo" }, { 104, "apparmor" },
	{ 105, "yama" }, { 106, "loadpin" }, { 107, "safesetid" }, { 108, "lockdown" }, { 109, "bpf" },
	{ 110, "landlock" }, { 111, "ima" }, { 112, "evm" }, { 113, "ipe" },
	{ 0x486f6c6446617374ULL, "holdfast" },
};

static char **split(struct facts *facts, char *text, const char *separators, size_t *count)
{
	char **list = arena_alloc(facts->arena, (strlen(text) + 2) * sizeof(*list));

	for (char *word; (word = strsep(&text, separators));)
		if (*word)
			list[(*count)++] = word;
	return list;
}

/* The kernel's own list by system call, which nothing that is mounted can hide. */
static bool lsms_by_call(struct facts *facts)
{
	uint64_t ids[64];
	uint32_t size = sizeof(ids);
	long count = syscall(LSM_LIST_MODULES, ids, &size, 0);

	if (count < 0 || count > 64)
		return false;
	facts->kernel.lsms = arena_alloc(facts->arena, ((size_t)count + 1) * sizeof(char *));
	for (long i = 0; i < count; i++) {
		char *name = arena_printf(facts->arena, "#%llu", (unsigned long long)ids[i]);

		for (size_t k = 0; k < sizeof(lsm_names) / sizeof(*lsm_names); k++)
			if (lsm_names[k].id == ids[i])
				name = arena_printf(facts->arena, "%s", lsm_names[k].name);
		facts->kernel.lsms[facts->kernel.lsm_count++] = name;
	}
	facts->kernel.lsm_source = "lsm_list_modules(2)";
	return true;
}

/* The call names only LSMs that have a number: those without one are in the file alone. */
static void gather_lsms(struct facts *facts)
{
	enum seen seen;
	struct kernel *kernel = &facts->kernel;
	char *line = host_line(facts->host, "/sys/kernel/security/lsm", &seen);

	if (line) {
		kernel->lsms = split(facts, line, ",", &kernel->lsm_count);
		kernel->lsm_source = "/sys/kernel/security/lsm";
	} else if (!facts->host->live || !lsms_by_call(facts)) {
		kernel->lsm_source = arena_printf(facts->arena, "/sys/kernel/security/lsm %s%s", seen_words(seen),
			facts->host->live ? " and the kernel has no lsm_list_modules(2)" : "");
		facts_unseen(facts, "the list of LSMs: %s", kernel->lsm_source);
	}
}

static void gather_modules(struct facts *facts)
{
	enum seen seen;
	struct kernel *kernel = &facts->kernel;
	char *text = host_read(facts->host, "/proc/modules", NULL, &seen);

	if (text) {
		kernel->modules = split(facts, text, "\n", &kernel->module_count);
		for (size_t i = 0; i < kernel->module_count; i++)
			kernel->modules[i][strcspn(kernel->modules[i], " ")] = '\0';
	} else if (seen == SEEN_ABSENT && facts->host->live && !facts->host->proc_problem) {
		/* A kernel without CONFIG_MODULES has no such file, and no modules. */
		kernel->modules = arena_alloc(facts->arena, sizeof(*kernel->modules));
	} else {
		facts_unseen(facts, "loaded modules: /proc/modules %s", seen_words(seen));
	}
}

/* What the running kernel carries in itself. */
static bool config_carried(struct facts *facts)
{
	size_t size, length;
	char *packed = host_read(facts->host, "/proc/config.gz", &size, NULL), *text;

	if (!packed)
		return false;
	text = gunzip((const unsigned char *)packed, size, CONFIG_LIMIT, &length);
	if (!text) {
		facts_unseen(facts, "the kernel's configuration: /proc/config.gz cannot be unpacked");
		return false;
	}
	facts->kernel.config = arena_strndup(facts->arena, text, length);
	facts->kernel.config_source = "/proc/config.gz";
	facts->kernel.config_running = true;
	free(text);
	return true;
}

/* A tree that does not run has a kernel if it has exactly one. */
static void guess_no_release(struct facts *facts)
{
	size_t count;
	char **configs = host_glob(facts->host, "/boot/config-*", &count);

	if (count == 1)
		facts->kernel.release = configs[0] + strlen("/boot/config-");
	else
		facts_unseen(facts, "the kernel: nothing runs here, and there are %zu in /boot", count);
}

static void gather_config(struct facts *facts)
{
	static const char *const places[] = {
		"/boot/config-%s", "/usr/lib/modules/%s/config", "/lib/modules/%s/config", "/usr/lib/kernel/config-%s", NULL
	};
	struct kernel *kernel = &facts->kernel;

	if (config_carried(facts))
		return;
	for (int i = 0; kernel->release && places[i]; i++) {
		const char *percent = strchr(places[i], '%');
		char *path = arena_printf(facts->arena, "%.*s%s%s", (int)(percent - places[i]), places[i],
					  kernel->release, percent + 2);

		kernel->config = host_read(facts->host, path, NULL, NULL);
		if (kernel->config) {
			kernel->config_source = path;
			return;
		}
	}
	facts_unseen(facts, "the kernel's configuration: no /proc/config.gz and no /boot/config-%s",
		     kernel->release ? kernel->release : "*");
}

void gather_kernel(struct facts *facts)
{
	struct kernel *kernel = &facts->kernel;
	struct utsname name;
	enum seen seen;

	kernel->release = host_line(facts->host, "/proc/sys/kernel/osrelease", NULL);
	if (!kernel->release && facts->host->live && !uname(&name))
		kernel->release = arena_printf(facts->arena, "%s", name.release);
	if (!kernel->release)
		guess_no_release(facts);
	kernel->command_line = host_line(facts->host, "/proc/cmdline", &seen);
	if (!kernel->command_line)
		facts_unseen(facts, "the kernel's command line: /proc/cmdline %s", seen_words(seen));
	gather_config(facts);
	gather_lsms(facts);
	gather_modules(facts);
}

/* Behind CONFIG_@option= at the beginning of a line; NULL if it is not set. */
static const char *config_line(const struct facts *facts, const char *option)
{
	size_t length = strlen(option);

	for (const char *at = facts->kernel.config; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (!strncmp(at, "CONFIG_", 7) && !strncmp(at + 7, option, length) && at[7 + length] == '=')
			return at + 8 + length;
	}
	return NULL;
}

char config_value(const struct facts *facts, const char *option)
{
	const char *value;

	if (!facts->kernel.config)
		return '?';
	value = config_line(facts, option);
	if (!value)
		return 'n';
	return (*value == 'y' || *value == 'm') && (value[1] == '\n' || !value[1]) ? *value : 'v';
}

const char *config_text(const struct facts *facts, const char *option)
{
	const char *value = facts->kernel.config ? config_line(facts, option) : NULL;
	size_t length;

	if (!value)
		return NULL;
	value += *value == '"';
	length = strcspn(value, "\"\n");
	return arena_strndup(facts->arena, value, length);
}

const char *parameter_value(const struct facts *facts, const char *word)
{
	size_t length = strlen(word);
	const char *found = NULL;

	for (const char *at = facts->kernel.command_line; at && *at;) {
		size_t span;

		at += strspn(at, " ");
		span = strcspn(at, " ");
		if (span >= length && !strncmp(at, word, length)) {
			if (span == length)
				found = "";
			else if (at[length] == '=')
				found = arena_strndup(facts->arena, at + length + 1, span - length - 1);
		}
		at += span;
	}
	return found;
}
