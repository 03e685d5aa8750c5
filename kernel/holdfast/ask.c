// SPDX-License-Identifier: GPL-2.0-only
/* The questions that more than one hook asks. */
#include "holdfast.h"

int holdfast_ask_name(const struct cred *subject, struct dentry *dentry, u32 want)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = want },
		.subject = subject,
		.dentry = dentry,
	};

	return holdfast_judge(&ask);
}

int holdfast_ask_open(struct file *file, u32 want)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = want },
		.subject = file->f_cred,
		.dentry = file->f_path.dentry,
		.file = file,
	};

	return holdfast_judge(&ask);
}

int holdfast_ask_facility(u32 facility)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_FACILITY, .facility = facility },
		.subject = current_cred(),
	};

	return holdfast_judge(&ask);
}

int holdfast_ask_peer(const struct cred *subject, struct task_struct *task,
		      enum hf_peerop op, bool quiet)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_PEER, .peerop = op },
		.subject = subject,
		.quiet = quiet,
	};

	rcu_read_lock();
	ask.request.peer = __task_cred(task)->holdfast_domain;
	rcu_read_unlock();
	return holdfast_judge(&ask);
}

int holdfast_ask_owner(u32 owner, enum hf_peerop op)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_PEER, .peerop = op, .peer = owner },
		.subject = current_cred(),
	};

	return owner == ask.subject->holdfast_domain ? 0 : holdfast_judge(&ask);
}
