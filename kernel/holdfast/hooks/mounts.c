// SPDX-License-Identifier: GPL-2.0-only
/*
 * Mounts. No name depends on the mounts of a caller, so these are about
 * availability and about data, not about identity. A mount needs the access
 * on the place and on the filesystem type.
 */
#include <linux/lsm_hooks.h>
#include <linux/mount.h>
#include <uapi/linux/mount.h>

#include "../../../fs/mount.h"
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

/*
 * fsconfig(FSCONFIG_CMD_RECONFIGURE); mount(2) has come through hook_sb_mount before.
 * Some filesystems reconfigure themselves while they are first mounted: nothing yet.
 */
static int hook_sb_remount(struct super_block *sb, void *options)
{
	return holdfast_is_attached(sb) ? ask_mount(sb->s_root, "remount") : 0;
}

/* Its label, its size and the like: see hooks/control.c. */
int holdfast_filesystem_changed(struct super_block *sb)
{
	return ask_mount(sb->s_root, "remount");
}

/* A driver begins to serve somebody's device or server, whether it is attached or not. */
static int hook_sb_kern_mount(const struct super_block *sb)
{
	char literal[4 + TYPE_BYTES];
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = HF_MOUNT },
		.subject = current_cred(),
		.literal = literal,
		/* For the record, attaching it tells more. */
		.quiet = IS_ENABLED(CONFIG_SECURITY_HOLDFAST_LEARN),
	};

	ask.length = snprintf(literal, sizeof(literal), "@fs:%s", sb->s_type->name);
	return ask.length < sizeof(literal) ? holdfast_judge(&ask) : -EPERM;
}

/* move_mount(2) of what is attached moves, of a copy of what was attached binds. */
static int hook_move_mount(const struct path *from, const struct path *to)
{
	const struct super_block *sb = from->mnt->mnt_sb;
	const char *type = sb->s_type->name;

	if (!is_anon_ns(real_mount(from->mnt)->mnt_ns))
		type = "move";
	else if (holdfast_is_attached(sb))
		type = "bind";
	return ask_mount(to->dentry, type);
}

/* mount_setattr(2), which has no hook. */
int holdfast_mount_changed(const struct path *path, bool propagation)
{
	return ask_mount(path->dentry, propagation ? "propagation" : "remount");
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
	LSM_HOOK_INIT(sb_kern_mount, hook_sb_kern_mount),
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
