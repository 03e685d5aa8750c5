/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * seccomp_hold hold FOLDER MARK: a process whose filter refuses mkdir; at each SIGUSR1 it tries to make FOLDER, and makes the file MARK.
 * seccomp_hold suspend PID: suspends that process's filter, from outside, for as long as this one runs.
 */
#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* include/uapi/linux/ptrace.h, which does not go with sys/ptrace.h. */
#define SUSPEND_SECCOMP (1 << 21)

static int hold(const char *folder, const char *mark)
{
	static struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_mkdir, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };
	sigset_t set;
	int signal;

	sigemptyset(&set);
	sigaddset(&set, SIGUSR1);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program)) {
		perror("seccomp_hold: a filter");
		return 1;
	}
	while (!sigwait(&set, &signal)) {
		syscall(SYS_mkdir, folder, 0755);
		close(open(mark, O_CREAT | O_WRONLY, 0644));
	}
	return 1;
}

static int suspend(pid_t pid)
{
	int status;

	/* It goes to all of this name. */
	signal(SIGUSR1, SIG_IGN);
	if (ptrace(PTRACE_SEIZE, pid, NULL, SUSPEND_SECCOMP)) {
		perror("seccomp_hold: suspend");
		return 1;
	}
	puts("suspended");
	fflush(stdout);
	/* Signals go on to where they were sent. */
	while (waitpid(pid, &status, 0) == pid && WIFSTOPPED(status))
		ptrace(PTRACE_CONT, pid, NULL, WSTOPSIG(status) == SIGTRAP ? 0 : WSTOPSIG(status));
	return 0;
}

int main(int count, char **words)
{
	if (count == 4 && !strcmp(words[1], "hold"))
		return hold(words[2], words[3]);
	if (count == 3 && !strcmp(words[1], "suspend"))
		return suspend(atoi(words[2]));
	return 2;
}
