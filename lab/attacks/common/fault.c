// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <linux/userfaultfd.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "fault.h"

_Noreturn void fault_in_code(int fd)
{
	static char source[4096] __attribute__((aligned(4096)));
	struct uffdio_api request = { .api = UFFD_API };
	struct uffdio_register range = { .mode = UFFDIO_REGISTER_MODE_MISSING };
	struct uffdio_copy copy = { .src = (uintptr_t)source, .len = 4096 };
	int file = memfd_create("lab", MFD_CLOEXEC);
	void *memory;

	if (ioctl(fd, UFFDIO_API, &request) || file < 0 || ftruncate(file, 4096))
		no_effect(errno);
	memory = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, file, 0);
	if (memory == MAP_FAILED)
		no_effect(errno);
	memcpy(source, code_1337, sizeof(code_1337));
	range.range.start = copy.dst = (uintptr_t)memory;
	range.range.len = 4096;
	if (ioctl(fd, UFFDIO_REGISTER, &range) || ioctl(fd, UFFDIO_COPY, &copy))
		no_effect(errno);
	judge(runs_code(memory));
}
