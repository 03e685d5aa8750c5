// SPDX-License-Identifier: GPL-2.0-only
/*
 * The policy of this kernel: verified once, before the first process. A broken
 * one stops the boot, because a kernel that was asked to enforce and can't
 * must not run.
 */
#include <crypto/sha2.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/seq_file.h>

#include "../name.h"
#include "sealed.h"

extern const u8 holdfast_image_end[];

struct hf_image holdfast_policy __ro_after_init;

static void digest(const void *data, size_t length, hf_u8 out[HF_DIGEST_BYTES])
{
	sha256(data, length, out);
}

void __init holdfast_setup(void)
{
	size_t length = holdfast_image_end - holdfast_image_start;
	struct hf_fault fault;

	if (!hf_image_verify(&holdfast_policy, holdfast_image_start, length, digest, &fault))
		panic("Holdfast: the policy in this kernel is broken: %s, at byte %llu of %zu. Boot another kernel.\n",
		      fault.what, fault.offset, length);
	pr_info("holdfast: sealed: policy %s version %u, %u domains, %u classes\n",
		hf_string(&holdfast_policy, holdfast_policy.header->policy_name),
		hf_le32(holdfast_policy.header->policy_version),
		holdfast_policy.domains, holdfast_policy.classes);
}

u32 holdfast_walk(u32 state, const char *bytes, size_t length)
{
	return hf_walk(&holdfast_policy, state, bytes, length);
}

u32 holdfast_root_state(void)
{
	return holdfast_policy.root_state;
}

void holdfast_show_status(struct seq_file *seq)
{
	const struct hf_header *header = holdfast_policy.header;
	u64 kept, all = holdfast_denials(&kept);

	seq_puts(seq, "build: sealed\n");
	seq_printf(seq, "policy name: %s\n", hf_string(&holdfast_policy, header->policy_name));
	seq_printf(seq, "policy version: %u\n", hf_le32(header->policy_version));
	seq_printf(seq, "policy digest: %*phN\n", HF_DIGEST_BYTES, header->text_digest);
	seq_printf(seq, "image digest: %*phN\n", HF_DIGEST_BYTES, header->digest);
	seq_printf(seq, "domains: %u\n", holdfast_policy.domains);
	seq_printf(seq, "classes: %u\n", holdfast_policy.classes);
	seq_printf(seq, "states: %u\n", holdfast_policy.states);
	seq_printf(seq, "denials: %llu\n", all);
	seq_printf(seq, "lost: %llu\n", all - kept);
}
