// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Runs attacks one after the other: runner [NAME...], all of LAB/table without
 * names. LAB is the directory this program is in. It is started in the domain
 * that a policy gave away to a root shell, so everything here is what a root
 * shell would do. Before each attack it prints `RUN NAME time=SECONDS` by the clock
 * that the events have: every denial from then on, up to the next one, is that
 * attack's. After it, if the attack did not end by itself: `ENDED NAME ...`.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE_SECONDS = 60 };

static char lab[3000];

static _Noreturn void give_up(const char *what)
{
	fprintf(stderr, "runner: %s: %s\n", what, strerror(errno));
	exit(1);
}

/*
 * Starts the victim and puts its process id and its secret's address into the
 * environment. It ends when we do, because its standard input then ends: we may
 * not be allowed to send it a signal, and the kernel would ask for that of PDEATHSIG too.
 */
static void start_victim(const char *mode, const char *pid_name, const char *secret_name)
{
	char path[4096], line[128], id[32], address[64];
	int output[2], life[2];
	pid_t pid;
	FILE *said;

	snprintf(path, sizeof(path), "%s/victim", lab);
	if (pipe2(output, O_CLOEXEC) || pipe2(life, O_CLOEXEC))
		give_up("pipe");
	pid = fork();
	if (pid < 0)
		give_up("fork");
	if (pid == 0) {
		dup2(life[0], 0);
		dup2(output[1], 1);
		execl(path, "victim", mode, (char *)NULL);
		give_up(path);
	}
	close(output[1]);
	close(life[0]);
	said = fdopen(output[0], "r");
	if (!said || !fgets(line, sizeof(line), said) ||
	    sscanf(line, "victim %31s %63s", id, address) != 2)
		give_up("the victim did not start");
	setenv(pid_name, id, 1);
	setenv(secret_name, address, 1);
}

static _Noreturn void become(const char *name)
{
	struct timespec time;
	char path[4096];

	setpgid(0, 0);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	/* An attack that hangs is killed by its own alarm, which execve keeps. */
	alarm(PATIENCE_SECONDS);
	clock_gettime(CLOCK_BOOTTIME, &time);
	printf("RUN %s time=%lld.%06ld\n", name, (long long)time.tv_sec, time.tv_nsec / 1000);
	fflush(stdout);
	snprintf(path, sizeof(path), "%s/attacks/%s", lab, name);
	execl(path, path, (char *)NULL);
	printf("ENDED %s could not be started: %s\n", name, strerror(errno));
	fflush(stdout);
	_exit(3);
}

static void run(const char *name)
{
	int status;
	pid_t pid = fork();

	if (pid < 0)
		give_up("fork");
	if (pid == 0)
		become(name);
	if (waitpid(pid, &status, 0) != pid)
		give_up("waitpid");
	if (WIFSIGNALED(status))
		printf("ENDED %s signal=%d (%s)\n", name, WTERMSIG(status),
		       strsignal(WTERMSIG(status)));
	else if (WEXITSTATUS(status))
		printf("ENDED %s status=%d\n", name, WEXITSTATUS(status));
	fflush(stdout);
}

static int run_table(void)
{
	char path[4096], line[1024], name[64];
	int count = 0;
	FILE *table;

	snprintf(path, sizeof(path), "%s/table", lab);
	table = fopen(path, "re");
	if (!table)
		give_up(path);
	while (fgets(line, sizeof(line), table))
		if (sscanf(line, "%63[a-z0-9-]", name) == 1) {
			run(name);
			count++;
		}
	fclose(table);
	return count;
}

int main(int argc, char **argv)
{
	const char *slash = strrchr(argv[0], '/');
	int count = argc - 1;

	if (!slash || argv[0][0] != '/') {
		fprintf(stderr, "runner: start me by my absolute path\n");
		return 2;
	}
	snprintf(lab, sizeof(lab), "%.*s", (int)(slash - argv[0]), argv[0]);
	setenv("LAB", lab, 1);
	start_victim("serve", "VICTIM_PID", "VICTIM_SECRET");
	start_victim("prey", "PREY_PID", "PREY_SECRET");
	if (argc > 1)
		for (int i = 1; i < argc; i++)
			run(argv[i]);
	else
		count = run_table();
	printf("DONE %d\n", count);
	fflush(stdout);
	return 0;
}
