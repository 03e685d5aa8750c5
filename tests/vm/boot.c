// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What boot.sh runs in a guest that was started with some parameter. `guard` is an
 * approved program that was taken over: it tries what must be refused whatever the
 * boot loader said, and says what came of it. `foreign` is the same file under a
 * name that no policy knows; it says how it was started.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/reboot.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#ifndef SYS_lsm_list_modules
#define SYS_lsm_list_modules 461
#endif

/* Its first bytes are what is overwritten; nobody calls it. */
__attribute__((used, noinline))
static int text_to_change(void)
{
	return 7;
}

/* One line with what a file of /proc holds. */
static void show(const char *title, const char *path)
{
	char text[4096];
	int fd = open(path, O_RDONLY);
	ssize_t length = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

	if (length < 0) {
		printf("%s unreadable errno=%d\n", title, errno);
	} else {
		text[length] = '\0';
		text[strcspn(text, "\n")] = '\0';
		printf("%s %s\n", title, text);
	}
	if (fd >= 0)
		close(fd);
}

static void show_modules(void)
{
	uint64_t ids[32];
	uint32_t size = sizeof(ids);
	long count = syscall(SYS_lsm_list_modules, ids, &size, 0);

	printf("MODULES");
	for (long i = 0; i < count; i++)
		printf(" %llx", (unsigned long long)ids[i]);
	printf("\n");
}

static void said(const char *what, int happened, int error)
{
	if (happened)
		printf("%s EFFECT\n", what);
	else
		printf("%s refused errno=%d\n", what, error);
	fflush(stdout);
}

static void try_exec(const char *foreign)
{
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		execl(foreign, foreign, "exec", (char *)NULL);
		_exit(errno);
	}
	waitpid(child, &status, 0);
	said("EXEC", WIFEXITED(status) && WEXITSTATUS(status) == 77,
	     WIFEXITED(status) ? WEXITSTATUS(status) : 0);
}

/* Writes through /proc/self/mem, which does not ask what a page may be used for. */
static void try_memory(void)
{
	const volatile unsigned char *at = (const unsigned char *)(uintptr_t)text_to_change;
	unsigned char before = *at, after = (unsigned char)~before;
	int fd = open("/proc/self/mem", O_RDWR), error = errno;

	if (fd >= 0) {
		if (pwrite(fd, &after, 1, (off_t)(uintptr_t)at) < 0)
			error = errno;
		close(fd);
	}
	said("MEMORY", *at == after, error);
}

/* A byte of the disk below the mounted file system, as it was. */
static void try_disk(void)
{
	char byte;
	int fd = open("/dev/vda", O_RDWR), error = errno, written = 0;

	if (fd >= 0) {
		written = pread(fd, &byte, 1, 0) == 1 && pwrite(fd, &byte, 1, 0) == 1 && fsync(fd) == 0;
		error = errno;
		close(fd);
	}
	said("DISK", written, error);
}

/* Has the kernel start the programs that sysctl.kernel.modprobe= and core_pattern= name. */
static void ask_for_helpers(void)
{
	const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };
	pid_t child;

	close(socket(39, SOCK_DGRAM, 0));
	child = fork();
	if (child == 0) {
		setrlimit(RLIMIT_CORE, &unlimited);
		raise(SIGSEGV);
		_exit(0);
	}
	waitpid(child, NULL, 0);
	usleep(300000);
}

static int guard(const char *foreign)
{
	show("CMDLINE", "/proc/cmdline");
	show_modules();
	try_exec(foreign);
	try_memory();
	try_disk();
	ask_for_helpers();
	printf("GUARD DONE\n");
	return 0;
}

/* As the first process, or started by the kernel, standard output may be nothing. */
static int foreign(const char *how)
{
	int console = open("/dev/console", O_WRONLY | O_NOCTTY);

	dprintf(console >= 0 ? console : STDOUT_FILENO, "FOREIGN RAN pid=%d %s\n", getpid(), how);
	if (getpid() == 1) {
		sync();
		reboot(RB_POWER_OFF);
		pause();
	}
	return 77;
}

int main(int argc, char **argv)
{
	const char *name = strrchr(argv[0], '/');

	if (argc == 2 && name && !strcmp(name, "/guard"))
		return guard(argv[1]);
	return foreign(argc > 1 ? argv[1] : "by the kernel");
}
