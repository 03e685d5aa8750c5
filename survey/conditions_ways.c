/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ways for root to get below everything that this kernel enforces. First what the kernel itself says (not
 * built in, switched off until the next boot), then which protection in force stands in the way.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/xattr.h>

#include "base/arena.h"
#include "survey/conditions.h"
#include "survey/state/state.h"

/* Capability numbers: include/uapi/linux/capability.h. */
enum { SYS_MODULE_BIT = 16, SYS_RAWIO_BIT = 17, SYS_ADMIN_BIT = 21, SYS_BOOT_BIT = 22 };

static bool built_without(const struct survey *survey, const char *option)
{
	return config_value(survey->facts, option) == 'n';
}

/* The same for an option that is younger than some kernels: only if the configuration says that it is not set. */
static bool left_out(const struct survey *survey, const char *option)
{
	const char *config = survey->facts->kernel.config;

	return config && strstr(config, arena_printf(survey->arena, "# CONFIG_%s is not set\n", option));
}

/* No process of root has this capability: false also where no processes were seen. */
static bool nobody_has(const struct survey *survey, int capability)
{
	size_t roots = 0;

	for (size_t i = 0; i < survey->facts->processes.count; i++) {
		const struct process *process = &survey->facts->processes.list[i];

		if (process->kernel_thread || !process->ids_seen || process->uid)
			continue;
		roots++;
		if (process->capabilities >> capability & 1)
			return false;
	}
	return roots > 0;
}

/* What stands in the way, beyond the kernel's own build: a level of lockdown, Holdfast, SELinux. */
static struct condition guarded(const struct survey *survey, int level, enum gift gift, const char *capability, const char *yes)
{
	const char *why;
	int locked = level ? lockdown_level(survey) : 0;
	enum answer sealed = holdfast_sealed(survey), given;

	if (sealed == ANSWER_YES) {
		given = holdfast_gives(survey, gift, &why);
		if (given != ANSWER_YES)
			return given == ANSWER_NO ? condition_blocked("holdfast", why) : condition_unseen(why);
	}
	if (level && locked >= level)
		return condition_blocked("lockdown", arena_printf(survey->arena, "lockdown is at level %s",
					 locked == 1 ? "integrity" : "confidentiality"));
	if (capability && selinux_enforces(survey) == ANSWER_YES) {
		given = selinux_root_may(survey, NULL, "capability", capability, &why);
		if (given != ANSWER_YES)
			return given == ANSWER_NO ? condition_blocked("selinux", why) : condition_unseen(why);
	}
	if (sealed == ANSWER_UNSEEN || locked < 0)
		return condition_unseen(locked < 0 ? "lockdown's level was not seen" : "whether Holdfast is in force was not seen");
	return condition_yes(yes);
}

/* Where the build was not seen: a protection in force may stand in the way all the same. */
static struct condition guarded_at_least(const struct survey *survey, int level, enum gift gift, const char *capability, const char *unseen)
{
	struct condition condition = guarded(survey, level, gift, capability, unseen);

	return condition.answer == ANSWER_NO ? condition : condition_unseen(unseen);
}

static bool is_inside(const struct survey *survey, const char *word)
{
	return survey->facts->inside >> word_index(inside_words, word) & 1;
}

struct condition ask_modules(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	long disabled;
	const char *why;

	(void)mechanism;
	if (built_without(survey, "MODULES"))
		return condition_no("this kernel takes no modules");
	if (!sysctl(survey->facts, "kernel/modules_disabled", &disabled, &seen))
		return seen == SEEN_ABSENT && survey->facts->host->live ? condition_no("this kernel takes no modules") :
			condition_unseen(arena_printf(survey->arena, "kernel.modules_disabled %s", seen_words(seen)));
	if (disabled)
		return condition_no("kernel.modules_disabled is 1 until the next boot");
	if (parameter_value(survey->facts, "nomodule"))
		return condition_no("nomodule is on the kernel's command line");
	if (nobody_has(survey, SYS_MODULE_BIT))
		return condition_no("no process of root that was seen has CAP_SYS_MODULE");
	if (ipe_denies(survey, "KMODULE", &why) == ANSWER_YES)
		return condition_blocked("ipe", why);
	return guarded(survey, 0, GIFT_MODULE, "sys_module", "this kernel takes modules");
}

