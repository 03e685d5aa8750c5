/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What of the kernel helps a root who wants below it, whether it is a way there by itself or a tool on the
 * way: as data, by the conditions that judge it.
 */
#include "survey/survey.h"

#include "base/arena.h"

const struct kernel_option kernel_options[] = {
	{ "modules", "load signed modules", "modules.loadable", NULL,
	  "CONFIG_MODULES=n, kernel.modules_disabled=1" },
	{ "unsigned-modules", "load unsigned modules", "modules.unsigned", "module",
	  "CONFIG_MODULES=n, signed modules only, kernel.modules_disabled=1, lockdown" },
	{ "kexec", "start a signed kernel by kexec", "kexec.loadable", NULL,
	  "CONFIG_KEXEC=n and CONFIG_KEXEC_FILE=n, kernel.kexec_load_disabled=1" },
	{ "unsigned-kexec", "start an unsigned kernel", "kexec.unsigned", "kexec",
	  "CONFIG_KEXEC=n, kernel.kexec_load_disabled=1, lockdown" },
	{ "devmem", "reach memory by /dev/mem", "devmem.writable", "devmem",
	  "CONFIG_DEVMEM=n or CONFIG_STRICT_DEVMEM=y, lockdown" },
	{ "hibernation", "change memory while it sleeps", "hibernation.possible", "hibernation",
	  "CONFIG_HIBERNATION=n, lockdown" },
	{ "bpf", "load BPF programs", "bpf.loadable", NULL, "CONFIG_BPF_SYSCALL=n" },
	{ "kprobes", "probe the kernel's functions", "kprobes.usable", NULL,
	  "CONFIG_KPROBE_EVENTS=n, lockdown at confidentiality" },
	{ "helpers", "choose the kernel's helpers", "helpers.settable", NULL, "CONFIG_STATIC_USERMODEHELPER=y" },
	{ "procmem", "write to read-only memory", "procmem.forced", NULL,
	  "CONFIG_PROC_MEM_NO_FORCE=y" },
	{ "raw-disk", "write disks below their files", "disk.writable", NULL,
	  "CONFIG_BLK_DEV_WRITE_MOUNTED=n for disks that are mounted" },
	{ "user-namespaces", "make user namespaces", "namespaces.user", NULL,
	  "CONFIG_USER_NS=n, user.max_user_namespaces=0" },
};

const size_t kernel_option_count = sizeof(kernel_options) / sizeof(*kernel_options);

void judge_options(struct survey *survey)
{
	survey->options = arena_alloc(survey->arena, kernel_option_count * sizeof(*survey->options));
	for (size_t i = 0; i < kernel_option_count; i++) {
		struct option_verdict *verdict = &survey->options[i];

		verdict->option = &kernel_options[i];
		verdict->condition = condition_ask(survey, NULL, kernel_options[i].condition);
		if (!verdict->condition.why)
			verdict->condition.why = "nothing on this host stands in the way";
	}
}
