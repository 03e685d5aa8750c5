/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Holdfast in the kernel. Hooks collect facts into a struct ask; one function,
 * holdfast_judge(), answers it. The learn build and the sealed build differ in
 * that function and what is below it: learn/ or sealed/.
 */
#ifndef HOLDFAST_H
#define HOLDFAST_H

#include <linux/binfmts.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/holdfast.h>
#include <linux/lsm_hooks.h>

#include "core/access.h"
#include "core/engine.h"
#include "core/limits.h"
#ifdef CONFIG_SECURITY_HOLDFAST_LEARN
#include "learn/fast.h"
#else
#include "sealed/fast.h"
#endif

/**
 * struct ask - one question of a hook
 * @request: what the engine is asked. A hook sets the kind and what belongs to
 *	it; domain and class are found out from the members below.
 * @subject: whose request it is; NULL if @request.domain was set by the hook
 * @dentry: the named object, maybe negative; or NULL
 * @literal: a name that is no file's, "@abstract:x"; or NULL. With @dentry
 *	set too both names need the access (mount: place and filesystem type)
 * @length: bytes of @literal
 * @file: what is to be run, mapped, or opened (then it is not open yet)
 * @quiet: the kernel only wants to know; a denial is not reported
 * @no_hashing: content that is not known yet is not to be read now
 * @verdict: filled by the sealed build
 */
struct ask {
	struct hf_request request;
	const struct cred *subject;
	struct dentry *dentry;
	const char *literal;
	size_t length;
	struct file *file;
	bool quiet;
	bool no_hashing;
	struct hf_verdict verdict;
};

/**
 * holdfast_judge - answer a question
 *
 * Returns 0 or the error that the hook has to return. Never sleeps unless
 * @ask->file is set and @ask->no_hashing is not.
 */
int holdfast_judge(struct ask *ask);

/* The same for the kinds of question that need an answer of their own. */
int holdfast_judge_exec(struct linux_binprm *bprm, bool interpreter);
void holdfast_commit_exec(const struct linux_binprm *bprm);
int holdfast_judge_rename(struct dentry *old, struct dentry *new);
int holdfast_judge_link(struct dentry *old, struct dentry *new);

/* ask.c: the questions that more than one hook asks. */
int holdfast_ask_name(const struct cred *subject, struct dentry *dentry, u32 want);
/* To open @file, of which @want follows. Sleeps. */
int holdfast_ask_open(struct file *file, u32 want);
int holdfast_ask_facility(u32 facility);
int holdfast_ask_peer(const struct cred *subject, struct task_struct *task,
		      enum hf_peerop op, bool quiet);
/* The same about what belongs to a domain and is no process. Its own is always granted. */
int holdfast_ask_owner(u32 owner, enum hf_peerop op);

/*
 * hooks/exec.c: does @task, which is no kernel thread and does not end with this exec, share
 * root and working directory with the current one? Caller holds rcu_read_lock().
 */
bool holdfast_shares_directories(struct task_struct *task);

/* hooks/files.c: a device node that neither the kernel nor its initramfs made. */
bool holdfast_is_brought_node(const struct inode *inode);

/* hooks/mounts.c: may this task change @sb as a whole, as a remount does? */
int holdfast_filesystem_changed(struct super_block *sb);

/* setup.c; build-specific set-up is in learn/ or sealed/. */
extern const struct lsm_id holdfast_lsmid;
extern struct lsm_blob_sizes holdfast_blobs;
void holdfast_setup(void);

/* Each of hooks/ registers its own. */
void holdfast_add_exec_hooks(void);
void holdfast_add_memory_hooks(void);
void holdfast_add_file_hooks(void);
void holdfast_add_name_hooks(void);
void holdfast_add_mount_hooks(void);
void holdfast_add_socket_hooks(void);
void holdfast_add_task_hooks(void);
void holdfast_add_ipc_hooks(void);
void holdfast_add_facility_hooks(void);
void holdfast_add_control_hooks(void);

/* Files in securityfs, by build. */
struct seq_file;
void holdfast_show_status(struct seq_file *seq);
extern const struct file_operations holdfast_events_fops;
extern const struct file_operations holdfast_policy_fops;

#endif
