// SPDX-License-Identifier: GPL-2.0-only
/*
 * What changes files, filesystems and devices without opening them for it: ioctl, quotas, swap.
 *
 * An ioctl is known to look only, or it counts as a change.
 */
#include <linux/blkdev.h>
#include <linux/fsverity.h>
#include <linux/hdreg.h>
#include <linux/io_uring/cmd.h>
#include <linux/lsm_hooks.h>
#include <linux/tty.h>
#include <uapi/linux/ext4.h>
#include <uapi/linux/fiemap.h>

#include "holdfast.h"

static bool looks_at_file(unsigned int cmd)
{
	switch (cmd) {
	case FS_IOC_GETFLAGS:
	case FS_IOC32_GETFLAGS:
	case FS_IOC_FSGETXATTR:
	case FS_IOC_GETVERSION:
	case FS_IOC32_GETVERSION:
	case FS_IOC_GETFSLABEL:
	case FS_IOC_FIEMAP:
	case FS_IOC_MEASURE_VERITY:
	case FS_IOC_READ_VERITY_METADATA:
	case PAGEMAP_SCAN:
	case EXT4_IOC_GETVERSION:
	case EXT4_IOC_GETRSVSZ:
	case EXT4_IOC_GETSTATE:
	case EXT4_IOC_GET_ES_CACHE:
	case EXT4_IOC_PRECACHE_EXTENTS:
	case EXT4_IOC_GETFSUUID:
		return true;
	}
	return false;
}

/* These write to what was opened for writing, or are asked about where they are done. */
static bool is_judged_elsewhere(unsigned int cmd)
{
	switch (cmd) {
	case FICLONE:
	case FICLONERANGE:
	case FIDEDUPERANGE:
	case FS_IOC_SETFLAGS:
	case FS_IOC32_SETFLAGS:
	case FS_IOC_FSSETXATTR:
		return true;
	}
	return false;
}

/* Not of this file: any file of the filesystem will do. */
static bool changes_filesystem(unsigned int cmd)
{
	switch (cmd) {
	case FIFREEZE:
	case FITHAW:
	case FS_IOC_SETFSLABEL:
	case EXT4_IOC_SETFSUUID:
	case EXT4_IOC_SETRSVSZ:
	case EXT4_IOC_GROUP_EXTEND:
	case EXT4_IOC_GROUP_ADD:
	case EXT4_IOC_RESIZE_FS:
	case EXT4_IOC_MOVE_EXT:
	case EXT4_IOC_SWAP_BOOT:
	case EXT4_IOC_SHUTDOWN:
		return true;
	}
	return false;
}

/* Only these letters reach a filesystem; the others are for devices, or nobody's. */
static int control_file(struct file *file, unsigned int cmd)
{
	switch (_IOC_TYPE(cmd)) {
	case 'X':
	case 'f':
	case 'v':
	case 0x94:
		break;
	default:
		return 0;
	}
	if (looks_at_file(cmd) || is_judged_elsewhere(cmd))
		return 0;
	if (changes_filesystem(cmd))
		return holdfast_filesystem_changed(file_inode(file)->i_sb);
	return holdfast_ask_name(current_cred(), file->f_path.dentry, HF_ATTRIBUTE);
}

static bool looks_at_disk(unsigned int cmd)
{
	switch (cmd) {
	case BLKROGET:
	case BLKGETSIZE:
	case BLKGETSIZE64:
	case BLKFLSBUF:
	case BLKRAGET:
	case BLKFRAGET:
	case BLKSECTGET:
	case BLKSSZGET:
	case BLKPBSZGET:
	case BLKBSZGET:
	case BLKIOMIN:
	case BLKIOOPT:
	case BLKALIGNOFF:
	case BLKROTATIONAL:
	case BLKDISCARDZEROES:
	case BLKGETDISKSEQ:
	case HDIO_GETGEO:
		return true;
	}
	return false;
}

/* By convention what only copies out changes nothing. */
static bool looks_at_device(unsigned int cmd)
{
	return _IOC_DIR(cmd) == _IOC_READ;
}

/* Reading a device does not mean steering it. Who has it open for writing may do both. */
static int control_device(struct file *file, bool looks)
{
	if (looks || (file->f_mode & FMODE_WRITE && !(file->f_flags & O_APPEND)))
		return 0;
	return holdfast_ask_name(file->f_cred, file->f_path.dentry, HF_MODIFY);
}

/* Typing for others is more than writing to the terminal, and whoever opened it. */
static bool types_for_others(unsigned int cmd)
{
	return cmd == TIOCSTI || cmd == TIOCLINUX;
}

/*
 * 'T' is what every descriptor understands (FIONREAD, FIOCLEX …) and what terminals live by;
 * from 200 on it is tun's.
 */
static bool is_for_terminals(unsigned int cmd)
{
	return _IOC_TYPE(cmd) == 'T' && _IOC_NR(cmd) < 200;
}

int holdfast_control(struct file *file, unsigned int cmd)
{
	bool types = types_for_others(cmd);

	if (is_for_terminals(cmd) && !types)
		return 0;
	switch (file_inode(file)->i_mode & S_IFMT) {
	case S_IFREG:
	case S_IFDIR:
		return control_file(file, cmd);
	case S_IFBLK:
		return control_device(file, looks_at_disk(cmd));
	case S_IFCHR:
		return types ? holdfast_ask_facility(HF_USE_LOWLEVEL) :
			       control_device(file, looks_at_device(cmd));
	default:
		return 0;
	}
}

#ifdef CONFIG_IO_URING
/* An ioctl by another name, of which nothing is known to look only. */
static int hook_uring_cmd(struct io_uring_cmd *command)
{
	umode_t mode = file_inode(command->file)->i_mode;

	return S_ISBLK(mode) || S_ISCHR(mode) ? control_device(command->file, false) : 0;
}
#endif

/* The kernel will write to this file. */
static int hook_quota_on(struct dentry *dentry)
{
	return holdfast_ask_name(current_cred(), dentry, HF_MODIFY);
}

/*
 * Memory of others, code on a tmpfs included, would be on a disk or in a file that this domain
 * may write. swapon(2) opens it like any other.
 */
int holdfast_swap(void)
{
	return holdfast_ask_facility(HF_USE_LOWLEVEL);
}

static struct security_hook_list control_hooks[] __ro_after_init = {
#ifdef CONFIG_IO_URING
	LSM_HOOK_INIT(uring_cmd, hook_uring_cmd),
#endif
	LSM_HOOK_INIT(quota_on, hook_quota_on),
};

void __init holdfast_add_control_hooks(void)
{
	security_add_hooks(control_hooks, ARRAY_SIZE(control_hooks), &holdfast_lsmid);
}
