/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A small inflate: 200 lines instead of a library. Huffman codes are decoded bit by
 * bit by counting (canonical codes of one length are consecutive), which is slow
 * and short; a kernel's configuration takes a few milliseconds.
 */
#include "survey/inflate.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define LONGEST_CODE 15
#define LITERALS 288
#define DISTANCES 30

/* Input bits and output bytes; @bad once anything is wrong, then all reads give 0. */
struct stream {
	const unsigned char *in, *end;
	uint32_t bits;
	unsigned bit_count;
	char *out;
	size_t length, space, limit;
	bool bad;
};

/* A canonical Huffman code: how many codes of each length, and the symbols in order. */
struct code {
	uint16_t counts[LONGEST_CODE + 1];
	uint16_t symbols[LITERALS];
};

static unsigned take(struct stream *stream, unsigned count)
{
	unsigned value;

	while (stream->bit_count < count) {
		if (stream->in == stream->end) {
			stream->bad = true;
			return 0;
		}
		stream->bits |= (uint32_t)*stream->in++ << stream->bit_count;
		stream->bit_count += 8;
	}
	value = stream->bits & ((1u << count) - 1);
	stream->bits >>= count;
	stream->bit_count -= count;
	return value;
}

static void put(struct stream *stream, char byte)
{
	if (stream->length == stream->limit) {
		stream->bad = true;
		return;
	}
	if (stream->length == stream->space) {
		stream->space = stream->space ? 2 * stream->space : 65536;
		stream->out = xrealloc(stream->out, stream->space + 1);
	}
	stream->out[stream->length++] = byte;
}

/* False if more codes are promised than there are, or fewer (but for a single one, which is allowed). */
static bool code_build(struct code *code, const unsigned char *lengths, unsigned count)
{
	uint16_t offsets[LONGEST_CODE + 2] = { 0 };
	unsigned used = 0;
	int left = 1;

	memset(code->counts, 0, sizeof(code->counts));
	for (unsigned i = 0; i < count; i++)
		code->counts[lengths[i]]++;
	used = count - code->counts[0];
	code->counts[0] = 0;
	for (unsigned i = 1; i <= LONGEST_CODE; i++) {
		left = 2 * left - code->counts[i];
		if (left < 0)
			return false;
		offsets[i + 1] = (uint16_t)(offsets[i] + code->counts[i]);
	}
	for (unsigned i = 0; i < count; i++)
		if (lengths[i])
			code->symbols[offsets[lengths[i]]++] = (uint16_t)i;
	return left == 0 || used <= 1;
}

static unsigned decode(struct stream *stream, const struct code *code)
{
	int value = 0, first = 0, index = 0;

	for (unsigned i = 1; i <= LONGEST_CODE; i++) {
		value |= (int)take(stream, 1);
		if (stream->bad)
			return 0;
		if (value - first < code->counts[i])
			return code->symbols[index + value - first];
		index += code->counts[i];
		first = (first + code->counts[i]) << 1;
		value <<= 1;
	}
	stream->bad = true;
	return 0;
}

static void copy(struct stream *stream, unsigned length, unsigned distance)
{
	if (distance > stream->length)
		stream->bad = true;
	while (length-- && !stream->bad)
		put(stream, stream->out[stream->length - distance]);
}

static void read_coded(struct stream *stream, const struct code *literals, const struct code *distances)
{
	static const uint16_t length_base[] = { 3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31,
		35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258 };
	static const uint8_t length_bits[] = { 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2,
		3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0 };
	static const uint16_t distance_base[] = { 1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193,
		257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577 };

	while (!stream->bad) {
		unsigned symbol = decode(stream, literals), length, distance;

		if (stream->bad || symbol == 256)
			return;
		if (symbol < 256) {
			put(stream, (char)symbol);
			continue;
		}
		symbol -= 257;
		if (symbol >= sizeof(length_bits)) {
			stream->bad = true;
			return;
		}
		length = length_base[symbol] + take(stream, length_bits[symbol]);
		symbol = decode(stream, distances);
		if (symbol >= DISTANCES) {
			stream->bad = true;
			return;
		}
		distance = distance_base[symbol] + take(stream, symbol < 2 ? 0 : symbol / 2 - 1);
		copy(stream, length, distance);
	}
}

static void read_stored(struct stream *stream)
{
	unsigned length, check;

	take(stream, stream->bit_count & 7);
	length = take(stream, 16);
	check = take(stream, 16);
	if ((length ^ check) != 0xffff)
		stream->bad = true;
	while (length-- && !stream->bad)
		put(stream, (char)take(stream, 8));
}

