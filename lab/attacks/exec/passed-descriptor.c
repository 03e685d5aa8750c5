// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Another process opens an approved library for writing before its first use, passes the
 * descriptor over a socket (SCM_RIGHTS) and ends; the receiver loads the library and changes it.
 * Source: 6.12 survey, "fd passing: SCM_RIGHTS". Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "library.h"
#include "pass.h"

static const char name[] = "open/libpassed.so";

static _Noreturn void give(int socket)
{
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);

	_exit(fd >= 0 && send_descriptor(socket, fd) ? 0 : errno);
}

void attack(void)
{
	int pair[2], fd, status;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
		broken("socketpair");
	pid = fork();
	if (pid == 0)
		give(pair[1]);
	close(pair[1]);
	waitpid(pid, &status, 0);
	fd = receive_descriptor(pair[0]);
	if (fd < 0)
		no_effect(WEXITSTATUS(status));
	judge_library_writer(name, fd);
}
