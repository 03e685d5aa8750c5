// SPDX-License-Identifier: GPL-2.0-only
/*
 * Digests of what is run and mapped, so that the policy can pin them. The word
 * of the inode that holds the label in a sealed kernel remembers here which
 * content was measured, by its size and times.
 */
#include <linux/hash.h>
#include <linux/jhash.h>

#include "../measure.h"
#include "learn.h"

static u64 version_of(const struct inode *inode, enum code_kind kind)
{
	struct timespec64 changed = inode_get_ctime(inode);
	u64 words[] = { i_size_read(inode), changed.tv_sec, changed.tv_nsec, kind };

	return ((u64)jhash(words, sizeof(words), 1) << 32 | jhash(words, sizeof(words), 2)) | 1;
}

void holdfast_learn_content(struct file *file, struct dentry *dentry, enum code_kind kind,
			    const char *name)
{
	struct inode *inode = d_inode(dentry);
	u64 version = version_of(inode, kind);
	struct entry_key key = { .kind = ENTRY_CODE, .value = kind };

	if (!S_ISREG(inode->i_mode))
		return;
	/* With several links it has several names, each to be pinned. */
	if (READ_ONCE(inode->i_nlink) == 1 && READ_ONCE(inode->i_holdfast) == version)
		return;
	if (!holdfast_hash_file(file, key.sha256)) {
		holdfast_learn_lose();
		return;
	}
	key.has_fsverity = holdfast_fsverity_digest(dentry, key.fsverity);
	holdfast_learn_record(&key, name, strlen(name), "", 0);
	WRITE_ONCE(inode->i_holdfast, version);
}
