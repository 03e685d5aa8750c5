// SPDX-License-Identifier: GPL-2.0-only
/* What processes do to each other, and capabilities. */
#include <linux/lsm_hooks.h>
#include <linux/ptrace.h>
#include <linux/sched/signal.h>

#include "holdfast.h"

static int hook_ptrace_access_check(struct task_struct *child, unsigned int mode)
{
	return holdfast_ask_peer(current_cred(), child,
				 mode & PTRACE_MODE_ATTACH ? HF_TRACE : HF_INSPECT,
				 mode & PTRACE_MODE_NOAUDIT);
}

static int hook_ptrace_traceme(struct task_struct *parent)
{
	const struct cred *tracer = get_task_cred(parent);
	int error = holdfast_ask_peer(tracer, current, HF_TRACE, false);

	put_cred(tracer);
	return error;
}

/* A process may always signal itself, or abort() would not. */
static int control(struct task_struct *task)
{
	if (same_thread_group(task, current))
		return 0;
	return holdfast_ask_peer(current_cred(), task, HF_SIGNAL, false);
}

static noinline int signal_other(struct task_struct *task, struct kernel_siginfo *info, int sig,
				 const struct cred *cred)
{
	return holdfast_ask_peer(cred ?: current_cred(), task, HF_SIGNAL, false);
}

static int hook_task_kill(struct task_struct *task, struct kernel_siginfo *info, int sig,
			  const struct cred *cred)
{
	if (!cred && same_thread_group(task, current))
		return 0;
	return signal_other(task, info, sig, cred);
}

/* Whoever sets the owner of a descriptor sends, not whoever opened it: descriptors travel. */
static void hook_file_set_fowner(struct file *file)
{
	file_f_owner(file)->holdfast_domain = current_cred()->holdfast_domain;
}

/*
 * A descriptor that signals its owner when it becomes ready, maybe in an interrupt.
 * To the sender's own domain it always may.
 */
static int hook_file_send_sigiotask(struct task_struct *task, struct fown_struct *owner, int sig)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_PEER, .peerop = HF_SIGNAL,
			     .domain = owner->holdfast_domain },
	};

	rcu_read_lock();
	ask.request.peer = __task_cred(task)->holdfast_domain;
	rcu_read_unlock();
	return ask.request.peer == ask.request.domain ? 0 : holdfast_judge(&ask);
}

/*
 * A seccomp filter stays over execve. Whoever listens to it answers the system calls of
 * the process, which is as good as tracing it.
 */
int holdfast_stands_in(struct task_struct *task)
{
	return holdfast_ask_peer(current_cred(), task, HF_TRACE, false);
}

/* Limits, priorities and pages of another process: as good as signalling it. */
static int hook_task_prlimit(const struct cred *cred, const struct cred *other,
			     unsigned int flags)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_PEER, .peerop = HF_SIGNAL,
			     .peer = other->holdfast_domain },
		.subject = cred,
	};

	return flags & LSM_PRLIMIT_WRITE && cred != other ? holdfast_judge(&ask) : 0;
}

#ifdef CONFIG_IO_URING
/*
 * A ring keeps credentials for requests that name them. It survives exec and travels, so they
 * may be those of another domain, which whoever uses them acts as.
 */
static int hook_uring_override_creds(const struct cred *new)
{
	return holdfast_ask_owner(new->holdfast_domain, HF_TRACE);
}
#endif

static int hook_task_setnice(struct task_struct *task, int nice)
{
	return control(task);
}

static int hook_task_setioprio(struct task_struct *task, int priority)
{
	return control(task);
}

static int hook_task_setscheduler(struct task_struct *task)
{
	return control(task);
}

static int hook_task_movememory(struct task_struct *task)
{
	return control(task);
}

static noinline int ask_capability(const struct cred *cred, int cap, unsigned int opts)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_CAPABILITY, .capability = cap },
		.subject = cred,
		.quiet = opts & CAP_OPT_NOAUDIT,
	};

	return holdfast_judge(&ask);
}

static int hook_capable(const struct cred *cred, struct user_namespace *ns, int cap,
			unsigned int opts)
{
	if (holdfast_grants_capability(cred, cap))
		return 0;
	if (opts & CAP_OPT_NOAUDIT && holdfast_refuses_unasked(cred))
		return -EPERM;
	return ask_capability(cred, cap, opts);
}

static struct security_hook_list task_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(ptrace_access_check, hook_ptrace_access_check),
	LSM_HOOK_INIT(ptrace_traceme, hook_ptrace_traceme),
	LSM_HOOK_INIT(task_kill, hook_task_kill),
	LSM_HOOK_INIT(file_set_fowner, hook_file_set_fowner),
	LSM_HOOK_INIT(file_send_sigiotask, hook_file_send_sigiotask),
	LSM_HOOK_INIT(task_prlimit, hook_task_prlimit),
#ifdef CONFIG_IO_URING
	LSM_HOOK_INIT(uring_override_creds, hook_uring_override_creds),
#endif
	LSM_HOOK_INIT(task_setnice, hook_task_setnice),
	LSM_HOOK_INIT(task_setioprio, hook_task_setioprio),
	LSM_HOOK_INIT(task_setscheduler, hook_task_setscheduler),
	LSM_HOOK_INIT(task_movememory, hook_task_movememory),
	LSM_HOOK_INIT(capable, hook_capable),
};

void __init holdfast_add_task_hooks(void)
{
	security_add_hooks(task_hooks, ARRAY_SIZE(task_hooks), &holdfast_lsmid);
}
