// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A filter for system calls in the form that bwrap --seccomp reads, on standard output:
 * what Flatpak refuses in its sandboxes, and the ways into the kernel that are newer than its list.
 * filter [ring|sandbox|levers] leaves a program io_uring, or namespaces, or what moves the kernel, if
 * that is what it is for.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define REFUSE	(SECCOMP_RET_ERRNO | EPERM)
#define ABSENT	(SECCOMP_RET_ERRNO | ENOSYS)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define END(verdict) BPF_STMT(BPF_RET | BPF_K, verdict)

/* Never. */
static const int refused[] = {
	SYS_syslog, SYS_uselib, SYS_acct, SYS_quotactl, SYS_add_key, SYS_keyctl, SYS_request_key,
	SYS_move_pages, SYS_migrate_pages, SYS_setns, SYS_pivot_root, SYS_chroot, SYS_swapon, SYS_swapoff, SYS_reboot,
	SYS_bpf, SYS_userfaultfd, SYS_open_by_handle_at, SYS_fanotify_init, SYS_lookup_dcookie, SYS_nfsservctl,
	SYS_personality, SYS_process_vm_writev, SYS_settimeofday, SYS_clock_settime,
	SYS_adjtimex, SYS_clock_adjtime, SYS_sethostname, SYS_setdomainname, SYS_vhangup, SYS_modify_ldt,
};

static const int levers[] = {
	SYS_perf_event_open, SYS_kexec_load, SYS_kexec_file_load, SYS_init_module, SYS_finit_module,
	SYS_delete_module, SYS_iopl, SYS_ioperm,
};

static const int rings[] = { SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register };
static const int spaces[] = { SYS_unshare, SYS_mount, SYS_umount2 };

/* As if the kernel were older: programs have another way then. */
static const int absent[] = {
	SYS_clone3, SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fsconfig, SYS_fsmount, SYS_fspick,
	SYS_mount_setattr, 443 /* quotactl_fd */,
};

static const unsigned int families[] = { AF_UNIX, AF_INET, AF_INET6 };

static struct sock_filter filter[512];
static unsigned int length;

static void add(struct sock_filter instruction)
{
	filter[length++] = instruction;
}

/* If the word loaded last is @value: @verdict. */
static void when(unsigned int value, unsigned int verdict)
{
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, 1));
	add((struct sock_filter)END(verdict));
}

/* System call @number with any of @bits in its argument, whose lower half is at @offset. */
static void refuse_bits(int number, size_t offset, unsigned int bits)
{
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 4));
	add((struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offset));
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, bits, 0, 1));
	add((struct sock_filter)END(REFUSE));
	add((struct sock_filter)END(SECCOMP_RET_ALLOW));
}

static void refuse_terminal_input(void)
{
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 6));
	add((struct sock_filter)LOAD(args[1]));
	when(TIOCSTI, REFUSE);
	when(TIOCLINUX, REFUSE);
	add((struct sock_filter)END(SECCOMP_RET_ALLOW));
}

static void limit_families(void)
{
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 2 + 2 * COUNT(families)));
	add((struct sock_filter)LOAD(args[0]));
	for (size_t i = 0; i < COUNT(families); i++)
		when(families[i], SECCOMP_RET_ALLOW);
	add((struct sock_filter)END(SECCOMP_RET_ERRNO | EAFNOSUPPORT));
}

static void refuse(const int *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		when(list[i], REFUSE);
}

int main(int argc, char **argv)
{
	const char *with = argc > 1 ? argv[1] : "";

	add((struct sock_filter)LOAD(arch));
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 1, 0));
	add((struct sock_filter)END(SECCOMP_RET_KILL_PROCESS));
	add((struct sock_filter)LOAD(nr));
	/* The numbers of x32. */
	add((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1));
	add((struct sock_filter)END(ABSENT));
	refuse(refused, COUNT(refused));
	if (strcmp(with, "levers"))
		refuse(levers, COUNT(levers));
	if (strcmp(with, "ring"))
		refuse(rings, COUNT(rings));
	for (size_t i = 0; i < COUNT(absent); i++)
		when(absent[i], ABSENT);
	if (strcmp(with, "sandbox")) {
		refuse(spaces, COUNT(spaces));
		refuse_bits(SYS_clone, offsetof(struct seccomp_data, args[0]), CLONE_NEWUSER);
	}
	refuse_terminal_input();
	limit_families();
	add((struct sock_filter)END(SECCOMP_RET_ALLOW));
	return fwrite(filter, sizeof(filter[0]), length, stdout) != length;
}
