// SPDX-License-Identifier: GPL-2.0-only
/*
 * The one place where a question becomes a verdict. An error on the way is
 * never a verdict: it refuses, says so, and nothing of it is remembered.
 */
#include <linux/init_task.h>
#include <linux/ptrace.h>
#include <linux/sched/signal.h>

#include "../name.h"
#include "sealed.h"

int holdfast_refuse(struct ask *ask, enum hf_reason reason)
{
	ask->verdict.reason = reason;
	ask->verdict.allow = false;
	holdfast_report(ask);
	switch (ask->request.kind) {
	case HF_REQ_CAPABILITY:
	case HF_REQ_PEER:
	case HF_REQ_FACILITY:
		return -EPERM;
	default:
		return -EACCES;
	}
}

static int answer(struct ask *ask)
{
	if (hf_decide(&holdfast_policy, &ask->request, &ask->verdict))
		return 0;
	return holdfast_refuse(ask, ask->verdict.reason);
}

static int judge_literal(struct ask *ask)
{
	u32 state = hf_walk(&holdfast_policy, holdfast_policy.root_state, ask->literal,
			    ask->length);

	ask->request.class = hf_class(&holdfast_policy, state);
	return answer(ask);
}

/* Approved content stays as it is, attributes included, whatever the policy grants. */
static bool changes_approved(const struct ask *ask)
{
	const struct inode *inode = d_inode(ask->dentry);

	return inode && ask->request.want & (HF_MODIFY | HF_APPEND | HF_ATTRIBUTE) &&
	       READ_ONCE(inode->i_holdfast_code);
}

void holdfast_writer_refused(struct dentry *dentry)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = HF_MODIFY },
		.subject = current_cred(),
		.dentry = dentry,
	};

	ask.request.domain = ask.subject->holdfast_domain;
	if (changes_approved(&ask))
		holdfast_refuse(&ask, HF_WHY_SEALED_CONTENT);
}

void holdfast_create_refused(struct dentry *dentry)
{
	holdfast_ask_name(current_cred(), dentry, HF_CREATE);
}

/* The file that is being opened can't be read yet; our own opening is the kernel's. */
static int judge_pinned_read(struct ask *ask)
{
	struct file *opening = ask->file;
	int error;

	if (!opening || !S_ISREG(d_inode(ask->dentry)->i_mode))
		return holdfast_refuse(ask, HF_WHY_WRONG_CONTENT);
	ask->file = dentry_open(&opening->f_path, O_RDONLY | O_LARGEFILE, &init_cred);
	if (IS_ERR(ask->file)) {
		ask->file = opening;
		return holdfast_refuse(ask, HF_WHY_NO_MEMORY);
	}
	error = holdfast_judge_content(ask);
	fput(ask->file);
	ask->file = opening;
	return error;
}

static int judge_name(struct ask *ask)
{
	int error = 0;

	if (ask->dentry) {
		if (changes_approved(ask))
			return holdfast_refuse(ask, HF_WHY_SEALED_CONTENT);
		if (!holdfast_class(ask->dentry, &ask->request.class))
			return holdfast_refuse(ask, HF_WHY_NO_NAME);
		if (hf_reads_pinned(&holdfast_policy, ask->request.domain, ask->request.class,
				    ask->request.want))
			error = judge_pinned_read(ask);
		else
			error = answer(ask);
	}
	if (!error && ask->literal)
		error = judge_literal(ask);
	return error;
}

/* Content is looked at only where the name is one of pinned code at all. */
int holdfast_judge_content(struct ask *ask)
{
	struct fixed_content fixed = {};
	enum hf_reason reason;
	u32 code;
	int error;

	if (!holdfast_class(ask->dentry, &ask->request.class))
		return holdfast_refuse(ask, HF_WHY_NO_NAME);
	code = hf_le32(holdfast_policy.CLASSES[ask->request.class].code);
	if (!code)
		return holdfast_refuse(ask, HF_WHY_NOT_PINNED);
	reason = holdfast_fix_content(ask->file, ask->dentry, code, ask->no_hashing, &fixed);
	if (reason != HF_WHY_GRANTED)
		return holdfast_refuse(ask, reason);
	ask->request.content = &fixed.content;
	error = answer(ask);
	ask->request.content = NULL;
	/* Right content stays fixed even if this domain may not use it: it was proven. */
	if (!error || ask->verdict.reason == HF_WHY_NOT_GRANTED)
		holdfast_approve_content(&fixed, code);
	else
		holdfast_release_content(&fixed);
	return error;
}

