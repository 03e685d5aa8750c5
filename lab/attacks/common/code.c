// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <string.h>
#include <sys/mman.h>
#include <sys/shm.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"

const unsigned char code_1337[6] = { 0xb8, 0x39, 0x05, 0x00, 0x00, 0xc3 };

bool runs_code(const void *memory)
{
	int (*function)(void) = (int (*)(void))memory;
	int status;
	pid_t pid = fork();

	if (pid < 0)
		broken("fork");
	if (pid == 0)
		_exit(function() == CODE_ANSWER ? 0 : 1);
	waitpid(pid, &status, 0);
	errno = 0;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void *page_of(int fd, int protection, int flags)
{
	void *memory = mmap(NULL, 4096, protection, flags | (fd < 0 ? MAP_ANONYMOUS : 0), fd, 0);

	if (memory == MAP_FAILED)
		no_effect(errno);
	return memory;
}

void *page_with_code(int fd, int protection)
{
	return memcpy(page_of(fd, protection, MAP_PRIVATE), code_1337, sizeof(code_1337));
}

void *shared_memory(int flags)
{
	int id = shmget(IPC_PRIVATE, 4096, IPC_CREAT | 0700), error;
	void *memory;

	if (id < 0)
		no_effect(errno);
	memory = shmat(id, NULL, flags);
	error = errno;
	/* It goes when the last process has. */
	shmctl(id, IPC_RMID, NULL);
	if (memory == (void *)-1)
		no_effect(error);
	return memory;
}

__attribute__((aligned(4096), noinline)) static int target(void)
{
	__asm__ volatile(".fill 4096, 1, 0x90");
	return 1;
}

unsigned char *own_text(void)
{
	return (unsigned char *)(uintptr_t)target;
}

_Noreturn void judge_written_page(int fd)
{
	void *memory = page_with_code(fd, PROT_READ | PROT_WRITE);

	if (mprotect(memory, 4096, PROT_READ | PROT_EXEC))
		no_effect(errno);
	judge(runs_code(memory));
}

_Noreturn void judge_mapped_twice(int fd)
{
	void *writable = page_of(fd, PROT_READ | PROT_WRITE, MAP_SHARED);
	void *executable = page_of(fd, PROT_READ | PROT_EXEC, MAP_SHARED);

	memcpy(writable, code_1337, sizeof(code_1337));
	judge(runs_code(executable));
}
