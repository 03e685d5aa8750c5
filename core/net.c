// SPDX-License-Identifier: GPL-2.0-only
/* Network endpoints and sockets: searches in sorted, disjoint ranges. */
#include "net.h"

static bool port_granted(const struct hf_image *image, struct hf_slice slice, hf_u16 port)
{
	const struct hf_ports *ports = image->PORTS + hf_le32(slice.first);
	hf_u32 low = 0, high = hf_le32(slice.count);

	while (low < high) {
		hf_u32 mid = low + (high - low) / 2;

		if (port < hf_le16(ports[mid].low))
			high = mid;
		else if (port > hf_le16(ports[mid].high))
			low = mid + 1;
		else
			return true;
	}
	return false;
}

/* 16 bytes in the order of memcmp(), without calling it. */
static int compare(const hf_u8 *a, const hf_u8 *b)
{
	hf_u64 x[2], y[2];

	memcpy(x, a, sizeof(x));
	memcpy(y, b, sizeof(y));
	for (int i = 0; i < 2; i++)
		if (x[i] != y[i])
			return hf_be64(x[i]) < hf_be64(y[i]) ? -1 : 1;
	return 0;
}

bool hf_net_granted(const struct hf_image *image, struct hf_slice slice,
		    const hf_u8 address[16], hf_u16 port)
{
	const struct hf_net *nets = image->NETS + hf_le32(slice.first);
	hf_u32 low = 0, high = hf_le32(slice.count);

	while (low < high) {
		hf_u32 mid = low + (high - low) / 2;

		if (compare(address, nets[mid].low) < 0)
			high = mid;
		else if (compare(address, nets[mid].high) > 0)
			low = mid + 1;
		else
			return port_granted(image, nets[mid].ports, port);
	}
	return false;
}

/* A domain has a handful of these; the order is for determinism, not for search. */
bool hf_socket_granted(const struct hf_image *image, struct hf_slice slice,
		       hf_u16 family, hf_u16 type, hf_u16 protocol)
{
	const struct hf_socket *sockets = image->SOCKETS + hf_le32(slice.first);

	for (hf_u32 i = 0; i < hf_le32(slice.count); i++) {
		hf_u16 t = hf_le16(sockets[i].type), p = hf_le16(sockets[i].protocol);

		if (hf_le16(sockets[i].family) == family &&
		    (t == HF_SOCKET_ANY || t == type) &&
		    (p == HF_SOCKET_ANY || p == protocol))
			return true;
	}
	return false;
}
