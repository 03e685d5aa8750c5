/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ways for root to get below everything that this kernel enforces. First what the kernel itself says (not
 * built in, switched off until the next boot), then which protection in force stands in the way.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "survey/conditions.h"

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

/* A level of lockdown, Holdfast, SELinux for a capability, AppArmor: what may stand in the way of each of these. */
static struct condition guarded(const struct survey *survey, struct condition sum, int level, enum gift gift, const char *capability)
{
	condition_also(survey, &sum, guard_holdfast(survey, gift));
	if (level)
		condition_also(survey, &sum, guard_lockdown(survey, level));
	if (capability) {
		condition_also(survey, &sum, guard_holder(survey, capability));
		condition_also(survey, &sum, guard_selinux(survey, capability));
	}
	condition_also(survey, &sum, guard_unasked(survey, NULL, sum.asked));
	return sum;
}

static bool is_inside(const struct survey *survey, const char *word)
{
	return survey->facts->inside >> word_index(inside_words, word) & 1;
}

/* Whether this kernel takes modules at all, and from root; @sum is what it is for. */
static struct condition takes_modules(const struct survey *survey, struct condition sum, int level)
{
	enum seen seen;
	long disabled;

	if (built_without(survey, "MODULES"))
		return condition_no("this kernel takes no modules");
	if (!sysctl(survey->facts, "kernel/modules_disabled", &disabled, &seen)) {
		if (seen == SEEN_ABSENT && survey->facts->host->live)
			return condition_no("this kernel takes no modules");
		condition_also(survey, &sum, condition_unseen(arena_printf(survey->arena, "kernel.modules_disabled %s", seen_words(seen))));
	} else if (disabled) {
		return condition_no("kernel.modules_disabled is 1 until the next boot");
	}
	if (parameter_value(survey->facts, "nomodule"))
		return condition_no("nomodule is on the kernel's command line");
	condition_also(survey, &sum, guard_ipe(survey, "KMODULE"));
	return guarded(survey, sum, level, GIFT_MODULE, "CAP_SYS_MODULE");
}

struct condition ask_modules(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	return takes_modules(survey, condition_yes("this kernel takes modules"), 0);
}

/* The kernel shows its switch wherever it can check signatures at all. */
static struct condition unsigned_modules(const struct survey *survey)
{
	static const char yes[] = "this kernel takes modules that nobody signed";
	struct host *host = survey->facts->host;
	const char *enforced = host_line(host, "/sys/module/module/parameters/sig_enforce", NULL);
	const char *asked = parameter_value(survey->facts, "module.sig_enforce");

	if (enforced)
		return *enforced == 'Y' ? condition_no("modules must be signed (sig_enforce)") : condition_yes(yes);
	if (config_value(survey->facts, "MODULE_SIG_FORCE") == 'y')
		return condition_no("modules must be signed (CONFIG_MODULE_SIG_FORCE)");
	if (built_without(survey, "MODULE_SIG") || (host->live && host_exists(host, "/sys/module") == SEEN &&
	    host_exists(host, "/sys/module/module/parameters/sig_enforce") == SEEN_ABSENT))
		return condition_yes(yes);
	return asked && (!*asked || strchr("1yY", *asked)) ? condition_no("modules must be signed (module.sig_enforce on the kernel's command line)") :
		condition_unseen("whether modules must be signed was not seen");
}

struct condition ask_modules_unsigned(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition sum = unsigned_modules(survey);

	(void)mechanism;
	condition_also(survey, &sum, guard_loadpin(survey));
	condition_also(survey, &sum, guard_ima(survey, "MODULE_CHECK"));
	return takes_modules(survey, sum, 1);
}

static struct condition takes_kernels(const struct survey *survey, struct condition sum, int level)
{
	enum seen seen;
	long disabled;

