// SPDX-License-Identifier: GPL-2.0-only
/*
 * Files are decided when they are opened. What an open descriptor may do
 * follows from that, whoever holds it, so there is nothing on read and write.
 */
#include <linux/file.h>
#include <linux/lsm_hooks.h>
#include <linux/major.h>
#include <linux/magic.h>
#include <linux/xattr.h>

#include "holdfast.h"

/* Whoever sets one of these wants more than its access mode says, or other things. */
#define UNUSUAL_FLAGS	(__FMODE_EXEC | O_TRUNC | O_APPEND | __O_TMPFILE)

/* So that what is usually wanted stands in f_mode as it is. */
static_assert(HF_READ == (__force u32)FMODE_READ && HF_MODIFY == (__force u32)FMODE_WRITE);

static u32 open_wants(const struct file *file)
{
	u32 want = 0;

	/* Access mode 3 opens for ioctl only, which on a device is everything. */
	if ((file->f_flags & O_ACCMODE) == O_ACCMODE)
		want |= HF_READ | HF_MODIFY;
	if (file->f_mode & FMODE_READ)
		want |= HF_READ;
	if (file->f_mode & FMODE_WRITE)
		want |= file->f_flags & O_APPEND ? HF_APPEND : HF_MODIFY;
	if (file->f_flags & O_TRUNC)
		want |= HF_MODIFY;
	if (file->f_flags & __O_TMPFILE || file->f_mode & FMODE_CREATED)
		want |= HF_CREATE;
	return want;
}

/*
 * Writing to /proc/PID/mem goes through any protection, and of one's own process no
 * hook asks: whoever may do it can change its text. So the name is not enough.
 */
static bool writes_memory(const struct file *file)
{
	const struct dentry *dentry = file->f_path.dentry;

	return file->f_mode & FMODE_WRITE && dentry->d_sb->s_magic == PROC_SUPER_MAGIC &&
	       !strcmp((const char *)dentry->d_name.name, "mem");
}

/*
 * null, zero, full, random, urandom and the terminal of who asks: the same to everybody, and
 * nobody's.
 */
static bool is_harmless(dev_t dev)
{
	switch (MAJOR(dev)) {
	case MEM_MAJOR:
		return MINOR(dev) == 3 || MINOR(dev) == 5 || (MINOR(dev) >= 7 && MINOR(dev) <= 9);
	case TTYAUX_MAJOR:
		return MINOR(dev) == 0;
	default:
		return false;
	}
}

/*
 * A device node is the device, wherever it lies. Those of devtmpfs and devpts are the kernel's;
 * any other shows through an overlay, is served by somebody, or came on a disk or in an
 * initramfs. Nobody was asked when it was made, so whoever opens it has to be one who may make it.
 */
bool holdfast_is_brought_node(const struct inode *inode)
{
	const char *type = inode->i_sb->s_type->name;

	if (!S_ISBLK(inode->i_mode) && !(S_ISCHR(inode->i_mode) && !is_harmless(inode->i_rdev)))
		return false;
	return strcmp(type, "devtmpfs") && strcmp(type, "devpts");
}

/* A file opened to be executed is judged at bprm_check_security or mmap_file. */
static bool is_opened_to_execute(const struct file *file)
{
	return file->f_flags & __FMODE_EXEC && !(file->f_mode & FMODE_WRITE);
}

/* What is not granted at once, or wants more than its access mode says. */
static noinline int open_unlabelled(struct file *file, u32 want)
{
	int error;

	if (!file->f_cred->holdfast_domain)
		return 0;
	/* Its label is never kept: may_cache(). */
	if (holdfast_is_brought_node(file_inode(file)))
		want |= HF_MKNOD;
	/* Labels of procfs are never kept, so that "mem" does not get through here. */
	if (!want || holdfast_grants_name(file->f_cred, file->f_path.dentry, want))
		return 0;
	if (writes_memory(file)) {
		error = holdfast_ask_facility(HF_USE_EXECMEM);
		if (error)
			return error;
	}
	if (holdfast_grants_unlabelled(file->f_cred, file->f_path.dentry, want))
		return 0;
	return holdfast_ask_open(file, want);
}

/* What has no label yet is often new, and in a directory where all are alike. */
static noinline int change_unlabelled(u32 want, struct dentry *dentry)
{
	if (holdfast_grants_new(current_cred(), dentry, want))
		return 0;
	return holdfast_ask_name(current_cred(), dentry, want);
}

