// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Keeps data in the kernel's memory by a BPF map. The capability was given away.
 * Source: 6.12 survey, "bpf_map_create". Control: what was put in comes out.
 */
#define _GNU_SOURCE
#include <linux/bpf.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

void attack(void)
{
	union bpf_attr map = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 8,
		.max_entries = 1 };
	uint64_t in = 0x6c6162, out = 0;
	uint32_t key = 0;
	union bpf_attr element = { .key = (uintptr_t)&key, .value = (uintptr_t)&in };
	int fd = (int)syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof(map));

	if (fd < 0)
		no_effect(errno);
	element.map_fd = fd;
	if (syscall(SYS_bpf, BPF_MAP_UPDATE_ELEM, &element, sizeof(element)))
		no_effect(errno);
	element.value = (uintptr_t)&out;
	judge(syscall(SYS_bpf, BPF_MAP_LOOKUP_ELEM, &element, sizeof(element)) == 0 && out == in);
}
