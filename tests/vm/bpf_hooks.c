// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * BPF programs on hooks of the kernel, as tests/vm/survey-bpf.guest asks: bpf_hooks WORD [ARGUMENT...]
 *
 *	hold FILE	refuses everybody to open FILE, as long as this process lives
 *	pin FILE PIN	the same, held by PIN alone
 *	load		two that do nothing, for an LSM hook, which a kernel may not let it have, and on a tracepoint
 *	watch		on a tracepoint and a function, each once by a link and once by an event's descriptor alone
 *	allow		says yes to ptrace(2), and tries to load a program that says more than yes and no
 *	close		refuses everybody to ask by bpf(2) which programs there are, by the LSM hook for it
 *	overrule	returns 1 for the function that asks all LSMs about bpf(2), before it is run
 *	ask		bpf(2): is there a program?
 *	empty		what root can do: takes all rules out of the map that `hold` reads
 *	detach		tries to: by the operation that links of other sorts have
 *	attach PID	ptrace(2)
 *
 * Who holds something says `ready` and waits to be ended.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "tests/vm/kernel_bpf.h"

#define COUNT(array)	(sizeof(array) / sizeof(*(array)))
#define RULES		"survey_rules"

struct file_key {
	uint64_t inode, device;
};

static void wait_here(void)
{
	puts("ready");
	fflush(stdout);
	for (;;)
		pause();
}

/* A map that names one file: a device's number as the kernel has it inside. */
static int make_rules(const char *file)
{
	union bpf_attr request;
	struct stat about;
	struct file_key key;
	uint32_t refused = 1;
	int map;

	if (stat(file, &about))
		stop(file);
	key = (struct file_key){ about.st_ino, major(about.st_dev) << 20 | minor(about.st_dev) };
	memset(&request, 0, sizeof(request));
	request.map_type = BPF_MAP_TYPE_HASH;
	request.key_size = sizeof(key);
	request.value_size = sizeof(refused);
	request.max_entries = 8;
	strcpy(request.map_name, RULES);
	map = bpf_call(BPF_MAP_CREATE, &request);
	memset(&request, 0, sizeof(request));
	request.map_fd = (uint32_t)map;
	request.key = (uint64_t)(uintptr_t)&key;
	request.value = (uint64_t)(uintptr_t)&refused;
	if (map < 0 || bpf_call(BPF_MAP_UPDATE_ELEM, &request))
		stop("the map");
	return map;
}

#define GET(size, to, from, at) \
	{ .code = BPF_LDX | BPF_MEM | (size), .dst_reg = (to), .src_reg = (from), .off = (int16_t)(at) }
#define PUT(from, at)	{ .code = BPF_STX | BPF_MEM | BPF_DW, .dst_reg = 10, .src_reg = (from), .off = (at) }
#define RETURN(value) \
	{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = (value) }, { .code = BPF_JMP | BPF_EXIT }

static int load_guard(int map)
{
	const struct bpf_insn code[] = {
		GET(BPF_DW, 2, 1, 0),
		GET(BPF_DW, 2, 2, member_offset("file", "f_inode")),
		GET(BPF_DW, 3, 2, member_offset("inode", "i_ino")),
		PUT(3, -16),
		GET(BPF_DW, 2, 2, member_offset("inode", "i_sb")),
		GET(BPF_W, 3, 2, member_offset("super_block", "s_dev")),
		PUT(3, -8),
		{ .code = BPF_LD | BPF_DW | BPF_IMM, .dst_reg = 1, .src_reg = BPF_PSEUDO_MAP_FD, .imm = map },
		{ .code = 0 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_X, .dst_reg = 2, .src_reg = 10 },
		{ .code = BPF_ALU64 | BPF_ADD | BPF_K, .dst_reg = 2, .imm = -16 },
		{ .code = BPF_JMP | BPF_CALL, .imm = BPF_FUNC_map_lookup_elem },
		{ .code = BPF_JMP | BPF_JEQ | BPF_K, .dst_reg = 0, .off = 2 },
		RETURN(-EACCES),
		RETURN(0),
	};

	return load_program(BPF_PROG_TYPE_LSM, BPF_LSM_MAC, function_id("bpf_lsm_file_open"), "survey_guard",
			    code, COUNT(code));
}

/* The link of the program that refuses to open @file. */
static int guard(const char *file)
{
	int map = make_rules(file), program = load_guard(map), link = attach_program(program, NULL);

	if (link < 0)
		stop("the LSM hook");
	close(map);
	close(program);
	return link;
}

