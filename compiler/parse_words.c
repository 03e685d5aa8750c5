/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "compiler/words.h"

#include <arpa/inet.h>
#include <string.h>

const char *const words_capabilities[] = {
#define X(number, word) word,
	HF_CAPABILITIES(X)
#undef X
	NULL
};

const char *const words_facilities[] = {
#define X(ident, bit, word) word,
	HF_FACILITIES(X)
#undef X
	NULL
};

/* X(number, word): address families (linux/socket.h), the numbers are the kernel's. */
#define FAMILIES(X) \
	X(1, "unix") X(2, "inet") X(3, "ax25") X(4, "ipx") X(5, "appletalk") X(6, "netrom") \
	X(8, "atmpvc") X(9, "x25") X(10, "inet6") X(11, "rose") X(15, "key") X(16, "netlink") \
	X(17, "packet") X(20, "atmsvc") X(21, "rds") X(23, "irda") X(24, "pppox") X(26, "llc") \
	X(27, "ib") X(28, "mpls") X(29, "can") X(30, "tipc") X(31, "bluetooth") X(32, "iucv") \
	X(33, "rxrpc") X(34, "isdn") X(35, "phonet") X(36, "ieee802154") X(37, "caif") X(38, "alg") \
	X(39, "nfc") X(40, "vsock") X(41, "kcm") X(42, "qipcrtr") X(43, "smc") X(44, "xdp") X(45, "mctp")

#define TYPES(X) \
	X(1, "stream") X(2, "dgram") X(3, "raw") X(4, "rdm") X(5, "seqpacket") X(6, "dccp") X(10, "packet")

/* X(number, word): protocols of inet and inet6 (linux/in.h). */
#define INET_PROTOCOLS(X) \
	X(1, "icmp") X(2, "igmp") X(6, "tcp") X(17, "udp") X(33, "dccp") X(47, "gre") X(50, "esp") \
	X(51, "ah") X(58, "icmpv6") X(112, "vrrp") X(132, "sctp") X(136, "udplite") X(262, "mptcp")

/* X(number, word): protocols of netlink (linux/netlink.h). */
#define NETLINK_PROTOCOLS(X) \
	X(0, "route") X(2, "usersock") X(4, "sock_diag") X(6, "xfrm") X(7, "selinux") X(9, "audit") \
	X(10, "fib_lookup") X(11, "connector") X(12, "netfilter") X(15, "kobject_uevent") \
	X(16, "generic") X(20, "rdma") X(21, "crypto")

enum { FAMILY_INET = 2, FAMILY_INET6 = 10, FAMILY_NETLINK = 16 };

#define X(number, word) word,
const char *const words_families[] = { FAMILIES(X) NULL };
const char *const words_socket_types[] = { TYPES(X) NULL };
#undef X

struct named_number {
	unsigned number;
	const char *word;
};

#define X(number, word) { number, word },
static const struct named_number families[] = { FAMILIES(X) { 0, NULL } };
static const struct named_number types[] = { TYPES(X) { 0, NULL } };
static const struct named_number inet_protocols[] = { INET_PROTOCOLS(X) { 0, NULL } };
static const struct named_number netlink_protocols[] = { NETLINK_PROTOCOLS(X) { 0, NULL } };
static const struct named_number capabilities[] = { HF_CAPABILITIES(X) { 0, NULL } };
#undef X
#define X(ident, bit, word) { HF_USE_##ident, word },
static const struct named_number facilities[] = { HF_FACILITIES(X) { 0, NULL } };
#undef X

static bool find(const struct named_number *list, const char *word, unsigned *number)
{
	for (; list->word; list++) {
		if (!strcmp(list->word, word)) {
			*number = list->number;
			return true;
		}
	}
	return false;
}

bool word_number(const char *word, unsigned limit, unsigned *number)
{
	unsigned long long value = 0;

	if (!*word || (word[0] == '0' && word[1]))
		return false;
	for (; *word; word++) {
		if (*word < '0' || *word > '9')
			return false;
		value = value * 10 + (unsigned)(*word - '0');
		if (value > limit)
			return false;
	}
	*number = (unsigned)value;
	return true;
}

bool word_capability(const char *word, unsigned *number)
{
	return find(capabilities, word, number);
}

bool word_facility(const char *word, hf_u32 *bit)
{
	unsigned number;

	if (!find(facilities, word, &number))
		return false;
	*bit = number;
	return true;
}

/* A word of @list, or a number below HF_SOCKET_ANY. */
static bool find_or_number(const struct named_number *list, const char *word, hf_u16 *out)
{
	unsigned number;

	if (!(list && find(list, word, &number)) && !word_number(word, HF_SOCKET_ANY - 1, &number))
		return false;
	*out = (hf_u16)number;
	return true;
}

bool word_family(const char *word, hf_u16 *number)
{
	return find_or_number(families, word, number);
}

bool word_socket_type(const char *word, hf_u16 *number)
{
	return find_or_number(types, word, number);
}

bool word_protocol(hf_u16 family, const char *word, hf_u16 *number)
{
	const struct named_number *list = NULL;

	if (family == FAMILY_INET || family == FAMILY_INET6)
		list = inet_protocols;
	else if (family == FAMILY_NETLINK)
		list = netlink_protocols;
	return find_or_number(list, word, number);
}

