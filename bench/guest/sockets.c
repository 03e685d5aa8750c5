// SPDX-License-Identifier: GPL-2.0-or-later
/* Sockets and pipes. Everything is done by one process: loopback delivers at once. */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "bench.h"

#define PORT		5353
#define BIND_PORT	7000

static int one, other, listener;
static char byte;
static struct sockaddr_un unix_name = { .sun_family = AF_UNIX, .sun_path = PLACE "/socket" };

static struct sockaddr_in endpoint(unsigned short port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port),
				     .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

static int new_socket(int family, int type)
{
	return (int)must(socket(family, type, 0), "socket");
}

static void bind_to(int fd, unsigned short port)
{
	struct sockaddr_in address = endpoint(port);

	must(bind(fd, (struct sockaddr *)&address, sizeof(address)), "bind");
}

static void connect_to(int fd, unsigned short port)
{
	struct sockaddr_in address = endpoint(port);

	must(connect(fd, (struct sockaddr *)&address, sizeof(address)), "connect");
}

static void close_both(void)
{
	close(one);
	close(other);
}

static void close_listener(void)
{
	close(listener);
}

static void udp_socket(void)
{
	close(new_socket(AF_INET, SOCK_DGRAM));
}

static void tcp_socket(void)
{
	close(new_socket(AF_INET, SOCK_STREAM));
}

static void bind_close(int type)
{
	int fd = new_socket(AF_INET, type);

	bind_to(fd, BIND_PORT);
	close(fd);
}

static void udp_bind(void)
{
	bind_close(SOCK_DGRAM);
}

static void udp_bind_ipv6(void)
{
	struct sockaddr_in6 address = { .sin6_family = AF_INET6, .sin6_port = htons(BIND_PORT),
					.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	int fd = new_socket(AF_INET6, SOCK_DGRAM);

	must(bind(fd, (struct sockaddr *)&address, sizeof(address)), "bind");
	close(fd);
}

static void tcp_bind(void)
{
	bind_close(SOCK_STREAM);
}

static void tcp_listen(void)
{
	listener = new_socket(AF_INET, SOCK_STREAM);
	bind_to(listener, PORT);
	must(listen(listener, 16), "listen");
}

static void tcp_pair(void)
{
	one = new_socket(AF_INET, SOCK_STREAM);
	connect_to(one, PORT);
	other = (int)must(accept(listener, NULL, NULL), "accept");
}

static void tcp_connect(void)
{
	tcp_pair();
	close_both();
}

static void tcp_connected(void)
{
	tcp_listen();
	tcp_pair();
	close_listener();
}

static void send_receive(void)
{
	must(send(one, &byte, 1, 0), "send");
	must(recv(other, &byte, 1, 0), "recv");
}

static void udp_bound(void)
{
	one = new_socket(AF_INET, SOCK_DGRAM);
	other = new_socket(AF_INET, SOCK_DGRAM);
	bind_to(other, PORT);
}

static void udp_connected(void)
{
	udp_bound();
	connect_to(one, PORT);
}

static void udp_address(void)
{
	struct sockaddr_in address = endpoint(PORT);

	must(sendto(one, &byte, 1, 0, (struct sockaddr *)&address, sizeof(address)), "sendto");
	must(recv(other, &byte, 1, 0), "recv");
}

static void unix_pair(void)
{
	int pair[2];

	must(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), "socketpair");
	one = pair[0];
	other = pair[1];
}

static void unix_pair_close(void)
{
	unix_pair();
	close_both();
}

static void unix_listen(void)
{
	listener = new_socket(AF_UNIX, SOCK_STREAM);
	must(bind(listener, (struct sockaddr *)&unix_name, sizeof(unix_name)), "bind unix");
	must(listen(listener, 16), "listen unix");
}

static void unix_connect(void)
{
	one = new_socket(AF_UNIX, SOCK_STREAM);
	must(connect(one, (struct sockaddr *)&unix_name, sizeof(unix_name)), "connect unix");
	other = (int)must(accept(listener, NULL, NULL), "accept");
	close_both();
}

static void unix_gone(void)
{
	close(listener);
	must(unlink(unix_name.sun_path), "unlink");
}

static void make_pipe(void)
{
	int ends[2];

	must(pipe(ends), "pipe");
	other = ends[0];
	one = ends[1];
}

static void pipe_close(void)
{
	make_pipe();
	close_both();
}

static void write_read(void)
{
	must(write(one, &byte, 1), "write");
	must(read(other, &byte, 1), "read");
}

const struct operation socket_operations[] = {
	{ "socket+close, UDP", NULL, udp_socket, NULL, 400, 1 },
	{ "socket+close, TCP", NULL, tcp_socket, NULL, 400, 1 },
	{ "socket+bind+close, UDP", NULL, udp_bind, NULL, 200, 1 },
	{ "socket+bind+close, UDP, IPv6", NULL, udp_bind_ipv6, NULL, 200, 1 },
	{ "socket+bind+close, TCP", NULL, tcp_bind, NULL, 200, 1 },
	{ "TCP connect+accept+close", tcp_listen, tcp_connect, close_listener, 100, 1 },
	{ "UDP send+receive, address", udp_bound, udp_address, close_both, 200, 1 },
	{ "UDP send+receive, connected", udp_connected, send_receive, close_both, 200, 1 },
	{ "TCP send+receive, connected", tcp_connected, send_receive, close_both, 200, 1 },
	{ "unix socketpair+close", NULL, unix_pair_close, NULL, 200, 1 },
	{ "unix connect+accept+close", unix_listen, unix_connect, unix_gone, 200, 1 },
	{ "unix send+receive", unix_pair, send_receive, close_both, 400, 1 },
	{ "pipe+close", NULL, pipe_close, NULL, 400, 1 },
	{ "pipe write+read", make_pipe, write_read, close_both, 200, 1 },
	{ 0 },
};
