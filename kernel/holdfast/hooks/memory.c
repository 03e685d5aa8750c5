// SPDX-License-Identifier: GPL-2.0-only
/*
 * Executable memory: either a mapping of pinned content that nobody has
 * written to, or the facility execmem.
 */
#include <linux/lsm_hooks.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/personality.h>

#include "holdfast.h"
#include "measure.h"

static noinline int ask_map(const struct cred *subject, struct file *file, bool no_hashing)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_MAP },
		.subject = subject,
		.dentry = file_user_path(file)->dentry,
		.file = file,
		.no_hashing = no_hashing,
	};

	return holdfast_judge(&ask);
}

/* A shared writable mapping of what was opened for appending overwrites. */
static int check_shared_write(struct file *file, unsigned long prot)
{
	if (prot & PROT_WRITE && file->f_flags & O_APPEND)
		return holdfast_overwrite(file);
	return 0;
}

/*
 * What an overlay really maps: the file that was there when the descriptor was opened,
 * which a copy-up may have replaced since. The current credentials are the mounter's.
 */
static int hook_mmap_backing_file(struct vm_area_struct *vma, struct file *backing,
				  struct file *user)
{
	if (!(vma->vm_flags & VM_EXEC) || holdfast_maps_its_data(backing))
		return 0;
	return ask_map(current_real_cred(), backing, true);
}

/* Called without mmap_lock, so content may be read here. */
static noinline int map_slowly(struct file *file, unsigned long prot, unsigned long flags)
{
	int error;

	if (!file)
		return prot & PROT_EXEC ? holdfast_ask_facility(HF_USE_EXECMEM) : 0;
	if ((flags & MAP_TYPE) != MAP_PRIVATE) {
		error = check_shared_write(file, prot);
		if (error)
			return error;
	}
	if (!(prot & PROT_EXEC))
		return 0;
	if (prot & PROT_WRITE) {
		error = holdfast_ask_facility(HF_USE_EXECMEM);
		if (error)
			return error;
	}
	return ask_map(current_cred(), file, false);
}

/* What programs map when they start: data, anything private, and libraries to be run. */
static int hook_mmap_file(struct file *file, unsigned long reqprot, unsigned long prot,
			  unsigned long flags)
{
	if (!file)
		return unlikely(prot & PROT_EXEC) ? map_slowly(file, prot, flags) : 0;
	if (!(prot & (PROT_EXEC | PROT_WRITE)))
		return 0;
	if (!(prot & PROT_WRITE) && likely(holdfast_grants_map(current_cred(), file)))
		return 0;
	return map_slowly(file, prot, flags);
}

/*
 * Holds mmap_lock: what is not yet known can't be read. anon_vma means that
 * private pages of the file may have been written to. The old protection does
 * not matter: what asks for execution is judged as if it were new.
 */
static int hook_file_mprotect(struct vm_area_struct *vma, unsigned long reqprot,
			      unsigned long prot)
{
	struct file *file = vma->vm_file;
	int error;

	if (file && vma->vm_flags & VM_SHARED) {
		error = check_shared_write(file, prot);
		if (error)
			return error;
	}
	if (!(prot & PROT_EXEC))
		return 0;
	if (!file || vma->anon_vma || prot & PROT_WRITE) {
		error = holdfast_ask_facility(HF_USE_EXECMEM);
		if (error || !file)
			return error;
	}
	return ask_map(current_cred(), file, true);
}

/* READ_IMPLIES_EXEC makes brk() executable, which no hook sees. */
int holdfast_personality(unsigned int personality)
{
	if (personality & READ_IMPLIES_EXEC)
		return holdfast_ask_facility(HF_USE_EXECMEM);
	return 0;
}

static struct security_hook_list memory_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(mmap_file, hook_mmap_file),
	LSM_HOOK_INIT(mmap_backing_file, hook_mmap_backing_file),
	LSM_HOOK_INIT(file_mprotect, hook_file_mprotect),
};

void __init holdfast_add_memory_hooks(void)
{
	security_add_hooks(memory_hooks, ARRAY_SIZE(memory_hooks), &holdfast_lsmid);
}
