// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Opens an approved library for writing before its first use, loads it and punches a hole
 * into its text. Source: 6.12 survey, "MAP_PRIVATE text follows the page cache"; fallocate(2).
 * Control: the loaded text is zero.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "library.h"

/* In a child, because what ends with the library's text gone ends badly. */
static int punch(int fd, off_t page, answer_function *answer)
{
	static const char nothing[sizeof(code_1337)];

	if (fallocate(fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, page, 4096))
		return errno;
	return memcmp((const void *)(uintptr_t)answer, nothing, sizeof(nothing)) ? ECANCELED : 0;
}

void attack(void)
{
	const char *name = "open/libpunched.so";
	const off_t page = library_offset(name) & ~(off_t)4095;
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);
	answer_function *answer;
	int status;
	pid_t pid;

	if (fd < 0)
		no_effect(errno);
	pid = fork();
	if (pid == 0) {
		answer = library_load(name);
		_exit(answer ? punch(fd, page, answer) : errno ? errno : EACCES);
	}
	waitpid(pid, &status, 0);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
		effect();
	no_effect(WIFEXITED(status) ? WEXITSTATUS(status) : EFAULT);
}
