/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which domain a subject belongs to, and what programs and domains are called.
 *
 * A program has one domain, whoever starts it; so has a script. Only launchers,
 * programs that exist to run others (shells, interpreters, env), get a
 * domain for each caller: what a shell does depends on who started it.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "core/limits.h"
#include "learn/model.h"

/* Basenames; a version behind them (python3.11, perl5.36.0) makes no difference. */
static const char *const interpreters[] = {
	"sh", "ash", "bash", "busybox", "dash", "fish", "ksh", "mksh", "rbash", "tcsh", "csh", "toybox", "zsh",
	"awk", "gawk", "mawk", "nawk", "original-awk", "java", "lua", "luajit", "node", "nodejs", "perl", "php",
	"php-cgi", "pypy", "python", "ruby", "tclsh", "guile", "erl", "beam.smp", "Rscript", "make", NULL
};

static const char *const runners[] = {
	"chpst", "chroot", "chrt", "cpulimit", "daemonize", "doas", "dumb-init", "env", "faketime", "find",
	"flock", "gosu", "ionice", "nice", "nohup", "nsenter", "parallel", "pkexec", "prlimit", "run-parts",
	"runuser", "script", "setarch", "setpriv", "setsid", "softlimit", "start-stop-daemon", "stdbuf",
	"su", "su-exec", "sudo", "systemd-run", "taskset", "time", "timeout", "tini", "unshare", "watch",
	"xargs", NULL
};

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static bool is_one_of(const char *const *names, const char *path)
{
	const char *name = base_name(path);

	for (; *names; names++) {
		size_t length = strlen(*names);

		if (!strncmp(name, *names, length) &&
		    name[length + strspn(name + length, "0123456789.-")] == '\0')
			return true;
	}
	return false;
}

bool is_interpreter(const char *path)
{
	return is_one_of(interpreters, path);
}

bool is_launcher(const char *path)
{
	return is_interpreter(path) || is_one_of(runners, path);
}

/* Keys: kind, what, and for a child its caller's number; NUL cannot be in a path. */
static hf_u32 add_domain(struct learn *learn, const struct domain *domain)
{
	struct text key = { 0 };
	const char *copy;
	bool fresh;
	size_t number;

	text_printf(&key, "%c%u", domain->child ? 'C' : domain->script ? 'S' : 'P', domain->caller);
	text_add(&key, "", 1);
	text_puts(&key, domain->path);
	number = table_find(&learn->domain_keys, key.bytes, key.length);
	if (number == TABLE_NONE) {
		copy = arena_strndup(learn->arena, key.bytes, key.length);
		number = table_add(&learn->domain_keys, copy, key.length, &fresh);
		learn_grow(&learn->domains, number, &learn->domain_space, sizeof(*learn->domains));
		learn->domains[number] = *domain;
		learn->domains[number].path = learn_string(learn, domain->path);
		learn->domain_count++;
	}
	text_free(&key);
	return (hf_u32)number;
}

hf_u32 domain_enter(struct learn *learn, hf_u32 from, const char *program, const char *script)
{
	struct domain domain = { .path = script[0] ? script : program, .script = script[0] };

	if (!program[0])
		return DOMAIN_KERNEL;
	if (script[0] || !is_launcher(program))
		return add_domain(learn, &domain);
	/* A shell that starts a shell is where it was: chains of launchers end. */
	for (hf_u32 at = from; learn->domains[at].child; at = learn->domains[at].caller)
		if (!strcmp(learn->domains[at].path, program))
			return at;
	domain.child = true;
	domain.caller = from;
	return add_domain(learn, &domain);
}

static bool legal_byte(char c, bool first)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' ||
	       (!first && (c == '.' || c == '+' || c == '-'));
}

/* Words that mean something else where a program or domain is named. */
static bool is_reserved(const char *name)
{
	static const char *const words[] = { "kernel", "as", "by", "from", "on", "port" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!strcmp(name, words[i]))
			return true;
	return false;
}

bool learn_name_is_legal(const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < length; i++)
		if (!legal_byte(name[i], !i))
			return false;
	return length && length <= HF_MAX_NAME_BYTES && (!is_reserved(name) || !strcmp(name, "kernel"));
}

