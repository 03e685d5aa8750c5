/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HOLDFAST_NET_H
#define HOLDFAST_NET_H

#include "engine.h"

/**
 * hf_net_granted - does @slice of NETS hold @address with @port
 * @address: 16 bytes, IPv4 mapped into IPv6
 */
bool hf_net_granted(const struct hf_image *image, struct hf_slice slice,
		    const hf_u8 address[16], hf_u16 port);

/** hf_socket_granted - does @slice of SOCKETS hold this kind of socket */
bool hf_socket_granted(const struct hf_image *image, struct hf_slice slice,
		       hf_u16 family, hf_u16 type, hf_u16 protocol);

#endif