static int load_returning(uint32_t type, uint32_t attach, uint32_t function, const char *name, int value)
{
	const struct bpf_insn code[] = { RETURN(value) };

	return load_program(type, attach, function, name, code, COUNT(code));
}

static uint32_t number_in(const char *path)
{
	FILE *file = fopen(path, "re");
	uint32_t number;

	if (!file || fscanf(file, "%u", &number) != 1)
		stop(path);
	fclose(file);
	return number;
}

static int open_event(uint32_t type, uint64_t config, const char *function)
{
	struct perf_event_attr event = { .size = sizeof(event), .type = type, .config = config, .sample_period = 1,
					 .kprobe_func = (uint64_t)(uintptr_t)function };
	int fd = (int)syscall(SYS_perf_event_open, &event, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);

	if (fd < 0)
		stop("an event");
	return fd;
}

static int tracepoint_event(void)
{
	return open_event(PERF_TYPE_TRACEPOINT, number_in("/sys/kernel/tracing/events/sched/sched_switch/id"), NULL);
}

static int kprobe_event(void)
{
	return open_event(number_in("/sys/bus/event_source/devices/kprobe/type"), 0, "__x64_sys_getppid");
}

/* As tools have done it from the beginning: the event holds the program, and no link exists. */
static void set_program(int event, uint32_t type, const char *name)
{
	int program = load_returning(type, 0, 0, name, 0);

	if (ioctl(event, PERF_EVENT_IOC_SET_BPF, program))
		stop(name);
	close(program);
}

static void link_program(int event, uint32_t type, const char *name)
{
	union bpf_attr request;
	int program = load_returning(type, 0, 0, name, 0);

	memset(&request, 0, sizeof(request));
	request.link_create.prog_fd = (uint32_t)program;
	request.link_create.target_fd = (uint32_t)event;
	request.link_create.attach_type = BPF_PERF_EVENT;
	if (bpf_call(BPF_LINK_CREATE, &request) < 0)
		stop(name);
	close(program);
}

/* A program that returns @value, for the function of an LSM hook. */
static int load_lsm(const char *name, const char *hook, int value)
{
	return load_returning(BPF_PROG_TYPE_LSM, BPF_LSM_MAC, function_id(hook), name, value);
}

static void raw_tracepoint(const char *name)
{
	if (attach_program(load_returning(BPF_PROG_TYPE_RAW_TRACEPOINT, 0, 0, name, 0), "sched_switch") < 0)
		stop("the raw tracepoint");
}

/* For kernels without ftrace: there it is loaded, and on no hook. */
static void load(void)
{
	int hook = attach_program(load_lsm("survey_lsm", "bpf_lsm_file_open", 0), NULL);

	printf("loaded, %s %s\n", hook < 0 ? "not on the hook:" : "on its hook", hook < 0 ? strerror(errno) : "");
	raw_tracepoint("survey_trace");
	wait_here();
}

static void watch(void)
{
	raw_tracepoint("survey_raw");
	set_program(tracepoint_event(), BPF_PROG_TYPE_TRACEPOINT, "survey_trace");
	link_program(kprobe_event(), BPF_PROG_TYPE_KPROBE, "survey_kp_link");
	set_program(kprobe_event(), BPF_PROG_TYPE_KPROBE, "survey_kprobe");
	wait_here();
}

/* Loading one that returns 1 must fail; only then is what `allow` says all that a program can say. */
static void allow(void)
{
	static const char hook[] = "bpf_lsm_ptrace_access_check";
	const struct bpf_insn code[] = { RETURN(1) };
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	request.prog_type = BPF_PROG_TYPE_LSM;
	request.expected_attach_type = BPF_LSM_MAC;
	request.attach_btf_id = function_id(hook);
	request.insns = (uint64_t)(uintptr_t)code;
	request.insn_cnt = COUNT(code);
	request.license = (uint64_t)(uintptr_t)"GPL";
	printf("a program that returns 1: %s\n", bpf_call(BPF_PROG_LOAD, &request) < 0 ? strerror(errno) : "loaded");
	if (attach_program(load_lsm("survey_allow", hook, 0), NULL) < 0)
		stop("the LSM hook");
	wait_here();
}

