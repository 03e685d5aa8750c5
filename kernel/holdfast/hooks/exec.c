// SPDX-License-Identifier: GPL-2.0-only
/*
 * Programs. bprm_check_security is called for each link of an exec: the file
 * that execve was given, then the interpreter that its #! line names, and so
 * on. Only the first link enters a domain; each further one must be the
 * interpreter that the policy gives to the script before it.
 *
 * The ELF loader of a dynamic program is not a link: it is mapped, see memory.c.
 */
#include <linux/lsm_hooks.h>
#include <linux/sched/signal.h>

#include "holdfast.h"

static int hook_bprm_check_security(struct linux_binprm *bprm)
{
	return holdfast_judge_exec(bprm, bprm->interp != bprm->filename);
}

static void hook_bprm_committing_creds(const struct linux_binprm *bprm)
{
	holdfast_commit_exec(bprm);
}

bool holdfast_shares_directories(struct task_struct *task)
{
	return READ_ONCE(task->fs) == current->fs && !(READ_ONCE(task->flags) & PF_KTHREAD) &&
	       !same_thread_group(task, current);
}

/* KEYCTL_SESSION_TO_PARENT builds credentials from blank ones. */
static void hook_cred_transfer(struct cred *new, const struct cred *old)
{
	new->holdfast_domain = old->holdfast_domain;
	new->holdfast_program = old->holdfast_program;
}

static struct security_hook_list exec_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(bprm_check_security, hook_bprm_check_security),
	LSM_HOOK_INIT(bprm_committing_creds, hook_bprm_committing_creds),
	LSM_HOOK_INIT(cred_transfer, hook_cred_transfer),
};

void __init holdfast_add_exec_hooks(void)
{
	security_add_hooks(exec_hooks, ARRAY_SIZE(exec_hooks), &holdfast_lsmid);
}
