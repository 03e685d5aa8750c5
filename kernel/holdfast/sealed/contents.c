// SPDX-License-Identifier: GPL-2.0-only
/*
 * Content of code. Writers are refused first, then it is read, then it is
 * published in the inode; from then on that inode takes no writer for as long
 * as it is in memory. When it is evicted the knowledge goes with it.
 *
 * The refusal is the kernel's own: a negative i_writecount, as for a running
 * program, that is never given back. In an overlay both the overlay's inode
 * and the one that holds the data are held.
 */
#include <crypto/sha2.h>
#include <linux/fs.h>
#include <linux/fsverity.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "sealed.h"

#define READ_BYTES	(64u << 10)

static struct inode *data_inode(struct dentry *dentry)
{
	return d_inode(d_real(dentry, D_REAL_DATA));
}

static bool refuse_writers(struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry), *data = data_inode(dentry);

	if (!atomic_dec_unless_positive(&inode->i_writecount))
		return false;
	if (data == inode || atomic_dec_unless_positive(&data->i_writecount))
		return true;
	atomic_inc(&inode->i_writecount);
	return false;
}

void holdfast_release_content(struct file *file, struct dentry *dentry,
			      const struct hf_content *content)
{
	struct inode *inode = d_inode(dentry), *data = data_inode(dentry);

	if (content->code)
		return;
	atomic_inc(&inode->i_writecount);
	if (data != inode)
		atomic_inc(&data->i_writecount);
}

void holdfast_approve_content(struct file *file, struct dentry *dentry,
			      const struct hf_content *content, u32 code)
{
	u32 *slot = &d_inode(dentry)->i_holdfast_code;

	if (content->code)
		return;
	/* Somebody else may have approved it meanwhile: one refusal of writers is enough. */
	if (cmpxchg(slot, 0, code))
		holdfast_release_content(file, dentry, content);
}

bool holdfast_is_approved(const struct inode *inode)
{
	return inode && READ_ONCE(inode->i_holdfast_code);
}

static bool hash_file(struct file *file, u8 out[HF_DIGEST_BYTES])
{
	struct sha256_state state;
	loff_t at = 0;
	ssize_t got;
	u8 *buffer;

	buffer = kvmalloc(READ_BYTES, GFP_KERNEL);
	if (!buffer)
		return false;
	sha256_init(&state);
	do {
		got = kernel_read(file, buffer, READ_BYTES, &at);
		if (got > 0)
			sha256_update(&state, buffer, got);
		cond_resched();
	} while (got > 0 && !fatal_signal_pending(current));
	sha256_final(&state, out);
	kvfree(buffer);
	return got == 0;
}

static bool measure_fsverity(struct dentry *dentry, struct hf_content *content)
{
	u8 digest[FS_VERITY_MAX_DIGEST_SIZE];
	enum hash_algo algorithm;

	if (fsverity_get_digest(data_inode(dentry), digest, NULL, &algorithm) <= 0 ||
	    algorithm != HASH_ALGO_SHA256)
		return false;
	memcpy(content->fsverity, digest, HF_DIGEST_BYTES);
	content->known |= 1u << HF_DIGEST_FSVERITY_SHA256;
	return true;
}

/* The digest that the filesystem checks anyway saves reading the file, where the policy pins it. */
static bool pins_fsverity(u32 code)
{
	struct hf_slice slice = holdfast_policy.CODES[code].digests;

	for (u32 i = 0; i < hf_le32(slice.count); i++)
		if (hf_le32(holdfast_policy.DIGESTS[hf_le32(slice.first) + i].kind) ==
		    HF_DIGEST_FSVERITY_SHA256)
			return true;
	return false;
}

enum hf_reason holdfast_fix_content(struct file *file, struct dentry *dentry, u32 code,
				    bool no_hashing, struct hf_content *content)
{
	/* Pairs with the cmpxchg in holdfast_approve_content(). */
	if (smp_load_acquire(&d_inode(dentry)->i_holdfast_code) == code) {
		content->code = code;
		return HF_WHY_GRANTED;
	}
	if (no_hashing)
		return HF_WHY_WRONG_CONTENT;
	if (!S_ISREG(d_inode(dentry)->i_mode))
		return HF_WHY_NOT_PINNED;
	if (!refuse_writers(dentry))
		return HF_WHY_IN_USE_BY_WRITER;
	if (pins_fsverity(code) && measure_fsverity(dentry, content))
		return HF_WHY_GRANTED;
	if (!hash_file(file, content->sha256)) {
		holdfast_release_content(file, dentry, content);
		return HF_WHY_NO_MEMORY;
	}
	content->known |= 1u << HF_DIGEST_SHA256;
	return HF_WHY_GRANTED;
}
