// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What no policy grants, tried: all refused with Holdfast, all done without any module,
 * with the others refused as far as they decide such things (bench/variants says what).
 * A measurement of a kernel that does not enforce would be worth nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

/* Denied is EACCES or EPERM; anything else means that the trial is broken. */
static void tell(const char *what, long result)
{
	const char *outcome = "done";

	if (result < 0) {
		if (errno != EACCES && errno != EPERM)
			must(-1, what);
		outcome = "refused";
	}
	printf("BENCH proof|%s|%s\n", what, outcome);
}

static void try_exec(void)
{
	pid_t child = (pid_t)must(fork(), "fork");
	int status;

	if (!child) {
		execl(UNAPPROVED, "unapproved", (char *)NULL);
		_exit(errno == EACCES || errno == EPERM ? 1 : 2);
	}
	must(waitpid(child, &status, 0), "wait");
	errno = WEXITSTATUS(status) == 1 ? EACCES : EIO;
	tell("execute an unapproved program", status ? -1 : 0);
}

/* Beside the names that are granted there: whoever lets it be made does not tell names apart by their letters. */
static void try_name(void)
{
	static const char name[] = NAMED "/a-file.txt";
	int fd = open(name, O_WRONLY | O_CREAT | O_EXCL, 0644);

	tell("make a name of other letters", fd);
	if (fd >= 0) {
		close(fd);
		must(unlink(name), name);
	}
}

void prove(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(9) };
	int fd = open(FORBIDDEN, O_RDONLY);
	int udp = (int)must(socket(AF_INET, SOCK_DGRAM, 0), "socket");
	void *map;

	tell("open a forbidden file", fd);
	tell("remove a forbidden file", unlink(FORBIDDEN));
	map = mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	tell("map executable memory", map == MAP_FAILED ? -1 : 0);
	tell("bind a forbidden port", bind(udp, (struct sockaddr *)&address, sizeof(address)));
	try_exec();
	try_name();
	close(udp);
	if (fd >= 0)
		close(fd);
}
