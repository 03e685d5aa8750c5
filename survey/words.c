/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The words of the catalogue's files, in one place: survey/catalogue/README.md explains them. */
#include "survey/catalogue.h"

#include <string.h>

const char *const layer_words[] = { "1", "2", "2-3", "3", "3-5", "4", "5", "adjacent", NULL };

const char *const layer_titles[] = {
	"hardware, firmware", "kernel", "a process that acts as the kernel", "LSMs, BPF on kernel hooks",
	"BPF observability that can kill", "sandboxes in user space", "agents", "what answers other questions", NULL
};

const char *const scope_words[] = { "host", "confined", "none", NULL };

const char *const question_words[] = { "execution", "files", "network", "kernel integrity", "boot", NULL };

const char *const found_by_words[] = {
	"package", "unit", "process", "socket", "module", "lsm", "path",
	"securityfs", "bpf", "parameter", "config", "inside", NULL
};

const char *const who_words[] = { "root", "capability", "policy", "reboot", "console", NULL };

const char *const effect_words[] = { "off", "round", "part", NULL };

const char *const reader_words[] = {
	"holdfast", "selinux", "apparmor", "smack", "tomoyo", "landlock", "yama", "loadpin", "safesetid",
	"lockdown", "ipe", "integrity", "bpf-lsm", "hardened-kernel", "seccomp", "systemd-sandbox",
	"secure-boot", "tpm", "iommu", "microcode", "fapolicyd", "unit", "process", "bpf", "module", "lsm-listed",
	"inside", "confined", "none", NULL
};

const char *const inside_words[] = {
	"uml", "gvisor", "firecracker", "kata", "cloud-hypervisor", "qemu", "vm", "docker", "podman",
	"containerd", "crio", "lxc", "nspawn", "container", "unikernel", "wsl", NULL
};

/* Those without a colon; `config:X`, `parameter:X`, `lsm:X` and `unit:X` are conditions, too. */
const char *const condition_words[] = {
	"selinux.enforcing", "selinux.setenforce", "selinux.load", "selinux.setbool",
	"apparmor.unlocked", "smack.open", "tomoyo.managed", "yama.below-max", "loadpin.switchable",
	"ipe.enforcing", "fapolicyd.root-exempt", "lockdown.raisable", "ima.enforcing", "ima.replaceable",
	"modules.loadable", "modules.unsigned", "kexec.loadable", "kexec.unsigned", "devmem.writable",
	"bpf.loadable", "bpf.override", "kprobes.usable", "disk.writable", "helpers.settable",
	"hibernation.possible", "msr.writable", "ioports.usable", "procmem.forced",
	"boot.changeable", "boot.unified", "secureboot.off", "holdfast.boot-granted", "holdfast.given-away",
	"root.outside", "namespaces.user", NULL
};

int word_index(const char *const *words, const char *word)
{
	for (int i = 0; words[i]; i++)
		if (!strcmp(words[i], word))
			return i;
	return -1;
}
