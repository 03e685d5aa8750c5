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
#include <linux/fs.h>
#include <linux/major.h>

#include "../measure.h"
#include "sealed.h"

/*
 * The overlay's inode first: once it takes no writer, none can cause a copy-up, so
 * that the data inode found then is the one whose writers count. A copy-up for
 * another reason may still replace it; so the pair is noted.
 */
static bool refuse_writers(struct dentry *dentry, struct fixed_content *fixed)
{
	fixed->inode = d_inode(dentry);
	if (!atomic_dec_unless_positive(&fixed->inode->i_writecount))
		return false;
	fixed->data = holdfast_data_inode(dentry);
	if (fixed->data == fixed->inode ||
	    atomic_dec_unless_positive(&fixed->data->i_writecount))
		return true;
	atomic_inc(&fixed->inode->i_writecount);
	return false;
}

void holdfast_release_content(const struct fixed_content *fixed)
{
	if (!fixed->inode)
		return;
	atomic_inc(&fixed->inode->i_writecount);
	if (fixed->data != fixed->inode)
		atomic_inc(&fixed->data->i_writecount);
}

/* Each of the two keeps one refusal of writers for good, whoever approved it first. */
static void approve(struct inode *inode, u32 code)
{
	if (cmpxchg(&inode->i_holdfast_code, 0, code))
		atomic_inc(&inode->i_writecount);
}

void holdfast_approve_content(const struct fixed_content *fixed, u32 code)
{
	if (!fixed->inode)
		return;
	if (fixed->data != fixed->inode)
		approve(fixed->data, code);
	approve(fixed->inode, code);
}

/*
 * Known is what both inodes say: a copy-up gives an approved name of an overlay another
 * data inode, which nobody has looked at and anybody may be writing to.
 */
static bool is_known(struct dentry *dentry, u32 code)
{
	/* Full order of approve()'s cmpxchg(): a code that is seen was approved before. */
	return READ_ONCE(d_inode(dentry)->i_holdfast_code) == code &&
	       READ_ONCE(holdfast_data_inode(dentry)->i_holdfast_code) == code;
}

/*
 * Whose disk is somebody's file, or another machine's. What was read once comes from there again
 * when its pages have gone, while the inode, and what we know of it, stays.
 */
static bool is_on_disk_of_others(const struct super_block *sb)
{
	return sb->s_bdev && (MAJOR(sb->s_dev) == LOOP_MAJOR || MAJOR(sb->s_dev) == NBD_MAJOR);
}

/* A filesystem whose server changes content as it likes: our refusals mean nothing to it. */
static bool changes_by_itself(struct dentry *dentry)
{
	const struct super_block *sb = d_inode(dentry)->i_sb;
	const struct super_block *data = holdfast_data_inode(dentry)->i_sb;

	return (sb->s_iflags | data->s_iflags) &
		       (SB_I_IMA_UNVERIFIABLE_SIGNATURE | SB_I_UNTRUSTED_MOUNTER) ||
	       is_on_disk_of_others(sb) || is_on_disk_of_others(data);
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
				    bool no_hashing, struct fixed_content *fixed)
{
	struct hf_content *content = &fixed->content;

	if (!holdfast_maps_its_data(file))
		return HF_WHY_WRONG_CONTENT;
	if (is_known(dentry, code)) {
		content->code = code;
		return HF_WHY_GRANTED;
	}
	if (no_hashing)
		return HF_WHY_WRONG_CONTENT;
	if (!S_ISREG(d_inode(dentry)->i_mode) || changes_by_itself(dentry))
		return HF_WHY_NOT_PINNED;
	if (!refuse_writers(dentry, fixed)) {
		fixed->inode = NULL;
		return HF_WHY_IN_USE_BY_WRITER;
	}
	if (pins_fsverity(code) && holdfast_fsverity_digest(dentry, content->fsverity)) {
		content->known |= 1u << HF_DIGEST_FSVERITY_SHA256;
		return HF_WHY_GRANTED;
	}
	if (!holdfast_hash_file(file, content->sha256)) {
		holdfast_release_content(fixed);
		return HF_WHY_NO_MEMORY;
	}
	content->known |= 1u << HF_DIGEST_SHA256;
	return HF_WHY_GRANTED;
}
