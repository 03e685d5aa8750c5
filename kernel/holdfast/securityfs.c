// SPDX-License-Identifier: GPL-2.0-only
/*
 * /sys/kernel/security/holdfast: what is in force, to be read. Nothing in it
 * can be written. If an initcall is skipped at boot these files are missing,
 * and nothing else.
 */
#include <linux/fs.h>
#include <linux/security.h>
#include <linux/seq_file.h>

#include "holdfast.h"

static int status_show(struct seq_file *seq, void *v)
{
	seq_puts(seq, "version: 1\n");
	holdfast_show_status(seq);
	return 0;
}
DEFINE_SHOW_ATTRIBUTE(status);

static int __init holdfast_init_securityfs(void)
{
	struct dentry *dir, *file;

	dir = securityfs_create_dir("holdfast", NULL);
	if (IS_ERR(dir))
		return PTR_ERR(dir);
	file = securityfs_create_file("status", 0444, dir, NULL, &status_fops);
	if (!IS_ERR(file))
		file = securityfs_create_file("events", 0400, dir, NULL, &holdfast_events_fops);
	if (!IS_ERR(file))
		file = securityfs_create_file("policy", 0400, dir, NULL, &holdfast_policy_fops);
	if (IS_ERR(file)) {
		pr_warn("holdfast: securityfs files can't be made: %ld\n", PTR_ERR(file));
		return PTR_ERR(file);
	}
	return 0;
}
fs_initcall(holdfast_init_securityfs);
