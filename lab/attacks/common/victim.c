// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A process of another domain: what connections must not reach and what must
 * not be traced, read or killed. Says `victim PID ADDRESS-OF-SECRET` when its
 * sockets are ready, then answers whoever arrives, until its standard input
 * ends. With another argument it has no sockets and
 *	prey	just lives; its descriptor 3 is a memory file with the secret
 *	spin	is never at rest
 *	hand	hands a descriptor of its own through its standard input, a socket; for each
 *		byte from there it makes that descriptor ready and answers
 *	share	has System V objects, and says for each byte from there what it sees of them
 */
#define _GNU_SOURCE
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/un.h>
#include <unistd.h>

#include "attack.h"
#include "pass.h"
#include "shared.h"

enum { SOCKETS = 8, STREAMS = 5, LIFE = SOCKETS };

static char secret[64] = SECRET_TEXT;

static int tcp_or_udp(int type, int port)
{
	const struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons(port) };
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0), on = 1;

	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) ||
	    bind(fd, (const struct sockaddr *)&address, sizeof(address)) ||
	    (type == SOCK_STREAM && listen(fd, 8))) {
		perror("victim: socket");
		_exit(1);
	}
	return fd;
}

static int local(int type, const char *path, bool abstract)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, type | SOCK_CLOEXEC, 0);
	socklen_t length = offsetof(struct sockaddr_un, sun_path) + strlen(path) + abstract;

	strcpy(address.sun_path + abstract, path);
	if (!abstract)
		unlink(path);
	if (fd < 0 || bind(fd, (struct sockaddr *)&address, length) ||
	    (type == SOCK_STREAM && listen(fd, 8))) {
		perror("victim: unix socket");
		_exit(1);
	}
	return fd;
}

static void answer_stream(int listener)
{
	int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);

	if (fd < 0)
		return;
	send(fd, ARRIVED_TEXT, strlen(ARRIVED_TEXT), MSG_NOSIGNAL);
	close(fd);
}

static void answer_datagram(int fd)
{
	struct sockaddr_storage from;
	socklen_t length = sizeof(from);
	char text[64];

	if (recvfrom(fd, text, sizeof(text), 0, (struct sockaddr *)&from, &length) >= 0)
		sendto(fd, ARRIVED_TEXT, strlen(ARRIVED_TEXT), 0,
		       (struct sockaddr *)&from, length);
}

static void serve(void)
{
	struct pollfd sockets[SOCKETS + 1] = {
		{ .fd = tcp_or_udp(SOCK_STREAM, PORT_GRANTED) },
		{ .fd = tcp_or_udp(SOCK_STREAM, PORT_DENIED) },
		{ .fd = local(SOCK_STREAM, UNIX_GRANTED, false) },
		{ .fd = local(SOCK_STREAM, UNIX_DENIED, false) },
		{ .fd = local(SOCK_STREAM, ABSTRACT_DENIED, true) },
		{ .fd = tcp_or_udp(SOCK_DGRAM, UDP_GRANTED) },
		{ .fd = tcp_or_udp(SOCK_DGRAM, UDP_DENIED) },
		{ .fd = local(SOCK_DGRAM, DATAGRAM_DENIED, false) },
		{ .fd = 0 },
	};

	for (int i = 0; i < SOCKETS; i++)
		sockets[i].events = POLLIN;
	printf("victim %d %p\n", getpid(), (void *)secret);
	fflush(stdout);
	while (poll(sockets, SOCKETS + 1, -1) > 0 && !sockets[LIFE].revents)
		for (int i = 0; i < SOCKETS; i++)
			if (sockets[i].revents)
				(i < STREAMS ? answer_stream : answer_datagram)(sockets[i].fd);
}

/* Sends ends[0] through the socket on standard input and goes on as described above. */
static int hand_over(const int ends[2])
{
	char byte;

	if (!send_descriptor(0, ends[0]))
		return 1;
	while (read(0, &byte, 1) == 1)
		if (write(ends[1], &byte, 1) != 1 || write(0, &byte, 1) != 1)
			return 1;
	return 0;
}

static int live(const char *mode)
{
	int memory = memfd_create("secret", 0), ends[2];
	char byte;

	if (memory < 0 || write(memory, secret, sizeof(secret)) != sizeof(secret) || pipe(ends) ||
	    (strcmp(mode, "share") == 0 && !make_shared()))
		return 1;
	printf("victim %d %p\n", getpid(), (void *)secret);
	fflush(stdout);
	if (strcmp(mode, "hand") == 0)
		return hand_over(ends);
	if (strcmp(mode, "share") == 0)
		return show_shared(0);
	while (strcmp(mode, "spin") == 0 && recv(0, &byte, 1, MSG_DONTWAIT) != 0)
		;
	return read(0, &byte, 1) != 0;
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "serve") != 0)
		return live(argv[1]);
	serve();
	return 0;
}
