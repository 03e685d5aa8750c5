// SPDX-License-Identifier: GPL-2.0-only
/*
 * System V memory, queues and semaphores have no names, only numbers. Each belongs to the domain
 * that made it, for as long as it lives; for others it is like the memory of a process of that
 * domain. All hooks but those that make one are called under RCU, and some under a spin lock.
 */
#include <linux/ipc.h>
#include <linux/lsm_hooks.h>
#include <linux/msg.h>
#include <linux/sem.h>
#include <uapi/linux/shm.h>

#include "holdfast.h"

static u32 *owner(const struct kern_ipc_perm *object)
{
	return object->security + holdfast_blobs.lbs_ipc;
}

static int hook_alloc(struct kern_ipc_perm *object)
{
	*owner(object) = current_cred()->holdfast_domain;
	return 0;
}

static int access_object(const struct kern_ipc_perm *object, enum hf_peerop op)
{
	return holdfast_ask_owner(*owner(object), op);
}

/* To find by its key, attach, send, receive, wait, change or count: all but what follows. */
static int hook_ipc_permission(struct kern_ipc_perm *object, short flag)
{
	return access_object(object, HF_TRACE);
}

/*
 * To remove, to lock, to give to another user. The totals are of no object. What the
 * *_STAT_ANY calls tell without any permission is not what an object holds, but how large it is
 * and who uses it.
 */
static int hook_shmctl(struct kern_ipc_perm *object, int cmd)
{
	return object ? access_object(object, cmd == SHM_STAT_ANY ? HF_INSPECT : HF_TRACE) : 0;
}

static int hook_msgctl(struct kern_ipc_perm *object, int cmd)
{
	return object ? access_object(object, cmd == MSG_STAT_ANY ? HF_INSPECT : HF_TRACE) : 0;
}

static int hook_semctl(struct kern_ipc_perm *object, int cmd)
{
	return object ? access_object(object, cmd == SEM_STAT_ANY ? HF_INSPECT : HF_TRACE) : 0;
}

static struct security_hook_list ipc_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(shm_alloc_security, hook_alloc),
	LSM_HOOK_INIT(msg_queue_alloc_security, hook_alloc),
	LSM_HOOK_INIT(sem_alloc_security, hook_alloc),
	LSM_HOOK_INIT(ipc_permission, hook_ipc_permission),
	LSM_HOOK_INIT(shm_shmctl, hook_shmctl),
	LSM_HOOK_INIT(msg_queue_msgctl, hook_msgctl),
	LSM_HOOK_INIT(sem_semctl, hook_semctl),
};

void __init holdfast_add_ipc_hooks(void)
{
	security_add_hooks(ipc_hooks, ARRAY_SIZE(ipc_hooks), &holdfast_lsmid);
}
