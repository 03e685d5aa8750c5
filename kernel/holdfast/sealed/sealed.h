/* SPDX-License-Identifier: GPL-2.0-only */
/* The sealed build: decides, and reports what it refused. */
#ifndef HOLDFAST_SEALED_H
#define HOLDFAST_SEALED_H

#include "../holdfast.h"

/* contents.c */

/**
 * struct fixed_content - content that can't change while we look at it
 * @inode: whose writers are refused; NULL if it had been approved before
 * @data: the inode that holds the data, often the same
 */
struct fixed_content {
	struct hf_content content;
	struct inode *inode;
	struct inode *data;
};

/**
 * holdfast_fix_content - find out what the content of a file is
 * @file: open for reading
 * @dentry: its name, as the user of an overlay sees it
 * @code: the code that its name is pinned to, not 0
 * @no_hashing: it can't be read now; only what is known already counts
 * @fixed: zeroed; filled
 *
 * If HF_WHY_GRANTED is returned nobody can write to the file from here on,
 * until either holdfast_approve_content() makes that last or
 * holdfast_release_content() ends it: one of them must follow. Otherwise
 * returns why the content can't be known.
 */
enum hf_reason holdfast_fix_content(struct file *file, struct dentry *dentry, u32 code,
				    bool no_hashing, struct fixed_content *fixed);
void holdfast_approve_content(const struct fixed_content *fixed, u32 code);
void holdfast_release_content(const struct fixed_content *fixed);

/* judge.c: may the content of what @ask names be run, mapped or read? It is fixed if so. */
int holdfast_judge_content(struct ask *ask);
/* Refuse for @reason: reports, returns the error. */
int holdfast_refuse(struct ask *ask, enum hf_reason reason);

/* scripts.c */

/* What an interpreter that is being started is given; @was is the code that starts it. */
int holdfast_judge_script(struct linux_binprm *bprm, const struct hf_verdict *entered, u32 was);
/* Sets argv[0], and the option that the policy gives to interpreter @program, of an exec. */
int holdfast_address_interpreter(struct linux_binprm *bprm, u32 program);
/* Takes variables out of the environment that inject code and are not granted. */
int holdfast_judge_environment(struct linux_binprm *bprm, u32 domain);

/* report.c */

/**
 * struct denial - what is kept of a refused request; strings are NUL-terminated
 */
struct denial {
	u64 seq;
	u64 time_ns;
	u32 domain;
	u32 program;
	pid_t pid;
	char comm[TASK_COMM_LEN];
	struct hf_request request;
	u32 missing;
	enum hf_reason reason;
	u32 name_length;	/* an abstract socket's name may hold NUL bytes */
	char name[HF_EVENT_NAME_BYTES];
};

void holdfast_report(const struct ask *ask);
/* One line of docs/events.md, without the newline. Returns its length. */
size_t holdfast_print_denial(const struct denial *denial, char *line, size_t size);
#define HF_DENIAL_LINE	(HF_EVENT_NAME_BYTES * 4 + 512)

/* The ring: how many denials there were, and those that are left, oldest first. */
u64 holdfast_denials(u64 *kept);
bool holdfast_denial(u64 seq, struct denial *out);

#endif
