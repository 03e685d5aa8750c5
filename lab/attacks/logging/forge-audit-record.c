// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G5. Writes an audit record that looks like one of a security module: by the audit netlink socket.
 * Source: audit(7), AUDIT_USER_AVC, CAP_AUDIT_WRITE. Control: it comes out in the kernel's log.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <linux/netlink.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

#define AUDIT_USER_AVC 1107

void attack(void)
{
	struct {
		struct nlmsghdr head;
		char text[64];
	} message = { .head = { .nlmsg_len = sizeof(message), .nlmsg_type = AUDIT_USER_AVC,
				.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK },
		      .text = "avc: denied lab-forged" };
	int log = open("/dev/kmsg", O_RDONLY | O_CLOEXEC | O_NONBLOCK);
	int fd = new_socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
	char record[1024];
	ssize_t got;

	if (log < 0 || lseek(log, 0, SEEK_END) < 0)
		broken("/dev/kmsg");
	if (send(fd, &message, sizeof(message), 0) < 0 ||
	    recv(with_patience(fd), record, sizeof(record), 0) < 0)
		no_effect(errno);
	for (int i = 0; i < 100; i++) {
		got = read(log, record, sizeof(record));
		if (got > 0 && memmem(record, got, "lab-forged", 10))
			effect();
		usleep(20000);
	}
	no_effect(errno);
}