/* Names too long for the language keep their start and get a number made of all of them. */
static char *legal_name(struct learn *learn, const char *wanted)
{
	char *name = arena_strndup(learn->arena, wanted, strlen(wanted));
	size_t length = strlen(name);
	unsigned sum = 0x811c9dc5u;

	for (size_t i = 0; i < length; i++) {
		sum = (sum ^ (unsigned char)name[i]) * 0x01000193u;
		if (!legal_byte(name[i], !i))
			name[i] = '_';
	}
	if (length > HF_MAX_NAME_BYTES)
		return arena_printf(learn->arena, "%.*s-%08x", (int)HF_MAX_NAME_BYTES - 9, name, sum);
	return name;
}

/* The last @parts directories of a path and its basename, joined by dashes. */
static char *qualified_name(struct learn *learn, const char *path, unsigned parts)
{
	const char *start = base_name(path);
	char *wanted;

	while (parts && start > path + 1) {
		start--;
		while (start > path && start[-1] != '/')
			start--;
		parts--;
	}
	wanted = arena_strndup(learn->arena, start, strlen(start));
	for (char *p = wanted; *p; p++)
		if (*p == '/')
			*p = '-';
	/* `@initramfs:/init` and the like */
	if (wanted[0] == '@')
		wanted++;
	return legal_name(learn, wanted[0] ? wanted : "_");
}

static int compare_program_paths(const void *left, const void *right)
{
	const struct program *const *a = left, *const *b = right;

	return strcmp((*a)->path, (*b)->path);
}

static int compare_program_names(const void *left, const void *right)
{
	const struct program *const *a = left, *const *b = right;
	int order = strcmp((*a)->name, (*b)->name);

	return order ? order : compare_program_paths(left, right);
}

/* One round: programs that share a name each take one directory more into it. */
static bool qualify(struct learn *learn, struct program **list, unsigned *parts, unsigned round)
{
	bool changed = false;

	qsort(list, learn->program_count, sizeof(*list), compare_program_names);
	for (size_t i = 0; i < learn->program_count; i++) {
		struct program *program = list[i];
		size_t number = (size_t)(program - learn->programs);
		bool shared = (i && !strcmp(list[i - 1]->name, program->name)) ||
			      (i + 1 < learn->program_count && !strcmp(list[i + 1]->name, program->name));

		/* The init that `holdfast run` brings is always called that. */
		if ((shared || is_reserved(program->name)) && strcmp(program->path, "@initramfs:/init")) {
			parts[number] = round;
			changed = true;
		}
	}
	for (size_t i = 0; i < learn->program_count; i++)
		list[i]->name = qualified_name(learn, list[i]->path, parts[list[i] - learn->programs]);
	return changed;
}

/* @name if it is free, else with the first number that is. */
static char *free_name(struct learn *learn, struct table *taken, const char *name)
{
	char *candidate = legal_name(learn, name);
	bool fresh = false;

	for (unsigned number = 2; ; number++) {
		if (!is_reserved(candidate))
			table_add(taken, candidate, strlen(candidate), &fresh);
		if (fresh)
			return candidate;
		candidate = legal_name(learn, arena_printf(learn->arena, "%.*s-%u",
							   (int)HF_MAX_NAME_BYTES - 12, name, number));
	}
}

static void name_programs(struct learn *learn, struct table *taken)
{
	struct program **list = xcalloc(learn->program_count + 1, sizeof(*list));
	unsigned *parts = xcalloc(learn->program_count + 1, sizeof(*parts));

	for (size_t i = 0; i < learn->program_count; i++) {
		list[i] = &learn->programs[i];
		list[i]->name = qualified_name(learn, list[i]->path, 0);
	}
	for (unsigned round = 1; round <= 8 && qualify(learn, list, parts, round); round++)
		;
	qsort(list, learn->program_count, sizeof(*list), compare_program_paths);
	for (size_t i = 0; i < learn->program_count; i++)
		list[i]->name = free_name(learn, taken, list[i]->name);
	free(list);
	free(parts);
}

static const char *program_name(const struct learn *learn, const char *path)
{
	return learn->programs[table_find(&learn->program_paths, path, strlen(path))].name;
}

/* `nginx.dash.env`: the chain of launchers behind the program they come from. */
static char *chain_name(struct learn *learn, const struct domain *domain)
{
	const struct domain *caller = &learn->domains[domain->caller];
	const char *start;

	if (!domain->child)
		return arena_printf(learn->arena, "%s", domain->path[0] ? program_name(learn, domain->path) : "kernel");
	start = chain_name(learn, caller);
	return arena_printf(learn->arena, "%s.%s", start, program_name(learn, domain->path));
}

