/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What was read from the machine, before anybody judges it. Each part says
 * whether it was seen: what was not seen is never taken for absent.
 */
#ifndef HOLDFAST_SURVEY_FACTS_H
#define HOLDFAST_SURVEY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "survey/host.h"

struct mechanism;

/* Yes, no, or nobody here can tell. */
enum answer { ANSWER_NO, ANSWER_YES, ANSWER_UNSEEN };

/** struct kernel - the running kernel (or, below --root, the one kernel that is installed there) */
struct kernel {
	const char *release;		/* NULL: not seen */
	const char *command_line;	/* NULL: not seen */
	const char *config;		/* text of the configuration; NULL: not seen */
	const char *config_source;	/* the file it is from */
	bool config_running;		/* the running kernel itself says it, not a file beside it */
	char **lsms;			/* NULL: not seen */
	size_t lsm_count;
	const char *lsm_source;		/* who says so, or why nobody does */
	char **modules;			/* loaded; NULL: not seen */
	size_t module_count;
};

struct rpm_package;

struct package {
	const char *name, *version;
	const struct rpm_package *rpm;	/* its header; NULL if it is of another kind */
	const char *files;		/* dpkg: its list, once somebody asked */
	bool files_looked;
};

/** struct packages - what the package manager's own lists say */
struct packages {
	const char *kind;		/* "dpkg", "apk", "pacman", "rpm"; NULL: no list was found */
	struct package *list;		/* by name */
	size_t count;
	const char *problem;		/* a list is there and was not read: why; or NULL */
};

struct process {
	int pid, parent;		/* parent: 0 if not seen */
	const char *name;		/* what it calls itself */
	const char *exe;		/* its program; NULL: not seen */
	enum seen exe_seen;
	bool kernel_thread;
	bool exe_deleted;
	bool ids_seen;
	unsigned uid;			/* effective */
	uint64_t capabilities;		/* effective */
	int seccomp;			/* 0, 1 strict, 2 filter; -1 not seen */
	int no_new_privs;		/* 0, 1; -1 not seen */
	const char *label;		/* of the LSM that answers attr/current; NULL: none or not seen */
	uint64_t user_namespace, pid_namespace, mount_namespace, network_namespace;	/* 0: not seen */
	const char *cgroup;		/* path in cgroup 2, or in the named hierarchy of systemd; NULL: not seen */
};

struct processes {
	struct process *list;
	size_t count;
	size_t unseen_exe;		/* processes whose program this user may not see */
	bool hidden;			/* /proc shows only some of the processes */
	bool seen;
	const struct process *self, *init;	/* NULL: not seen */
};

struct unit {
	const char *name;		/* "auditd.service" */
	const char *path;
	bool active;			/* has processes */
	bool wanted;			/* enabled: something wants it at boot */
	bool masked;
	const char **confines;		/* directives that confine, after all drop-ins: "PrivateTmp=yes" */
	size_t confine_count;
};

struct units {
	struct unit *list;
	size_t count;
	const char **dropins;		/* folders of drop-ins, those that outweigh others first */
	size_t dropin_count;
	bool seen;
	enum seen cgroups;		/* could it be seen which ones have processes? */
};

struct bpf_holder {
	int pid;
	const char *name;
};

struct bpf_program {
	uint32_t id, type;
	const char *name;
	const char *attached;		/* through a link: to what; NULL: nothing was seen */
	bool on_lsm;			/* BPF_PROG_TYPE_LSM */
	bool may_kill;			/* of a type that may signal or change what the kernel does */
	const char *pinned;		/* where; NULL: nowhere that was looked at */
	struct bpf_holder *holders;
	size_t holder_count;
};

struct bpf {
	struct bpf_program *list;
	size_t count;
	size_t link_count;
	enum seen seen;
	const char *why;		/* in words, when not seen */
};

struct facts {
	struct host *host;
	struct arena *arena;
	struct kernel kernel;
	struct packages packages;
	struct processes processes;
	struct units units;
	struct bpf bpf;
	unsigned inside;		/* 1 << index in inside_words[] */
	const char *inside_why[16];	/* evidence, by the same index */
	char **sockets;			/* bound unix sockets; NULL: not seen */
	size_t socket_count;
	char **unseen;			/* what could not be seen, in sentences */
	size_t unseen_count;
};

/** facts_gather - read everything; the host must stay open as long as the facts are used */
void facts_gather(struct facts *facts, struct host *host);

/** facts_unseen - note that something could not be seen, once */
void facts_unseen(struct facts *facts, const char *format, ...) __attribute__((format(printf, 2, 3)));

/** facts_tell_fakes - note every place where something else was found than the kernel's files, once all was read */
void facts_tell_fakes(struct facts *facts);

/* The parts of facts_gather(). */
void gather_kernel(struct facts *facts);
void gather_packages(struct facts *facts);
void gather_processes(struct facts *facts);
void gather_units(struct facts *facts);
void gather_bpf(struct facts *facts);
void gather_inside(struct facts *facts);

/** unit_confines - what its file and all its drop-ins confine, for gather_units() */
void unit_confines(struct facts *facts, struct unit *unit);

/** gather_rpm - the part of gather_packages() for rpm; false if nothing was read */
bool gather_rpm(struct facts *facts, size_t *space);

/** config_value - 'y', 'm', 'n' (or not set), 'v' (another value), '?' not seen */
char config_value(const struct facts *facts, const char *option);

/** config_text - the value of an option that is a string or a number, or NULL */
const char *config_text(const struct facts *facts, const char *option);

/** parameter_value - what follows WORD= on the command line (the last one), "" for WORD alone, NULL if it is not there */
const char *parameter_value(const struct facts *facts, const char *word);

enum answer has_lsm(const struct facts *facts, const char *name);
enum answer has_module(const struct facts *facts, const char *pattern);

/** sysctl - a number below /proc/sys; false if it was not seen, with *@seen */
bool sysctl(const struct facts *facts, const char *path, long *value, enum seen *seen);

/** package_find - the first installed package whose name matches the pattern, or NULL */
const struct package *package_find(const struct facts *facts, const char *pattern);

/** package_owns - does this package say that @path is its file? */
enum answer package_owns(const struct facts *facts, const char *package, const char *path);

/** unit_find - the first unit whose name matches the pattern, or NULL */
const struct unit *unit_find(const struct facts *facts, const char *pattern);

/** process_is_root - uid 0 with nearly all capabilities in the first user namespace: what an attacker becomes */
bool process_is_root(const struct facts *facts, const struct process *process);

#endif
