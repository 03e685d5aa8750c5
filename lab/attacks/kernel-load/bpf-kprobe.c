// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Attaches a BPF program of its own to a function of the kernel.
 * Source: 6.12 survey, "bpf", "perf"; the root kits ebpfkit and TripleCross. Control: the program
 * has counted calls.
 */
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <linux/perf_event.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

static int bpf(int command, union bpf_attr *request)
{
	return (int)syscall(SYS_bpf, command, request, sizeof(*request));
}

static int new_map(void)
{
	union bpf_attr map = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8,
		.max_entries = 1 };

	return bpf(BPF_MAP_CREATE, &map);
}

/* counter[0]++ */
static int load(int map)
{
	const struct bpf_insn program[] = {
		{ .code = BPF_ST | BPF_MEM | BPF_W, .dst_reg = 10, .off = -4 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_X, .dst_reg = 2, .src_reg = 10 },
		{ .code = BPF_ALU64 | BPF_ADD | BPF_K, .dst_reg = 2, .imm = -4 },
		{ .code = BPF_LD | BPF_DW | BPF_IMM, .dst_reg = 1, .src_reg = BPF_PSEUDO_MAP_FD, .imm = map },
		{ .code = 0 },
		{ .code = BPF_JMP | BPF_CALL, .imm = BPF_FUNC_map_lookup_elem },
		{ .code = BPF_JMP | BPF_JEQ | BPF_K, .dst_reg = 0, .off = 3 },
		{ .code = BPF_LDX | BPF_MEM | BPF_DW, .dst_reg = 1, .src_reg = 0 },
		{ .code = BPF_ALU64 | BPF_ADD | BPF_K, .dst_reg = 1, .imm = 1 },
		{ .code = BPF_STX | BPF_MEM | BPF_DW, .dst_reg = 0, .src_reg = 1 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr request = { .prog_type = BPF_PROG_TYPE_KPROBE, .insns = (uintptr_t)program,
		.insn_cnt = sizeof(program) / sizeof(*program), .license = (uintptr_t)"GPL" };

	return bpf(BPF_PROG_LOAD, &request);
}

static int open_probe(void)
{
	struct perf_event_attr event = { .size = sizeof(event), .sample_period = 1 };
	FILE *type = fopen("/sys/bus/event_source/devices/kprobe/type", "re");

	if (!type || fscanf(type, "%u", &event.type) != 1)
		no_effect(errno);
	fclose(type);
	event.kprobe_func = (uintptr_t)"__x64_sys_getppid";
	return (int)syscall(SYS_perf_event_open, &event, -1, 0, -1, PERF_FLAG_FD_CLOEXEC);
}

void attack(void)
{
	uint32_t key = 0;
	uint64_t calls = 0;
	union bpf_attr element = { .key = (uintptr_t)&key, .value = (uintptr_t)&calls };
	int map = new_map(), program, probe;

	if (map < 0)
		no_effect(errno);
	program = load(map);
	probe = program < 0 ? -1 : open_probe();
	if (probe < 0 || ioctl(probe, PERF_EVENT_IOC_SET_BPF, program) ||
	    ioctl(probe, PERF_EVENT_IOC_ENABLE, 0))
		no_effect(errno);
	syscall(SYS_getppid);
	element.map_fd = map;
	judge(bpf(BPF_MAP_LOOKUP_ELEM, &element) == 0 && calls > 0);
}
