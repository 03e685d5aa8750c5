// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mounts. No name depends on the mounts of a caller, so these are about
 * availability and about data, not about identity. A mount needs the access
 * on the place and on the filesystem type.
 */
#include <linux/lsm_hooks.h>
#include <linux/mount.h>
#include <uapi/linux/mount.h>

#include "holdfast.h"
#include "name.h"

/* The longest filesystem type there is has far fewer; longer ones are refused. */
#define TYPE_BYTES	48

static int ask_mount(struct dentry *place, const char *type)
{
	char literal[4 + TYPE_BYTES];
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = HF_MOUNT },
		.subject = current_cred(),
		.dentry = place,
		.literal = literal,
	};

	ask.length = snprintf(literal, sizeof(literal), "@fs:%s", type);
	if (ask.length >= sizeof(literal))
		return -EPERM;
	return holdfast_judge(&ask);
}

/* What mount(2) does, in the order in which it looks at the flags. */
static const char *mount_type(const char *type, unsigned long flags)
{
	if (flags & MS_REMOUNT)
		return "remount";
	if (flags & MS_BIND)
		return "bind";
	if (flags & (MS_SHARED | MS_PRIVATE | MS_SLAVE | MS_UNBINDABLE))
		return "propagation";
	if (flags & MS_MOVE)
		return "move";
	return type ?: "none";
}

static int hook_sb_mount(const char *dev_name, const struct path *path, const char *type,
			 unsigned long flags, void *data)
{
	return ask_mount(path->dentry, mount_type(type, flags));
}

/* fsconfig(FSCONFIG_CMD_RECONFIGURE); mount(2) has come through hook_sb_mount before. */
static int hook_sb_remount(struct super_block *sb, void *options)
{
	return ask_mount(sb->s_root, "remount");
}

static int hook_move_mount(const struct path *from, const struct path *to)
{
	return ask_mount(to->dentry, from->mnt->mnt_sb->s_type->name);
}

static int hook_sb_umount(struct vfsmount *mnt, int flags)
{
	return holdfast_ask_name(current_cred(), mnt->mnt_root, HF_UMOUNT);
}

static int hook_sb_pivotroot(const struct path *old, const struct path *new)
{
	return holdfast_ask_name(current_cred(), new->dentry, HF_CHROOT);
}

static int hook_path_chroot(const struct path *path)
{
	return holdfast_ask_name(current_cred(), path->dentry, HF_CHROOT);
}

static struct security_hook_list mount_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(sb_alloc_security, holdfast_sb_alloc),
	LSM_HOOK_INIT(sb_free_security, holdfast_sb_free),
	LSM_HOOK_INIT(sb_mount, hook_sb_mount),
	LSM_HOOK_INIT(sb_remount, hook_sb_remount),
	LSM_HOOK_INIT(sb_umount, hook_sb_umount),
	LSM_HOOK_INIT(sb_pivotroot, hook_sb_pivotroot),
	LSM_HOOK_INIT(move_mount, hook_move_mount),
#ifdef CONFIG_SECURITY_PATH
	LSM_HOOK_INIT(path_chroot, hook_path_chroot),
#endif
};

void __init holdfast_add_mount_hooks(void)
{
	security_add_hooks(mount_hooks, ARRAY_SIZE(mount_hooks), &holdfast_lsmid);
}
