// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"
#include "prey.h"

enum { PATIENCE = 300 };	/* hundredths of a second */

static void rest(void)
{
	const struct timespec moment = { .tv_nsec = 10000000 };

	nanosleep(&moment, NULL);
}

static _Noreturn void become_prey(const char *mode, int life, int output, int failure)
{
	int error;

	dup2(life, 0);
	dup2(output, 1);
	execl(lab_path("victim"), "victim", mode, (char *)NULL);
	error = errno;
	if (write(failure, &error, sizeof(error)) < 0)
		_exit(126);
	_exit(127);
}

struct prey start_prey(const char *mode, void (*before)(void))
{
	int life[2], output[2], failure[2], error;
	struct prey prey;
	FILE *said;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, life) ||
	    pipe2(output, O_CLOEXEC) || pipe2(failure, O_CLOEXEC))
		broken("pipes for the prey");
	prey.life = life[0];
	prey.pid = fork();
	if (prey.pid < 0)
		broken("fork");
	if (prey.pid == 0) {
		if (before)
			before();
		become_prey(mode, life[1], output[1], failure[1]);
	}
	close(life[1]);
	close(output[1]);
	close(failure[1]);
	if (read(failure[0], &error, sizeof(error)) == sizeof(error))
		no_effect(error);
	close(failure[0]);
	said = fdopen(output[0], "r");
	if (!said || fscanf(said, "victim %*d %lx", &prey.secret) != 1)
		broken("the prey did not start");
	fclose(said);
	return prey;
}

struct view prey_sees(const struct prey *prey)
{
	struct view view;

	errno = 0;
	if (write(prey->life, "", 1) != 1 ||
	    recv(prey->life, &view, sizeof(view), MSG_WAITALL) != sizeof(view))
		broken("the owner");
	return view;
}

bool prey_died(const struct prey *prey, int signal)
{
	int status;

	errno = 0;
	for (int i = 0; i < PATIENCE; i++, rest())
		if (waitpid(prey->pid, &status, WNOHANG) == prey->pid)
			return WIFSIGNALED(status) && WTERMSIG(status) == signal;
	errno = 0;
	return false;
}

char *process_file(pid_t pid, const char *name)
{
	char *path;

	if (asprintf(&path, "/proc/%d/%s", pid, name) < 0)
		broken("asprintf");
	return path;
}

pid_t start_sleeper(void)
{
	pid_t child = fork();

	if (child < 0)
		broken("fork");
	while (child == 0)
		pause();
	return child;
}

#define MACHINE "lab-prey"

void name_machine(void)
{
	if (unshare(CLONE_NEWUTS) || sethostname(MACHINE, strlen(MACHINE)))
		broken("a namespace");
}

_Noreturn void judge_machine(void)
{
	char name[64] = "";

	judge(gethostname(name, sizeof(name) - 1) == 0 && strcmp(name, MACHINE) == 0);
}

void move_to_group(const struct prey *prey, const char *at, const char *group)
{
	char id[16], *processes;

	mkdir(at, 0755);
	if (mount("none", at, "cgroup2", 0, NULL) || (mkdir(group, 0755) && errno != EEXIST))
		no_effect(errno);
	if (asprintf(&processes, "%s/cgroup.procs", group) < 0)
		broken("asprintf");
	snprintf(id, sizeof(id), "%d", prey->pid);
	write_text(processes, id);
	free(processes);
}

char process_state(pid_t pid)
{
	char *path = process_file(pid, "stat"), state = 0;
	FILE *stat = fopen(path, "re");

	free(path);
	if (!stat)
		return 0;
	if (fscanf(stat, "%*d %*s %c", &state) != 1)
		state = 0;
	fclose(stat);
	return state;
}

bool comes_to_state(pid_t pid, char state)
{
	for (int i = 0; i < PATIENCE; i++, rest())
		if (process_state(pid) == state)
			return true;
	errno = 0;
	return false;
}
