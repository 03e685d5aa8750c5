// SPDX-License-Identifier: GPL-2.0-or-later
/* How each security module is told to enforce, without any of its tools where it needs none. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "bench.h"

#define SECURITY	"/sys/kernel/security"
#define OWN_ATTRIBUTE	"/proc/self/attr/current"
/* What bench/lsms.sh put into the initramfs for the module that is measured. */
#define GIVEN		"/lsm"

void put(const char *path, const char *text)
{
	size_t length = strlen(text);
	int fd = (int)must(open(path, O_WRONLY), path);

	if (must(write(fd, text, length), path) != (long)length) {
		errno = EIO;
		must(-1, path);
	}
	close(fd);
}

/* Policies must come in one write(): a new one would begin another policy. */
void put_file(const char *path, const char *from)
{
	int in = (int)must(open(from, O_RDONLY), from), out;
	struct stat status;
	char *bytes;

	must(fstat(in, &status), from);
	bytes = malloc((size_t)status.st_size);
	if (!bytes || read(in, bytes, (size_t)status.st_size) != status.st_size)
		must(-1, from);
	out = (int)must(open(path, O_WRONLY), path);
	if (must(write(out, bytes, (size_t)status.st_size), path) != status.st_size) {
		errno = EIO;
		must(-1, path);
	}
	close(in);
	close(out);
	free(bytes);
}

/* For interfaces that take one line each time. */
static void put_lines(const char *path, const char *from)
{
	FILE *file = fopen(from, "re");
	char line[256];

	if (!file)
		must(-1, from);
	while (fgets(line, sizeof(line), file))
		put(path, line);
	fclose(file);
}

static void mount_sys(void)
{
	must(mkdir("/sys", 0755), "/sys");
	must(mount("sysfs", "/sys", "sysfs", 0, NULL), "mount sysfs");
	must(mount("securityfs", SECURITY, "securityfs", 0, NULL), "mount securityfs");
}

static void again(char *const command[])
{
	must(setenv("BENCH_CONFINED", "1", 1), "environment");
	execv(command[0], command);
	must(-1, command[0]);
}

static void confine_apparmor(void)
{
	static char *const load[] = { "/sbin/apparmor_parser", "--replace", "--skip-cache",
				      "/etc/apparmor.d/bench", NULL };

	mount_sys();
	spawn(load);
	put(OWN_ATTRIBUTE, "changeprofile bench");
}

static const char *attribute, *label_of_all;

static int label_one(const char *path, const struct stat *status, int type, struct FTW *state)
{
	(void)status, (void)type, (void)state;
	must(lsetxattr(path, attribute, label_of_all, strlen(label_of_all), 0), path);
	return 0;
}

static void label(const char *path, const char *name, const char *value)
{
	attribute = name;
	label_of_all = value;
	if (nftw(path, label_one, 16, FTW_PHYS))
		must(-1, path);
}

/* Root as Debian's policy has it after logging in. */
static void confine_selinux(void)
{
	static const char name[] = "security.selinux";

	mount_sys();
	must(mount("selinuxfs", "/sys/fs/selinux", "selinuxfs", 0, NULL), "mount selinuxfs");
	put_file("/sys/fs/selinux/load", GIVEN "/policy");
	label(PLACE, name, "system_u:object_r:etc_t:s0");
	label("/p/bin", name, "system_u:object_r:bin_t:s0");
	label("/p/lib", name, "system_u:object_r:lib_t:s0");
	label("/lib", name, "system_u:object_r:lib_t:s0");
	label("/lib64", name, "system_u:object_r:ld_so_t:s0");
	put(OWN_ATTRIBUTE, "unconfined_u:unconfined_r:unconfined_t:s0");
	put("/sys/fs/selinux/enforce", "1");
}

static int transmute(const char *path, const struct stat *status, int type, struct FTW *state)
{
	(void)status, (void)state;
	if (type == FTW_D)
		must(setxattr(path, "security.SMACK64TRANSMUTE", "TRUE", 4, 0), path);
	return 0;
}

/* The labels and rules of the lab: its service, and the files that are the service's own. */
static void confine_smack(void)
{
	static const char name[] = "security.SMACK64";

	mount_sys();
	must(mount("smackfs", "/sys/fs/smackfs", "smackfs", 0, NULL), "mount smackfs");
	put_lines("/sys/fs/smackfs/load2", GIVEN "/rules");
	label(PLACE, name, "LabOpen");
	label("/p", name, "LabOpen");
	must(nftw(PLACE, transmute, 16, FTW_PHYS), PLACE);
	label(FORBIDDEN, name, "Secret");
	label(UNAPPROVED, name, "Secret");
	put(OWN_ATTRIBUTE, "LabShell");
	put("/sys/fs/smackfs/onlycap", "LabOperator");
}

/*
 * TOMOYO's policy counts from the moment that TOMOYO_trigger= is executed, which is this program by
 * another name, and the name of a domain. What the operations need is learned by doing them.
 */
static void confine_tomoyo(void)
{
	static char *const command[] = { GIVEN "/confined", NULL };

	if (!getenv("BENCH_CONFINED")) {
		mount_sys();
		put_file(SECURITY "/tomoyo/profile", GIVEN "/profile");
		put_file(SECURITY "/tomoyo/domain_policy", GIVEN "/domain_policy");
		put_file(SECURITY "/tomoyo/manager", GIVEN "/manager");
		again(command);
	}
	rehearse();
	put_file(SECURITY "/tomoyo/domain_policy", GIVEN "/enforcing");
}

static void confine_landlock(void)
{
	static char *const command[] = { GIVEN "/sandbox", GIVEN "/rules", "/bench", NULL };

	if (!getenv("BENCH_CONFINED"))
		again(command);
}

/* As the sandbox of Landlock does, bench/lsms/bpf.c executes us again. */
static void confine_bpf(void)
{
	static char *const command[] = { GIVEN "/load", NULL };

	if (!getenv("BENCH_CONFINED"))
		again(command);
}

static void confine_ipe(void)
{
	mount_sys();
	put_file(SECURITY "/ipe/new_policy", GIVEN "/ipe.p7b");
	put(SECURITY "/ipe/policies/Lab/active", "1");
}

static const struct {
	const char *name;
	void (*confine)(void);
} modules[] = {
	{ "apparmor", confine_apparmor },
	{ "selinux", confine_selinux },
	{ "smack", confine_smack },
	{ "tomoyo", confine_tomoyo },
	{ "landlock", confine_landlock },
	{ "ipe", confine_ipe },
	{ "bpf", confine_bpf },
};

void confine(void)
{
	const char *wanted = getenv("BENCH_LSM");

	if (!wanted)
		return;
	for (unsigned i = 0; i < sizeof(modules) / sizeof(*modules); i++)
		if (!strcmp(modules[i].name, wanted)) {
			modules[i].confine();
			return;
		}
	errno = EINVAL;
	must(-1, wanted);
}
