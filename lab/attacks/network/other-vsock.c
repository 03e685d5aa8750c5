// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Connects by vsock, the way to the hypervisor and to other guests.
 * Source: 6.12 survey, "vsock"; vsock(7). Control: what was sent arrives at a socket of ours.
 */
#define _GNU_SOURCE
#include <linux/vm_sockets.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	struct sockaddr_vm at = { .svm_family = AF_VSOCK, .svm_port = 7032, .svm_cid = VMADDR_CID_LOCAL };
	int listener = new_socket(AF_VSOCK, SOCK_STREAM, 0), fd = new_socket(AF_VSOCK, SOCK_STREAM, 0);
	int end;

	end = connect_to_own(listener, fd, &at, sizeof(at));
	if (send(fd, FOREIGN_TEXT, sizeof(FOREIGN_TEXT), 0) < 0)
		no_effect(errno);
	judge(hears_foreign(end));
}
