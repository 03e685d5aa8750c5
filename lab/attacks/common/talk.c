// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <linux/if_tun.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/time.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

struct sockaddr_in loopback(int port)
{
	return (struct sockaddr_in){ .sin_family = AF_INET, .sin_port = htons(port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
}

struct sockaddr_in6 loopback6(int port)
{
	return (struct sockaddr_in6){ .sin6_family = AF_INET6, .sin6_port = htons(port),
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
}

int new_socket(int family, int type, int protocol)
{
	int fd = socket(family, type | SOCK_CLOEXEC, protocol);

	if (fd < 0)
		no_effect(errno);
	return fd;
}

_Noreturn void judge_connection(int fd, const void *address, socklen_t length)
{
	if (connect(fd, (const struct sockaddr *)address, length))
		no_effect(errno);
	judge(victim_answers(fd));
}

_Noreturn void judge_datagram(int fd, const void *address, socklen_t length)
{
	if (sendto(fd, "x", 1, 0, (const struct sockaddr *)address, length) < 0)
		no_effect(errno);
	judge(victim_answers(fd));
}

_Noreturn void judge_reception(int receiver, int sender, const void *address, socklen_t length)
{
	if (sendto(sender, FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0,
		   (const struct sockaddr *)address, length) < 0)
		no_effect(errno);
	judge(hears_foreign(receiver));
}

int connect_to_own(int listener, int fd, const void *address, socklen_t length)
{
	int end;

	if (bind(listener, (const struct sockaddr *)address, length) || listen(listener, 1) ||
	    connect(fd, (const struct sockaddr *)address, length))
		no_effect(errno);
	end = accept(listener, NULL, NULL);
	if (end < 0)
		no_effect(errno);
	return end;
}

int with_patience(int fd)
{
	const struct timeval patience = { .tv_sec = 5 };

	if (setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)))
		broken("SO_RCVTIMEO");
	return fd;
}

bool hears_foreign(int fd)
{
	char text[64] = "";

	return recv(with_patience(fd), text, sizeof(text) - 1, 0) > 0 && strstr(text, FOREIGN_TEXT);
}

int port_without_bind(int *port)
{
	struct sockaddr_in granted = loopback(UDP_GRANTED), own;
	socklen_t length = sizeof(own);
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);
	char answer[64];

	if (sendto(fd, "x", 1, 0, (struct sockaddr *)&granted, sizeof(granted)) != 1 ||
	    recv(with_patience(fd), answer, sizeof(answer), 0) < 0 ||
	    getsockname(fd, (struct sockaddr *)&own, &length))
		broken("the granted port");
	*port = ntohs(own.sin_port);
	return fd;
}

long device_counter(const char *device, int column)
{
	FILE *table = fopen("/proc/net/dev", "re");
	char line[512], *at;
	long value = -1;

	while (table && value < 0 && fgets(line, sizeof(line), table)) {
		at = line + strspn(line, " ");
		if (strncmp(at, device, strlen(device)) || at[strlen(device)] != ':')
			continue;
		at += strlen(device) + 1;
		for (int i = 0; i <= column; i++)
			value = strtol(at, &at, 10);
	}
	if (table)
		fclose(table);
	return value;
}

void netlink_do(int protocol, const void *request, size_t size)
{
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
	} answer = { 0 };
	int fd = new_socket(AF_NETLINK, SOCK_RAW, protocol);

	if (send(fd, request, size, 0) < 0 || recv(fd, &answer, sizeof(answer), 0) < 0)
		no_effect(errno);
	close(fd);
	if (answer.head.nlmsg_type != NLMSG_ERROR || answer.error.error)
		no_effect(-answer.error.error);
}

_Noreturn void judge_arrival_at(uint32_t address)
{
	struct sockaddr_in at = { .sin_family = AF_INET, .sin_port = htons(7041),
		.sin_addr.s_addr = htonl(address) };
	int receiver = new_socket(AF_INET, SOCK_DGRAM, 0);

	if (bind(receiver, (struct sockaddr *)&at, sizeof(at)))
		no_effect(errno);
	judge_reception(receiver, new_socket(AF_INET, SOCK_DGRAM, 0), &at, sizeof(at));
}

/* A device that is up is told of by the kernel itself: multicast of IPv6. */
static void bring_up(const char *name)
{
	int fd = new_socket(AF_INET, SOCK_DGRAM, 0);
	struct ifreq request = { .ifr_flags = IFF_UP };

	strcpy(request.ifr_name, name);
	if (ioctl(fd, SIOCSIFFLAGS, &request))
		no_effect(errno);
	close(fd);
}

_Noreturn void judge_tunnel(int fd, const char *name)
{
	struct ifreq request = { .ifr_flags = IFF_TUN | IFF_NO_PI };
	struct pollfd ready = { .fd = fd, .events = POLLIN };
	char packet[2048];

	strcpy(request.ifr_name, name);
	if (fd < 0 || ioctl(fd, TUNSETIFF, &request))
		no_effect(errno);
	bring_up(name);
	if (poll(&ready, 1, 10000) != 1)
		no_effect(0);
	judge(read(fd, packet, sizeof(packet)) > 0);
}