struct condition ask_modules_unsigned(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *enforced = host_line(survey->facts->host, "/sys/module/module/parameters/sig_enforce", NULL);
	struct condition loadable = ask_modules(survey, mechanism);

	if (loadable.answer != ANSWER_YES)
		return loadable;
	if (enforced && *enforced == 'Y')
		return condition_no("modules must be signed (sig_enforce)");
	if (in_force(survey, "loadpin") &&
	    condition_ask(survey, NULL, "loadpin.switchable").answer == ANSWER_NO)
		return condition_blocked("loadpin", "LoadPin takes modules only from a disk that is read-only");
	return guarded(survey, 1, GIFT_MODULE, NULL, "this kernel takes modules that nobody signed");
}

struct condition ask_kexec(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	long disabled;
	const char *why;

	(void)mechanism;
	if (built_without(survey, "KEXEC") && built_without(survey, "KEXEC_FILE"))
		return condition_no("this kernel has no kexec");
	if (!sysctl(survey->facts, "kernel/kexec_load_disabled", &disabled, &seen))
		return seen == SEEN_ABSENT && survey->facts->host->live ? condition_no("this kernel has no kexec") :
			condition_unseen(arena_printf(survey->arena, "kernel.kexec_load_disabled %s", seen_words(seen)));
	if (disabled)
		return condition_no("kernel.kexec_load_disabled is 1 until the next boot");
	if (nobody_has(survey, SYS_BOOT_BIT))
		return condition_no("no process of root that was seen has CAP_SYS_BOOT");
	if (ipe_denies(survey, "KEXEC_IMAGE", &why) == ANSWER_YES)
		return condition_blocked("ipe", why);
	return guarded(survey, 0, GIFT_KEXEC, "sys_boot", "kexec starts another kernel");
}

struct condition ask_kexec_unsigned(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition loadable = ask_kexec(survey, mechanism);

	if (loadable.answer != ANSWER_YES)
		return loadable;
	if (built_without(survey, "KEXEC") && config_value(survey->facts, "KEXEC_SIG_FORCE") == 'y')
		return condition_no("kexec takes signed kernels only");
	return guarded(survey, 1, GIFT_KEXEC, NULL, "kexec starts a kernel that nobody signed");
}

struct condition ask_devmem(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (built_without(survey, "DEVMEM"))
		return condition_no("this kernel has no /dev/mem");
	if (config_value(survey->facts, "DEVMEM") == '?')
		return guarded_at_least(survey, 1, GIFT_LOWLEVEL, "sys_rawio", "whether this kernel has /dev/mem was not seen: its configuration is not there");
	if (config_value(survey->facts, "STRICT_DEVMEM") == 'y')
		return condition_no("/dev/mem does not reach the kernel's memory (CONFIG_STRICT_DEVMEM)");
	if (nobody_has(survey, SYS_RAWIO_BIT))
		return condition_no("no process of root that was seen has CAP_SYS_RAWIO");
	return guarded(survey, 1, GIFT_LOWLEVEL, "sys_rawio", "/dev/mem reaches all memory");
}

struct condition ask_bpf(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (built_without(survey, "BPF_SYSCALL") || (survey->facts->host->live && survey->facts->bpf.seen == SEEN_ABSENT))
		return condition_no("this kernel has no bpf(2)");
	if (nobody_has(survey, SYS_ADMIN_BIT))
		return condition_no("no process of root that was seen has CAP_SYS_ADMIN");
	if (!survey->facts->host->live && config_value(survey->facts, "BPF_SYSCALL") == '?')
		return condition_unseen("whether this kernel has bpf(2) was not seen");
	return guarded(survey, 0, GIFT_BPF, "sys_admin", "root can load BPF programs");
}

struct condition ask_bpf_override(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition loadable = ask_bpf(survey, mechanism);

	if (loadable.answer != ANSWER_YES)
		return loadable;
	if (config_value(survey->facts, "BPF_KPROBE_OVERRIDE") == '?')
		return guarded_at_least(survey, 2, GIFT_BPF, NULL, "whether BPF can change return values of functions was not seen: the configuration is not there");
	if (built_without(survey, "BPF_KPROBE_OVERRIDE"))
		return condition_no("BPF cannot change return values of functions in this kernel");
	return guarded(survey, 2, GIFT_BPF, NULL, "BPF can change return values of kernel functions that allow it");
}