/* As long as this process lives, on the hook for bpf(2): its first argument is the command. */
static void close_bpf(void)
{
	const struct bpf_insn code[] = {
		GET(BPF_DW, 2, 1, 0),
		{ .code = BPF_JMP | BPF_JNE | BPF_K, .dst_reg = 2, .off = 2, .imm = BPF_PROG_GET_NEXT_ID },
		RETURN(-EACCES),
		RETURN(0),
	};

	if (attach_program(load_program(BPF_PROG_TYPE_LSM, BPF_LSM_MAC, function_id("bpf_lsm_bpf"), "survey_close",
					code, COUNT(code)), NULL) < 0)
		stop("the LSM hook");
	wait_here();
}

static void overrule(void)
{
	if (attach_program(load_returning(BPF_PROG_TYPE_TRACING, BPF_MODIFY_RETURN, function_id("security_bpf"),
					  "survey_over", 1), NULL) < 0)
		stop("security_bpf");
	wait_here();
}

static void ask(void)
{
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	printf("bpf(2): %s\n", bpf_call(BPF_PROG_GET_NEXT_ID, &request) && errno != ENOENT ? strerror(errno) : "answered");
}

/* The descriptor of what has the id after @*id, and that id; -1 behind the last. */
static int next_object(int next, int open_it, uint32_t *id)
{
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	request.start_id = *id;
	if (bpf_call(next, &request))
		return -1;
	*id = request.next_id;
	memset(&request, 0, sizeof(request));
	request.map_id = *id;
	return bpf_call(open_it, &request);
}

static void info(int fd, void *about, uint32_t size)
{
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	memset(about, 0, size);
	request.info.bpf_fd = (uint32_t)fd;
	request.info.info_len = size;
	request.info.info = (uint64_t)(uintptr_t)about;
	if (bpf_call(BPF_OBJ_GET_INFO_BY_FD, &request))
		stop("what is told about an object");
}

static void empty(void)
{
	uint32_t id = 0;
	unsigned gone = 0;

	for (int map; (map = next_object(BPF_MAP_GET_NEXT_ID, BPF_MAP_GET_FD_BY_ID, &id)) >= 0; close(map)) {
		struct bpf_map_info about;
		union bpf_attr request;
		struct file_key key;

		info(map, &about, sizeof(about));
		memset(&request, 0, sizeof(request));
		request.map_fd = (uint32_t)map;
		request.next_key = (uint64_t)(uintptr_t)&key;
		if (strcmp(about.name, RULES) || bpf_call(BPF_MAP_GET_NEXT_KEY, &request))
			continue;
		request.next_key = 0;
		request.key = (uint64_t)(uintptr_t)&key;
		gone += !bpf_call(BPF_MAP_DELETE_ELEM, &request);
	}
	printf("rules taken out: %u\n", gone);
}

static void detach(void)
{
	uint32_t id = 0;

	for (int link; (link = next_object(BPF_LINK_GET_NEXT_ID, BPF_LINK_GET_FD_BY_ID, &id)) >= 0; close(link)) {
		struct bpf_link_info about;
		union bpf_attr request;

		info(link, &about, sizeof(about));
		memset(&request, 0, sizeof(request));
		request.link_detach.link_fd = (uint32_t)link;
		printf("detach of a link of type %u: %s\n", about.type,
		       bpf_call(BPF_LINK_DETACH, &request) ? strerror(errno) : "done");
	}
}

int main(int count, char *words[])
{
	const char *word = count > 1 ? words[1] : "", *file = count > 2 ? words[2] : "";

	if (!strcmp(word, "hold")) {
		if (guard(file) >= 0)
			wait_here();
	} else if (!strcmp(word, "pin") && count > 3) {
		pin(guard(file), words[3]);
	} else if (!strcmp(word, "load")) {
		load();
	} else if (!strcmp(word, "watch")) {
		watch();
	} else if (!strcmp(word, "allow")) {
		allow();
	} else if (!strcmp(word, "close")) {
		close_bpf();
	} else if (!strcmp(word, "overrule")) {
		overrule();
	} else if (!strcmp(word, "ask")) {
		ask();
	} else if (!strcmp(word, "empty")) {
		empty();
	} else if (!strcmp(word, "detach")) {
		detach();
	} else if (!strcmp(word, "attach")) {
		printf("ptrace: %s\n", ptrace(PTRACE_ATTACH, atoi(file), NULL, NULL) ? strerror(errno) : "attached");
	} else {
		errno = EINVAL;
		stop(word);
	}
	return 0;
}
