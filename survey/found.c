/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Is a mechanism of the catalogue on this host? Each sign that was seen is kept as evidence. */
#include <fnmatch.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"
#include "survey/survey.h"

/* Of processes that only call themselves so, the first few are told. */
#define CLAIMS_TOLD 4u

__attribute__((format(printf, 4, 5)))
static void note(const struct survey *survey, struct finding *finding, bool weak, const char *format, ...)
{
	char *text;
	va_list arguments;

	va_start(arguments, format);
	text = arena_vprintf(survey->arena, format, arguments);
	va_end(arguments);
	for (size_t i = 0; i < finding->evidence_count; i++)
		if (!strcmp(finding->evidence[i].text, text))
			return;
	finding->evidence = arena_grow(survey->arena, finding->evidence, finding->evidence_count, sizeof(*finding->evidence));
	finding->evidence[finding->evidence_count++] = (struct evidence){ text, weak };
}

static void raise_to(struct finding *finding, enum presence presence)
{
	if (finding->presence < presence)
		finding->presence = presence;
}

/* It was seen: keep that. */
#define FOUND(finder, ...) do { \
	note(survey, finding, (finder)->weak, __VA_ARGS__); \
	raise_to(finding, (finder)->weak ? PRESENT_HINT : PRESENT_YES); \
} while (0)

static void by_package(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	const struct package *package = package_find(survey->facts, finder->what);

	if (package)
		FOUND(finder, "package %s %s", package->name, package->version);
	else if (!survey->facts->packages.kind || survey->facts->packages.problem)
		raise_to(finding, PRESENT_UNSEEN);
}

static void by_unit(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	const struct unit *unit = unit_find(survey->facts, finder->what);

	if (!unit)
		return;
	if (unit->masked)
		note(survey, finding, true, "unit %s is masked", unit->name);
	else
		FOUND(finder, "unit %s is installed, %s, %s", unit->name,
		      unit->active ? "runs" : survey->facts->processes.seen ? "does not run" : "not seen running",
		      unit->wanted ? "enabled" : "not enabled");
}

/* A process that sees other mounts has its program by a path of these: is it the file that has this path here? */
static bool is_file_here(const struct survey *survey, const struct process *process)
{
	const struct process *self = survey->facts->processes.self;
	struct stat its, here;
	char link[64];

	if (!survey->facts->host->live || !self || !process->mount_namespace || process->mount_namespace == self->mount_namespace)
		return true;
	snprintf(link, sizeof(link), "/proc/%d/exe", process->pid);
	return !stat(link, &its) && !stat(process->exe, &here) && its.st_dev == here.st_dev && its.st_ino == here.st_ino;
}

const char *process_owner(const struct survey *survey, const struct mechanism *mechanism, const struct process *process)
{
	for (size_t i = 0; process->exe && i < mechanism->found_count; i++) {
		const struct package *package = mechanism->found[i].by == BY_PACKAGE ?
			package_find(survey->facts, mechanism->found[i].what) : NULL;

		if (package && package_owns(survey->facts, package->name, process->exe) == ANSWER_YES && is_file_here(survey, process))
			return package->name;
	}
	return NULL;
}

static bool names_match(const char *pattern, const char *path)
{
	const char *name = strrchr(path, '/');

	return !fnmatch(pattern, *pattern == '/' || !name ? path : name + 1, FNM_PATHNAME);
}

bool process_is(const struct survey *survey, const struct mechanism *mechanism, const struct finder *finder,
		const struct process *process)
{
	if (!process->exe || process->exe_deleted || !names_match(finder->what, process->exe))
		return false;
	/* A path of its own outside of the folders of everybody is as good as a package says it is. */
	return process_owner(survey, mechanism, process) != NULL;
}

/* At the very place that the finder names, and not by a name alone. */
static bool at_place(const struct finder *finder, const struct process *process)
{
	return finder->by == BY_PROCESS && *finder->what == '/' && process->exe && !process->exe_deleted &&
	       names_match(finder->what, process->exe);
}

const struct process *process_stray(const struct survey *survey, const struct mechanism *mechanism)
{
	const struct processes *processes = &survey->facts->processes;

	for (size_t i = 0; i < processes->count; i++)
		for (size_t k = 0; k < mechanism->found_count; k++)
			if (at_place(&mechanism->found[k], &processes->list[i]) &&
			    !process_owner(survey, mechanism, &processes->list[i]))
				return &processes->list[i];
	return NULL;
}

/* A process's own name has 15 bytes at most. */
static bool calls_itself(const char *pattern, const struct process *process)
{
	const char *slash = strrchr(pattern, '/');
	const char *name = slash ? slash + 1 : pattern;

	/* A folder's any program has no name that could be claimed. */
	if (strspn(name, "*?") == strlen(name))
		return false;
	return !fnmatch(name, process->name, 0) || (strlen(name) > 15 && !strncmp(name, process->name, 15));
}

