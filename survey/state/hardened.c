/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A hardened kernel: what it was built with, and which of the ways below everything its own build and settings close. */
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

/* Of docs/hardening.md, what any kernel may have or lack: protection that is built in ... */
static const char *const protection[] = {
	"INIT_ON_ALLOC_DEFAULT_ON", "INIT_ON_FREE_DEFAULT_ON", "SLAB_FREELIST_RANDOM", "SLAB_FREELIST_HARDENED",
	"RANDOM_KMALLOC_CACHES", "SLAB_BUCKETS", "SHUFFLE_PAGE_ALLOCATOR", "PAGE_TABLE_CHECK_ENFORCED", "KFENCE", "HARDENED_USERCOPY",
	"VMAP_STACK", "SCHED_STACK_END_CHECK", "STACKPROTECTOR_STRONG", "RANDOMIZE_KSTACK_OFFSET_DEFAULT", "INIT_STACK_ALL_ZERO",
	"FORTIFY_SOURCE", "UBSAN_BOUNDS", "LIST_HARDENED", "BUG_ON_DATA_CORRUPTION", "PANIC_ON_OOPS", "ZERO_CALL_USED_REGS",
	"RANDOMIZE_BASE", "RANDOMIZE_MEMORY", "STRICT_KERNEL_RWX", "CFI_CLANG", "SECURITY_DMESG_RESTRICT", "STATIC_USERMODEHELPER",
	"SECURITY_LOCKDOWN_LSM_EARLY", "PROC_MEM_NO_FORCE", "CPU_MITIGATIONS", "IOMMU_DEFAULT_DMA_STRICT", NULL
};

/* ... and ways in that are left out. */
static const char *const ways_in[] = {
	"MODULES", "KEXEC", "KEXEC_FILE", "HIBERNATION", "BPF_SYSCALL", "KPROBES", "FTRACE", "KGDB", "FW_LOADER", "ACPI_TABLE_UPGRADE",
	"DEVMEM", "DEVPORT", "PROC_KCORE", "X86_MSR", "X86_IOPL_IOPERM", "DEBUG_FS", "UEVENT_HELPER", "COREDUMP", "BINFMT_MISC", "IO_URING",
	"USERFAULTFD", "CROSS_MEMORY_ATTACH", "CHECKPOINT_RESTORE", "BLK_DEV_WRITE_MOUNTED", "FUSE_FS", "FHANDLE", "USER_NS",
	"USELIB", "MODIFY_LDT_SYSCALL", "X86_VSYSCALL_EMULATION", "IA32_EMULATION", "LEGACY_TIOCSTI", "LDISC_AUTOLOAD", "FANOTIFY", NULL
};

/* Those that are built in, or are not, in one line. */
static void tell(const struct survey *survey, struct finding *finding, const char *const *options, bool built_in, const char *words)
{
	const char *list = NULL;

	for (; *options; options++) {
		char value = config_value(survey->facts, *options);

		if ((value == 'y' || value == 'm') == built_in)
			list = list ? arena_printf(survey->arena, "%s, %s", list, *options) : *options;
	}
	finding_detail(survey, finding, "%s: %s", words, list ? list : "none");
}

void state_hardened_kernel(const struct survey *survey, struct finding *finding)
{
	size_t closed = 0, open = 0, others = 0, unseen = 0;

	for (size_t i = 0; i < way_count; i++) {
		struct condition condition = condition_ask(survey, NULL, ways[i].condition);

		if (ways[i].reboot || ways[i].single)
			continue;
		closed += condition.answer == ANSWER_NO && !condition.blocker_count;
		others += condition.answer == ANSWER_NO && condition.blocker_count;
		open += condition.answer == ANSWER_YES;
		unseen += condition.answer == ANSWER_UNSEEN;
		finding_detail(survey, finding, "%s: %s (%s)", ways[i].title, condition.answer == ANSWER_YES ? "open" :
			       condition.answer == ANSWER_NO ? "closed" : "not seen", condition.why);
	}
	if (survey->facts->kernel.config) {
		tell(survey, finding, protection, true, "protection it was built with");
		tell(survey, finding, protection, false, "protection it was built without");
		tell(survey, finding, ways_in, false, "ways in it was built without");
		tell(survey, finding, ways_in, true, "ways in it was built with");
	}
	state_set(survey, finding, unseen ? FORCE_UNSEEN : !open && !others ? FORCE_FULL : closed ? FORCE_PART : FORCE_NOT,
		  "of the ways below everything, the kernel itself closes %zu; %zu it leaves to others; open: %zu; not seen: %zu",
		  closed, others, open, unseen);
}
