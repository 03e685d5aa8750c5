/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Labels: what the automaton says of a name, kept in the inode.
 *
 * The word in struct inode is stamp << 32 | value. A file's value is the class of
 * its name; a directory's is the state behind its name, where the names in it go
 * on, and its stamp has LABEL_DIRECTORY. It counts only if the stamp is the
 * current generation, so that one comparison tells what is there and whether it counts.
 */
#ifndef HOLDFAST_LABEL_H
#define HOLDFAST_LABEL_H

#include <linux/dcache.h>
#include <linux/fs.h>

#include "../core/engine.h"
#include "../name.h"

#define LABEL_DIRECTORY	BIT(31)		/* in the stamp */
#define LABEL_STATE	0xffffffu	/* in the value of a directory */
#define LABEL_SINK	BIT(24)		/* there, too: all below has the same state */

/* No generation is 0, so this never counts; and nothing replaces it. */
#define LABEL_NEVER	1ull

/* policy.c: set once while booting, constant afterwards. */
extern struct hf_image holdfast_policy;

/* The value of a directory's word, if it counts; else 0, which none has: state 0 is a sink. */
static __always_inline u32 holdfast_directory(const struct inode *inode)
{
	u64 word = READ_ONCE(inode->i_holdfast);

	return word >> 32 == (READ_ONCE(holdfast_generation) | LABEL_DIRECTORY) ? word : 0;
}

/* The class of an inode, if its label counts. */
static __always_inline bool holdfast_known_class(const struct inode *inode, u32 *class)
{
	u64 word = READ_ONCE(inode->i_holdfast);
	u32 stamp = word >> 32, now = READ_ONCE(holdfast_generation);

	if (likely(stamp == now)) {
		*class = word;
		return true;
	}
	if (stamp != (now | LABEL_DIRECTORY))
		return false;
	*class = hf_class(&holdfast_policy, word & LABEL_STATE);
	return true;
}

/**
 * holdfast_class - the class of the name of @dentry
 *
 * Returns false if it has no name, so that nothing can be granted. Never sleeps.
 */
bool holdfast_class(struct dentry *dentry, u32 *class);

/* holdfast_state - the same for the state behind its name, which only directories remember */
bool holdfast_state(struct dentry *dentry, u32 *state);

/* holdfast_forget_label - never again remember the label of @inode: its name changes its class */
void holdfast_forget_label(struct inode *inode);

#endif