	if (built_without(survey, "KEXEC") && built_without(survey, "KEXEC_FILE"))
		return condition_no("this kernel has no kexec");
	if (!sysctl(survey->facts, "kernel/kexec_load_disabled", &disabled, &seen)) {
		if (seen == SEEN_ABSENT && survey->facts->host->live)
			return condition_no("this kernel has no kexec");
		condition_also(survey, &sum, condition_unseen(arena_printf(survey->arena, "kernel.kexec_load_disabled %s", seen_words(seen))));
	} else if (disabled) {
		return condition_no("kernel.kexec_load_disabled is 1 until the next boot");
	}
	condition_also(survey, &sum, guard_ipe(survey, "KEXEC_IMAGE"));
	return guarded(survey, sum, level, GIFT_KEXEC, "CAP_SYS_BOOT");
}

struct condition ask_kexec(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	return takes_kernels(survey, condition_yes("kexec starts another kernel"), 0);
}

/*
 * Lockdown refuses kexec_load(2). About kexec_file_load(2) it is asked only when a signature was checked and is not good:
 * where the kernel checks none there, any kernel is taken (docs/bypass-matrix.md, kexec-file-load).
 */
struct condition ask_kexec_unsigned(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition sum = condition_yes("kexec starts a kernel that nobody signed");
	int level = 1;

	(void)mechanism;
	if (built_without(survey, "KEXEC") && config_value(survey->facts, "KEXEC_SIG_FORCE") == 'y')
		return condition_no("kexec takes signed kernels only");
	if (config_value(survey->facts, "KEXEC_FILE") == '?') {
		sum = condition_unseen("whether kexec takes kernels that nobody signed was not seen: the kernel's configuration is not there");
		level = 0;
	} else if (config_value(survey->facts, "KEXEC_FILE") == 'y' && built_without(survey, "KEXEC_SIG")) {
		sum = condition_yes("kexec_file_load(2) starts a kernel that nobody signed, under lockdown, too: this kernel checks no signature there");
		level = 0;
	}
	condition_also(survey, &sum, guard_loadpin(survey));
	condition_also(survey, &sum, guard_ima(survey, "KEXEC_KERNEL_CHECK"));
	return takes_kernels(survey, sum, level);
}

struct condition ask_devmem(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition sum = condition_yes("/dev/mem reaches all memory");

	(void)mechanism;
	if (built_without(survey, "DEVMEM"))
		return condition_no("this kernel has no /dev/mem");
	if (config_value(survey->facts, "DEVMEM") == '?')
		sum = condition_unseen("whether this kernel has /dev/mem was not seen: its configuration is not there");
	else if (config_value(survey->facts, "STRICT_DEVMEM") == 'y')
		return condition_no("/dev/mem does not reach the kernel's memory (CONFIG_STRICT_DEVMEM)");
	return guarded(survey, sum, 1, GIFT_LOWLEVEL, "CAP_SYS_RAWIO");
}

static struct condition loads_bpf(const struct survey *survey, struct condition sum, int level)
{
	if (built_without(survey, "BPF_SYSCALL") || (survey->facts->host->live && survey->facts->bpf.seen == SEEN_ABSENT))
		return condition_no("this kernel has no bpf(2)");
	if (!survey->facts->host->live && config_value(survey->facts, "BPF_SYSCALL") == '?')
		condition_also(survey, &sum, condition_unseen("whether this kernel has bpf(2) was not seen"));
	return guarded(survey, sum, level, GIFT_BPF, "CAP_SYS_ADMIN");
}

struct condition ask_bpf(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	return loads_bpf(survey, condition_yes("root can load BPF programs"), 0);
}

/*
 * bpf_override_return() needs a kprobe, which lockdown refuses at its highest level. A program of the kind
 * fmod_ret needs no kprobe, and may be put before any function of the LSMs (security_*) and return any number.
 */
struct condition ask_bpf_override(const struct survey *survey, const struct mechanism *mechanism)
{
	char types = config_value(survey->facts, "DEBUG_INFO_BTF"), tracer = config_value(survey->facts, "FUNCTION_TRACER");
	char kprobe = config_value(survey->facts, "BPF_KPROBE_OVERRIDE");

