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
static int hook_task_kill(struct task_struct *task, struct kernel_siginfo *info, int sig,
			  const struct cred *cred)
{
	if (same_thread_group(task, current))
		return 0;
	return holdfast_ask_peer(cred ?: current_cred(), task, HF_SIGNAL, false);
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
	return ask_capability(cred, cap, opts);
}

static struct security_hook_list task_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(ptrace_access_check, hook_ptrace_access_check),
	LSM_HOOK_INIT(ptrace_traceme, hook_ptrace_traceme),
	LSM_HOOK_INIT(task_kill, hook_task_kill),
	LSM_HOOK_INIT(capable, hook_capable),
};

void __init holdfast_add_task_hooks(void)
{
	security_add_hooks(task_hooks, ARRAY_SIZE(task_hooks), &holdfast_lsmid);
}
