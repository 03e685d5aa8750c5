/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The process that a guest is on this machine, and the directory it works in. */
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/vm.h"

/* A sealed kernel may lie in the directory, too. */
#define SPARE_MIB 32u

void vm_argument(struct vm_arguments *arguments, const char *format, ...)
{
	struct text text = { 0 };
	va_list list;
	char *made;

	va_start(list, format);
	if (vasprintf(&made, format, list) < 0)
		made = NULL;
	va_end(list);
	text_puts(&text, made ? made : "");
	free(made);
	arguments->list = xrealloc(arguments->list, (arguments->count + 2) * sizeof(char *));
	arguments->list[arguments->count++] = text.bytes ? text.bytes : xstrdup("");
	arguments->list[arguments->count] = NULL;
}

void vm_arguments_free(struct vm_arguments *arguments)
{
	for (size_t i = 0; i < arguments->count; i++)
		free(arguments->list[i]);
	free(arguments->list);
	*arguments = (struct vm_arguments){ 0 };
}

/* NULL if @base will do, else malloc'd words saying why not. */
static char *unfit(const char *base, unsigned memory_mib)
{
	struct statvfs about;
	struct text why = { 0 };
	unsigned long long free_mib;

	if (statvfs(base, &about) < 0) {
		text_printf(&why, "%s: %s", base, strerror(errno));
		return why.bytes;
	}
	free_mib = ((unsigned long long)about.f_bavail * about.f_frsize) >> 20;
	if (access(base, W_OK) < 0)
		text_printf(&why, "%s cannot be written: %s", base, strerror(errno));
	else if (memory_mib && free_mib < memory_mib + SPARE_MIB)
		text_printf(&why, "%s has %llu MiB free, %u are needed", base, free_mib,
			    memory_mib + SPARE_MIB);
	else if (memory_mib && about.f_flag & ST_NOEXEC)
		text_printf(&why, "%s is mounted noexec", base);
	return why.bytes;
}

static char *make_below(const char *base)
{
	struct text path = { 0 };

	text_printf(&path, "%s/holdfast-XXXXXX", base);
	if (mkdtemp(path.bytes))
		return path.bytes;
	message_error("run: cannot make a directory in %s: %s; set TMPDIR to where one can be made",
		      base, strerror(errno));
	text_free(&path);
	return NULL;
}

char *vm_directory_make(unsigned memory_mib)
{
	static const char *const usual[] = { "/dev/shm", "/tmp", "/var/tmp", NULL };
	const char *chosen[2] = { getenv("TMPDIR"), NULL };
	const char *const *bases = chosen[0] && *chosen[0] ? chosen : usual;
	struct text reasons = { 0 };

	for (size_t i = 0; bases[i]; i++) {
		char *why = unfit(bases[i], memory_mib);

		if (!why) {
			text_free(&reasons);
			return make_below(bases[i]);
		}
		text_printf(&reasons, "%s%s", reasons.length ? ", " : "", why);
		free(why);
	}
	message_error("run: no place for the guest's memory: %s; free some space, set TMPDIR to a "
		      "directory with space, or give less with --memory", reasons.bytes);
	text_free(&reasons);
	return NULL;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
	(void)status, (void)kind, (void)walk;
	remove(path);
	return 0;
}

void vm_directory_remove(char *directory)
{
	if (directory)
		nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(directory);
}

/* In the new process, between fork and exec. */
__attribute__((noreturn))
static void become(char *const *arguments, const char *directory, pid_t parent, int line, int console)
{
	int null = open("/dev/null", O_RDWR | O_CLOEXEC);
	static const struct rlimit no_core = { 0, 0 };
	sigset_t none;

	setsid();
	/* A panic of user-mode Linux is an abort: its memory on our disk helps nobody. */
	setrlimit(RLIMIT_CORE, &no_core);
	/* TERM, so that user-mode Linux ends its processes first. */
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (getppid() != parent)
		_exit(EXIT_BROKEN);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	signal(SIGPIPE, SIG_DFL);
	setenv("TMPDIR", directory, 1);
	dup2(null, STDIN_FILENO);
	dup2(console, STDOUT_FILENO);
	dup2(console, STDERR_FILENO);
	fcntl(line, F_SETFD, 0);
	/* Only a name is looked for; execvp() would also give a broken kernel to the shell. */
	if (strchr(arguments[0], '/'))
		execv(arguments[0], arguments);
	else
		execvp(arguments[0], arguments);
	dprintf(STDERR_FILENO, "cannot execute %s: %s\n", arguments[0], strerror(errno));
	_exit(EXIT_BROKEN);
}

static int spawn(struct vm *vm, char *const *arguments, const char *directory, int line, int console)
{
	pid_t parent = getpid();

	fflush(NULL);
	vm->pid = fork();
	if (vm->pid == 0)
		become(arguments, directory, parent, line, console);
	if (vm->pid < 0) {
		vm->pid = 0;
		message_error("run: cannot make a process: %s", strerror(errno));
		return EXIT_BROKEN;
	}
	vm->pidfd = (int)syscall(SYS_pidfd_open, vm->pid, 0);
	if (vm->pidfd < 0) {
		message_error("run: cannot watch a process: %s", strerror(errno));
		return EXIT_BROKEN;
	}
	return EXIT_YES;
}

static int connect_and_spawn(struct vm *vm, const struct vm_spec *spec)
{
	struct vm_arguments arguments = { 0 };
	int line[2], console[2];
	int status = EXIT_YES;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line) < 0 ||
	    pipe2(console, O_CLOEXEC) < 0) {
		message_error("run: cannot make a line to the guest: %s", strerror(errno));
		return EXIT_BROKEN;
	}
	/* Whatever may still hold its other end: reading what is left must not wait for that. */
	fcntl(console[0], F_SETFL, O_NONBLOCK);
	vm->line = line[0];
	vm->console = console[0];
	if (kernel_target_is_uml(spec->target))
		vm_uml_arguments(&arguments, spec, line[1]);
	else
		status = vm_qemu_arguments(&arguments, spec, line[1]);
	if (status == EXIT_YES)
		status = spawn(vm, arguments.list, spec->directory, line[1], console[1]);
	close(line[1]);
	close(console[1]);
	vm_arguments_free(&arguments);
	return status;
}

int vm_start(struct vm *vm, const struct vm_spec *spec)
{
	int status;

	*vm = (struct vm){ .pidfd = -1, .line = -1, .console = -1, .verbose = spec->verbose };
	status = connect_and_spawn(vm, spec);
	if (status != EXIT_YES)
		vm_end(vm);
	return status;
}

void vm_end(struct vm *vm)
{
	/* The group: user-mode Linux carries each of the guest's programs in a process of its own. */
	if (vm->pid > 0) {
		kill(-vm->pid, SIGKILL);
		kill(vm->pid, SIGKILL);
		while (waitpid(vm->pid, NULL, 0) < 0 && errno == EINTR)
			;
	}
	for (size_t i = 0; i < 3; i++) {
		int fd = (const int[]){ vm->pidfd, vm->line, vm->console }[i];

		if (fd >= 0)
			close(fd);
	}
	text_free(&vm->said);
	*vm = (struct vm){ .pidfd = -1, .line = -1, .console = -1 };
}