static __always_inline int change(struct dentry *dentry, u32 want)
{
	if (holdfast_grants_inode(current_cred(), d_inode(dentry), want))
		return 0;
	return change_unlabelled(want, dentry);
}

static noinline int open_slowly(struct file *file)
{
	if (is_opened_to_execute(file))
		return 0;
	return open_unlabelled(file, open_wants(file));
}

static noinline int open_to_write(struct file *file)
{
	u32 want = (__force u32)(file->f_mode & (FMODE_READ | FMODE_WRITE));

	if (unlikely(!want || file->f_flags & UNUSUAL_FLAGS))
		return open_slowly(file);
	return holdfast_grants_open(file, want) ? 0 : open_slowly(file);
}

/* What is created is often emptied or appended to as well: creat(2), a shell's > and >>. */
static noinline int open_created_specially(struct file *file)
{
	u32 want = open_wants(file);

	if (file->f_flags & (__FMODE_EXEC | __O_TMPFILE))
		return open_slowly(file);
	return holdfast_grants_created(file, want) ? 0 : open_unlabelled(file, want);
}

static noinline int open_created(struct file *file)
{
	u32 want = (__force u32)(file->f_mode & (FMODE_READ | FMODE_WRITE));

	if (unlikely(!want || file->f_flags & UNUSUAL_FLAGS))
		return open_created_specially(file);
	want |= HF_CREATE;
	return holdfast_grants_created(file, want) ? 0 : open_unlabelled(file, want);
}

/* Files that are only to be read: most of them. */
static int hook_file_open(struct file *file)
{
	fmode_t mode = file->f_mode & (FMODE_READ | FMODE_WRITE | FMODE_CREATED);

	if (mode != FMODE_READ)
		return mode & FMODE_CREATED ? open_created(file) : open_to_write(file);
	if (unlikely(file->f_flags & UNUSUAL_FLAGS))
		return open_slowly(file);
	return likely(holdfast_grants_open(file, HF_READ)) ? 0 : open_slowly(file);
}

/* What was opened for appending stays so; see the calls in the patch. */
int holdfast_overwrite(const struct file *file)
{
	return holdfast_ask_name(file->f_cred, file_user_path(file)->dentry, HF_MODIFY);
}

/*
 * Truncation by any road comes here too, as ATTR_SIZE. ATTR_FORCE is the kernel
 * taking away setuid bits after a write, which is not the writer's choice.
 */
static int hook_inode_setattr(struct mnt_idmap *idmap, struct dentry *dentry, struct iattr *attr)
{
	if (likely(!(attr->ia_valid & (ATTR_SIZE | ATTR_FORCE))))
		return change(dentry, HF_ATTRIBUTE);
	return attr->ia_valid & ATTR_SIZE ? change(dentry, HF_MODIFY) : 0;
}

/* FS_IOC_SETFLAGS and FS_IOC_FSSETXATTR, which have no hook of their own. */
int holdfast_flags_changed(struct dentry *dentry)
{
	return change(dentry, HF_ATTRIBUTE);
}

static int hook_inode_setxattr(struct mnt_idmap *idmap, struct dentry *dentry, const char *name,
			       const void *value, size_t size, int flags)
{
	return change(dentry, HF_ATTRIBUTE);
}

static int hook_inode_removexattr(struct mnt_idmap *idmap, struct dentry *dentry, const char *name)
{
	return change(dentry, HF_ATTRIBUTE);
}

static int hook_inode_set_acl(struct mnt_idmap *idmap, struct dentry *dentry,
			      const char *acl_name, struct posix_acl *acl)
{
	return change(dentry, HF_ATTRIBUTE);
}

static int hook_inode_remove_acl(struct mnt_idmap *idmap, struct dentry *dentry,
				 const char *acl_name)
{
	return change(dentry, HF_ATTRIBUTE);
}

static struct security_hook_list file_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(file_open, hook_file_open),
	LSM_HOOK_INIT(inode_setattr, hook_inode_setattr),
	LSM_HOOK_INIT(inode_setxattr, hook_inode_setxattr),
	LSM_HOOK_INIT(inode_removexattr, hook_inode_removexattr),
	LSM_HOOK_INIT(inode_set_acl, hook_inode_set_acl),
	LSM_HOOK_INIT(inode_remove_acl, hook_inode_remove_acl),
};

void __init holdfast_add_file_hooks(void)
{
	security_add_hooks(file_hooks, ARRAY_SIZE(file_hooks), &holdfast_lsmid);
}
