// SPDX-License-Identifier: GPL-2.0-only
/*
 * Making, removing and moving names. The inode_* hooks are used and not the
 * path_* ones: names don't depend on mounts, and these also see what an
 * overlay does below itself.
 */
#include <linux/lsm_hooks.h>
#include <linux/stat.h>

#include "holdfast.h"

static noinline int change_slowly(struct dentry *dentry, u32 want)
{
	if (holdfast_grants_name(current_cred(), dentry, want) ||
	    holdfast_grants_unlabelled(current_cred(), dentry, want))
		return 0;
	return holdfast_ask_name(current_cred(), dentry, want);
}

/* Make or remove a name in @dir, which is locked. */
static __always_inline int change_name(const struct inode *dir, struct dentry *dentry, u32 want)
{
	if (likely(holdfast_grants_below(current_cred(), dir, want)))
		return 0;
	return change_slowly(dentry, want);
}

/*
 * open(O_CREAT) asks while it still looks the name up. If the file turns out to
 * exist a refusal does not matter; if not, holdfast_create_refused() follows.
 * What was created is seen once more when it is opened.
 */
static noinline int ask_create(struct dentry *dentry)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = HF_CREATE },
		.subject = current_cred(),
		.dentry = dentry,
		/* Others change other bits of d_flags; so below. */
		.quiet = data_race(d_in_lookup(dentry)),
	};

	return holdfast_judge(&ask);
}

/* Takes what the hook gets, where it is: nothing has to be moved on the short way. */
static noinline __noclone int create_slowly(struct inode *dir, struct dentry *dentry)
{
	if (holdfast_grants_unlabelled(current_cred(), dentry, HF_CREATE))
		return 0;
	return ask_create(dentry);
}

static int hook_inode_create(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	if (likely(holdfast_grants_below(current_cred(), dir, HF_CREATE)))
		return 0;
	return create_slowly(dir, dentry);
}

static int hook_inode_mkdir(struct inode *dir, struct dentry *dentry, umode_t mode)
{
	return change_name(dir, dentry, HF_CREATE);
}

static int hook_inode_symlink(struct inode *dir, struct dentry *dentry, const char *target)
{
	return change_name(dir, dentry, HF_CREATE);
}

/* Device 0:0 is no device: overlays mark deleted files with it. */
static int hook_inode_mknod(struct inode *dir, struct dentry *dentry, umode_t mode, dev_t dev)
{
	if (S_ISSOCK(mode))
		return change_name(dir, dentry, HF_BIND);
	if (S_ISBLK(mode) || (S_ISCHR(mode) && dev))
		return change_name(dir, dentry, HF_MKNOD);
	return change_name(dir, dentry, HF_CREATE);
}

/*
 * A file that loses one of several names must not keep the label of the one that
 * goes: between the two it looks like a file with just this one.
 */
static noinline int unlink_slowly(const struct inode *dir, struct dentry *dentry)
{
	int error = change_name(dir, dentry, HF_DELETE);

	if (!error && READ_ONCE(d_inode(dentry)->i_nlink) > 1)
		holdfast_forget_label(d_inode(dentry));
	return error;
}

/* Both are locked: nobody changes the number of names now. */
static int hook_inode_unlink(struct inode *dir, struct dentry *dentry)
{
	if (likely(READ_ONCE(d_inode(dentry)->i_nlink) == 1 &&
		   holdfast_grants_below(current_cred(), dir, HF_DELETE)))
		return 0;
	return unlink_slowly(dir, dentry);
}

static int hook_inode_rmdir(struct inode *dir, struct dentry *dentry)
{
	return change_name(dir, dentry, HF_DELETE);
}

static int hook_inode_link(struct dentry *old, struct inode *dir, struct dentry *new)
{
	return holdfast_judge_link(old, new);
}

/* For RENAME_EXCHANGE the framework calls this once for each direction. */
static int hook_inode_rename(struct inode *old_dir, struct dentry *old,
			     struct inode *new_dir, struct dentry *new)
{
	/* What is replaced may live on under another name: not this way. Both are locked. */
	if (likely((data_race(d_is_negative(new)) || READ_ONCE(d_inode(new)->i_nlink) == 1) &&
		   holdfast_grants_move(current_cred(), old_dir, new_dir)))
		return 0;
	return holdfast_judge_rename(old, new);
}

static struct security_hook_list name_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(inode_create, hook_inode_create),
	LSM_HOOK_INIT(inode_mkdir, hook_inode_mkdir),
	LSM_HOOK_INIT(inode_symlink, hook_inode_symlink),
	LSM_HOOK_INIT(inode_mknod, hook_inode_mknod),
	LSM_HOOK_INIT(inode_unlink, hook_inode_unlink),
	LSM_HOOK_INIT(inode_rmdir, hook_inode_rmdir),
	LSM_HOOK_INIT(inode_link, hook_inode_link),
	LSM_HOOK_INIT(inode_rename, hook_inode_rename),
};

void __init holdfast_add_name_hooks(void)
{
	security_add_hooks(name_hooks, ARRAY_SIZE(name_hooks), &holdfast_lsmid);
}