struct rank {
	const char *chain;
	const char *path;
	unsigned depth;
	const char *name;
	bool child;
	hf_u32 old;
};

/* The kernel, then programs, then children: the first to come gets a name without a number. */
static int compare_chains(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;

	if (!a->old != !b->old)
		return a->old ? 1 : -1;
	if (a->child != b->child)
		return a->child ? 1 : -1;
	if (a->depth != b->depth)
		return a->depth < b->depth ? -1 : 1;
	return strcmp(a->chain, b->chain) ? strcmp(a->chain, b->chain) : strcmp(a->path, b->path);
}

static unsigned chain_depth(const struct learn *learn, hf_u32 domain)
{
	unsigned depth = 0;

	for (; learn->domains[domain].child; domain = learn->domains[domain].caller)
		depth++;
	return depth;
}

static int compare_names(const void *left, const void *right)
{
	const struct rank *a = left, *b = right;

	if (!a->old != !b->old)
		return a->old ? 1 : -1;
	return strcmp(a->name, b->name);
}

static void renumber(struct learn *learn, const struct rank *ranks)
{
	hf_u32 *now = xcalloc(learn->domain_count, sizeof(*now));
	struct domain *sorted = xcalloc(learn->domain_count, sizeof(*sorted));

	for (size_t i = 0; i < learn->domain_count; i++)
		now[ranks[i].old] = (hf_u32)i;
	for (size_t i = 0; i < learn->domain_count; i++) {
		sorted[i] = learn->domains[ranks[i].old];
		sorted[i].caller = now[sorted[i].caller];
	}
	for (size_t i = 0; i < learn->fact_count; i++) {
		struct event *event = &learn->facts[i].event;

		event->subject = now[event->subject];
		if (event->kind == EVENT_EXECUTE)
			event->to = now[event->to];
		if (event->kind == EVENT_PEER)
			event->peer = now[event->peer];
	}
	free(learn->domains);
	free(now);
	learn->domains = sorted;
	learn->domain_space = learn->domain_count;
}

/* Programs of the same list in the order of their names, so that numbers are the same in any order. */
static int compare_programs(const void *left, const void *right)
{
	const struct program *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static void sort_programs(struct learn *learn)
{
	struct table paths = { 0 };

	if (learn->program_count)
		qsort(learn->programs, learn->program_count, sizeof(*learn->programs), compare_programs);
	for (size_t i = 0; i < learn->program_count; i++)
		table_add(&paths, learn->programs[i].path, strlen(learn->programs[i].path), NULL);
	for (size_t i = 0; i < learn->fact_count; i++) {
		hf_u32 *program = &learn->facts[i].program;

		if (*program != NO_NUMBER) {
			const struct table_entry *entry = &learn->program_paths.entries[*program];

			*program = (hf_u32)table_find(&paths, entry->bytes, entry->length);
		}
	}
	table_free(&learn->program_paths);
	learn->program_paths = paths;
}

void domains_name(struct learn *learn)
{
	struct rank *ranks = xcalloc(learn->domain_count, sizeof(*ranks));
	struct table programs = { 0 }, taken = { 0 };

	name_programs(learn, &programs);
	for (hf_u32 i = 0; i < learn->domain_count; i++)
		ranks[i] = (struct rank){
			.chain = chain_name(learn, &learn->domains[i]),
			.path = learn->domains[i].path, .depth = chain_depth(learn, i),
			.child = learn->domains[i].child, .old = i,
		};
	qsort(ranks, learn->domain_count, sizeof(*ranks), compare_chains);
	for (size_t i = 0; i < learn->domain_count; i++) {
		struct rank *rank = &ranks[i];

		learn->domains[rank->old].name = rank->old
			? free_name(learn, &taken, rank->chain)
			: arena_printf(learn->arena, "kernel");
		rank->name = learn->domains[rank->old].name;
	}
	qsort(ranks, learn->domain_count, sizeof(*ranks), compare_names);
	sort_programs(learn);
	renumber(learn, ranks);
	free(ranks);
	table_free(&programs);
	table_free(&taken);
}
