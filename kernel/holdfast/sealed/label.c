// SPDX-License-Identifier: GPL-2.0-only
/*
 * From a dentry to the state of the automaton behind its name, by one step from
 * its directory or by a climb to the next labelled one; see name.c for how the
 * chain of dentries is read while others change it.
 */
#include <linux/magic.h>
#include <linux/rcupdate.h>
#include <linux/seqlock.h>

#include "label.h"
#include "sealed.h"

/* How many dentries are remembered on the way up, to be walked down again. */
#define CHAIN	16

/* A name in a sink is not even looked at. */
static u32 step(u32 state, const struct dentry *dentry)
{
	const char *text;
	u32 length;

	state = hf_step(&holdfast_policy, state, '/');
	if (hf_is_sink(&holdfast_policy, state))
		return state;
	text = holdfast_component(dentry, &length);
	return hf_walk(&holdfast_policy, state, text, length);
}

/*
 * One climb: from @from to the next labelled ancestor or the root, or to @stop.
 * Leaves the last CHAIN dentries seen, topmost last, and the state behind the top.
 */
static bool climb(struct dentry *from, struct dentry **chain, int *depth, u32 *state,
		  struct dentry *known, u32 known_state)
{
	struct dentry *here = from;

	for (*depth = 0; ; here = READ_ONCE(here->d_parent)) {
		const struct inode *inode = d_inode_rcu(here);

		if (here == known) {
			*state = known_state;
			return true;
		}
		if (here != from && inode && holdfast_known_state(inode, state))
			return true;
		if (IS_ROOT(here))
			return holdfast_root_label(here, state);
		if (holdfast_has_aliases(here) || *depth >= HF_MAX_NAME_WALK)
			return false;
		chain[(*depth)++ % CHAIN] = here;
	}
}

/* A deep chain that nobody has labelled is walked down CHAIN components at a time. */
static bool walk_name(struct dentry *dentry, u32 *state)
{
	struct dentry *chain[CHAIN], *known = NULL;
	u32 known_state = 0;
	int depth;

	do {
		int bottom;

		if (!climb(dentry, chain, &depth, state, known, known_state))
			return false;
		bottom = max(depth - CHAIN, 0);
		while (depth > bottom) {
			known = chain[--depth % CHAIN];
			*state = step(*state, known);
		}
		known_state = *state;
	} while (depth);
	return true;
}

/* Most often the directory is labelled, and nothing is being renamed just now. */
static bool walk_from_parent(struct dentry *dentry, u32 *state)
{
	unsigned int seq = raw_read_seqcount(&rename_lock.seqcount);
	struct dentry *parent = READ_ONCE(dentry->d_parent);
	const struct inode *inode = d_inode_rcu(parent);

	if (parent == dentry || !inode || !holdfast_known_state(inode, state) || seq & 1)
		return false;
	if (!hf_is_sink(&holdfast_policy, *state))
		*state = step(*state, dentry);
	return !read_seqcount_retry(&rename_lock.seqcount, seq);
}

static bool compute_state(struct dentry *dentry, u32 *state)
{
	int seq = 0;
	bool named;

	rcu_read_lock();
	if (likely(walk_from_parent(dentry, state))) {
		rcu_read_unlock();
		return true;
	}
	do {
		read_seqbegin_or_lock(&rename_lock, &seq);
		named = walk_name(dentry, state);
		if (!need_seqretry(&rename_lock, seq))
			break;
		seq = 1;
	} while (true);
	done_seqretry(&rename_lock, seq);
	rcu_read_unlock();
	return named;
}

/*
 * Has this inode exactly one name, which is @dentry's? nlink 0 can be linked again, nlink 2
 * has names that we don't know.
 */
static bool has_one_name(const struct dentry *dentry, const struct inode *inode)
{
	/* May be wrong in a moment: who takes a name away or adds one forgets the label, too. */
	return READ_ONCE(inode->i_nlink) == 1 && !data_race(d_unhashed(dentry));
}

