/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Loaded BPF programs, by the kernel's own enumeration (bpf(2), which needs
 * CAP_SYS_ADMIN): what they hang on, which processes hold them, whether they are
 * pinned. Nothing is loaded; descriptors of what is there are opened and closed.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/arena.h"
#include "survey/facts.h"

#define PROGRAM_LIMIT 4096u
#define PIN_DEPTH 8
/* Values of enum bpf_prog_type and bpf_attach_type, which are the kernel's interface. */
#define TYPE_KPROBE 2
#define TYPE_TRACEPOINT 5
#define TYPE_PERF_EVENT 7
#define TYPE_RAW_TRACEPOINT 17
#define TYPE_TRACING 26
#define TYPE_LSM 29
#define ATTACH_LSM_MAC 27
#define ATTACH_LSM_CGROUP 43

static long bpf_call(int command, union bpf_attr *attributes)
{
	return syscall(SYS_bpf, command, attributes, sizeof(*attributes));
}

/* The id after @id, or 0 with errno set. */
static uint32_t next_id(int command, uint32_t id)
{
	union bpf_attr attributes;

	memset(&attributes, 0, sizeof(attributes));
	attributes.start_id = id;
	return bpf_call(command, &attributes) ? 0 : attributes.next_id;
}

static int open_id(int command, uint32_t id)
{
	union bpf_attr attributes;

	memset(&attributes, 0, sizeof(attributes));
	attributes.prog_id = id;
	return (int)bpf_call(command, &attributes);
}

static bool info_of(int fd, void *info, uint32_t size)
{
	union bpf_attr attributes;

	memset(&attributes, 0, sizeof(attributes));
	memset(info, 0, size);
	attributes.info.bpf_fd = (uint32_t)fd;
	attributes.info.info_len = size;
	attributes.info.info = (uint64_t)(uintptr_t)info;
	return !bpf_call(BPF_OBJ_GET_INFO_BY_FD, &attributes);
}

static struct bpf_program *find(const struct bpf *bpf, uint32_t id)
{
	for (size_t i = 0; i < bpf->count; i++)
		if (bpf->list[i].id == id)
			return &bpf->list[i];
	return NULL;
}

static bool may_kill(uint32_t type)
{
	return type == TYPE_KPROBE || type == TYPE_TRACEPOINT || type == TYPE_PERF_EVENT ||
	       type == TYPE_RAW_TRACEPOINT || type == TYPE_TRACING || type == TYPE_LSM;
}

static void read_program(struct facts *facts, uint32_t id)
{
	struct bpf *bpf = &facts->bpf;
	struct bpf_prog_info info;
	int fd = open_id(BPF_PROG_GET_FD_BY_ID, id);

	if (fd >= 0 && info_of(fd, &info, sizeof(info))) {
		if (!(bpf->count & (bpf->count + 1)))
			bpf->list = xrealloc(bpf->list, 2 * (bpf->count + 1) * sizeof(*bpf->list));
		bpf->list[bpf->count++] = (struct bpf_program){
			.id = id, .type = info.type,
			.name = arena_strndup(facts->arena, info.name, strnlen(info.name, sizeof(info.name))),
			.on_lsm = info.type == TYPE_LSM, .may_kill = may_kill(info.type),
		};
	}
	if (fd >= 0)
		close(fd);
}

static const char *link_words(struct facts *facts, const struct bpf_link_info *info)
{
	uint32_t attach = info->type == BPF_LINK_TYPE_TRACING ? info->tracing.attach_type : 0;

	switch (info->type) {
	case BPF_LINK_TYPE_RAW_TRACEPOINT: return "raw tracepoint";
	case BPF_LINK_TYPE_TRACING:
		if (attach == ATTACH_LSM_MAC)
			return "LSM hook";
		return arena_printf(facts->arena, "function or tracepoint (attach type %u)", attach);
	case BPF_LINK_TYPE_CGROUP:
		return info->cgroup.attach_type == ATTACH_LSM_CGROUP ? "LSM hook of a cgroup" : "cgroup";
	case BPF_LINK_TYPE_PERF_EVENT: return "kprobe, uprobe or tracepoint";
	case BPF_LINK_TYPE_KPROBE_MULTI: return "kprobes";
	case BPF_LINK_TYPE_XDP: return "network device";
	case BPF_LINK_TYPE_NETNS: return "network namespace";
	default: return arena_printf(facts->arena, "link type %u", info->type);
	}
}

static void read_links(struct facts *facts)
{
	unsigned count = 0;

	for (uint32_t id = 0; count < PROGRAM_LIMIT && (id = next_id(BPF_LINK_GET_NEXT_ID, id)); count++) {
		struct bpf_link_info info;
		struct bpf_program *program;
		int fd = open_id(BPF_LINK_GET_FD_BY_ID, id);

		if (fd < 0)
			continue;
		facts->bpf.link_count++;
		if (info_of(fd, &info, sizeof(info)) && (program = find(&facts->bpf, info.prog_id)))
			program->attached = link_words(facts, &info);
		close(fd);
	}
}

