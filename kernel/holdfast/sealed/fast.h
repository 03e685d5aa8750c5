/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The short way to yes. It looks at the same tables as hf_decide() and knows
 * only one answer: what it does not see granted goes the long way, through
 * holdfast_judge(), which decides and reports. Nothing here waits, counts references,
 * builds strings or writes, but for the label of a file that was just made.
 */
#ifndef HOLDFAST_FAST_H
#define HOLDFAST_FAST_H

#include <linux/cred.h>
#include <linux/dcache.h>
#include <linux/in.h>

#include "../core/net.h"
#include "label.h"

static __always_inline bool holdfast_grants_class(const struct cred *subject, u64 class, u32 want)
{
	return !(want & ~hf_cell_at(holdfast_image_start, subject->holdfast_domain, class));
}

/* What has a label. Of approved code it says too much: holdfast_grants_inode(). */
static __always_inline bool holdfast_grants_label(const struct cred *subject,
						  const struct inode *inode, u32 want)
{
	u64 class;

	return holdfast_known_class(inode, &class) && holdfast_grants_class(subject, class, want);
}

static __always_inline bool holdfast_grants_inode(const struct cred *subject,
						  const struct inode *inode, u32 want)
{
	/* Approved code is never changed, whatever is granted. */
	if (want & (HF_MODIFY | HF_APPEND | HF_ATTRIBUTE) && READ_ONCE(inode->i_holdfast_code))
		return false;
	return holdfast_grants_label(subject, inode, want);
}

/*
 * What is being opened. Whoever opens it to write has got write access to it before,
 * in do_dentry_open(), and of approved code nobody does: see sealed/contents.c.
 */
static __always_inline bool holdfast_grants_open(const struct file *file, u32 want)
{
	return holdfast_grants_label(file->f_cred, file_inode(file), want);
}

static __always_inline bool holdfast_grants_name(const struct cred *subject,
						 const struct dentry *dentry, u32 want)
{
	return d_inode(dentry) && holdfast_grants_inode(subject, d_inode(dentry), want);
}

/* The same for what has no label yet: a name to be made, an inode seen for the first time. */
bool holdfast_grants_unlabelled(const struct cred *subject, struct dentry *dentry, u32 want);

/*
 * A name in @dir, whatever it is, where all names below are alike. No access that
 * approved code must not have: the inode is not looked at.
 */
static __always_inline bool holdfast_grants_below(const struct cred *subject,
						  const struct inode *dir, u32 want)
{
	u64 class;

	return holdfast_class_below(READ_ONCE(dir->i_holdfast), &class) &&
	       holdfast_grants_class(subject, class, want);
}

/* An inode that has no label, by that of its directory, which is not locked. */
static __always_inline bool holdfast_grants_new(const struct cred *subject,
						const struct dentry *dentry, u32 want)
{
	u64 word, class;

	return !READ_ONCE(d_inode(dentry)->i_holdfast_code) &&
	       holdfast_parent_label(dentry, &word) && holdfast_class_below(word, &class) &&
	       holdfast_grants_class(subject, class, want);
}

/*
 * What this very open has made. It is labelled at once, because who makes a file soon asks for it
 * again. All that label_one() looks at is true here, too: open makes regular files only; where the
 * directory has a label its files may have one, and where all below it are alike it is the
 * same, stamp and value; it was made with one name. And 0 is what a new inode has until its
 * first label or holdfast_forget_label(), which comes before its name changes its class and
 * before it gets another one. What came between makes the exchange fail.
 */
static __always_inline bool holdfast_grants_created(const struct file *file, u32 want)
{
	u64 word, class;

	if (!holdfast_parent_label(file->f_path.dentry, &word) ||
	    !holdfast_class_below(word, &class) ||
	    !holdfast_grants_class(file->f_cred, class, want))
		return false;
	cmpxchg64(&file_inode(file)->i_holdfast, 0, word);
	return true;
}

/* From one name to another where all are alike, so that no label changes. */
static __always_inline bool holdfast_grants_move(const struct cred *subject,
						 const struct inode *old_dir,
						 const struct inode *new_dir)
{
	u64 word = READ_ONCE(new_dir->i_holdfast);
	u64 class;

	return word == READ_ONCE(old_dir->i_holdfast) && holdfast_class_below(word, &class) &&
	       holdfast_grants_class(subject, class, HF_CREATE | HF_DELETE);
}

/* In an overlay the data inode counts, too: that takes the long way. */
static __always_inline bool holdfast_grants_map(const struct cred *subject,
						const struct file *file)
{
	const struct inode *inode = file_inode(file);
	u32 code = READ_ONCE(inode->i_holdfast_code);
	u64 class;

	return code && !(READ_ONCE(file->f_path.dentry->d_flags) & DCACHE_OP_REAL) &&
	       holdfast_known_class(inode, &class) &&
	       code == hf_le32(holdfast_policy.CLASSES[class].code) &&
	       holdfast_grants_class(subject, class, HF_MAP);
}

static __always_inline const struct hf_domain *holdfast_domain(const struct cred *subject)
{
	return hf_domain_at(holdfast_image_start, subject->holdfast_domain);
}

static __always_inline bool holdfast_grants_net(u32 domain, enum hf_proto proto, enum hf_netop op,
						struct hf_address address, u16 port)
{
	return hf_net_granted(holdfast_image_start, hf_domain_at(holdfast_image_start, domain),
			      proto, op, address, port);
}

/* What the list of a domain about one protocol is, by its number; others have none. */
static __always_inline struct hf_slice
holdfast_list(const struct hf_slice nets[HF_PROTO_MAX][HF_NETOP_MAX], int protocol,
	      enum hf_netop op)
{
	if (likely(protocol == IPPROTO_UDP))
		return nets[HF_UDP][op];
	if (protocol == IPPROTO_TCP)
		return nets[HF_TCP][op];
	return (struct hf_slice){};
}

/* The same for whoever runs now, of IPv4. */
static __always_inline bool holdfast_grants_ipv4(int protocol, enum hf_netop op, u32 address,
						 u16 port)
{
	const struct hf_domain *domain = holdfast_domain(current_cred());

	return hf_net4_granted(holdfast_image_start, holdfast_list(domain->nets4, protocol, op),
			       address, port);
}

/* And of IPv6. An IPv4 address is in no list of this version. */
static __always_inline bool holdfast_grants_ipv6(int protocol, enum hf_netop op,
						 struct hf_address address, u16 port)
{
	const struct hf_domain *domain = holdfast_domain(current_cred());

	return hf_net6_granted(holdfast_image_start, holdfast_list(domain->nets6, protocol, op),
			       address, port);
}

static __always_inline bool holdfast_grants_capability(const struct cred *subject, int capability)
{
	const struct hf_domain *domain = holdfast_domain(subject);

	return capability < HF_CAPABILITY_COUNT &&
	       hf_le64(domain->capabilities) >> capability & 1;
}

/*
 * Is what was not granted to @subject refused? To everybody but the kernel itself: there is
 * nothing more to ask where nothing is to be reported, as for the capability that a list of
 * extended attributes looks for.
 */
static __always_inline bool holdfast_refuses_unasked(const struct cred *subject)
{
	return subject->holdfast_domain;
}

#endif
