// SPDX-License-Identifier: GPL-2.0-only
#include <linux/kernel.h>
#include <linux/log2.h>
#include <linux/string.h>

#include "print.h"

void holdfast_put(struct line *line, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	line->length += vscnprintf(line->text + line->length, line->size - line->length,
				   format, args);
	va_end(args);
}

void holdfast_put_quoted(struct line *line, const char *bytes, size_t length)
{
	holdfast_put(line, "\"");
	for (size_t i = 0; i < length; i++) {
		u8 byte = bytes[i];

		if (byte == '"' || byte == '\\')
			holdfast_put(line, "\\%c", byte);
		else if (byte < 0x20 || byte > 0x7e)
			holdfast_put(line, "\\x%02x", byte);
		else
			holdfast_put(line, "%c", byte);
	}
	holdfast_put(line, "\"");
}

static const char *word_at(const char *const *words, size_t count, size_t index)
{
	return index < count ? words[index] : "unknown";
}

void holdfast_put_accesses(struct line *line, u32 accesses)
{
	static const char *const words[] = {
#define X(ident, bit, word) [bit] = word,
		HF_ACCESSES(X)
#undef X
	};
	const char *separator = "";

	for (u32 bit = 0; bit < ARRAY_SIZE(words); bit++) {
		if (!(accesses & BIT(bit)))
			continue;
		holdfast_put(line, "%s%s", separator, words[bit]);
		separator = ",";
	}
}

void holdfast_put_net(struct line *line, const struct hf_request *request)
{
	static const char *const ops[] = {
#define X(ident, word) word,
		HF_NETOPS(X)
#undef X
	};
	static const u8 ipv4[12] = { [10] = 0xff, [11] = 0xff };

	holdfast_put(line, "%s proto=%s addr=", word_at(ops, ARRAY_SIZE(ops), request->netop),
		     request->proto == HF_TCP ? "tcp" : "udp");
	if (!memcmp(request->address, ipv4, sizeof(ipv4)))
		holdfast_put(line, "%pI4", request->address + 12);
	else
		holdfast_put(line, "%pI6c", request->address);
	holdfast_put(line, " port=%u", request->port);
}

void holdfast_put_socket(struct line *line, const struct hf_request *request)
{
	holdfast_put(line, "socket family=%u type=%u protocol=%u", request->family,
		     request->type, request->protocol);
}

void holdfast_put_capability(struct line *line, u32 capability)
{
	static const char *const words[] = {
#define X(number, word) [number] = word,
		HF_CAPABILITIES(X)
#undef X
	};

	holdfast_put(line, "capability capability=%s",
		     word_at(words, ARRAY_SIZE(words), capability));
}

void holdfast_put_facility(struct line *line, u32 facility)
{
	static const char *const words[] = {
#define X(ident, bit, word) [bit] = word,
		HF_FACILITIES(X)
#undef X
	};

	holdfast_put(line, "use facility=%s", word_at(words, ARRAY_SIZE(words), ilog2(facility)));
}

void holdfast_put_variable(struct line *line, const char *name, size_t length)
{
	holdfast_put(line, "environment variable=");
	holdfast_put_quoted(line, name, length);
}

const char *holdfast_peerop_word(enum hf_peerop op)
{
	static const char *const words[] = {
#define X(ident, word) word,
		HF_PEEROPS(X)
#undef X
	};

	return word_at(words, ARRAY_SIZE(words), op);
}
