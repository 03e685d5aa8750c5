/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Loads two BPF programs that do nothing, one for an LSM hook and one on a tracepoint, says so, and holds
 * them until it is ended: the truth that a survey beside it must find.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/btf.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int bpf_call(int command, union bpf_attr *attributes)
{
	return (int)syscall(SYS_bpf, command, attributes, sizeof(*attributes));
}

static void stop(const char *what)
{
	printf("not loaded: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* The bytes behind a type's own words in BTF. */
static size_t behind(const struct btf_type *type)
{
	unsigned count = BTF_INFO_VLEN(type->info);

	switch (BTF_INFO_KIND(type->info)) {
	case BTF_KIND_INT: case BTF_KIND_VAR: case BTF_KIND_DECL_TAG: return 4;
	case BTF_KIND_ARRAY: return sizeof(struct btf_array);
	case BTF_KIND_STRUCT: case BTF_KIND_UNION: return count * sizeof(struct btf_member);
	case BTF_KIND_ENUM: return count * sizeof(struct btf_enum);
	case BTF_KIND_ENUM64: return count * sizeof(struct btf_enum64);
	case BTF_KIND_FUNC_PROTO: return count * sizeof(struct btf_param);
	case BTF_KIND_DATASEC: return count * sizeof(struct btf_var_secinfo);
	default: return 0;
	}
}

/* The number of the function @name in the kernel's own types. */
static uint32_t function_id(const char *name)
{
	int fd = open("/sys/kernel/btf/vmlinux", O_RDONLY);
	struct stat about;
	size_t got = 0;
	char *bytes;
	const struct btf_header *header;

	if (fd < 0 || fstat(fd, &about))
		stop("types of the kernel");
	bytes = malloc((size_t)about.st_size);
	while (bytes && got < (size_t)about.st_size) {
		ssize_t more = read(fd, bytes + got, (size_t)about.st_size - got);

		if (more <= 0)
			stop("types of the kernel");
		got += (size_t)more;
	}
	close(fd);
	header = (const void *)bytes;
	for (uint32_t at = 0, id = 1; bytes && at < header->type_len; id++) {
		const struct btf_type *type = (const void *)(bytes + header->hdr_len + header->type_off + at);

		if (BTF_INFO_KIND(type->info) == BTF_KIND_FUNC &&
		    !strcmp(bytes + header->hdr_len + header->str_off + type->name_off, name))
			return id;
		at += (uint32_t)(sizeof(*type) + behind(type));
	}
	stop(name);
	return 0;
}

static int load(uint32_t type, uint32_t attach, uint32_t function, const char *name)
{
	const struct bpf_insn nothing[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = 0 },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	union bpf_attr attributes;
	int fd;

	memset(&attributes, 0, sizeof(attributes));
	attributes.prog_type = type;
	attributes.expected_attach_type = attach;
	attributes.attach_btf_id = function;
	attributes.insns = (uint64_t)(uintptr_t)nothing;
	attributes.insn_cnt = 2;
	attributes.license = (uint64_t)(uintptr_t)"GPL";
	snprintf(attributes.prog_name, sizeof(attributes.prog_name), "%s", name);
	fd = bpf_call(BPF_PROG_LOAD, &attributes);
	if (fd < 0)
		stop(name);
	return fd;
}

/* Without a tracepoint: to the function it was loaded for. The descriptor stays open. */
static int attach(int program, const char *tracepoint)
{
	union bpf_attr attributes;

	memset(&attributes, 0, sizeof(attributes));
	attributes.raw_tracepoint.name = (uint64_t)(uintptr_t)tracepoint;
	attributes.raw_tracepoint.prog_fd = (uint32_t)program;
	return bpf_call(BPF_RAW_TRACEPOINT_OPEN, &attributes);
}

int main(void)
{
	int hook = attach(load(BPF_PROG_TYPE_LSM, BPF_LSM_MAC, function_id("bpf_lsm_file_open"), "survey_lsm"), NULL);
	int error = errno;

	if (attach(load(BPF_PROG_TYPE_RAW_TRACEPOINT, 0, 0, "survey_trace"), "sched_switch") < 0)
		stop("the tracepoint");
	printf("loaded, %s %s\n", hook < 0 ? "not on the hook:" : "on its hook", hook < 0 ? strerror(error) : "");
	fflush(stdout);
	pause();
	return 0;
}
