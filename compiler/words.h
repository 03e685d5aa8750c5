/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The words of the policy language that stand for numbers: capabilities,
 * facilities, socket families, prefixes, ports, digests. The parser asks
 * whether a word is one, the compiler what it stands for.
 */
#ifndef HOLDFAST_COMPILER_WORDS_H
#define HOLDFAST_COMPILER_WORDS_H

#include <stdbool.h>
#include <stddef.h>

#include "core/image.h"

/** word_capability - number of the capability @word, as in capabilities(7) without `cap_` */
bool word_capability(const char *word, unsigned *number);

/** word_facility - bit (enum hf_facility) of the facility @word */
bool word_facility(const char *word, hf_u32 *bit);

/** word_family - number of a socket family: a name (`netlink`) or a decimal number */
bool word_family(const char *word, hf_u16 *number);

/** word_socket_type - number of a socket type: a name (`raw`) or a decimal number */
bool word_socket_type(const char *word, hf_u16 *number);

/** word_protocol - number of a protocol of @family: a name (`icmp`, `route`) or a decimal number */
bool word_protocol(hf_u16 family, const char *word, hf_u16 *number);

/** word_variable - can it be the name of a variable of the environment? `BASH_FUNC_x%%` is one */
bool word_variable(const char *word);

/** word_option - can it be given to an interpreter as its option, as `-I` can? */
bool word_option(const char *word);

/** enum prefix_fault - why a word is not an address or prefix */
enum prefix_fault {
	PREFIX_GOOD,
	PREFIX_NO_ADDRESS,	/* the part before `/` is no IPv4 or IPv6 address */
	PREFIX_BAD_LENGTH,	/* the part behind `/` is no number, or too large */
	PREFIX_HOST_BITS,	/* bits behind the prefix are set */
	PREFIX_MAPPED,		/* an IPv4 address written as IPv6, or an IPv6 prefix around all of those */
};

/** struct address_range - the first and the last address, IPv4 as ::ffff:a.b.c.d */
struct address_range {
	hf_u8 low[16];
	hf_u8 high[16];
};

/** word_prefix - the addresses of `A.B.C.D[/N]` or `A:B::C[/N]`; set with PREFIX_HOST_BITS, too */
enum prefix_fault word_prefix(const char *word, struct address_range *range);

/** word_ports - `N` or `LOW-HIGH`, 0 to 65535 */
bool word_ports(const char *word, struct hf_ports *ports);

/** word_digest - `sha256:HEX` or `fsverity:HEX`, 64 lower-case digits */
bool word_digest(const char *word, struct hf_digest *digest);

/** word_number - a decimal number without sign or leading zero, at most @limit */
bool word_number(const char *word, unsigned limit, unsigned *number);

/* Lists of words, NULL at the end, for messages and suggestions. */
extern const char *const words_capabilities[];
extern const char *const words_facilities[];
extern const char *const words_families[];
extern const char *const words_socket_types[];

/**
 * word_nearest - the word of @list that @word is probably a misspelling of
 *
 * Letters left out, put in, changed or swapped count one each; the case of
 * letters counts nothing. Returns NULL if none is near. @list ends with NULL.
 */
const char *word_nearest(const char *word, const char *const *list);

#endif
