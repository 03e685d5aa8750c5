// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "library.h"

answer_function *library_load(const char *name)
{
	void *library, *symbol;
	answer_function *function;

	errno = 0;
	library = dlopen(lab_path(name), RTLD_NOW);
	if (!library)
		return NULL;
	symbol = dlsym(library, "helper_answer");
	memcpy(&function, &symbol, sizeof(function));
	return function;
}

/* The code of `return 42`, which the compiler puts into helper_answer() and nowhere else. */
static const unsigned char code_42[] = { 0xb8, 42, 0, 0, 0, 0xc3 };

off_t library_offset(const char *name)
{
	int fd = open(lab_path(name), O_RDONLY | O_CLOEXEC);
	struct stat info;
	char *bytes, *found;

	if (fd < 0 || fstat(fd, &info))
		no_effect(errno);
	bytes = mmap(NULL, info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		no_effect(errno);
	found = memmem(bytes, info.st_size, code_42, sizeof(code_42));
	if (!found)
		broken("the library has no `return 42`");
	close(fd);
	return found - bytes;
}

_Noreturn void judge_library_writer(const char *name, int fd)
{
	const off_t offset = library_offset(name);
	answer_function *answer = library_load(name);

	if (!answer)
		no_effect(errno);
	if (pwrite(fd, code_1337, sizeof(code_1337), offset) != sizeof(code_1337))
		no_effect(errno);
	if (answer() == CODE_ANSWER)
		effect();
	no_effect(0);
}
