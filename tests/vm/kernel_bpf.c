// SPDX-License-Identifier: GPL-2.0-or-later
#include <errno.h>
#include <fcntl.h>
#include <linux/btf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "tests/vm/kernel_bpf.h"

#define TYPES	"/sys/kernel/btf/vmlinux"

void stop(const char *what)
{
	printf("failed: %s: %s\n", what, strerror(errno));
	exit(1);
}

int bpf_call(int command, union bpf_attr *request)
{
	return (int)syscall(SYS_bpf, command, request, sizeof(*request));
}

/* All of TYPES, read once. */
static const struct btf_header *types(void)
{
	static char *bytes;
	struct stat about;
	size_t got = 0;
	int fd;

	if (bytes)
		return (const void *)bytes;
	fd = open(TYPES, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &about))
		stop(TYPES);
	bytes = malloc((size_t)about.st_size);
	while (bytes && got < (size_t)about.st_size) {
		ssize_t more = read(fd, bytes + got, (size_t)about.st_size - got);

		if (more <= 0)
			stop(TYPES);
		got += (size_t)more;
	}
	close(fd);
	if (!bytes)
		stop(TYPES);
	return (const void *)bytes;
}

static const char *string_at(uint32_t offset)
{
	const struct btf_header *header = types();

	return (const char *)header + header->hdr_len + header->str_off + offset;
}

/* The bytes behind the words that every type begins with. */
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

/* The type of this kind and name; its number in *@id. */
static const struct btf_type *find_type(unsigned kind, const char *name, uint32_t *id)
{
	const struct btf_header *header = types();
	const char *all = (const char *)header + header->hdr_len + header->type_off;

	*id = 1;
	for (uint32_t at = 0; at < header->type_len; ++*id) {
		const struct btf_type *type = (const void *)(all + at);

		if (BTF_INFO_KIND(type->info) == kind && !strcmp(string_at(type->name_off), name))
			return type;
		at += (uint32_t)(sizeof(*type) + behind(type));
	}
	errno = ENOENT;
	stop(name);
}

uint32_t function_id(const char *name)
{
	uint32_t id;

	find_type(BTF_KIND_FUNC, name, &id);
	return id;
}

uint32_t member_offset(const char *type, const char *name)
{
	uint32_t id;
	const struct btf_type *found = find_type(BTF_KIND_STRUCT, type, &id);
	const struct btf_member *members = (const void *)(found + 1);

	for (unsigned i = 0; i < BTF_INFO_VLEN(found->info); i++)
		if (!strcmp(string_at(members[i].name_off), name)) {
			uint32_t bits = BTF_INFO_KFLAG(found->info) ? BTF_MEMBER_BIT_OFFSET(members[i].offset) :
								      members[i].offset;

			return bits / 8;
		}
	errno = ENOENT;
	stop(name);
}

int load_program(uint32_t type, uint32_t attach, uint32_t function, const char *name,
		 const struct bpf_insn *code, unsigned count)
{
	static char log[1 << 16];
	union bpf_attr request;
	int fd;

	memset(&request, 0, sizeof(request));
	request.prog_type = type;
	request.expected_attach_type = attach;
	request.attach_btf_id = function;
	request.insns = (uint64_t)(uintptr_t)code;
	request.insn_cnt = count;
	request.license = (uint64_t)(uintptr_t)"GPL";
	snprintf(request.prog_name, sizeof(request.prog_name), "%s", name);
	fd = bpf_call(BPF_PROG_LOAD, &request);
	if (fd >= 0)
		return fd;
	/* Once more, to be told why; that makes loading slow. */
	request.log_buf = (uint64_t)(uintptr_t)log;
	request.log_size = sizeof(log);
	request.log_level = 1;
	bpf_call(BPF_PROG_LOAD, &request);
	printf("%s\n", log);
	stop(name);
}

int attach_program(int program, const char *tracepoint)
{
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	request.raw_tracepoint.name = (uint64_t)(uintptr_t)tracepoint;
	request.raw_tracepoint.prog_fd = (uint32_t)program;
	return bpf_call(BPF_RAW_TRACEPOINT_OPEN, &request);
}

void pin(int fd, const char *path)
{
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	request.pathname = (uint64_t)(uintptr_t)path;
	request.bpf_fd = (uint32_t)fd;
	if (bpf_call(BPF_OBJ_PIN, &request))
		stop(path);
}
