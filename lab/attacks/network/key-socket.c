// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Manages IPsec by a PF_KEY socket: who talks to whom, and with which keys.
 * Source: RFC 2367, SADB_FLUSH. Control: the kernel says that all keys are gone. (The
 * kernels of the lab have no IPsec of IP itself whose packets would show it.)
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/pfkeyv2.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	const struct sadb_msg question = { .sadb_msg_version = PF_KEY_V2,
		.sadb_msg_type = SADB_FLUSH, .sadb_msg_satype = SADB_SATYPE_ESP,
		.sadb_msg_len = sizeof(question) / 8, .sadb_msg_seq = 4711, .sadb_msg_pid = getpid() };
	struct sadb_msg answer = { 0 };
	int fd = new_socket(AF_KEY, SOCK_RAW, PF_KEY_V2);

	if (send(fd, &question, sizeof(question), 0) < 0 ||
	    recv(with_patience(fd), &answer, sizeof(answer), 0) < 0)
		no_effect(errno);
	if (answer.sadb_msg_type == SADB_FLUSH && answer.sadb_msg_errno == 0)
		effect();
	no_effect(answer.sadb_msg_errno);
}