struct condition ask_kprobes(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (built_without(survey, "KPROBE_EVENTS"))
		return condition_no("this kernel has no kprobe events");
	if (config_value(survey->facts, "KPROBE_EVENTS") == '?')
		return guarded_at_least(survey, 2, GIFT_PERF, "sys_admin", "whether this kernel has kprobe events was not seen: its configuration is not there");
	return guarded(survey, 2, GIFT_PERF, "sys_admin", "root can set kprobes, which read the kernel's memory");
}

/* The first disk that is not made of files or memory, as /dev has it. */
static const char *some_disk(const struct survey *survey)
{
	char **names = host_list(survey->facts->host, "/sys/class/block", NULL, NULL);

	for (; names && *names; names++)
		if (strncmp(*names, "loop", 4) && strncmp(*names, "ram", 3) && strncmp(*names, "zram", 4) &&
		    strncmp(*names, "sr", 2) && strncmp(*names, "fd", 2))
			return arena_printf(survey->arena, "/dev/%s", *names);
	return NULL;
}

/* SELinux judges by the label of the device. */
static struct condition disk_label(const struct survey *survey, const char *disk)
{
	char label[256];
	const char *why;
	enum answer answer;
	ssize_t length = survey->facts->host->live ? lgetxattr(disk, "security.selinux", label, sizeof(label) - 1) : -1;

	if (length <= 0)
		return condition_unseen("whether SELinux's policy lets root write to disks was not seen");
	label[length] = '\0';
	answer = selinux_root_may(survey, label, "blk_file", "write", &why);
	return answer == ANSWER_NO ? condition_blocked("selinux", why) :
	       answer == ANSWER_YES ? condition_yes(why) : condition_unseen(why);
}

struct condition ask_disk(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *disk = some_disk(survey), *allow = parameter_value(survey->facts, "bdev_allow_write_mounted");
	struct condition answer;

	(void)mechanism;
	if (!disk)
		return host_exists(survey->facts->host, "/sys/class/block") == SEEN ?
			condition_no("this machine has no disk of its own") : condition_unseen("disks were not seen");
	if (left_out(survey, "BLK_DEV_WRITE_MOUNTED") && !allow)
		return condition_no("mounted disks cannot be written past their file system (CONFIG_BLK_DEV_WRITE_MOUNTED is off)");
	answer = guarded(survey, 0, GIFT_DISK, NULL, arena_printf(survey->arena, "%s can be written below the files on it", disk));
	return answer.answer == ANSWER_YES && selinux_enforces(survey) == ANSWER_YES ? disk_label(survey, disk) : answer;
}

struct condition ask_helpers(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (config_value(survey->facts, "STATIC_USERMODEHELPER") == 'y')
		return condition_no("the kernel starts one fixed helper only (CONFIG_STATIC_USERMODEHELPER)");
	if (host_exists(survey->facts->host, "/proc/sys/kernel/core_pattern") != SEEN)
		return condition_unseen("core_pattern was not seen");
	return guarded(survey, 0, GIFT_LOWLEVEL, NULL, "root can tell the kernel which programs to start (core_pattern, modprobe)");
}

struct condition ask_hibernation(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	const char *disk = host_line(survey->facts->host, "/sys/power/disk", &seen);

	(void)mechanism;
	if (built_without(survey, "HIBERNATION") || (seen == SEEN_ABSENT && survey->facts->host->live))
		return condition_no("this kernel cannot hibernate");
	if (!disk)
		return condition_unseen(arena_printf(survey->arena, "/sys/power/disk %s", seen_words(seen)));
	if (strstr(disk, "[disabled]"))
		return condition_no("hibernation is switched off");
	return guarded(survey, 1, GIFT_LOWLEVEL, NULL, "an image of memory can be written to disk, changed, and resumed");
}

