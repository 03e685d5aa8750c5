// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. Attaches a disk whose content it makes up while it is read, by a device that it opened for
 * reading. Source: nbd-client(8); 6.12 survey, "loop/nbd re-target". Control: the disk has the
 * content that it made up.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/nbd.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "attack.h"

static _Noreturn void serve(int socket)
{
	static char block[4096] = "the intruder's block";
	struct nbd_request request;
	struct nbd_reply reply = { .magic = htonl(NBD_REPLY_MAGIC) };

	while (recv(socket, &request, sizeof(request), MSG_WAITALL) == sizeof(request)) {
		size_t length = ntohl(request.len);

		if ((ntohl(request.type) & 0xffff) != NBD_CMD_READ)
			break;
		memcpy(reply.handle, request.handle, sizeof(reply.handle));
		if (write(socket, &reply, sizeof(reply)) < 0)
			break;
		for (; length >= sizeof(block); length -= sizeof(block))
			if (write(socket, block, sizeof(block)) < 0)
				_exit(1);
	}
	_exit(0);
}

static void attach(int disk, int socket)
{
	if (ioctl(disk, NBD_SET_BLKSIZE, 4096) || ioctl(disk, NBD_SET_SIZE_BLOCKS, 64) ||
	    ioctl(disk, NBD_SET_SOCK, socket))
		no_effect(errno);
}

/* The disk is there when somebody waits in NBD_DO_IT. */
static bool reads_it(void)
{
	char said[32] = "";

	for (int i = 0; i < 50; i++) {
		int fd = open("/dev/nbd0", O_RDONLY | O_CLOEXEC);

		if (fd >= 0 && read(fd, said, sizeof(said) - 1) > 0)
			return strncmp(said, "the intruder's block", 20) == 0;
		if (fd >= 0)
			close(fd);
		usleep(20000);
	}
	return false;
}

void attack(void)
{
	int disk = open("/dev/nbd0", O_RDONLY | O_CLOEXEC), ends[2];
	pid_t server, waiter;
	bool done;

	if (disk < 0 || socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		no_effect(errno);
	attach(disk, ends[0]);
	server = fork();
	if (server == 0)
		serve(ends[1]);
	waiter = fork();
	if (waiter == 0)
		_exit(ioctl(disk, NBD_DO_IT) != 0);
	done = reads_it();
	ioctl(disk, NBD_DISCONNECT);
	ioctl(disk, NBD_CLEAR_SOCK);
	kill(server, SIGKILL);
	kill(waiter, SIGKILL);
	judge(done);
}
