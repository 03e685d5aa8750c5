/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Labels: what the automaton says of a name, kept in the inode.
 *
 * The word in struct inode is a stamp and a value. A file's value is the class of its
 * name; a directory's is the state behind its name, where the names in it go on, and
 * a bit. But where that state is a sink it is the class, too, so that the value is this number
 * alone: the same as of everything below. It counts only if the stamp is the current one: what
 * is left of the word without that is small then, so that one comparison tells what it is and
 * whether it counts.
 */
#ifndef HOLDFAST_LABEL_H
#define HOLDFAST_LABEL_H

#include <linux/dcache.h>
#include <linux/fs.h>

#include "../core/engine.h"
#include "../name.h"

#define LABEL_VALUE	0xffffffull	/* a class or a state */
#define LABEL_DIRECTORY	BIT_ULL(24)	/* that is no sink */

/* No generation is 0, so this never counts; and nothing replaces it. */
#define LABEL_NEVER	1ull

/* policy.c: set once while booting, constant afterwards. */
extern struct hf_image holdfast_policy;

/* image.S: its first byte. What is found by its place there takes no pointer to be loaded. */
extern const u8 holdfast_image_start[];

/* What a label says; more than any label can, if it does not count. */
static __always_inline u64 holdfast_said(u64 word)
{
	/* Wanted as it is now, by one load: which is why the compiler must not look again. */
	u64 said = word - data_race(holdfast_stamp);

	OPTIMIZER_HIDE_VAR(said);
	return said;
}

/* The state behind the name of a directory, if its label counts. */
static __always_inline bool holdfast_known_state(const struct inode *inode, u32 *state)
{
	u64 said = holdfast_said(READ_ONCE(inode->i_holdfast));

	*state = said & LABEL_VALUE;
	return said - LABEL_DIRECTORY <= LABEL_VALUE || said < holdfast_policy.sinks;
}

/* The class of all names in a directory with this label, if it counts and they are alike. */
static __always_inline bool holdfast_class_below(u64 word, u64 *class)
{
	u64 said = holdfast_said(word);

	*class = said;
	return said < holdfast_policy.sinks;
}

/* The class of an inode, if its label counts. */
static __always_inline bool holdfast_known_class(const struct inode *inode, u64 *class)
{
	u64 said = holdfast_said(READ_ONCE(inode->i_holdfast));

	if (likely(said <= LABEL_VALUE)) {
		*class = said;
		return true;
	}
	if (said - LABEL_DIRECTORY > LABEL_VALUE)
		return false;
	*class = hf_class(&holdfast_policy, said & LABEL_VALUE);
	return true;
}

/*
 * The label of the directory that @dentry is in, read once, with the stamp that it has. It may
 * have ceased to count since. False if @dentry is being moved just now: a directory that it has
 * left may be removed, and there are filesystems that use inodes again at once (XFS).
 */
static __always_inline bool holdfast_parent_label(const struct dentry *dentry, u64 *word)
{
	const struct dentry *parent;
	const struct inode *dir;
	bool stayed = false;

	rcu_read_lock();
	parent = READ_ONCE(dentry->d_parent);
	dir = d_inode_rcu(parent);
	if (likely(dir)) {
		*word = READ_ONCE(dir->i_holdfast);
		smp_rmb();	/* Still there means that it was there when the label was read. */
		stayed = READ_ONCE(dentry->d_parent) == parent;
	}
	rcu_read_unlock();
	return stayed;
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