/* All dentries of those filesystems that may_cache() lets through have these operations. */
static bool has_spellings(const struct super_block *sb)
{
	const struct dentry_operations *operations = sb->s_d_op;

	return operations && (operations->d_hash || operations->d_compare);
}

/*
 * May the label of this inode be remembered? Only where this kernel alone
 * renames and components have one spelling, and only for an inode with just one name.
 * So whoever finds a label of a directory need not ask for other spellings below it.
 */
static bool may_cache(const struct dentry *dentry, const struct inode *inode)
{
	switch (inode->i_sb->s_magic) {
	case EXT4_SUPER_MAGIC:
	case XFS_SUPER_MAGIC:
	case BTRFS_SUPER_MAGIC:
	case F2FS_SUPER_MAGIC:
	case EROFS_SUPER_MAGIC_V1:
	case SQUASHFS_MAGIC:
	case TMPFS_MAGIC:
	case RAMFS_MAGIC:
	case OVERLAYFS_SUPER_MAGIC:
		break;
	default:
		return false;
	}
	if (has_spellings(inode->i_sb))
		return false;
	if (S_ISDIR(inode->i_mode))
		/* As in has_one_name(). */
		return dentry == dentry->d_sb->s_root || !data_race(d_unhashed(dentry));
	/* Opening it has to ask more than its class. */
	if (holdfast_is_brought_node(inode))
		return false;
	return has_one_name(dentry, inode);
}

static u64 make_word(const struct inode *inode, u64 stamp, u32 state)
{
	if (S_ISDIR(inode->i_mode) && !hf_is_sink(&holdfast_policy, state))
		return stamp | LABEL_DIRECTORY | state;
	return stamp | hf_class(&holdfast_policy, state);
}

static bool label_one(struct dentry *dentry, struct inode *inode, u32 *state)
{
	u64 word = inode ? READ_ONCE(inode->i_holdfast) : LABEL_NEVER;
	u64 now = READ_ONCE(holdfast_stamp);

	/* Pairs with set_prefix(): an old name is never kept under a new generation. */
	smp_rmb();
	if (!compute_state(dentry, state))
		return false;
	if (word == LABEL_NEVER || now == HOLDFAST_LAST_STAMP || !may_cache(dentry, inode))
		return true;
	/* Fails, rightly, if holdfast_forget_label() came between. */
	cmpxchg64(&inode->i_holdfast, word, make_word(inode, now, *state));
	return true;
}

/*
 * The directory first: whoever asks for one name in it will ask for more, and with
 * its label each is a single step. RCU keeps it there if it is renamed away just now.
 */
static void label_directory(const struct dentry *dentry)
{
	struct dentry *parent;
	struct inode *inode;
	u32 state;

	rcu_read_lock();
	parent = READ_ONCE(dentry->d_parent);
	inode = d_inode_rcu(parent);
	if (parent != dentry && inode && !holdfast_known_state(inode, &state) &&
	    may_cache(parent, inode))
		label_one(parent, inode, &state);
	rcu_read_unlock();
}

bool holdfast_state(struct dentry *dentry, u32 *state)
{
	struct inode *inode = d_inode(dentry);

	if (inode && S_ISDIR(inode->i_mode) && holdfast_known_state(inode, state))
		return true;
	label_directory(dentry);
	return label_one(dentry, inode, state);
}

bool holdfast_class(struct dentry *dentry, u32 *class)
{
	const struct inode *inode = d_inode(dentry);
	u64 known;
	u32 state;

	if (inode && holdfast_known_class(inode, &known)) {
		*class = known;
		return true;
	}
	if (!holdfast_state(dentry, &state))
		return false;
	*class = hf_class(&holdfast_policy, state);
	return true;
}

void holdfast_forget_label(struct inode *inode)
{
	xchg(&inode->i_holdfast, LABEL_NEVER);
}