static bool may_execmem(const struct ask *ask)
{
	return hf_le32(holdfast_policy.DOMAINS[ask->request.domain].facilities) & HF_USE_EXECMEM;
}

int holdfast_judge(struct ask *ask)
{
	if (ask->subject)
		ask->request.domain = ask->subject->holdfast_domain;
	/* Domain 0 is kernel code: no program ever runs in it. */
	if (!ask->request.domain)
		return 0;
	switch (ask->request.kind) {
	case HF_REQ_NAME:
		return judge_name(ask);
	case HF_REQ_MAP:
		ask->request.script = ask->subject->holdfast_program;
		return may_execmem(ask) ? 0 : holdfast_judge_content(ask);
	default:
		return answer(ask);
	}
}

/* Whoever traces us now has to be allowed to trace what we become. */
static int judge_tracer(u32 becomes)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_PEER, .peerop = HF_TRACE, .peer = becomes },
	};
	struct task_struct *tracer;

	rcu_read_lock();
	tracer = ptrace_parent(current);
	if (tracer)
		ask.request.domain = __task_cred(tracer)->holdfast_domain;
	rcu_read_unlock();
	return ask.request.domain ? answer(&ask) : 0;
}

/*
 * With CLONE_FS others can change our root and working directory, and with them what
 * the names mean that we open. Whoever does is to be allowed to trace what we become.
 */
static int judge_sharers(u32 becomes)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_PEER, .peerop = HF_TRACE, .peer = becomes },
		.verdict.allow = true,
	};
	struct task_struct *process, *task;

	rcu_read_lock();
	for_each_process_thread(process, task) {
		if (!ask.verdict.allow || !holdfast_shares_directories(task))
			continue;
		ask.request.domain = __task_cred(task)->holdfast_domain;
		if (ask.request.domain != becomes)
			hf_decide(&holdfast_policy, &ask.request, &ask.verdict);
	}
	rcu_read_unlock();
	return ask.verdict.allow ? 0 : holdfast_refuse(&ask, ask.verdict.reason);
}

/*
 * execve read the beginning before its content was fixed. It refuses writers before
 * that, but of an overlay only those who have the overlay's own file open.
 */
static int read_beginning(struct linux_binprm *bprm)
{
	loff_t at = 0;
	ssize_t got;

	if (!(READ_ONCE(bprm->file->f_path.dentry->d_flags) & DCACHE_OP_REAL))
		return 0;
	memset(bprm->buf, 0, BINPRM_BUF_SIZE);
	got = kernel_read(bprm->file, bprm->buf, BINPRM_BUF_SIZE, &at);
	return got < 0 ? got : 0;
}

static bool confines_interpreters(u32 domain)
{
	return hf_le32(holdfast_policy.DOMAINS[domain].flags) & HF_DOMAIN_SCRIPTS_ONLY;
}

int holdfast_judge_exec(struct linux_binprm *bprm, bool interpreter)
{
	struct cred *cred = bprm->cred;
	struct ask ask = {
		.request = {
			.kind = interpreter ? HF_REQ_INTERPRETER : HF_REQ_EXEC,
			.domain = cred->holdfast_domain,
			.script = interpreter ? cred->holdfast_program : 0,
		},
		.subject = cred,
		.dentry = bprm->file->f_path.dentry,
		.file = bprm->file,
	};
	u32 was = cred->holdfast_program;
	int error = holdfast_judge_content(&ask);

	if (!error)
		error = read_beginning(bprm);
	if (!error && !interpreter)
		error = holdfast_judge_script(bprm, &ask.verdict, was);
	if (!error && !interpreter)
		error = holdfast_judge_environment(bprm, ask.verdict.domain);
	if (error)
		return error;
	if (interpreter) {
		/* A script's interpreter may be a script: then it is the next one's script. */
		if (holdfast_policy.CODES[ask.verdict.code].interpreter) {
			cred->holdfast_program = ask.verdict.code;
			return 0;
		}
		return confines_interpreters(cred->holdfast_domain) ?
			holdfast_address_interpreter(bprm, ask.verdict.code) : 0;
	}
	cred->holdfast_domain = ask.verdict.domain;
	cred->holdfast_program = ask.verdict.code;
	if (bprm->unsafe & LSM_UNSAFE_PTRACE)
		error = judge_tracer(ask.verdict.domain);
	if (!error && bprm->unsafe & LSM_UNSAFE_SHARE)
		error = judge_sharers(ask.verdict.domain);
	return error;
}