static void read_fixed(struct stream *stream)
{
	unsigned char lengths[LITERALS];
	struct code literals, distances;

	for (unsigned i = 0; i < LITERALS; i++)
		lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
	code_build(&literals, lengths, LITERALS);
	memset(lengths, 5, DISTANCES);
	code_build(&distances, lengths, DISTANCES);
	read_coded(stream, &literals, &distances);
}

/* The lengths of both codes, themselves coded: 16 repeats the last, 17 and 18 are runs of 0. */
static bool read_lengths(struct stream *stream, const struct code *code, unsigned char *lengths, unsigned count)
{
	for (unsigned i = 0; i < count;) {
		unsigned symbol = decode(stream, code), run = 1;
		unsigned char value = (unsigned char)symbol;

		if (symbol == 16 && !i)
			return false;
		if (symbol >= 16) {
			value = symbol == 16 ? lengths[i - 1] : 0;
			run = symbol == 16 ? 3 + take(stream, 2) : symbol == 17 ? 3 + take(stream, 3) : 11 + take(stream, 7);
		}
		if (stream->bad || run > count - i)
			return false;
		memset(lengths + i, value, run);
		i += run;
	}
	return true;
}

static void read_dynamic(struct stream *stream)
{
	static const unsigned char order[] = { 16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15 };
	unsigned char lengths[LITERALS + 32] = { 0 };
	unsigned literal_count = take(stream, 5) + 257, distance_count = take(stream, 5) + 1, count = take(stream, 4) + 4;
	struct code code, distances;

	for (unsigned i = 0; i < count; i++)
		lengths[order[i]] = (unsigned char)take(stream, 3);
	if (stream->bad || literal_count > 286 || distance_count > DISTANCES || !code_build(&code, lengths, 19)) {
		stream->bad = true;
		return;
	}
	memset(lengths, 0, 19);
	if (!read_lengths(stream, &code, lengths, literal_count + distance_count) || !lengths[256] ||
	    !code_build(&distances, lengths + literal_count, distance_count) ||
	    !code_build(&code, lengths, literal_count)) {
		stream->bad = true;
		return;
	}
	read_coded(stream, &code, &distances);
}

static void read_blocks(struct stream *stream)
{
	bool last = false;

	while (!last && !stream->bad) {
		last = take(stream, 1);
		switch (take(stream, 2)) {
		case 0: read_stored(stream); break;
		case 1: read_fixed(stream); break;
		case 2: read_dynamic(stream); break;
		default: stream->bad = true;
		}
	}
}

static uint32_t crc32_of(const char *bytes, size_t length)
{
	uint32_t crc = 0xffffffff;

	for (size_t i = 0; i < length; i++) {
		crc ^= (unsigned char)bytes[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return ~crc;
}

static uint32_t le32(const unsigned char *bytes)
{
	return bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
}

/* Behind the header: flags say which parts it has. NULL if it is none. */
static const unsigned char *skip_header(const unsigned char *at, const unsigned char *end)
{
	unsigned char flags = at[3];

	if (at[0] != 0x1f || at[1] != 0x8b || at[2] != 8 || flags & 0xe0)
		return NULL;
	at += 10;
	if (flags & 4) {
		if (end - at < 2 || end - at - 2 < (at[0] | at[1] << 8))
			return NULL;
		at += 2 + (at[0] | at[1] << 8);
	}
	for (unsigned char names = flags & 0x18; names; names &= (unsigned char)(names - 1)) {
		at = memchr(at, 0, (size_t)(end - at));
		if (!at)
			return NULL;
		at++;
	}
	return end - at < (flags & 2 ? 2 : 0) ? NULL : at + (flags & 2 ? 2 : 0);
}

char *gunzip(const unsigned char *bytes, size_t size, size_t limit, size_t *length)
{
	struct stream stream = { .limit = limit };

	if (size < 18)
		return NULL;
	stream.end = bytes + size;
	stream.in = skip_header(bytes, stream.end);
	if (!stream.in)
		return NULL;
	read_blocks(&stream);
	/* Bytes that were taken and not used belong to the trailer. */
	stream.in -= stream.bit_count / 8;
	if (stream.bad || stream.end - stream.in < 8 || le32(stream.in + 4) != (uint32_t)stream.length ||
	    le32(stream.in) != crc32_of(stream.out ? stream.out : "", stream.length)) {
		free(stream.out);
		return NULL;
	}
	if (!stream.out)
		stream.out = xmalloc(1);
	stream.out[stream.length] = '\0';
	*length = stream.length;
	return stream.out;
}
