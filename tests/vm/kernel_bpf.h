/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a guest's program needs to put BPF programs on hooks of the kernel, without a library: bpf(2), and
 * the kernel's description of its own types. Used by tests/vm and bench/lsms. What fails ends the program.
 */
#ifndef HOLDFAST_TESTS_KERNEL_BPF_H
#define HOLDFAST_TESTS_KERNEL_BPF_H

#include <linux/bpf.h>
#include <stdint.h>

#define BPFFS	"/sys/fs/bpf"

/** stop - say that @what failed, and errno, and end */
_Noreturn void stop(const char *what);

/** bpf_call - bpf(2) with all of @request */
int bpf_call(int command, union bpf_attr *request);

/** function_id - the number of the function @name in the kernel's types */
uint32_t function_id(const char *name);

/** member_offset - bytes from the beginning of the structure @type to its own member @name */
uint32_t member_offset(const char *type, const char *name);

/**
 * load_program - returns a descriptor
 * @type: with @attach and @function, which are 0 where the type has none, says where it may be attached
 * @code: of @count instructions
 */
int load_program(uint32_t type, uint32_t attach, uint32_t function, const char *name,
		 const struct bpf_insn *code, unsigned count);

/**
 * attach_program - to the function it was loaded for; with @tracepoint to that, as a raw one
 *
 * Returns the descriptor of the link, or -1 with errno set.
 */
int attach_program(int program, const char *tracepoint);

/** pin - @fd, a link or a program, at @path below BPFFS */
void pin(int fd, const char *path);

#endif
