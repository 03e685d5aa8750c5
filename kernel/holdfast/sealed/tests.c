// SPDX-License-Identifier: GPL-2.0-only
/*
 * KUnit: the verifier and the engine as they stand in this kernel, against the
 * policy that is sealed into it.
 */
#include <crypto/sha2.h>
#include <kunit/test.h>
#include <linux/mm.h>
#include <linux/prandom.h>

#include "sealed.h"

#define MUTATIONS	2000

static void digest(const void *data, size_t length, hf_u8 out[HF_DIGEST_BYTES])
{
	sha256(data, length, out);
}

static size_t image_length(void)
{
	return hf_le64(holdfast_policy.header->image_bytes);
}

static void *copy_image(struct kunit *test)
{
	void *copy = kunit_kmalloc(test, image_length(), GFP_KERNEL);

	KUNIT_ASSERT_NOT_NULL(test, copy);
	memcpy(copy, holdfast_policy.header, image_length());
	return copy;
}

/* G5: what is cut short is refused, wherever the cut is. */
static void G5_truncated_image_is_refused(struct kunit *test)
{
	void *copy = copy_image(test);
	struct hf_image image;
	struct hf_fault fault;

	KUNIT_EXPECT_TRUE(test, hf_image_verify(&image, copy, image_length(), digest, &fault));
	for (size_t length = 0; length < image_length(); length += 1 + length / 16) {
		KUNIT_EXPECT_FALSE(test, hf_image_verify(&image, copy, length, digest, &fault));
		KUNIT_EXPECT_NOT_NULL(test, fault.what);
	}
}

/* G5: one changed byte anywhere does not pass the digest. */
static void G5_changed_byte_is_refused(struct kunit *test)
{
	u8 *copy = copy_image(test);
	struct hf_image image;
	struct hf_fault fault;

	for (size_t at = 0; at < image_length(); at += 1 + at / 8) {
		copy[at] ^= 0x40;
		KUNIT_EXPECT_FALSE(test,
				   hf_image_verify(&image, copy, image_length(), digest, &fault));
		copy[at] ^= 0x40;
	}
}

static void ask_everybody_about_class_0(struct kunit *test, const struct hf_image *image)
{
	struct hf_request request = { .kind = HF_REQ_NAME };
	struct hf_verdict verdict;

	for (u32 domain = 0; domain < image->domains; domain++) {
		request.domain = domain;
		for (u32 bit = 0; BIT(bit) & HF_ACCESS_ALL; bit++) {
			request.want = BIT(bit);
			KUNIT_EXPECT_FALSE(test, hf_decide(image, &request, &verdict));
		}
	}
}

/*
 * G5: an image that was changed on purpose, digest and all, is refused or stays
 * within itself, and never grants anything to what has no name.
 */
static void G5_forged_image_never_names_nothing(struct kunit *test)
{
	static const char name[] = "/usr/lib/x86_64-linux-gnu/../../etc/shadow";
	struct hf_header *header = copy_image(test);
	u8 *bytes = (u8 *)header;
	struct rnd_state random;
	struct hf_image image;
	struct hf_fault fault;
	unsigned int accepted = 0;

	prandom_seed_state(&random, 20261122);
	for (int i = 0; i < MUTATIONS; i++) {
		size_t at = sizeof(*header) +
			    prandom_u32_state(&random) % (image_length() - sizeof(*header));
		u8 old = bytes[at];

		bytes[at] = prandom_u32_state(&random);
		digest(bytes + HF_DIGEST_FROM, image_length() - HF_DIGEST_FROM, header->digest);
		if (hf_image_verify(&image, header, image_length(), digest, &fault)) {
			accepted++;
			KUNIT_EXPECT_LT(test, hf_walk(&image, image.root_state, name,
						      sizeof(name)), image.states);
			ask_everybody_about_class_0(test, &image);
		}
		bytes[at] = old;
		cond_resched();
	}
	/* If none got through, the loop above would not have tested what it says. */
	KUNIT_EXPECT_GT(test, accepted, 0);
	KUNIT_EXPECT_LT(test, accepted, MUTATIONS);
}

/* A label can be continued at any byte: that is what directories' labels are for. */
static void G2_labels_can_be_continued_anywhere(struct kunit *test)
{
	static const char name[] = "/usr/lib/x86_64-linux-gnu/libc.so.6";
	u32 root = holdfast_policy.root_state;
	u32 whole = hf_walk(&holdfast_policy, root, name, sizeof(name) - 1);

	for (size_t cut = 0; cut < sizeof(name) - 1; cut++) {
		u32 first = hf_walk(&holdfast_policy, root, name, cut);

		KUNIT_EXPECT_EQ(test, whole, hf_walk(&holdfast_policy, first, name + cut,
						     sizeof(name) - 1 - cut));
	}
}

/* G5: numbers that are not of this image are no request. */
static void G5_unknown_numbers_are_denied(struct kunit *test)
{
	struct hf_request request = { .kind = HF_REQ_NAME, .domain = holdfast_policy.domains };
	struct hf_verdict verdict;

	KUNIT_EXPECT_FALSE(test, hf_decide(&holdfast_policy, &request, &verdict));
	KUNIT_EXPECT_EQ(test, verdict.reason, HF_WHY_BAD_REQUEST);
	request.domain = 0;
	request.class = holdfast_policy.classes;
	KUNIT_EXPECT_FALSE(test, hf_decide(&holdfast_policy, &request, &verdict));
	KUNIT_EXPECT_EQ(test, verdict.reason, HF_WHY_BAD_REQUEST);
	request.class = 0;
	request.kind = 1000;
	KUNIT_EXPECT_FALSE(test, hf_decide(&holdfast_policy, &request, &verdict));
}

static struct kunit_case holdfast_cases[] = {
	KUNIT_CASE(G5_truncated_image_is_refused),
	KUNIT_CASE(G5_changed_byte_is_refused),
	KUNIT_CASE(G5_forged_image_never_names_nothing),
	KUNIT_CASE(G2_labels_can_be_continued_anywhere),
	KUNIT_CASE(G5_unknown_numbers_are_denied),
	{}
};

static struct kunit_suite holdfast_suite = {
	.name = "holdfast",
	.test_cases = holdfast_cases,
};

kunit_test_suite(holdfast_suite);
