/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Any bytes as an image. The digests are put right first, or nothing would ever
 * get past them. What the verifier accepts must then answer every kind of request
 * without leaving its bytes (ASan watches a copy of the exact size), and must
 * never grant anything on class 0. G5.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "core/engine.h"

static void digest(const void *data, size_t length, hf_u8 out[HF_DIGEST_BYTES])
{
	sha256(data, length, out);
}

/* The header states two digests; the image's covers the text's. */
static void repair(void *bytes, size_t size)
{
	struct hf_header *header = bytes;
	const struct hf_section_head *text;

	if (size < sizeof(*header))
		return;
	text = &header->section[HF_SEC_TEXT];
	if (hf_le32(text->offset) <= size && hf_le32(text->count) <= size - hf_le32(text->offset))
		sha256((const char *)bytes + hf_le32(text->offset), hf_le32(text->count),
		       header->text_digest);
	sha256((char *)bytes + HF_DIGEST_FROM, size - HF_DIGEST_FROM, header->digest);
}

static void ask(const struct hf_image *image, struct hf_request request)
{
	struct hf_verdict verdict;
	bool allowed = hf_decide(image, &request, &verdict);

	if (allowed != verdict.allow || allowed != (verdict.reason == HF_WHY_GRANTED))
		abort();
	if (allowed && request.kind == HF_REQ_NAME && request.want && !request.class)
		abort();
	if (allowed && request.kind == HF_REQ_EXEC && !verdict.domain)
		abort();
}

static void ask_everything(const struct hf_image *image, hf_u32 domain, hf_u32 class)
{
	static const struct hf_content content = { .known = 6 };
	struct hf_request request = { .domain = domain, .class = class, .content = &content };

	for (int kind = HF_REQ_NAME; kind <= HF_REQ_FACILITY + 1; kind++) {
		request.kind = (enum hf_request_kind)kind;
		for (int i = 0; i < 16; i++) {
			request.want = 1u << i;
			request.facility = 1u << i;
			request.netop = (enum hf_netop)i;
			request.peerop = (enum hf_peerop)i;
			request.proto = (enum hf_proto)(i & 1);
			request.capability = (hf_u32)i * 5;
			request.peer = (hf_u32)i;
			request.port = (hf_u16)(i * 4999);
			request.script = (hf_u32)i < image->codes ? (hf_u32)i : 0;
			request.program = (hf_u32)(i * 7) % image->codes;
			request.variable = (const char *[]){ "LD_PRELOAD", "BASH_FUNC_x%%", "PATH", "" }[i & 3];
			request.variable_length = strlen(request.variable);
			memset(request.address, i * 17, sizeof(request.address));
			ask(image, request);
		}
	}
}

/* Each cell there is, and that no sink is ever left. */
static void look_up_everything(const struct hf_image *image)
{
	static const char name[] = "/a\xff";

	for (hf_u32 domain = 0; domain < image->domains && domain < 64; domain++)
		for (hf_u32 class = 0; class < image->classes; class++)
			if (hf_cell(image, domain, class) && !class)
				abort();
	for (hf_u32 state = 0; state < image->states; state++) {
		hf_u32 behind = hf_walk(image, state, name, sizeof(name));

		if (behind >= image->states || hf_class(image, behind) >= image->classes)
			abort();
		if (hf_is_sink(image, state) && (behind != state || hf_class(image, state) != state))
			abort();
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char name[] = "/usr/sbin/nginx\xff@";
	void *bytes = aligned_alloc(8, (size + 7) & ~(size_t)7);
	struct hf_image image;
	struct hf_fault fault;

	if (!bytes)
		return 0;
	memcpy(bytes, data, size);
	repair(bytes, size);
	if (hf_image_verify(&image, bytes, size, digest, &fault)) {
		if (hf_walk(&image, image.root_state, name, sizeof(name)) >= image.states)
			abort();
		for (hf_u32 domain = 0; domain < image.domains && domain < 8; domain++)
			for (hf_u32 class = 0; class < image.classes && class < 16; class++)
				ask_everything(&image, domain, class);
		look_up_everything(&image);
		if (hf_find_domain(&image, "kernel") != 0)
			abort();
	} else if (!fault.what) {
		abort();
	}
	free(bytes);
	return 0;
}
