/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The few names that core/ needs from its surroundings. core/ is the same
 * text in the kernel, the tools, the tests and the fuzzers; this header is
 * the only one that knows which of them it is in.
 */
#ifndef HOLDFAST_TYPES_H
#define HOLDFAST_TYPES_H

#ifdef __KERNEL__
#include <linux/build_bug.h>
#include <linux/types.h>
#include <linux/string.h>
#include <asm/byteorder.h>

typedef u8 hf_u8;
typedef u16 hf_u16;
typedef u32 hf_u32;
typedef u64 hf_u64;
typedef s32 hf_i32;
typedef s64 hf_i64;
#define hf_le16(x)	le16_to_cpu((__force __le16)(x))
#define hf_le32(x)	le32_to_cpu((__force __le32)(x))
#define hf_le64(x)	le64_to_cpu((__force __le64)(x))
#define hf_be64(x)	be64_to_cpu((__force __be64)(x))
#else
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef uint8_t hf_u8;
typedef uint16_t hf_u16;
typedef uint32_t hf_u32;
typedef uint64_t hf_u64;
typedef int32_t hf_i32;
typedef int64_t hf_i64;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
#define hf_le16(x)	((hf_u16)(x))
#define hf_le32(x)	((hf_u32)(x))
#define hf_le64(x)	((hf_u64)(x))
#define hf_be64(x)	__builtin_bswap64(x)
#else
#define hf_le16(x)	__builtin_bswap16(x)
#define hf_le32(x)	__builtin_bswap32(x)
#define hf_le64(x)	__builtin_bswap64(x)
#define hf_be64(x)	((hf_u64)(x))
#endif
#endif

#endif