	(void)mechanism;
	if (types == 'y' && tracer == 'y')
		return loads_bpf(survey, condition_yes("BPF programs can return for the functions that ask LSMs (fmod_ret): single decisions, so no path is drawn through it"), 0);
	if (kprobe == 'y')
		return loads_bpf(survey, condition_yes("BPF can change return values of kernel functions that allow it (bpf_override_return): single decisions, so no path is drawn through it"), 2);
	if (kprobe == '?')
		return loads_bpf(survey, condition_unseen("whether BPF can change return values of functions was not seen: the configuration is not there"), 0);
	return condition_no("BPF cannot change return values of functions in this kernel: there is neither bpf_override_return() nor fmod_ret");
}

struct condition ask_kprobes(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition sum = condition_yes("root can set kprobes, which read the kernel's memory");

	(void)mechanism;
	if (built_without(survey, "KPROBE_EVENTS"))
		return condition_no("this kernel has no kprobe events");
	if (config_value(survey->facts, "KPROBE_EVENTS") == '?')
		sum = condition_unseen("whether this kernel has kprobe events was not seen: its configuration is not there");
	return guarded(survey, sum, 2, GIFT_PERF, "CAP_SYS_ADMIN");
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

struct condition ask_disk(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *disk = some_disk(survey), *allow = parameter_value(survey->facts, "bdev_allow_write_mounted");
	struct condition sum;

	(void)mechanism;
	if (!disk)
		return host_exists(survey->facts->host, "/sys/class/block") == SEEN ?
			condition_no("this machine has no disk of its own") : condition_unseen("disks were not seen");
	if (left_out(survey, "BLK_DEV_WRITE_MOUNTED") && !allow)
		return condition_no("mounted disks cannot be written past their file system (CONFIG_BLK_DEV_WRITE_MOUNTED is off)");
	sum = condition_yes(arena_printf(survey->arena, "%s can be written below the files on it", disk));
	/* SELinux judges by the label of the device. */
	condition_also(survey, &sum, guard_selinux_file(survey, disk, "blk_file", true));
	return guarded(survey, sum, 0, GIFT_DISK, NULL);
}

struct condition ask_helpers(const struct survey *survey, const struct mechanism *mechanism)
{
	(void)mechanism;
	if (config_value(survey->facts, "STATIC_USERMODEHELPER") == 'y')
		return condition_no("the kernel starts one fixed helper only (CONFIG_STATIC_USERMODEHELPER)");
	if (host_exists(survey->facts->host, "/proc/sys/kernel/core_pattern") != SEEN)
		return condition_unseen("core_pattern was not seen");
	return guarded(survey, condition_yes("root can tell the kernel which programs to start (core_pattern, modprobe)"), 0, GIFT_LOWLEVEL, NULL);
}

struct condition ask_hibernation(const struct survey *survey, const struct mechanism *mechanism)
{
	enum seen seen;
	const char *disk = host_line(survey->facts->host, "/sys/power/disk", &seen);
	struct condition sum = condition_yes("an image of memory can be written to disk, changed, and resumed");

	(void)mechanism;
	if (built_without(survey, "HIBERNATION") || (seen == SEEN_ABSENT && survey->facts->host->live))
		return condition_no("this kernel cannot hibernate");
	if (disk && strstr(disk, "[disabled]"))
		return condition_no("hibernation is switched off");
	if (!disk)
		sum = condition_unseen(arena_printf(survey->arena, "/sys/power/disk %s", seen_words(seen)));
	return guarded(survey, sum, 1, GIFT_LOWLEVEL, "CAP_SYS_ADMIN");
}

struct condition ask_msr(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition sum = condition_yes("registers of the processor can be written (/dev/cpu/N/msr)");

	(void)mechanism;
	if (is_inside(survey, "uml"))
		return condition_no("user-mode Linux has no registers of a processor to write");
	if (built_without(survey, "X86_MSR"))
		return condition_no("this kernel has no access to MSRs");
	if (config_value(survey->facts, "X86_MSR") == '?')
		sum = condition_unseen("whether this kernel gives access to MSRs was not seen: its configuration is not there");
	return guarded(survey, sum, 1, GIFT_LOWLEVEL, "CAP_SYS_RAWIO");
}

struct condition ask_ioports(const struct survey *survey, const struct mechanism *mechanism)
{
	struct condition sum = condition_yes("I/O ports reach devices that reach memory");

	(void)mechanism;
	if (is_inside(survey, "uml"))
		return condition_no("user-mode Linux has no I/O ports");
	if (built_without(survey, "DEVPORT") && (left_out(survey, "X86_IOPL_IOPERM") || built_without(survey, "X86")))
		return condition_no("this kernel gives no process I/O ports");
	if (config_value(survey->facts, "DEVPORT") == '?')
		sum = condition_unseen("whether this kernel gives processes I/O ports was not seen: its configuration is not there");
	return guarded(survey, sum, 1, GIFT_LOWLEVEL, "CAP_SYS_RAWIO");
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

/* The kernel that is booted from files here, if one is seen; what covers it, and what does not. */
static struct condition boots_from_files(const struct survey *survey, const char **kernel)
{
	static const char *const places[] = { "/boot/vmlinuz", "/boot/vmlinuz-*", "/boot/*/*/linux", "/efi/EFI/Linux/*",
		"/boot/efi/EFI/*", "/boot/EFI/*", NULL };
	const char *why;
	enum answer unified;

	*kernel = NULL;
	if (is_inside(survey, "uml") || is_inside(survey, "firecracker"))
		return condition_no("the kernel and its command line are given from outside of this machine");
	if (is_inside(survey, "container") || is_inside(survey, "gvisor"))
		return condition_unseen("this is a container: what the machine boots is not seen from here");
	unified = unified_boot(survey, &why);
	if (unified != ANSWER_NO)
		return unified == ANSWER_YES ? condition_no(why) : condition_unseen(why);
	for (int i = 0; places[i] && !*kernel; i++)
		*kernel = *host_glob(survey->facts->host, places[i], NULL);
	if (!*kernel)
		return condition_unseen("what this machine boots was not seen: there is no kernel below /boot");
	return condition_yes(secure_boot(survey, &why) == ANSWER_YES ?
		"Secure Boot checks the kernel, and initramfs and command line below /boot can be written" :
		"kernel, initramfs and command line are below /boot, and nothing checks them");
}

/* Files of the boot, or the raw disk under them. */
static struct condition holdfast_keeps_boot(const struct survey *survey)
{
	struct condition files = guard_holdfast(survey, GIFT_BOOT), disk = guard_holdfast(survey, GIFT_DISK);

	if (!files.blocker_count)
		return files;
	if (disk.blocker_count)
		disk.why = "Holdfast's policy grants nobody to write below /boot and /efi or to raw disks: proven";
	return disk;
}

struct condition ask_boot(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *kernel, *why;
	const struct finding *selinux = survey_find(survey, "selinux");
	struct condition sum = boots_from_files(survey, &kernel);

	(void)mechanism;
	condition_also(survey, &sum, holdfast_keeps_boot(survey));
	/* Where a process of root is unconfined, nothing is to be asked; that one file is closed does not say that all are. */
	if (kernel && !(selinux && root_outside(survey, selinux->mechanism, &why) == ANSWER_YES))
		condition_also(survey, &sum, guard_selinux_file(survey, kernel, "file", false));
	condition_also(survey, &sum, guard_unasked(survey, NULL, sum.asked));
	return sum;
}

/* The disk under its file system, if what boots next comes from a disk at all: files that a policy keeps are on it, too. */
struct condition ask_disk_boots(const struct survey *survey, const struct mechanism *mechanism)
{
	const char *kernel;
	struct condition boot = boots_from_files(survey, &kernel), disk = ask_disk(survey, mechanism);

	if (boot.answer == ANSWER_YES)
		return disk;
	condition_also(survey, &disk, boot);
	return disk;
}
