/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of core/access.h, by number and by spelling. */
#include "learn/words.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const accesses[] = {
#define X(ident, bit, word) [bit] = word,
	HF_ACCESSES(X)
#undef X
};

static const char *const netops[] = {
#define X(ident, word) [HF_##ident] = word,
	HF_NETOPS(X)
#undef X
};

static const char *const peerops[] = {
#define X(ident, word) [HF_##ident] = word,
	HF_PEEROPS(X)
#undef X
};

static const char *const facilities[] = {
#define X(ident, bit, word) [bit] = word,
	HF_FACILITIES(X)
#undef X
};

static const char *const capabilities[] = {
#define X(number, word) [number] = word,
	HF_CAPABILITIES(X)
#undef X
};

static const char *const types[] = {
	[TYPE_FILE] = "file", [TYPE_DIR] = "dir", [TYPE_LINK] = "link", [TYPE_FIFO] = "fifo",
	[TYPE_SOCKET] = "socket", [TYPE_CHR] = "chr", [TYPE_BLK] = "blk", [TYPE_ANON] = "anon",
};

static const char *const protos[] = { [HF_TCP] = "tcp", [HF_UDP] = "udp" };

static int find(const char *const *words, size_t count, const char *word, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (words[i] && strlen(words[i]) == length && !memcmp(words[i], word, length))
			return (int)i;
	return -1;
}

static const char *bit_word(const char *const *words, size_t count, hf_u32 bit)
{
	for (size_t i = 0; i < count; i++)
		if (bit == 1u << i)
			return words[i];
	return NULL;
}

const char *access_word(hf_u32 access) { return bit_word(accesses, COUNT(accesses), access); }
const char *facility_word(hf_u32 facility) { return bit_word(facilities, COUNT(facilities), facility); }

const char *netop_word(enum hf_netop netop)
{
	return (unsigned)netop < COUNT(netops) ? netops[netop] : NULL;
}

const char *peerop_word(enum hf_peerop peerop)
{
	return (unsigned)peerop < COUNT(peerops) ? peerops[peerop] : NULL;
}

const char *capability_word(hf_u32 capability)
{
	return capability < COUNT(capabilities) ? capabilities[capability] : NULL;
}

const char *proto_word(enum hf_proto proto)
{
	return (unsigned)proto < COUNT(protos) ? protos[proto] : NULL;
}

int find_access(const char *word, size_t length) { return find(accesses, COUNT(accesses), word, length); }
int find_netop(const char *word, size_t length) { return find(netops, COUNT(netops), word, length); }
int find_peerop(const char *word, size_t length) { return find(peerops, COUNT(peerops), word, length); }
int find_facility(const char *word, size_t length) { return find(facilities, COUNT(facilities), word, length); }
int find_capability(const char *word, size_t length) { return find(capabilities, COUNT(capabilities), word, length); }
int find_type(const char *word, size_t length) { return find(types, COUNT(types), word, length); }
int find_proto(const char *word, size_t length) { return find(protos, COUNT(protos), word, length); }

bool address_is_ipv4(const hf_u8 address[16])
{
	static const hf_u8 mapped[12] = { [10] = 0xff, [11] = 0xff };

	return !memcmp(address, mapped, sizeof(mapped));
}

bool address_parse(const char *word, size_t length, hf_u8 address[16])
{
	char copy[INET6_ADDRSTRLEN];

	if (length >= sizeof(copy))
		return false;
	memcpy(copy, word, length);
	copy[length] = '\0';
	memset(address, 0, 16);
	if (inet_pton(AF_INET6, copy, address) == 1)
		return true;
	address[10] = address[11] = 0xff;
	return inet_pton(AF_INET, copy, address + 12) == 1;
}

void address_print(const hf_u8 address[16], char out[46])
{
	if (address_is_ipv4(address))
		snprintf(out, 46, "%u.%u.%u.%u", address[12], address[13], address[14], address[15]);
	else if (!inet_ntop(AF_INET6, address, out, 46))
		out[0] = '\0';
}