static void by_process(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	const struct processes *processes = &survey->facts->processes;
	size_t claims = 0;

	if (!processes->seen || processes->hidden)
		raise_to(finding, PRESENT_UNSEEN);
	for (size_t i = 0; i < processes->count; i++) {
		const struct process *process = &processes->list[i];
		const char *owner;

		if (process->kernel_thread)
			continue;
		if (process_is(survey, finding->mechanism, finder, process)) {
			owner = process_owner(survey, finding->mechanism, process);
			FOUND(finder, "process %d runs %s, of package %s", process->pid, process->exe, owner);
			return;
		}
		if (!calls_itself(finder->what, process) && !(process->exe && names_match(finder->what, process->exe)))
			continue;
		raise_to(finding, PRESENT_CLAIM);
		if (claims++ >= CLAIMS_TOLD)
			continue;
		if (at_place(finder, process))
			note(survey, finding, true, "process %d runs %s, which no package of this product owns", process->pid, process->exe);
		else
			note(survey, finding, true, "process %d calls itself %s; its program is %s%s%s", process->pid, process->name,
			     process->exe ? process->exe : "not seen", process->exe_deleted ? " (deleted)" : "",
			     process->exe ? ", which no package of this product owns" : "");
	}
}

static void by_socket(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	if (!survey->facts->sockets)
		raise_to(finding, PRESENT_UNSEEN);
	for (size_t i = 0; i < survey->facts->socket_count; i++) {
		if (!strcmp(survey->facts->sockets[i], finder->what)) {
			/* Anybody can bind a name: a sign, no proof. */
			note(survey, finding, true, "somebody listens at %s", finder->what);
			raise_to(finding, PRESENT_HINT);
			return;
		}
	}
}

static void by_answer(const struct survey *survey, struct finding *finding, const struct finder *finder, enum answer answer)
{
	if (answer == ANSWER_YES)
		FOUND(finder, "%s %s", finder->by == BY_LSM ? "the kernel lists the LSM" : "kernel module", finder->what);
	else if (answer == ANSWER_UNSEEN)
		raise_to(finding, PRESENT_UNSEEN);
}

static void by_path(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	char **paths;

	if (finder->by == BY_SECURITYFS) {
		char *path = arena_printf(survey->arena, "/sys/kernel/security/%s", finder->what);
		enum seen seen = host_exists(survey->facts->host, path);

		if (seen == SEEN)
			FOUND(finder, "%s", path);
		else if (seen != SEEN_ABSENT)
			raise_to(finding, PRESENT_UNSEEN);
		return;
	}
	paths = host_glob(survey->facts->host, finder->what, NULL);
	if (*paths)
		FOUND(finder, "%s", *paths);
}

static void by_bpf(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	const struct bpf *bpf = &survey->facts->bpf;

	if (bpf->seen != SEEN && bpf->seen != SEEN_ABSENT)
		raise_to(finding, PRESENT_UNSEEN);
	for (size_t i = 0; i < bpf->count; i++) {
		if (!fnmatch(finder->what, bpf->list[i].name, 0)) {
			/* A program's name is what its loader says: a sign, no proof. */
			note(survey, finding, true, "BPF program %u is called %s", bpf->list[i].id, bpf->list[i].name);
			raise_to(finding, PRESENT_HINT);
			return;
		}
	}
}

static void by_parameter(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	const char *line = survey->facts->kernel.command_line;
	size_t length = strlen(finder->what);

	if (!line)
		raise_to(finding, PRESENT_UNSEEN);
	for (const char *at = line; at && *at; at += strspn(at, " ")) {
		size_t span = strcspn(at, " ");

		if (span >= length && !strncmp(at, finder->what, length) &&
		    (span == length || at[length] == '=' || at[length] == '.')) {
			FOUND(finder, "%.*s on the kernel's command line", (int)span, at);
			return;
		}
		at += span;
	}
}

static void by_config(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	char value = config_value(survey->facts, finder->what);

	if (value == 'y' || value == 'm')
		FOUND(finder, "CONFIG_%s=%c (%s)", finder->what, value, survey->facts->kernel.config_source);
	else if (value == '?')
		raise_to(finding, PRESENT_UNSEEN);
}

static const char *inside_finder(const struct survey *survey, const struct finder *finder)
{
	int index = word_index(inside_words, finder->what);

	return survey->facts->inside >> index & 1 ? survey->facts->inside_why[index] : NULL;
}

const char *inside_why(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *why = NULL;

	for (size_t i = 0; i < mechanism->found_count && !why; i++)
		if (mechanism->found[i].by == BY_INSIDE)
			why = inside_finder(survey, &mechanism->found[i]);
	return why;
}

static void by_inside(const struct survey *survey, struct finding *finding, const struct finder *finder)
{
	const char *why = inside_finder(survey, finder);

	if (why)
		FOUND(finder, "the survey runs inside: %s", why);
}

void find_mechanism(const struct survey *survey, struct finding *finding)
{
	for (size_t i = 0; i < finding->mechanism->found_count; i++) {
		const struct finder *finder = &finding->mechanism->found[i];

		switch (finder->by) {
		case BY_PACKAGE: by_package(survey, finding, finder); break;
		case BY_UNIT: by_unit(survey, finding, finder); break;
		case BY_PROCESS: by_process(survey, finding, finder); break;
		case BY_SOCKET: by_socket(survey, finding, finder); break;
		case BY_MODULE: by_answer(survey, finding, finder, has_module(survey->facts, finder->what)); break;
		case BY_LSM: by_answer(survey, finding, finder, has_lsm(survey->facts, finder->what)); break;
		case BY_PATH:
		case BY_SECURITYFS: by_path(survey, finding, finder); break;
		case BY_BPF: by_bpf(survey, finding, finder); break;
		case BY_PARAMETER: by_parameter(survey, finding, finder); break;
		case BY_CONFIG: by_config(survey, finding, finder); break;
		case BY_INSIDE: by_inside(survey, finding, finder); break;
		}
	}
}
