// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Memory runs out at every place where an operation asks for some:
 *
 *	faults DIRECTORY [loads]	in a kernel with FAULT_INJECTION; loads: one that survives
 *				that the pages of a program that is being loaded cannot be had
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

enum { MOST = 2000, CODE_BYTES = 65536, SPOKEN = 42, INJECTED = 43, PAGE = 4096,
       DROUGHT_STEP = 1024, DROUGHT_END = 192 * 1024 };

/* What a program may be given and is not to see, behind so much that it stands in another page. */
#define INJECTS	"LD_PRELOAD=/nowhere/injected.so"
static char padding[3 * PAGE] = "HARMLESS=";
static char *const clean[] = { padding, "LAST=1", NULL };
static char *const injecting[] = { padding, INJECTS, "LAST=1", NULL };

enum { PATH_BYTES = 256 };
static char directory[PATH_BYTES / 2];	/* ours */
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
static void make_script(const char *path, const char *more)
{
	char text[PATH_BYTES];
	int length = snprintf(text, sizeof(text), "#!%s/dull\n%s", directory, more);
	int fd;

	unlink(path);
	fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
	if (fd < 0 || write(fd, text, (size_t)length) != length)
		complain(&broken, "cannot write %s: %s", path, strerror(errno));
	close(fd);
}

static void make_scripts(void)
{
	make_script("code/script", "");
	make_script("code/wrong-script", "something else\n");
}

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
static int run_program(const char *path, char *const environment[], int wanted)
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
		execve(path, (char *[]){ (char *)path, "speak", NULL }, environment);
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
	return WEXITSTATUS(status) == wanted ? 0 : WEXITSTATUS(status);
}

static int execute(const char *path) { return run_program(path, clean, SPOKEN); }
static int execute_injected(const char *path) { return run_program(path, injecting, INJECTED); }

/*
 * dull is code that is granted and that no loader knows: ENOEXEC says that nothing of
 * Holdfast stood in the way any more. So an exec is seen up to there without a load.
 */
static int came_through(const char *path, char *const arguments[], char *const environment[])
{
	execve(path, arguments, environment);
	return errno == ENOEXEC ? 0 : errno;
}

/* As its interpreter is started by hand, with what has to be a granted script. */
static int interpret(const char *argument)
{
	char path[PATH_BYTES];

	if (*argument == '/')
		snprintf(path, sizeof(path), "%s%s", directory, argument);
	else
		strcpy(path, argument);
	return came_through("./dull", (char *[]){ "dull", path, NULL }, clean);
}

static int execute_script(const char *path)
{
	return came_through(path, (char *[]){ (char *)path, NULL }, clean);
}

static int execute_dull_stripped(const char *path)
{
	return came_through(path, (char *[]){ (char *)path, NULL }, injecting);
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
	enum { NEVER, IF_GRANTED, ALWAYS } loads; /* a program, with our faults in effect */
} operations[] = {
	{ "open", open_file, "pub/f", "secret/f", nothing, NEVER },
	{ "create", create_file, "pub/new", "kept/new", unlink_new, NEVER },
	{ "link", link_file, "pub/new", "kept/new", unlink_new, NEVER },
	{ "rename", rename_file, "secret/moved", "kept/new", make_moving, NEVER },
	{ "rename-and-read", read_moved, NULL, "secret/moved", make_moving, NEVER },
	{ "map", map_code, "code/right", NULL, make_right, NEVER },
	{ "map-wrong-content", map_code, NULL, "code/wrong", make_wrong, NEVER },
	{ "map-unlisted", map_code, NULL, "pub/unlisted", nothing, NEVER },
	{ "exec", execute, "./partner", "./foreign", nothing, IF_GRANTED },
	{ "exec-wrong-content", execute, NULL, "./wrong", nothing, NEVER },
	{ "exec-script", execute_script, "./code/script", "./code/wrong-script", make_scripts, NEVER },
	{ "interpret", interpret, "/code/script", "/pub/unlisted", make_scripts, NEVER },
	{ "interpret-wrong-content", interpret, NULL, "/code/wrong-script", make_scripts, NEVER },
	{ "interpret-inline", interpret, NULL, "-c", nothing, NEVER },
	{ "environment", execute_dull_stripped, "./plain", NULL, nothing, NEVER },
	{ "environment-seen", execute_injected, "./trusting", "./partner", nothing, ALWAYS },
	{ "connect", connect_tcp, "7201", "7202", nothing, NEVER },
	{ "bind-unix", bind_unix, "pub/new", "kept/new", unlink_new, NEVER },
	{ "mount", mount_there, "", "kept", new_place, NEVER },
	{ "attach-and-read", read_attached, NULL, "", new_place, NEVER },
	{ "capability", be_nice, NULL, "", nothing, NEVER },
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

static void speak(void)
{
	/* What is harmless has to be there, before and behind what is not. */
	if (!getenv("HARMLESS") || !getenv("LAST"))
		exit(EXIT_FAILURE);
	exit(getenv("LD_PRELOAD") ? INJECTED : SPOKEN);
}

/* Once it runs a program takes every page fault anew until there is memory: no droughts then. */
static int exhaust_all(const struct operation *operation, bool granted, bool loads_survive)
{
	const char *object = granted ? operation->granted : operation->refused;
	bool loads = operation->loads == ALWAYS || (operation->loads == IF_GRANTED && granted);
	int allocations;

	if (!object || (loads && !loads_survive))
		return 0;
	allocations = exhaust(operation, object, granted);
	if (!loads)
		dry_up(operation, object, granted);
	return allocations;
}

static void run(const struct operation *operation, bool loads_survive)
{
	int allocations;

	if (operation->loads == ALWAYS && !loads_survive)
		return;

	bad = broken = 0;
	*what = '\0';
	verify(operation, "before any fault");
	allocations = exhaust_all(operation, false, loads_survive);
	allocations += exhaust_all(operation, true, loads_survive);
	printf("FAULT %s allocations=%d bad=%d broken=%d %s\n", operation->name, allocations, bad,
	       broken, what);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	bool loads_survive = argc == 3 && !strcmp(argv[2], "loads");

	memset(padding + strlen(padding), 'x', sizeof(padding) - strlen(padding) - 1);
	if (argc == 2 && !strcmp(argv[1], "speak"))
		speak();
	if (argc < 2 || chdir(argv[1]) || !getcwd(directory, sizeof(directory)) ||
	    mount("none", "/sys/kernel/debug", "debugfs", 0, NULL)) {
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
		run(&operations[i], loads_survive);
	puts("FAULTS DONE");
	return 0;
}
