// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory runs out at every place where an operation asks for some:
 *
 *	faults DIRECTORY	in a kernel with FAULT_INJECTION
 *
 * An operation is repeated while its first, second, third ... allocation fails, until
 * it has no further one; then while all fail after the first so many bytes, so that no
 * second way to get memory helps. A refused one must stay refused, whatever fails; and each time
 * afterwards, without a fault, both the granted and the refused one must be as before.
 *
 *	FAULT OPERATION allocations=N bad=N broken=N WHAT
 *
 * N is how many allocations were made to fail alone.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST = 2000, CODE_BYTES = 65536, SPOKEN = 42, PAGE = 4096, DROUGHT_STEP = 1024,
       DROUGHT_END = 192 * 1024 };

static int fail_nth;		/* our own /proc/self/fail-nth */
static int make_it_fail;	/* our own /proc/self/make-it-fail */
static bool drought;		/* all allocations fail once the allowance is used up */
static int armed;
static int bad, broken;
static char what[200];

static void complain(int *count, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	if (!*count)
		vsnprintf(what, sizeof(what), format, list);
	va_end(list);
	++*count;
}

/* From now on, if not 0: the @n-th allocation fails, or in a drought all do. */
static void arm(int n)
{
	char text[16];
	int length = snprintf(text, sizeof(text), "%d", drought ? !!n : n);

	armed = n;
	if (pwrite(drought ? make_it_fail : fail_nth, text, (size_t)length, 0) != length)
		complain(&broken, "arming: %s", strerror(errno));
}

/* What is left of the count: 0 means that an allocation failed. */
static int left(int fd)
{
	char text[16] = "";

	if (drought)
		return armed;
	if (pread(fd, text, sizeof(text) - 1, 0) <= 0)
		complain(&broken, "fail-nth cannot be read: %s", strerror(errno));
	return atoi(text);
}

static void open_own(void)
{
	fail_nth = open("/proc/self/fail-nth", O_RDWR | O_CLOEXEC);
	make_it_fail = open("/proc/self/make-it-fail", O_RDWR | O_CLOEXEC);
}

static int outcome(long result)
{
	return result < 0 ? errno : 0;
}

static int closed(int fd)
{
	int error = outcome(fd);

	if (fd >= 0)
		close(fd);
	return error;
}

static void write_file(const char *path, char byte)
{
	static char content[CODE_BYTES];
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);

	memset(content, byte, sizeof(content));
	if (fd < 0 || write(fd, content, sizeof(content)) != sizeof(content))
		complain(&broken, "cannot write %s: %s", path, strerror(errno));
	close(fd);
}

static int open_file(const char *path) { return closed(open(path, O_RDONLY | O_CLOEXEC)); }
static int create_file(const char *path)
{
	return closed(open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
}
static int link_file(const char *path) { return outcome(link("pub/f", path)); }
static int rename_file(const char *path) { return outcome(rename("pub/moving", path)); }

/*
 * A place for each try: what was attached while memory was out has no name from then
 * on, so that it cannot be unmounted by one either.
 */
static char place[32];

static void new_place(void)
{
	static int number;

	umount2(place, MNT_DETACH);
	snprintf(place, sizeof(place), "place/%d", ++number);
	if (mkdir(place, 0755))
		complain(&broken, "cannot make %s: %s", place, strerror(errno));
}

static int mount_there(const char *path)
{
	return outcome(mount("none", *path ? path : place, "tmpfs", 0, NULL));
}

static int be_nice(const char *path) { (void)path; return outcome(setpriority(PRIO_PROCESS, 0, -1)); }
static int bind_unix(const char *path)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), error;

	strcpy(address.sun_path, path);
	error = fd < 0 ? errno : outcome(bind(fd, (void *)&address, sizeof(address)));
	close(fd);
	return error;
}

static int connect_tcp(const char *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons((in_port_t)atoi(port)),
				       .sin_addr = { htonl(INADDR_LOOPBACK) } };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), error;

	error = fd < 0 ? errno : outcome(connect(fd, (void *)&address, sizeof(address)));
	close(fd);
	return error;
}

