// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Uses the kernel's cryptography by a socket, code that few services need and many exploits
 * did. Source: CVE-2017-17806 (hmac by AF_ALG); Documentation/crypto/userspace-if.rst. Control:
 * the digest of nothing comes out.
 */
#define _GNU_SOURCE
#include <sys/socket.h>
#include <linux/if_alg.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"
#include "talk.h"

void attack(void)
{
	static const unsigned char begin[] = { 0xe3, 0xb0, 0xc4, 0x42 };
	const struct sockaddr_alg address = { .salg_family = AF_ALG, .salg_type = "hash",
		.salg_name = "sha256" };
	unsigned char digest[32];
	int algorithm = new_socket(AF_ALG, SOCK_SEQPACKET, 0), operation;

	if (bind(algorithm, (const struct sockaddr *)&address, sizeof(address)))
		no_effect(errno);
	operation = accept(algorithm, NULL, NULL);
	if (operation < 0 || send(operation, NULL, 0, 0) < 0 ||
	    read(operation, digest, sizeof(digest)) != sizeof(digest))
		no_effect(errno);
	if (memcmp(digest, begin, sizeof(begin)) == 0)
		effect();
	no_effect(0);
}
