/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Addresses and sockets, for the attacks on the network. */
#ifndef LAB_TALK_H
#define LAB_TALK_H

#include <netinet/in.h>
#include <stdbool.h>
#include <sys/socket.h>

/* 127.0.0.1, and ::1, at @port. */
struct sockaddr_in loopback(int port);
struct sockaddr_in6 loopback6(int port);

/* socket(2) that closes on exec. no_effect() on failure. */
int new_socket(int family, int type, int protocol);
/*
 * Connects @fd to @address: effect() if the victim answers there, else no_effect() with what
 * stopped it.
 */
_Noreturn void judge_connection(int fd, const void *address, socklen_t length);
/* The same with one datagram. */
_Noreturn void judge_datagram(int fd, const void *address, socklen_t length);
/* Sends FOREIGN_TEXT by @sender to @address: effect() if @receiver hears it. */
_Noreturn void judge_reception(int receiver, int sender, const void *address, socklen_t length);

/*
 * Has @listener listen at @address and connects @fd there: the other end of that connection.
 * no_effect() if it does not come about.
 */
int connect_to_own(int listener, int fd, const void *address, socklen_t length);

/* Sends a request by a netlink socket of @protocol and waits until it is done. no_effect() on failure. */
void netlink_do(int protocol, const void *request, size_t size);
/* Sends FOREIGN_TEXT to IPv4 @address: effect() if it arrives on this machine. */
_Noreturn void judge_arrival_at(uint32_t address);
/* Makes network device @name of @fd, /dev/net/tun: effect() if a packet comes out of it. */
_Noreturn void judge_tunnel(int fd, const char *name);

/* @fd with a receive timeout of some seconds; returns @fd. */
int with_patience(int fd);
/* recv() on @fd within some seconds: is what arrived FOREIGN_TEXT? */
bool hears_foreign(int fd);
/* A UDP socket that has a port because it has sent to the granted one; *@port is it. */
int port_without_bind(int *port);
/* Counter @column of @device in /proc/net/dev (8: bytes sent, 9: packets sent); -1 without it. */
long device_counter(const char *device, int column);

#endif
