/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The short way to yes. It looks at the same tables as hf_decide() and knows
 * only one answer: what it does not see granted goes the long way, through
 * holdfast_judge(), which decides and reports. Nothing here writes, waits,
 * counts references or builds strings.
 */
#ifndef HOLDFAST_FAST_H
#define HOLDFAST_FAST_H

#include <linux/cred.h>
#include <linux/dcache.h>

#include "../core/engine.h"
#include "../core/net.h"
#include "../name.h"

/* policy.c: set once while booting, constant afterwards. */
extern struct hf_image holdfast_policy;

/* The class of an inode whose label is current; 0, which grants nothing, if it is not. */
static __always_inline u32 holdfast_known_class(const struct inode *inode)
{
	u64 word = READ_ONCE(inode->i_holdfast);

	if (unlikely(!holdfast_label_is_current(word)))
		return 0;
	return hf_class(&holdfast_policy, word & LABEL_STATE);
}

static __always_inline bool holdfast_grants_name(const struct cred *subject,
						 const struct dentry *dentry, u32 want)
{
	const struct inode *inode = d_inode(dentry);

	if (!inode)
		return false;
	/* Approved code is never changed, whatever is granted. */
	if (want & (HF_MODIFY | HF_APPEND | HF_ATTRIBUTE) && READ_ONCE(inode->i_holdfast_code))
		return false;
	return !(want & ~hf_cell(&holdfast_policy, subject->holdfast_domain,
				 holdfast_known_class(inode)));
}

/* The same for what has no label yet: a name to be made, an inode seen for the first time. */
bool holdfast_grants_unlabelled(const struct cred *subject, struct dentry *dentry, u32 want);

/* In an overlay the data inode counts, too: that takes the long way. */
static __always_inline bool holdfast_grants_map(const struct cred *subject,
						const struct file *file)
{
	const struct inode *inode = file_inode(file);
	u32 code = READ_ONCE(inode->i_holdfast_code);
	u32 class = holdfast_known_class(inode);

	return code && !(file->f_path.dentry->d_flags & DCACHE_OP_REAL) &&
	       code == hf_le32(holdfast_policy.CLASSES[class].code) &&
	       hf_cell(&holdfast_policy, subject->holdfast_domain, class) & HF_MAP;
}

static __always_inline bool holdfast_grants_net(u32 domain, enum hf_proto proto,
						enum hf_netop op, const u8 address[16], u16 port)
{
	return hf_net_granted(&holdfast_policy, holdfast_policy.DOMAINS[domain].nets[proto][op],
			      address, port);
}

static __always_inline bool holdfast_grants_capability(const struct cred *subject, int capability)
{
	const struct hf_domain *domain = &holdfast_policy.DOMAINS[subject->holdfast_domain];

	return capability < HF_CAPABILITY_COUNT &&
	       hf_le64(domain->capabilities) >> capability & 1;
}

#endif
