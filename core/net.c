// SPDX-License-Identifier: GPL-2.0-only
/* Network endpoints and sockets; net.h has the searches that hooks do in place. */
#include "net.h"

bool hf_net_granted(const struct hf_image *image, struct hf_slice slice,
		    const hf_u8 address[16], hf_u16 port)
{
	return hf_endpoint_granted(image, slice, hf_address(address), port);
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