/* What is pinned below @path: objects are files without a type of their own. */
static void read_pins(struct facts *facts, const char *path, int depth)
{
	char **names = host_list(facts->host, path, NULL, NULL);

	for (; names && *names && depth; names++) {
		char *full = arena_printf(facts->arena, "%s/%s", path, *names);
		union bpf_attr attributes;
		struct bpf_prog_info program;
		struct bpf_link_info link;
		struct bpf_program *found = NULL;
		int fd;

		memset(&attributes, 0, sizeof(attributes));
		attributes.pathname = (uint64_t)(uintptr_t)full;
		attributes.file_flags = BPF_F_RDONLY;
		fd = (int)bpf_call(BPF_OBJ_GET, &attributes);
		if (fd < 0) {
			/* Links and programs are opened for both, whatever is done with them. */
			attributes.file_flags = 0;
			fd = (int)bpf_call(BPF_OBJ_GET, &attributes);
		}
		if (fd < 0) {
			read_pins(facts, full, depth - 1);
			continue;
		}
		if (info_of(fd, &program, sizeof(program)) && program.type)
			found = find(&facts->bpf, program.id);
		if (!found && info_of(fd, &link, sizeof(link)))
			found = find(&facts->bpf, link.prog_id);
		if (found)
			found->pinned = full;
		close(fd);
	}
}

static void add_holder(struct facts *facts, struct bpf_program *program, const struct process *process)
{
	for (size_t i = 0; i < program->holder_count; i++)
		if (program->holders[i].pid == process->pid)
			return;
	program->holders = arena_grow(facts->arena, program->holders, program->holder_count, sizeof(*program->holders));
	program->holders[program->holder_count++] = (struct bpf_holder){ process->pid, process->name };
}

/*
 * A program that was set on an event, as tools do that know no links, is held by the event's descriptor; the kernel
 * says which one and, better than a link does, to what it is attached.
 */
static void read_event(struct facts *facts, const struct process *process, const char *descriptor)
{
	static const char *const words[] = {
		[BPF_FD_TYPE_RAW_TRACEPOINT] = "raw tracepoint", [BPF_FD_TYPE_TRACEPOINT] = "tracepoint",
		[BPF_FD_TYPE_KPROBE] = "kprobe", [BPF_FD_TYPE_KRETPROBE] = "kretprobe",
		[BPF_FD_TYPE_UPROBE] = "uprobe", [BPF_FD_TYPE_URETPROBE] = "uretprobe",
	};
	char where[256] = "";
	union bpf_attr attributes;
	struct bpf_program *program;

	memset(&attributes, 0, sizeof(attributes));
	attributes.task_fd_query.pid = (uint32_t)process->pid;
	attributes.task_fd_query.fd = (uint32_t)strtoul(descriptor, NULL, 10);
	attributes.task_fd_query.buf_len = sizeof(where);
	attributes.task_fd_query.buf = (uint64_t)(uintptr_t)where;
	if (bpf_call(BPF_TASK_FD_QUERY, &attributes))
		return;
	program = find(&facts->bpf, attributes.task_fd_query.prog_id);
	if (!program)
		return;
	add_holder(facts, program, process);
	if (attributes.task_fd_query.fd_type < sizeof(words) / sizeof(*words))
		program->attached = arena_printf(facts->arena, "%s %.*s", words[attributes.task_fd_query.fd_type],
						 (int)strnlen(where, sizeof(where)), where);
}

/* fdinfo of a program's or link's descriptor names the program. */
static void read_descriptors(struct facts *facts, const struct process *process)
{
	char *folder = arena_printf(facts->arena, "/proc/%d/fd", process->pid);
	char **names = host_list(facts->host, folder, NULL, NULL);

	for (; names && *names; names++) {
		char *link = host_link(facts->host, arena_printf(facts->arena, "%s/%s", folder, *names), NULL), *text, *id;
		struct bpf_program *program;

		if (link && !strcmp(link, "anon_inode:[perf_event]"))
			read_event(facts, process, *names);
		if (!link || strncmp(link, "anon_inode:bpf", 14))
			continue;
		text = host_read(facts->host, arena_printf(facts->arena, "/proc/%d/fdinfo/%s", process->pid, *names), NULL, NULL);
		id = text ? strstr(text, "prog_id:") : NULL;
		program = id ? find(&facts->bpf, (uint32_t)strtoul(id + 8, NULL, 10)) : NULL;
		if (program)
			add_holder(facts, program, process);
	}
}

static void explain(struct facts *facts, int error)
{
	struct bpf *bpf = &facts->bpf;

	bpf->seen = error == EPERM || error == EACCES ? SEEN_DENIED : error == ENOSYS ? SEEN_ABSENT : SEEN_BROKEN;
	bpf->why = arena_printf(facts->arena, "the kernel does not list them: %s", strerror(error));
	if (error == ENOSYS)
		bpf->why = "the kernel has no bpf(2), so there are none";
	else
		facts_unseen(facts, "BPF programs: %s", bpf->why);
}

void gather_bpf(struct facts *facts)
{
	struct bpf *bpf = &facts->bpf;
	struct bpf_program *kept;
	uint32_t id = 0;

	if (!facts->host->live) {
		bpf->seen = SEEN_ABSENT;
		bpf->why = "nothing runs below a root that is only looked at";
		return;
	}
	errno = 0;
	while (bpf->count < PROGRAM_LIMIT && (id = next_id(BPF_PROG_GET_NEXT_ID, id)))
		read_program(facts, id);
	if (!id && errno != ENOENT) {
		explain(facts, errno);
		return;
	}
	kept = arena_alloc(facts->arena, (bpf->count + 1) * sizeof(*kept));
	if (bpf->count)
		memcpy(kept, bpf->list, bpf->count * sizeof(*kept));
	free(bpf->list);
	bpf->list = kept;
	bpf->seen = SEEN;
	if (!bpf->count)
		return;
	read_links(facts);
	if (host_exists(facts->host, "/sys/fs/bpf") == SEEN)
		read_pins(facts, "/sys/fs/bpf", PIN_DEPTH);
	for (size_t i = 0; i < facts->processes.count; i++)
		if (!facts->processes.list[i].kernel_thread)
			read_descriptors(facts, &facts->processes.list[i]);
}