/*
 * Since judge_sharers() looked, another thread of this process may have made somebody who
 * shares. All its threads are gone now. There is no way back, but the signal comes before
 * the first instruction.
 */
void holdfast_commit_exec(const struct linux_binprm *bprm)
{
	if (bprm->unsafe & LSM_UNSAFE_SHARE && judge_sharers(bprm->cred->holdfast_domain))
		force_fatal_sig(SIGKILL);
}

bool holdfast_grants_unlabelled(const struct cred *subject, struct dentry *dentry, u32 want)
{
	const struct inode *inode = d_inode(dentry);
	u32 class;

	/* With a label it would have been granted the shortest way, or is approved code. */
	if (inode && READ_ONCE(inode->i_holdfast_code))
		return false;
	return holdfast_class(dentry, &class) && holdfast_grants_class(subject, class, want);
}

/*
 * What is below a directory would get other names without anybody asking.
 * EXDEV makes mv(1) and the like copy, and each file is judged then.
 */
static int refuse_to_rename_directory(const struct cred *cred, struct dentry *new)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = HF_CREATE,
			     .domain = cred->holdfast_domain },
		.subject = cred,
		.dentry = new,
	};

	holdfast_refuse(&ask, HF_WHY_OTHER_CLASS);
	return -EXDEV;
}

/*
 * What a label says must stay true behind the new name: of a directory all that is
 * computed from its state, of anything else what may be done with it. Then it may name another
 * class than its name's own, but one that is alike.
 */
static bool stays_labelled(struct dentry *old, struct dentry *new, u32 from, u32 to)
{
	if (!S_ISDIR(d_inode(old)->i_mode))
		return hf_alike(&holdfast_policy, from, to);
	return holdfast_state(old, &from) && holdfast_state(new, &to) && from == to;
}

/* Both names are looked at once; a refusal is then asked for again, to be reported. */
int holdfast_judge_rename(struct dentry *old, struct dentry *new)
{
	const struct inode *replaced = d_inode(new);
	u32 want = HF_CREATE | (replaced ? HF_DELETE : 0);
	const struct cred *cred = current_cred();
	u32 from = 0, to = 0;
	bool named = holdfast_class(old, &from) && holdfast_class(new, &to);
	int error;

	if (!named || !holdfast_grants_class(cred, from, HF_DELETE) ||
	    !holdfast_grants_class(cred, to, want)) {
		error = holdfast_ask_name(cred, old, HF_DELETE);
		if (!error)
			error = holdfast_ask_name(cred, new, want);
		if (error)
			return error;
	}
	/* What is replaced may live on under another name: see hook_inode_unlink(). */
	if (replaced && !S_ISDIR(replaced->i_mode) && READ_ONCE(replaced->i_nlink) > 1)
		holdfast_forget_label(d_inode(new));
	if (named && stays_labelled(old, new, from, to))
		return 0;
	if (S_ISDIR(d_inode(old)->i_mode))
		return refuse_to_rename_directory(cred, new);
	/* Its label goes before its name does. */
	holdfast_forget_label(d_inode(old));
	return 0;
}

/*
 * A second name must be of a class like the first one's, or it would be a way round
 * it. A file without any name yet (O_TMPFILE) gets its first one here.
 */
int holdfast_judge_link(struct dentry *old, struct dentry *new)
{
	struct inode *inode = d_inode(old);
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = HF_CREATE },
		.subject = current_cred(),
		.dentry = new,
	};
	int error = holdfast_judge(&ask);
	u32 from, to;

	if (error)
		return error;
	holdfast_forget_label(inode);
	if (!current_cred()->holdfast_domain || !READ_ONCE(inode->i_nlink))
		return 0;
	if (!holdfast_class(old, &from) || !holdfast_class(new, &to))
		return holdfast_refuse(&ask, HF_WHY_NO_NAME);
	if (!hf_alike(&holdfast_policy, from, to)) {
		holdfast_refuse(&ask, HF_WHY_OTHER_CLASS);
		return -EXDEV;
	}
	return 0;
}