/* Code that was never looked at before, so that it is measured. */
static int map_code(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), error;
	void *memory;

	if (fd < 0)
		return errno;
	memory = mmap(NULL, CODE_BYTES, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0);
	error = memory == MAP_FAILED ? errno : 0;
	if (!error)
		munmap(memory, CODE_BYTES);
	close(fd);
	return error;
}

static void make_right(void) { unlink("code/right"); write_file("code/right", 'R'); }
static void make_wrong(void) { unlink("code/wrong"); write_file("code/wrong", 'W'); }
static void make_moving(void) { unlink("secret/moved"); unlink("pub/moving"); write_file("pub/moving", 'M'); }
static void unlink_new(void) { unlink("pub/new"); }

/* A file goes where it may not be read; a fault on the way must not leave it readable there. */
static int read_moved(const char *path)
{
	if (rename("pub/moving", path))
		return errno;
	return open_file(path);
}

/* Unattached it may be read as @tmpfs:/f, at its place it may not. */
static int read_attached(const char *path)
{
	int context = (int)syscall(SYS_fsopen, "tmpfs", 1), root = -1, error = EIO;
	char name[40];

	(void)path;
	snprintf(name, sizeof(name), "%s/f", place);
	if (context >= 0 && !syscall(SYS_fsconfig, context, 6, NULL, NULL, 0))
		root = (int)syscall(SYS_fsmount, context, 1, 0);
	if (root >= 0 && !closed(openat(root, "f", O_CREAT | O_RDONLY | O_CLOEXEC, 0644)) &&
	    !syscall(SYS_move_mount, root, "", AT_FDCWD, place, 4)) {
		int n = left(fail_nth);

		arm(0);
		error = open_file(name);
		arm(n);
		if (!error)
			complain(&bad, "a filesystem that was attached under a fault can be read");
	}
	close(root);
	close(context);
	return error;
}

/* In a new process, whose own count is left to be read when it has ended. */
static int execute(const char *path)
{
	int n = left(fail_nth), status, remains, fd;
	char proc[40];
	siginfo_t info;
	pid_t pid;

	arm(0);
	pid = fork();
	if (!pid) {
		open_own();
		arm(n);
		execl(path, path, "speak", (char *)NULL);
		_exit(errno);
	}
	waitid(P_PID, (id_t)pid, &info, WEXITED | WNOWAIT);
	snprintf(proc, sizeof(proc), "/proc/%d/fail-nth", pid);
	fd = open(proc, O_RDONLY | O_CLOEXEC);
	remains = left(fd);
	close(fd);
	waitpid(pid, &status, 0);
	arm(remains);
	if (!WIFEXITED(status))
		return EFAULT;
	return WEXITSTATUS(status) == SPOKEN ? 0 : WEXITSTATUS(status);
}

static void nothing(void)
{
}

static const struct operation {
	const char *name;
	int (*act)(const char *object);
	const char *granted;	/* NULL: there is only a refused one */
	const char *refused;	/* NULL: there is only a granted one */
	void (*before)(void);
	/* User-mode Linux itself does not survive that a program's pages cannot be made. */
	bool only_refused;
} operations[] = {
	{ "open", open_file, "pub/f", "secret/f", nothing, false },
	{ "create", create_file, "pub/new", "kept/new", unlink_new, false },
	{ "link", link_file, "pub/new", "kept/new", unlink_new, false },
	{ "rename", rename_file, "secret/moved", "kept/new", make_moving, false },
	{ "rename-and-read", read_moved, NULL, "secret/moved", make_moving, false },
	{ "map", map_code, "code/right", NULL, make_right, false },
	{ "map-wrong-content", map_code, NULL, "code/wrong", make_wrong, false },
	{ "map-unlisted", map_code, NULL, "pub/unlisted", nothing, false },
	{ "exec", execute, "./partner", "./foreign", nothing, true },
	{ "exec-wrong-content", execute, NULL, "./wrong", nothing, true },
	{ "connect", connect_tcp, "7201", "7202", nothing, false },
	{ "bind-unix", bind_unix, "pub/new", "kept/new", unlink_new, false },
	{ "mount", mount_there, "", "kept", new_place, false },
	{ "attach-and-read", read_attached, NULL, "", new_place, false },
	{ "capability", be_nice, NULL, "", nothing, false },
};