struct condition ask_msr(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (is_inside(survey, "uml"))
		return condition_no("user-mode Linux has no registers of a processor to write");
	if (built_without(survey, "X86_MSR"))
		return condition_no("this kernel has no access to MSRs");
	if (config_value(survey->facts, "X86_MSR") == '?')
		return guarded_at_least(survey, 1, GIFT_LOWLEVEL, "sys_rawio", "whether this kernel gives access to MSRs was not seen: its configuration is not there");
	if (nobody_has(survey, SYS_RAWIO_BIT))
		return condition_no("no process of root that was seen has CAP_SYS_RAWIO");
	return guarded(survey, 1, GIFT_LOWLEVEL, "sys_rawio", "registers of the processor can be written (/dev/cpu/N/msr)");
}

struct condition ask_ioports(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (is_inside(survey, "uml"))
		return condition_no("user-mode Linux has no I/O ports");
	if (built_without(survey, "DEVPORT") && (left_out(survey, "X86_IOPL_IOPERM") || built_without(survey, "X86")))
		return condition_no("this kernel gives no process I/O ports");
	if (config_value(survey->facts, "DEVPORT") == '?')
		return guarded_at_least(survey, 1, GIFT_LOWLEVEL, "sys_rawio", "whether this kernel gives processes I/O ports was not seen: its configuration is not there");
	if (nobody_has(survey, SYS_RAWIO_BIT))
		return condition_no("no process of root that was seen has CAP_SYS_RAWIO");
	return guarded(survey, 1, GIFT_LOWLEVEL, "sys_rawio", "I/O ports reach devices that reach memory");
}

struct condition ask_procmem(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *override = parameter_value(survey->facts, "proc_mem.force_override");

	(void)mechanism;
	if (config_value(survey->facts, "PROC_MEM_NO_FORCE") == '?')
		return condition_unseen("the kernel's configuration was not seen");
	if (config_value(survey->facts, "PROC_MEM_NO_FORCE") == 'y' && !override)
		return condition_no("/proc/PID/mem does not write to read-only memory (CONFIG_PROC_MEM_NO_FORCE)");
	return condition_yes("/proc/PID/mem writes to memory that is mapped read-only");
}

struct condition ask_boot(const struct survey *survey, const struct mechanism *mechanism)
{
	struct host *host = survey->facts->host;
	const char *why;
	enum answer given;

	(void)mechanism;
	if (is_inside(survey, "uml") || is_inside(survey, "firecracker"))
		return condition_no("the kernel and its command line are given from outside of this machine");
	if (is_inside(survey, "container") || is_inside(survey, "gvisor"))
		return condition_unseen("this is a container: what the machine boots is not seen from here");
	if (holdfast_sealed(survey) == ANSWER_YES) {
		given = holdfast_gives(survey, GIFT_BOOT, &why);
		if (given == ANSWER_NO)
			given = holdfast_gives(survey, GIFT_DISK, &why);
		if (given != ANSWER_YES)
			return given == ANSWER_NO ? condition_blocked("holdfast", "Holdfast's policy grants nobody to write below /boot and /efi or to raw disks: proven") :
				condition_unseen(why);
	}
	given = unified_boot(survey, &why);
	if (given != ANSWER_NO)
		return given == ANSWER_YES ? condition_no(why) : condition_unseen(why);
	if (host_exists(host, "/boot/vmlinuz") == SEEN || *host_glob(host, "/boot/vmlinuz-*", NULL) ||
	    *host_glob(host, "/boot/*/*/linux", NULL) || *host_glob(host, "/efi/EFI/Linux/*", NULL) ||
	    *host_glob(host, "/boot/efi/EFI/*", NULL) || *host_glob(host, "/boot/EFI/*", NULL))
		return condition_yes(secure_boot(survey, &why) == ANSWER_YES ?
			"Secure Boot checks the kernel, and initramfs and command line below /boot can be written" :
			"kernel, initramfs and command line are below /boot, and nothing checks them");
	return condition_unseen("what this machine boots was not seen: there is no kernel below /boot");
}

/* The disk under its file system, if what boots next comes from a disk at all: files that a policy keeps are on it, too. */
struct condition ask_disk_boots(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition disk = ask_disk(survey, mechanism), boot = ask_boot(survey, mechanism);

	if (disk.answer == ANSWER_YES && boot.answer == ANSWER_NO && !boot.blocker)
		return boot;
	return disk.answer == ANSWER_YES && boot.answer == ANSWER_UNSEEN ? boot : disk;
}
