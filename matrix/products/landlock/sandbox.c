// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A sandbox by Landlock: sandbox RULES PROGRAM [ARGUMENT...]
 *
 * Everything that this kernel's Landlock can restrict is restricted; RULES gives back, a
 * line each: `list PATH`, `read PATH`, `execute PATH`, `write PATH`, `device PATH`, `connect PORT`, `bind PORT`.
 * `$LAB` at the beginning of a path is the environment variable. What an older kernel
 * cannot restrict is left out, as Landlock's documentation recommends.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The interface as of ABI 6; the C library's headers may be older. */
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { RULE_PATH_BENEATH = 1, RULE_NET_PORT = 2 };
enum { CREATE_RULESET_VERSION = 1 };

struct ruleset {
	uint64_t fs, net, scoped;
};

struct path_beneath {
	uint64_t allowed;
	int32_t parent;
} __attribute__((packed));

struct net_port {
	uint64_t allowed, port;
};

#define FS_EXECUTE	(1ULL << 0)
#define FS_WRITE_FILE	(1ULL << 1)
#define FS_READ_FILE	(1ULL << 2)
#define FS_READ_DIR	(1ULL << 3)
#define FS_MAKE_CHAR	(1ULL << 6)
#define FS_MAKE_BLOCK	(1ULL << 11)
#define FS_REFER	(1ULL << 13)	/* ABI 2 */
#define FS_TRUNCATE	(1ULL << 14)	/* ABI 3 */
#define FS_IOCTL_DEV	(1ULL << 15)	/* ABI 5 */
#define FS_ABI_1	((1ULL << 13) - 1)
#define NET_BIND	(1ULL << 0)	/* ABI 4 */
#define NET_CONNECT	(1ULL << 1)
#define SCOPE_ALL	3ULL		/* ABI 6: abstract sockets, signals */

#define READ		(FS_READ_FILE | FS_READ_DIR)
#define ON_A_FILE	(FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV)
/* All that changes a directory and what is in it, but no device nodes. */
#define WRITE		(((FS_ABI_1 & ~FS_EXECUTE) | FS_REFER | FS_TRUNCATE) & ~(FS_MAKE_CHAR | FS_MAKE_BLOCK))
#define DEVICE		(FS_READ_FILE | FS_READ_DIR | FS_WRITE_FILE | FS_IOCTL_DEV)

static _Noreturn void die(const char *what)
{
	fprintf(stderr, "sandbox: %s: %s\n", what, strerror(errno));
	exit(125);
}

/* What Landlock of version @abi can restrict. */
static struct ruleset restricted(long abi)
{
	struct ruleset all = { .fs = FS_ABI_1 };

	if (abi >= 2)
		all.fs |= FS_REFER;
	if (abi >= 3)
		all.fs |= FS_TRUNCATE;
	if (abi >= 4)
		all.net = NET_BIND | NET_CONNECT;
	if (abi >= 5)
		all.fs |= FS_IOCTL_DEV;
	if (abi >= 6)
		all.scoped = SCOPE_ALL;
	return all;
}

static void allow_path(int ruleset, const struct ruleset *all, const char *path, uint64_t allowed)
{
	struct path_beneath rule;
	struct stat info;
	char full[4096];

	if (strncmp(path, "$LAB", 4) == 0) {
		snprintf(full, sizeof(full), "%s%s", getenv("LAB") ? getenv("LAB") : "", path + 4);
		path = full;
	}
	rule.parent = open(path, O_PATH | O_CLOEXEC);
	/* What is not there cannot be used. */
	if (rule.parent < 0 && errno == ENOENT)
		return;
	if (rule.parent < 0 || fstat(rule.parent, &info))
		die(path);
	rule.allowed = allowed & all->fs & (S_ISDIR(info.st_mode) ? ~0ULL : ON_A_FILE);
	if (syscall(ADD_RULE, ruleset, RULE_PATH_BENEATH, &rule, 0))
		die(path);
	close(rule.parent);
}

static void allow_port(int ruleset, const struct ruleset *all, const char *port, uint64_t allowed)
{
	struct net_port rule = { .allowed = allowed & all->net, .port = strtoul(port, NULL, 10) };

	if (rule.allowed && syscall(ADD_RULE, ruleset, RULE_NET_PORT, &rule, 0))
		die(port);
}

static void allow(int ruleset, const struct ruleset *all, const char *word, const char *what)
{
	if (strcmp(word, "list") == 0)
		allow_path(ruleset, all, what, FS_READ_DIR);
	else if (strcmp(word, "read") == 0)
		allow_path(ruleset, all, what, READ);
	else if (strcmp(word, "execute") == 0)
		allow_path(ruleset, all, what, READ | FS_EXECUTE);
	else if (strcmp(word, "write") == 0)
		allow_path(ruleset, all, what, WRITE);
	else if (strcmp(word, "device") == 0)
		allow_path(ruleset, all, what, DEVICE);
	else if (strcmp(word, "connect") == 0)
		allow_port(ruleset, all, what, NET_CONNECT);
	else if (strcmp(word, "bind") == 0)
		allow_port(ruleset, all, what, NET_BIND);
	else
		die(word);
}

static void enter(const char *rules, long abi)
{
	const struct ruleset all = restricted(abi);
	int ruleset = syscall(CREATE_RULESET, &all, sizeof(all), 0);
	FILE *file = fopen(rules, "re");
	char line[4096], word[16], what[4000];

	if (ruleset < 0 || !file)
		die(rules);
	while (fgets(line, sizeof(line), file))
		if (line[0] != '#' && sscanf(line, "%15s %3999s", word, what) == 2)
			allow(ruleset, &all, word, what);
	fclose(file);
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || syscall(RESTRICT_SELF, ruleset, 0))
		die("restrict_self");
	close(ruleset);
}

int main(int argc, char **argv)
{
	long abi = syscall(CREATE_RULESET, NULL, 0, CREATE_RULESET_VERSION);

	if (argc < 3)
		return 2;
	if (abi > 0)
		enter(argv[1], abi);
	else
		fprintf(stderr, "sandbox: no Landlock here, going on without\n");
	execv(argv[2], argv + 2);
	die(argv[2]);
}
