// SPDX-License-Identifier: GPL-2.0-only
/* The kernel's big levers: each is a facility that a domain has or has not. */
#include <linux/bpf.h>
#include <linux/kernel_read_file.h>
#include <linux/lsm_hooks.h>
#include <linux/security.h>

#include "holdfast.h"

static int hook_kernel_load_data(enum kernel_load_data_id id, bool contents)
{
	if (id == LOADING_KEXEC_IMAGE || id == LOADING_KEXEC_INITRAMFS)
		return holdfast_ask_facility(HF_USE_KEXEC);
	return holdfast_ask_facility(HF_USE_MODULE);
}

static int hook_kernel_read_file(struct file *file, enum kernel_read_file_id id, bool contents)
{
	if (id == READING_KEXEC_IMAGE || id == READING_KEXEC_INITRAMFS)
		return holdfast_ask_facility(HF_USE_KEXEC);
	return holdfast_ask_facility(HF_USE_MODULE);
}

/* Lockdown that no boot parameter takes away: every reason counts. */
static int hook_locked_down(enum lockdown_reason what)
{
	return holdfast_ask_facility(HF_USE_LOWLEVEL);
}

static int hook_userns_create(const struct cred *cred)
{
	return holdfast_ask_facility(HF_USE_USERNS);
}

/* io_uring and userfaultfd are seen when their descriptor is made. */
static int hook_inode_init_security_anon(struct inode *inode, const struct qstr *name,
					 const struct inode *context_inode)
{
	if (!strcmp((const char *)name->name, "[io_uring]"))
		return holdfast_ask_facility(HF_USE_IO_URING);
	if (!strcmp((const char *)name->name, "[userfaultfd]"))
		return holdfast_ask_facility(HF_USE_USERFAULTFD);
	return 0;
}

#ifdef CONFIG_BPF_SYSCALL
static int hook_bpf(int cmd, union bpf_attr *attr, unsigned int size)
{
	return holdfast_ask_facility(HF_USE_BPF);
}
#endif

#ifdef CONFIG_PERF_EVENTS
static int hook_perf_event_open(int type)
{
	return holdfast_ask_facility(HF_USE_PERF);
}
#endif

static struct security_hook_list facility_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(kernel_load_data, hook_kernel_load_data),
	LSM_HOOK_INIT(kernel_read_file, hook_kernel_read_file),
	LSM_HOOK_INIT(locked_down, hook_locked_down),
	LSM_HOOK_INIT(userns_create, hook_userns_create),
	LSM_HOOK_INIT(inode_init_security_anon, hook_inode_init_security_anon),
#ifdef CONFIG_BPF_SYSCALL
	LSM_HOOK_INIT(bpf, hook_bpf),
#endif
#ifdef CONFIG_PERF_EVENTS
	LSM_HOOK_INIT(perf_event_open, hook_perf_event_open),
#endif
};

void __init holdfast_add_facility_hooks(void)
{
	security_add_hooks(facility_hooks, ARRAY_SIZE(facility_hooks), &holdfast_lsmid);
}
