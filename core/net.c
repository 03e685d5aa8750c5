// SPDX-License-Identifier: GPL-2.0-only
/* Sockets; the searches for addresses are in net.h, for hooks that do them in place. */
#include "net.h"

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
