/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What learning knows about places: where it never guesses, and what a reader must not miss. */
#include <stddef.h>
#include <string.h>

#include "compiler/pattern.h"
#include "learn/model.h"

/*
 * No pattern that learning makes of several names, or of a name that changes, may reach any of
 * these: whoever needs one of them has it by its own name.
 */
static const char *const sensitive[] = {
	"/etc/shadow*", "/etc/gshadow*", "/etc/passwd*", "/etc/group*", "/etc/sudoers*", "/etc/sudoers.d/**",
	"/etc/ssl/private/**", "/etc/ssh/*key*", "/etc/krb5.keytab*", "/etc/pam.d/**", "/etc/security/**",
	"/etc/ld.so.*", "/etc/ld.so.conf.d/**", "/etc/cron*/**", "/etc/systemd/**", "/etc/init.d/**",
	"/etc/modprobe.d/**", "/etc/profile.d/**", "/etc/pki/**", "/etc/letsencrypt/**",
	"/etc/wireguard/**", "/etc/NetworkManager/system-connections/**",
	"/root/**", "/boot/**", "/efi/**", "/home/*/.ssh/**", "/home/*/.gnupg/**", "/home/*/.aws/**",
	"/home/*/.config/**", "/home/*/.kube/**", "/home/*/.netrc", "/home/*/.*_history",
	"/var/spool/cron/**", "/var/lib/private/**", "/var/backups/**", "/var/lib/systemd/**",
	"/run/secrets/**", "/run/credentials/**", "/run/systemd/**", "/run/udev/**", "/run/docker.sock",
	"/run/containerd/**", "/run/dbus/**",
	"/proc/kcore", "/proc/kmsg", "/proc/kallsyms", "/proc/sysrq-trigger", "/proc/*/mem",
	"/proc/sys/kernel/core_pattern", "/proc/sys/kernel/modprobe", "/proc/sys/vm/**",
	"/sys/firmware/**", "/sys/kernel/debug/**", "/sys/kernel/security/**", "/sys/kernel/tracing/**",
	"/sys/power/**", "/sys/fs/bpf/**", "/sys/module/**",
	"/dev/[!p]*", "/dev/p[!t]*", "/dev/pt[!s]*",
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static bool overlaps_any(const char *pattern, const char *const *list, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (patterns_overlap(pattern, list[i]))
			return true;
	return false;
}

bool place_is_sensitive(const char *pattern)
{
	return overlaps_any(pattern, sensitive, COUNT(sensitive));
}

/* Directories between the root and here: 0 for `/`, 2 for `/usr/lib`. */
static unsigned depth(const char *directory, size_t length)
{
	unsigned sum = 0;

	for (size_t i = 0; i < length; i++)
		sum += directory[i] == '/';
	return sum;
}

static bool inside(const char *directory, size_t length, const char *place)
{
	size_t size = strlen(place);

	return length >= size && !memcmp(directory, place, size) &&
	       (length == size || directory[size] == '/');
}

static bool below(const char *path, const char *directory, size_t length)
{
	return !strncmp(path, directory, length) && path[length] == '/';
}

bool place_allows_read(const char *directory, size_t length, const char *pattern)
{
	size_t end = strlen(pattern);
	bool whole = end > 3 && !strcmp(pattern + end - 3, "/**");
	unsigned least = 2;

	if (length && directory[0] != '/')
		return false;
	if (inside(directory, length, "/tmp"))
		least = 1;
	/* A tree of everybody's files is nobody's. */
	if (whole && (inside(directory, length, "/usr") || inside(directory, length, "/var") ||
		      inside(directory, length, "/home")))
		least = 3;
	if (whole && (inside(directory, length, "/usr/local") || inside(directory, length, "/sys")))
		least = 4;
	if (inside(directory, length, "/proc") && whole)
		return false;
	if (inside(directory, length, "/dev"))
		return false;
	return depth(directory, length) >= least && !place_is_sensitive(pattern);
}

bool place_allows_write(const struct learn *learn, const char *directory, size_t length,
			const char *pattern)
{
	static const char *const fixed[] = {
		"/usr/**", "/bin/**", "/sbin/**", "/lib*/**", "/etc/**", "/dev/**", "/proc/**", "/sys/**",
		"/opt/*/bin/**", "/opt/*/lib*/**", "/home/*",
	};

	if (!length || directory[0] != '/' || overlaps_any(pattern, fixed, COUNT(fixed)))
		return false;
	if (depth(directory, length) < (inside(directory, length, "/tmp") ? 1u : 2u))
		return false;
	for (size_t i = 0; i < learn->program_count; i++)
		if (below(learn->programs[i].path, directory, length))
			return false;
	for (size_t i = 0; i < learn->library_count; i++)
		if (below(learn->libraries[i].path, directory, length))
			return false;
	return !place_is_sensitive(pattern);
}

/* Does @pattern speak of names in the directory that @path is in? */
static bool beside(const char *path, const char *pattern)
{
	const char *slash = strrchr(pattern, '/'), *end = strrchr(path, '/');

	return slash && end && end - path == slash - pattern &&
	       !memcmp(path, pattern, (size_t)(slash - pattern));
}

static bool holds_code(const struct learn *learn, const char *pattern)
{
	/* The root of the initramfs holds nothing but init and what init mounts. */
	if (pattern[0] == '@')
		return false;
	for (size_t i = 0; i < learn->program_count; i++)
		if (beside(learn->programs[i].path, pattern))
			return true;
	for (size_t i = 0; i < learn->library_count; i++)
		if (beside(learn->libraries[i].path, pattern))
			return true;
	return false;
}

static const struct {
	const char *pattern;
	hf_u32 access;
	const char *why;
} reviews[] = {
	{ "/boot/**", HF_WRITE_SET | HF_MKNOD, "review: this changes what boots next" },
	{ "/efi/**", HF_WRITE_SET | HF_MKNOD, "review: this changes what boots next" },
	{ "/sys/firmware/efi/**", HF_WRITE_SET, "review: firmware variables decide what boots next" },
	{ "/dev/{sd,vd,xvd,hd,nvme,mmcblk,dm-,md,loop,ubd,nbd,zram}*", HF_WRITE_SET,
	  "review: writing to a raw disk goes past every name on it" },
	{ "/dev/{sd,vd,xvd,hd,nvme,mmcblk,dm-,md,loop,ubd,nbd,zram}*", HF_READ,
	  "review: reading a raw disk shows every file on it" },
	{ "/dev/{mapper,disk,block}/**", HF_WRITE_SET | HF_READ, "review: a raw disk" },
	{ "/dev/{mem,kmem,port}", HF_WRITE_SET | HF_READ, "review: this is the memory of the machine" },
	{ "/proc/{kcore,kmem}", HF_WRITE_SET | HF_READ, "review: this is the memory of the kernel" },
	{ "/proc/*/mem", HF_WRITE_SET | HF_READ, "review: this is the memory of processes" },
	{ "/proc/sysrq-trigger", HF_WRITE_SET, "review: this can stop or reboot the machine" },
	{ "/proc/sys/**", HF_WRITE_SET, "review: this changes settings of the kernel" },
	{ "/sys/**", HF_WRITE_SET, "review: this changes settings of the kernel" },
	{ "/etc/{shadow,gshadow}*", HF_WRITE_SET | HF_READ, "review: these are password hashes" },
	{ "/etc/ssl/private/**", HF_WRITE_SET | HF_READ, "review: these are private keys" },
	{ "/etc/ssh/*_key", HF_WRITE_SET | HF_READ, "review: these are private keys" },
	{ "/{root,home/*}/.{ssh,gnupg}/**", HF_WRITE_SET | HF_READ, "review: these are private keys" },
	{ "/etc/**", HF_WRITE_SET, "review: this changes configuration" },
	{ "/var/spool/cron/**", HF_WRITE_SET, "review: this decides what others run" },
};

/* overlap.c reads no braces, so the few of this table are spelled out by pattern_expand(). */
static bool review_applies(struct arena *arena, const char *pattern, const char *place)
{
	const char *const *words;
	size_t count;

	words = pattern_expand(arena, place, &count);
	for (size_t i = 0; i < count; i++)
		if (patterns_overlap(pattern, words[i]))
			return true;
	return false;
}

const char *place_review(const struct learn *learn, const char *pattern, hf_u32 access)
{
	if (access & HF_MKNOD && pattern[0] == '/')
		return "review: a device node reaches a device past its usual name";
	for (size_t i = 0; i < COUNT(reviews); i++)
		if (access & reviews[i].access && review_applies(learn->arena, pattern, reviews[i].pattern))
			return reviews[i].why;
	if (access & HF_WRITE_SET && holds_code(learn, pattern))
		return "review: programs or libraries of this policy are in the same directory";
	return NULL;
}