/* Without a fault both are as they should be. */
static void verify(const struct operation *operation, const char *when)
{
	if (operation->granted) {
		operation->before();
		if (operation->act(operation->granted))
			complain(&bad, "%s: what is granted is refused: %s", when, strerror(errno));
	}
	if (operation->refused) {
		operation->before();
		if (!operation->act(operation->refused))
			complain(&bad, "%s: what is refused is granted", when);
	}
}

/* Returns how many allocations there were. */
static int exhaust(const struct operation *operation, const char *object, bool granted)
{
	for (int n = 1; n < MOST; n++) {
		char when[40];
		int error, remains;

		operation->before();
		arm(n);
		error = operation->act(object);
		remains = left(fail_nth);
		arm(0);
		if (!error && !granted)
			complain(&bad, "granted while allocation %d failed", n);
		if (remains)
			return n - 1;
		snprintf(when, sizeof(when), "after a failed allocation %d", n);
		verify(operation, when);
	}
	complain(&broken, "there is no end of allocations");
	return MOST;
}

static void set(const char *attribute, const char *value)
{
	char path[80];
	int fd;

	snprintf(path, sizeof(path), "/sys/kernel/debug/%s", attribute);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, value, strlen(value)) < 0) {
		perror(path);
		exit(1);
	}
	close(fd);
}

static void set_number(const char *attribute, int number)
{
	char text[16];

	snprintf(text, sizeof(text), "%d", number);
	set(attribute, text);
}

/* All allocations of all sizes fail, after ever more that don't. */
static void dry_up(const struct operation *operation, const char *object, bool granted)
{
	drought = true;
	for (int bytes = 0; bytes <= DROUGHT_END; bytes += DROUGHT_STEP) {
		set_number("failslab/space", bytes);
		set_number("fail_page_alloc/space", bytes / PAGE);
		operation->before();
		arm(1);
		if (!operation->act(object) && !granted)
			complain(&bad, "granted in a drought after %d bytes", bytes);
		arm(0);
		if (bytes % (16 * DROUGHT_STEP) == 0)
			verify(operation, "after a drought");
	}
	drought = false;
	verify(operation, "after all droughts");
}

static void run(const struct operation *operation)
{
	int allocations = 0;

	bad = broken = 0;
	*what = '\0';
	verify(operation, "before any fault");
	if (operation->refused) {
		allocations += exhaust(operation, operation->refused, false);
		dry_up(operation, operation->refused, false);
	}
	if (operation->granted && !operation->only_refused) {
		allocations += exhaust(operation, operation->granted, true);
		dry_up(operation, operation->granted, true);
	}
	printf("FAULT %s allocations=%d bad=%d broken=%d %s\n", operation->name, allocations, bad,
	       broken, what);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	if (argc == 2 && !strcmp(argv[1], "speak"))
		return SPOKEN;
	if (argc != 2 || chdir(argv[1]) || mount("none", "/sys/kernel/debug", "debugfs", 0, NULL)) {
		perror("faults");
		return 1;
	}
	/* Allocations that may wait fail too, pages as well as parts of them, and without a trace each. */
	set("failslab/ignore-gfp-wait", "N");
	set("failslab/verbose", "0");
	set("failslab/task-filter", "Y");
	set("failslab/probability", "100");
	set("failslab/times", "-1");
	set("fail_page_alloc/ignore-gfp-wait", "N");
	set("fail_page_alloc/ignore-gfp-highmem", "N");
	set("fail_page_alloc/min-order", "0");
	set("fail_page_alloc/verbose", "0");
	set("fail_page_alloc/task-filter", "Y");
	set("fail_page_alloc/probability", "100");
	set("fail_page_alloc/times", "-1");
	open_own();
	for (size_t i = 0; i < sizeof(operations) / sizeof(*operations); i++)
		run(&operations[i]);
	puts("FAULTS DONE");
	return 0;
}
