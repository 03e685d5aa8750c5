// SPDX-License-Identifier: GPL-2.0-only
/*
 * Measuring files. SHA-256 is the kernel's library and not its crypto API: that
 * one is set up by initcalls, which the command line can skip.
 */
#include <crypto/sha2.h>
#include <linux/dcache.h>
#include <linux/fsverity.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "measure.h"

#define READ_BYTES	(64u << 10)

struct inode *holdfast_data_inode(struct dentry *dentry)
{
	return d_inode(d_real(dentry, D_REAL_DATA));
}

bool holdfast_maps_its_data(struct file *file)
{
	return !(file->f_mode & FMODE_BACKING) ||
	       holdfast_data_inode(file->f_path.dentry) ==
	       holdfast_data_inode(file_user_path(file)->dentry);
}

bool holdfast_hash_file(struct file *file, u8 out[HF_DIGEST_BYTES])
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

bool holdfast_fsverity_digest(struct dentry *dentry, u8 out[HF_DIGEST_BYTES])
{
	u8 digest[FS_VERITY_MAX_DIGEST_SIZE];
	enum hash_algo algorithm;

	if (fsverity_get_digest(holdfast_data_inode(dentry), digest, NULL, &algorithm) <= 0 ||
	    algorithm != HASH_ALGO_SHA256)
		return false;
	memcpy(out, digest, HF_DIGEST_BYTES);
	return true;
}
