/* SPDX-License-Identifier: GPL-2.0-only */
/* What identifies the content of a file. */
#ifndef HOLDFAST_MEASURE_H
#define HOLDFAST_MEASURE_H

#include <linux/fs.h>

#include "core/image.h"

/* The inode that holds the data of a name: another than its own in an overlay. */
struct inode *holdfast_data_inode(struct dentry *dentry);

/*
 * Does a mapping of @file show the data that reading its name gives? False for the
 * backing file of an overlay that was opened before a copy-up.
 */
bool holdfast_maps_its_data(struct file *file);

/* SHA-256 of all of @file, which is open for reading. Sleeps. False on any error. */
bool holdfast_hash_file(struct file *file, u8 out[HF_DIGEST_BYTES]);

/* The SHA-256 fs-verity digest that the filesystem keeps, if it does. */
bool holdfast_fsverity_digest(struct dentry *dentry, u8 out[HF_DIGEST_BYTES]);

#endif
