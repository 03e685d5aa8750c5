/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The vocabulary: every access, operation and facility that a policy can
 * grant, with the word used for it in policy text, events and messages.
 * The tables are X-macros so that no list of words can drift from another.
 */
#ifndef HOLDFAST_ACCESS_H
#define HOLDFAST_ACCESS_H

/*
 * X(IDENT, bit, word): accesses to a name. One cell of the access table is a
 * 16-bit set of these. @execute and @map additionally need pinned content.
 */
#define HF_ACCESSES(X) \
	X(READ,		0,	"read")		/* open for reading, list a directory */ \
	X(MODIFY,	1,	"modify")	/* open for writing, truncate */ \
	X(APPEND,	2,	"append")	/* open with O_APPEND only */ \
	X(CREATE,	3,	"create")	/* new name of any type; link, rename target */ \
	X(DELETE,	4,	"delete")	/* remove a name; rename source */ \
	X(ATTRIBUTE,	5,	"attribute")	/* mode, owner, times, xattrs, ACL, inode flags */ \
	X(EXECUTE,	6,	"execute") \
	X(MAP,		7,	"map")		/* executable mapping */ \
	X(CONNECT,	8,	"connect")	/* unix socket: connect or send to */ \
	X(BIND,		9,	"bind")		/* unix socket: give it this name */ \
	X(MOUNT,	10,	"mount")	/* attach a filesystem here */ \
	X(UMOUNT,	11,	"umount") \
	X(CHROOT,	12,	"chroot")	/* chroot or pivot_root into */ \
	X(MKNOD,	13,	"mknod")	/* device node */ \
	X(DATA,		14,	"data")		/* never code, of a confined interpreter */

enum hf_access {
#define X(ident, bit, word) HF_##ident = 1u << (bit),
	HF_ACCESSES(X)
#undef X
};

/* What the composite verb `write` stands for. */
#define HF_WRITE_SET	(HF_MODIFY | HF_APPEND | HF_CREATE | HF_DELETE | HF_ATTRIBUTE)
#define HF_ACCESS_ALL	((1u << 15) - 1)

/*
 * In a cell only: reading is granted as long as the content is the pinned one. The
 * compiler puts it where HF_READ would be in the row of a domain whose interpreters are
 * confined, for every name that is a program's or library's.
 */
#define HF_CELL_READ_PINNED	(1u << 15)

/* X(IDENT, word): network operations, each with tables for tcp and for udp. */
#define HF_NETOPS(X) \
	X(NET_CONNECT,	"connect")	/* remote address and port */ \
	X(NET_BIND,	"bind")		/* local address and port */ \
	X(NET_LISTEN,	"listen")	/* local address and port; tcp */ \
	X(NET_ACCEPT,	"accept")	/* remote address, local port; tcp */ \
	X(NET_SEND,	"send")		/* remote address and port; udp without connect */

enum hf_netop {
#define X(ident, word) HF_##ident,
	HF_NETOPS(X)
#undef X
	HF_NETOP_MAX
};

enum hf_proto { HF_TCP, HF_UDP, HF_PROTO_MAX };

/* X(IDENT, word): what one domain may do to another. */
#define HF_PEEROPS(X) \
	X(SIGNAL,	"signal") \
	X(TRACE,	"trace")	/* ptrace attach, write memory */ \
	X(INSPECT,	"inspect")	/* ptrace read: maps, environ, descriptors */

enum hf_peerop {
#define X(ident, word) HF_##ident,
	HF_PEEROPS(X)
#undef X
	HF_PEEROP_MAX
};

/* X(IDENT, bit, word): kernel facilities, granted with `use`. */
#define HF_FACILITIES(X) \
	X(EXECMEM,	0,	"execmem")	/* executable memory without pinned content */ \
	X(MODULE,	1,	"module")	/* load modules, firmware, other kernel data */ \
	X(KEXEC,	2,	"kexec") \
	X(BPF,		3,	"bpf") \
	X(PERF,		4,	"perf") \
	X(LOWLEVEL,	5,	"lowlevel")	/* all that lockdown would refuse */ \
	X(USERNS,	6,	"userns") \
	X(IO_URING,	7,	"io_uring") \
	X(USERFAULTFD,	8,	"userfaultfd")

enum hf_facility {
#define X(ident, bit, word) HF_USE_##ident = 1u << (bit),
	HF_FACILITIES(X)
#undef X
};

#define HF_FACILITY_ALL	((1u << 9) - 1)

/* X(number, word): capabilities(7); the numbers are the kernel's. */
#define HF_CAPABILITIES(X) \
	X(0, "chown") X(1, "dac_override") X(2, "dac_read_search") X(3, "fowner") \
	X(4, "fsetid") X(5, "kill") X(6, "setgid") X(7, "setuid") X(8, "setpcap") \
	X(9, "linux_immutable") X(10, "net_bind_service") X(11, "net_broadcast") \
	X(12, "net_admin") X(13, "net_raw") X(14, "ipc_lock") X(15, "ipc_owner") \
	X(16, "sys_module") X(17, "sys_rawio") X(18, "sys_chroot") X(19, "sys_ptrace") \
	X(20, "sys_pacct") X(21, "sys_admin") X(22, "sys_boot") X(23, "sys_nice") \
	X(24, "sys_resource") X(25, "sys_time") X(26, "sys_tty_config") X(27, "mknod") \
	X(28, "lease") X(29, "audit_write") X(30, "audit_control") X(31, "setfcap") \
	X(32, "mac_override") X(33, "mac_admin") X(34, "syslog") X(35, "wake_alarm") \
	X(36, "block_suspend") X(37, "audit_read") X(38, "perfmon") X(39, "bpf") \
	X(40, "checkpoint_restore")
#define HF_CAPABILITY_COUNT	41u

/* X(IDENT, text): why a request was refused. Every denial carries one. */
#define HF_REASONS(X) \
	X(GRANTED,		"granted") \
	X(NOT_GRANTED,		"no rule grants it") \
	X(NO_NAME,		"the object has no name here") \
	X(NOT_PINNED,		"not a program or library of the policy") \
	X(WRONG_CONTENT,	"its content is not the pinned content") \
	X(WRONG_INTERPRETER,	"not the interpreter this script was given") \
	X(NO_SCRIPT,		"interpreters run granted scripts here, and nothing else") \
	X(SCRIPT_MOVED,		"the script is not where its name says") \
	X(IN_USE_BY_WRITER,	"its content cannot be fixed while a writer has it open") \
	X(SEALED_CONTENT,	"approved content is never written to") \
	X(OTHER_CLASS,		"the new name is of another class") \
	X(WRITABLE_AND_EXEC,	"memory would be writable and executable") \
	X(BAD_REQUEST,		"the request is malformed") \
	X(NO_MEMORY,		"out of memory or I/O error while deciding")

enum hf_reason {
#define X(ident, text) HF_WHY_##ident,
	HF_REASONS(X)
#undef X
	HF_WHY_MAX
};

#endif
