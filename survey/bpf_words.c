/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The kernel's types of BPF programs in words. */
#include <linux/bpf.h>

#include "base/arena.h"
#include "survey/survey.h"

/* Younger than some headers; the kernel's interface. */
#define TYPE_NETFILTER 32

const char *bpf_type_words(const struct survey *survey, uint32_t type)
{
	static const char *const words[] = {
		[BPF_PROG_TYPE_SOCKET_FILTER] = "socket filter", [BPF_PROG_TYPE_KPROBE] = "kprobe",
		[BPF_PROG_TYPE_SCHED_CLS] = "tc classifier", [BPF_PROG_TYPE_SCHED_ACT] = "tc action",
		[BPF_PROG_TYPE_TRACEPOINT] = "tracepoint", [BPF_PROG_TYPE_XDP] = "XDP",
		[BPF_PROG_TYPE_PERF_EVENT] = "perf event", [BPF_PROG_TYPE_CGROUP_SKB] = "cgroup packets",
		[BPF_PROG_TYPE_CGROUP_SOCK] = "cgroup sockets", [BPF_PROG_TYPE_LWT_IN] = "tunnel in",
		[BPF_PROG_TYPE_LWT_OUT] = "tunnel out", [BPF_PROG_TYPE_LWT_XMIT] = "tunnel transmit",
		[BPF_PROG_TYPE_SOCK_OPS] = "TCP operations", [BPF_PROG_TYPE_SK_SKB] = "stream parser",
		[BPF_PROG_TYPE_CGROUP_DEVICE] = "cgroup devices", [BPF_PROG_TYPE_SK_MSG] = "socket messages",
		[BPF_PROG_TYPE_RAW_TRACEPOINT] = "raw tracepoint", [BPF_PROG_TYPE_CGROUP_SOCK_ADDR] = "cgroup address",
		[BPF_PROG_TYPE_LWT_SEG6LOCAL] = "tunnel seg6", [BPF_PROG_TYPE_LIRC_MODE2] = "infrared",
		[BPF_PROG_TYPE_SK_REUSEPORT] = "port sharing", [BPF_PROG_TYPE_FLOW_DISSECTOR] = "flow dissector",
		[BPF_PROG_TYPE_CGROUP_SYSCTL] = "cgroup sysctl",
		[BPF_PROG_TYPE_RAW_TRACEPOINT_WRITABLE] = "raw tracepoint",
		[BPF_PROG_TYPE_CGROUP_SOCKOPT] = "cgroup options", [BPF_PROG_TYPE_TRACING] = "tracing",
		[BPF_PROG_TYPE_STRUCT_OPS] = "struct ops", [BPF_PROG_TYPE_EXT] = "extension",
		[BPF_PROG_TYPE_LSM] = "LSM", [BPF_PROG_TYPE_SK_LOOKUP] = "socket lookup",
		[BPF_PROG_TYPE_SYSCALL] = "system call", [TYPE_NETFILTER] = "netfilter",
	};

	return type < sizeof(words) / sizeof(*words) && words[type] ? words[type] :
	       arena_printf(survey->arena, "type %u", type);
}
