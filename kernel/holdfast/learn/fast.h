/* SPDX-License-Identifier: GPL-2.0-only */
/* The learn build sees everything: there is no short way. */
#ifndef HOLDFAST_FAST_H
#define HOLDFAST_FAST_H

#include <linux/cred.h>
#include <linux/dcache.h>

#include "../core/access.h"
#include "../core/net.h"

/* Nor are there labels. */
static inline void holdfast_forget_label(struct inode *inode)
{
}

static inline bool holdfast_grants_inode(const struct cred *subject, const struct inode *inode,
					 u32 want)
{
	return false;
}

static inline bool holdfast_grants_open(const struct file *file, u32 want)
{
	return false;
}

static inline bool holdfast_grants_name(const struct cred *subject, const struct dentry *dentry,
					u32 want)
{
	return false;
}

static inline bool holdfast_grants_unlabelled(const struct cred *subject, struct dentry *dentry,
					      u32 want)
{
	return false;
}

static inline bool holdfast_grants_below(const struct cred *subject, const struct inode *dir,
					 u32 want)
{
	return false;
}

static inline bool holdfast_grants_new(const struct cred *subject, const struct dentry *dentry,
				       u32 want)
{
	return false;
}

static inline bool holdfast_grants_created(const struct file *file, u32 want)
{
	return false;
}

static inline bool holdfast_grants_move(const struct cred *subject, const struct inode *old_dir,
					const struct inode *new_dir)
{
	return false;
}

static inline bool holdfast_grants_map(const struct cred *subject, const struct file *file)
{
	return false;
}

static inline bool holdfast_grants_net(u32 domain, enum hf_proto proto, enum hf_netop op,
				       struct hf_address address, u16 port)
{
	return false;
}

static inline bool holdfast_grants_ipv4(int protocol, enum hf_netop op, u32 address, u16 port)
{
	return false;
}

static inline bool holdfast_grants_ipv6(int protocol, enum hf_netop op, struct hf_address address,
					u16 port)
{
	return false;
}

static inline bool holdfast_grants_capability(const struct cred *subject, int capability)
{
	return false;
}

/* Everything is recorded. */
static inline bool holdfast_refuses_unasked(const struct cred *subject)
{
	return false;
}

#endif
