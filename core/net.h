/* SPDX-License-Identifier: GPL-2.0-only */
/* Network endpoints and sockets: searches in sorted, disjoint ranges. */
#ifndef HOLDFAST_NET_H
#define HOLDFAST_NET_H

#include "engine.h"

/* An IPv6 address, or IPv4 mapped into it, as numbers that compare as its bytes do. */
struct hf_address {
	hf_u64 high;
	hf_u64 low;
};

static inline struct hf_address hf_address(const hf_u8 bytes[16])
{
	hf_u64 high, low;

	memcpy(&high, bytes, sizeof(high));
	memcpy(&low, bytes + sizeof(high), sizeof(low));
	return (struct hf_address){ .high = hf_be64(high), .low = hf_be64(low) };
}

static inline bool hf_address_below(struct hf_address a, struct hf_address b)
{
	return a.high < b.high || (a.high == b.high && a.low < b.low);
}

static inline bool hf_port_granted(const struct hf_image *image, struct hf_slice slice, hf_u16 port)
{
	const struct hf_ports *ports = image->PORTS + hf_le32(slice.first);
	hf_u32 count = hf_le32(slice.count);

	while (count) {
		hf_u32 half = count / 2;

		if (port < hf_le16(ports[half].low)) {
			count = half;
		} else if (port > hf_le16(ports[half].high)) {
			ports += half + 1;
			count -= half + 1;
		} else {
			return true;
		}
	}
	return false;
}

/** hf_endpoint_granted - does @slice of NETS hold @address with @port */
static inline bool hf_endpoint_granted(const struct hf_image *image, struct hf_slice slice,
				       struct hf_address address, hf_u16 port)
{
	const struct hf_net *nets = image->NETS + hf_le32(slice.first);
	hf_u32 count = hf_le32(slice.count);

	while (count) {
		hf_u32 half = count / 2;

		if (hf_address_below(address, hf_address(nets[half].low))) {
			count = half;
		} else if (hf_address_below(hf_address(nets[half].high), address)) {
			nets += half + 1;
			count -= half + 1;
		} else {
			return hf_port_granted(image, nets[half].ports, port);
		}
	}
	return false;
}

/**
 * hf_net_granted - the same for an address as it is in a request
 * @address: 16 bytes, IPv4 mapped into IPv6
 */
bool hf_net_granted(const struct hf_image *image, struct hf_slice slice,
		    const hf_u8 address[16], hf_u16 port);

/** hf_socket_granted - does @slice of SOCKETS hold this kind of socket */
bool hf_socket_granted(const struct hf_image *image, struct hf_slice slice,
		       hf_u16 family, hf_u16 type, hf_u16 protocol);

#endif
