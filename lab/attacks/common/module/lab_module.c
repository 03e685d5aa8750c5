// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The foreign kernel module: says so in /proc/lab-module for as long as it is loaded. It is
 * built for the kernel without Holdfast and fits the one with it as well.
 */
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#define FOREIGN_TEXT "foreign code ran"	/* as in ../attack.h, which is not for kernels */

static int show(struct seq_file *file, void *unused)
{
	seq_puts(file, FOREIGN_TEXT "\n");
	return 0;
}

static int __init lab_module_init(void)
{
	return proc_create_single("lab-module", 0444, NULL, show) ? 0 : -ENOMEM;
}

static void __exit lab_module_exit(void)
{
	remove_proc_entry("lab-module", NULL);
}

module_init(lab_module_init);
module_exit(lab_module_exit);
MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("What the lab's attacks try to load");
