/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Network endpoints and sockets: searches in sorted ranges. In a slice of NETS4 or NETS6
 * the address ranges of two records are the same or disjoint, and those that are the same
 * follow by port: so each record tells on which side of it to go on.
 */
#ifndef HOLDFAST_NET_H
#define HOLDFAST_NET_H

#include "engine.h"

/* An IPv6 address, or IPv4 mapped into it, as numbers that compare as its bytes do. */
struct hf_address {
	hf_u64 high;
	hf_u64 low;
};

/* ::ffff:0.0.0.0, the lower half: behind it are those of IPv4. */
#define HF_MAPPED	0xffff00000000ull

static inline struct hf_address hf_address(const hf_u8 bytes[16])
{
	hf_u64 high, low;

	memcpy(&high, bytes, sizeof(high));
	memcpy(&low, bytes + sizeof(high), sizeof(low));
	return (struct hf_address){ .high = hf_be64(high), .low = hf_be64(low) };
}

static inline bool hf_is_ipv4(struct hf_address address)
{
	return !address.high && address.low >> 32 == HF_MAPPED >> 32;
}

/* An end of a range as it stands in an image. */
static inline struct hf_address hf_bound(const hf_u64 half[2])
{
	return (struct hf_address){ .high = hf_le64(half[0]), .low = hf_le64(half[1]) };
}

static inline bool hf_address_below(struct hf_address a, struct hf_address b)
{
	return a.high < b.high || (a.high == b.high && a.low < b.low);
}

/**
 * hf_net4_granted - does @slice of NETS4 hold @address with @port
 * @start: the first byte of a verified image
 */
static inline bool hf_net4_granted(const void *start, struct hf_slice slice,
				   hf_u32 address, hf_u16 port)
{
	const struct hf_net4 *nets =
		(const struct hf_net4 *)((const char *)start + hf_le32(slice.first));
	hf_u32 count = hf_le32(slice.count);

	while (count) {
		const struct hf_net4 *net = nets + count / 2;

		if (address < hf_le32(net->low)) {
			count /= 2;
			continue;
		}
		if (address <= hf_le32(net->high)) {
			if (port < hf_le16(net->ports.low)) {
				count /= 2;
				continue;
			}
			if (port <= hf_le16(net->ports.high))
				return true;
		}
		nets = net + 1;
		count = (count - 1) / 2;
	}
	return false;
}

/** hf_net6_granted - does @slice of NETS6 hold @address, not one of IPv4, with @port */
static inline bool hf_net6_granted(const void *start, struct hf_slice slice,
				   struct hf_address address, hf_u16 port)
{
	const struct hf_net6 *nets =
		(const struct hf_net6 *)((const char *)start + hf_le32(slice.first));
	hf_u32 count = hf_le32(slice.count);

	while (count) {
		const struct hf_net6 *net = nets + count / 2;

		if (hf_address_below(address, hf_bound(net->low))) {
			count /= 2;
			continue;
		}
		if (!hf_address_below(hf_bound(net->high), address)) {
			if (port < hf_le16(net->ports.low)) {
				count /= 2;
				continue;
			}
			if (port <= hf_le16(net->ports.high))
				return true;
		}
		nets = net + 1;
		count = (count - 1) / 2;
	}
	return false;
}

/** hf_net_granted - may @domain do @op at @address, of either version, with @port */
static inline bool hf_net_granted(const void *start, const struct hf_domain *domain,
				  enum hf_proto proto, enum hf_netop op,
				  struct hf_address address, hf_u16 port)
{
	if (hf_is_ipv4(address))
		return hf_net4_granted(start, domain->nets4[proto][op], (hf_u32)address.low, port);
	return hf_net6_granted(start, domain->nets6[proto][op], address, port);
}

/** hf_socket_granted - does @slice of SOCKETS hold this kind of socket */
bool hf_socket_granted(const struct hf_image *image, struct hf_slice slice,
		       hf_u16 family, hf_u16 type, hf_u16 protocol);

#endif
