/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The ways below everything, as data: what each needs, what removes it, which attack of the lab shows it. */
#include "survey/survey.h"

const struct way ways[] = {
	{ "module", "load a module", "insmod: code of one's own in the kernel", "modules.unsigned",
	  "CONFIG_MODULES=n, signed modules only, kernel.modules_disabled=1, lockdown", "attack:kernel-load/finit-module",
	  "linux-6.12 kernel/module/main.c", false, false },
	{ "kexec", "start another kernel by kexec", "kexec -l KERNEL && kexec -e", "kexec.unsigned",
	  "CONFIG_KEXEC=n and CONFIG_KEXEC_FILE=n, kernel.kexec_load_disabled=1; lockdown, if CONFIG_KEXEC_FILE=n or CONFIG_KEXEC_SIG=y", "attack:kernel-load/kexec-load",
	  "linux-6.12 kernel/kexec.c; kernel/kexec_file.c, kimage_validate_signature", false, false },
	{ "devmem", "write to memory by /dev/mem", "write to the kernel's text or data in /dev/mem", "devmem.writable",
	  "CONFIG_DEVMEM=n or CONFIG_STRICT_DEVMEM=y, lockdown", "attack:kernel-load/memory-device-write",
	  "linux-6.12 drivers/char/mem.c", false, false },
	{ "msr", "write registers of the processor", "wrmsr on an address the kernel jumps to", "msr.writable",
	  "CONFIG_X86_MSR=n, lockdown", "attack:kernel-load/msr-write", "linux-6.12 arch/x86/kernel/msr.c", false, false },
	{ "ioports", "use I/O ports", "iopl(3), then a device that writes memory", "ioports.usable",
	  "CONFIG_X86_IOPL_IOPERM=n, CONFIG_DEVPORT=n, lockdown", "attack:kernel-load/iopl",
	  "linux-6.12 arch/x86/kernel/ioport.c", false, false },
	{ "hibernation", "change memory in a hibernation image", "write the image, change it on the disk, resume", "hibernation.possible",
	  "CONFIG_HIBERNATION=n, lockdown", "attack:kernel-load/snapshot-device", "linux-6.12 kernel/power/user.c", false, false },
	{ "bpf-override", "change what kernel functions return", "a BPF program that calls bpf_override_return, or one of the kind fmod_ret",
	  "bpf.override", "CONFIG_BPF_KPROBE_OVERRIDE=n and CONFIG_DEBUG_INFO_BTF=n or CONFIG_FUNCTION_TRACER=n; a policy that refuses bpf(2)",
	  "attack:kernel-load/bpf-kprobe", "linux-6.12 kernel/trace/bpf_trace.c; kernel/bpf/verifier.c, check_attach_modify_return", false, true },
	{ "disk", "write the disk below its file system", "dd onto the disk that is mounted: at the next boot its files are the attacker's",
	  "disk.boots", "CONFIG_BLK_DEV_WRITE_MOUNTED=n, dm-verity, a policy that keeps disks", "attack:devices/write-root-disk",
	  "linux-6.12 block/bdev.c", true, false },
	{ "boot", "change what boots next", "replace kernel, initramfs or command line, and reboot", "boot.changeable",
	  "Secure Boot with a unified kernel image, or a kernel that comes from outside of the machine", "attack:boot/boot-image",
	  "docs/threat-model.md, The boot chain", true, false },
};

const size_t way_count = sizeof(ways) / sizeof(*ways);
