// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1. Another process opens an approved library for writing before its first use, passes the
 * descriptor over a socket (SCM_RIGHTS) and ends; the receiver loads the library and changes it.
 * Source: root-paths, "fd passing: SCM_RIGHTS". Control: its function answers differently.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "code.h"
#include "library.h"

static const char name[] = "open/libpassed.so";

/* A message of one byte that takes a descriptor along. */
union control {
	char bytes[CMSG_SPACE(sizeof(int))];
	struct cmsghdr header;
};

static _Noreturn void give(int socket)
{
	int fd = open(lab_path(name), O_WRONLY | O_CLOEXEC);
	char byte = 0;
	struct iovec data = { &byte, 1 };
	union control control = { .header = { .cmsg_len = CMSG_LEN(sizeof(int)),
		.cmsg_level = SOL_SOCKET, .cmsg_type = SCM_RIGHTS } };
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control.bytes) };

	if (fd < 0)
		_exit(errno);
	memcpy(CMSG_DATA(&control.header), &fd, sizeof(fd));
	_exit(sendmsg(socket, &message, 0) < 0 ? errno : 0);
}

static int take(int socket)
{
	char byte;
	struct iovec data = { &byte, 1 };
	union control control;
	struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1,
		.msg_control = &control, .msg_controllen = sizeof(control.bytes) };
	int fd;

	if (recvmsg(socket, &message, MSG_CMSG_CLOEXEC) < 0 || !CMSG_FIRSTHDR(&message))
		return -1;
	memcpy(&fd, CMSG_DATA(&control.header), sizeof(fd));
	return fd;
}

void attack(void)
{
	const off_t offset = library_offset(name);
	answer_function *answer;
	int pair[2], fd, status;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair))
		broken("socketpair");
	pid = fork();
	if (pid == 0)
		give(pair[1]);
	close(pair[1]);
	waitpid(pid, &status, 0);
	fd = take(pair[0]);
	if (fd < 0)
		no_effect(WEXITSTATUS(status));
	answer = library_load(name);
	if (!answer)
		no_effect(errno);
	if (pwrite(fd, code_1337, sizeof(code_1337), offset) != sizeof(code_1337))
		no_effect(errno);
	if (answer() == CODE_ANSWER)
		effect();
	no_effect(0);
}