/* The address in @text as 16 bytes, and the number of bits before its own; false if it is none. */
static bool read_address(const char *text, hf_u8 address[16], unsigned *before)
{
	static const hf_u8 mapped[12] = { [10] = 0xff, [11] = 0xff };

	*before = 96;
	memcpy(address, mapped, sizeof(mapped));
	if (inet_pton(AF_INET, text, address + 12) == 1)
		return true;
	*before = 0;
	return inet_pton(AF_INET6, text, address) == 1;
}

/* Is every IPv4 address, or part of them, inside a prefix that was written as IPv6? */
static bool holds_mapped(const hf_u8 address[16], unsigned bits)
{
	static const hf_u8 mapped[12] = { [10] = 0xff, [11] = 0xff };

	if (bits > 96)
		bits = 96;
	for (unsigned i = 0; i < bits; i++)
		if ((address[i / 8] ^ mapped[i / 8]) & (0x80 >> i % 8))
			return false;
	return true;
}

enum prefix_fault word_prefix(const char *word, struct address_range *range)
{
	const char *slash = strchr(word, '/');
	size_t length = slash ? (size_t)(slash - word) : strlen(word);
	char text[INET6_ADDRSTRLEN];
	unsigned before, bits;
	bool host_bits = false;

	if (length >= sizeof(text))
		return PREFIX_NO_ADDRESS;
	memcpy(text, word, length);
	text[length] = '\0';
	if (!read_address(text, range->low, &before))
		return PREFIX_NO_ADDRESS;
	bits = 128 - before;
	if (slash && !word_number(slash + 1, bits, &bits))
		return PREFIX_BAD_LENGTH;
	if (!before && holds_mapped(range->low, bits))
		return PREFIX_MAPPED;
	memcpy(range->high, range->low, sizeof(range->high));
	for (unsigned i = before + bits; i < 128; i++) {
		hf_u8 bit = (hf_u8)(0x80 >> i % 8);

		host_bits |= range->low[i / 8] & bit;
		range->low[i / 8] &= (hf_u8)~bit;
		range->high[i / 8] |= bit;
	}
	return host_bits ? PREFIX_HOST_BITS : PREFIX_GOOD;
}

/* Digits from @from up to @to: a port. */
static bool read_port(const char *from, size_t length, hf_u16 *port)
{
	char text[6];
	unsigned number;

	if (length >= sizeof(text))
		return false;
	memcpy(text, from, length);
	text[length] = '\0';
	if (!word_number(text, 65535, &number))
		return false;
	*port = (hf_u16)number;
	return true;
}

bool word_ports(const char *word, struct hf_ports *ports)
{
	const char *dash = strchr(word, '-');

	if (!read_port(word, dash ? (size_t)(dash - word) : strlen(word), &ports->low))
		return false;
	if (!dash) {
		ports->high = ports->low;
		return true;
	}
	return read_port(dash + 1, strlen(dash + 1), &ports->high) && ports->low <= ports->high;
}

static int lower_hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool word_digest(const char *word, struct hf_digest *digest)
{
	const char *hex = strchr(word, ':');

	if (!hex++)
		return false;
	if (!strncmp(word, "sha256:", (size_t)(hex - word)))
		digest->kind = HF_DIGEST_SHA256;
	else if (!strncmp(word, "fsverity:", (size_t)(hex - word)))
		digest->kind = HF_DIGEST_FSVERITY_SHA256;
	else
		return false;
	if (strlen(hex) != 2 * sizeof(digest->value))
		return false;
	for (size_t i = 0; i < sizeof(digest->value); i++) {
		int high = lower_hex(hex[2 * i]), low = lower_hex(hex[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		digest->value[i] = (hf_u8)(high * 16 + low);
	}
	return true;
}

#define NEAREST_BYTES 32

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static unsigned least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Letters to leave out, put in, change or swap with the next to make @b of @a; both short. */
static unsigned distance(const char *a, const char *b)
{
	unsigned cost[NEAREST_BYTES + 1][NEAREST_BYTES + 1];
	size_t rows = strlen(a), columns = strlen(b);

	for (size_t i = 0; i <= rows; i++) {
		for (size_t j = 0; j <= columns; j++) {
			unsigned differs;

			if (!i || !j) {
				cost[i][j] = (unsigned)(i + j);
				continue;
			}
			differs = lower(a[i - 1]) != lower(b[j - 1]);
			cost[i][j] = least(least(cost[i - 1][j], cost[i][j - 1]) + 1,
					   cost[i - 1][j - 1] + differs);
			if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) &&
			    lower(a[i - 2]) == lower(b[j - 1]))
				cost[i][j] = least(cost[i][j], cost[i - 2][j - 2] + 1);
		}
	}
	return cost[rows][columns];
}

const char *word_nearest(const char *word, const char *const *list)
{
	const char *nearest = NULL;
	unsigned best = ~0u;

	if (strlen(word) > NEAREST_BYTES)
		return NULL;
	for (; *list; list++) {
		unsigned found;

		if (strlen(*list) > NEAREST_BYTES)
			continue;
		found = distance(word, *list);
		/* A third of the letters wrong is another word. */
		if (found < best && found <= 1 + strlen(*list) / 4 && found < strlen(*list)) {
			best = found;
			nearest = *list;
		}
	}
	return nearest;
}

#define LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"

bool word_option(const char *word)
{
	return word[0] == '-' && word[1] && !word[1 + strspn(word + 1, LETTERS "0123456789-+=.,:/@%")];
}

bool word_variable(const char *word)
{
	return *word && strchr(LETTERS, *word) && !word[1 + strspn(word + 1, LETTERS "0123456789%()")];
}
