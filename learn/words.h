/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of core/access.h as the event parser needs them. */
#ifndef HOLDFAST_LEARN_WORDS_H
#define HOLDFAST_LEARN_WORDS_H

#include "learn/events.h"

/*
 * Each gives the number of a word of its table (for accesses and facilities:
 * of its bit), or -1. @word need not be NUL-terminated.
 */
int find_access(const char *word, size_t length);
int find_netop(const char *word, size_t length);
int find_peerop(const char *word, size_t length);
int find_facility(const char *word, size_t length);
int find_capability(const char *word, size_t length);
int find_type(const char *word, size_t length);
int find_proto(const char *word, size_t length);

/** address_parse - dotted IPv4 or IPv6 text; false if it is neither */
bool address_parse(const char *word, size_t length, hf_u8 address[16]);
bool address_is_ipv4(const hf_u8 address[16]);

#endif
