// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * One program that does single things and says what came of each: the subject
 * of the functional tests. `probe SCRIPT` reads lines
 *
 *	ID OPERATION [ARGUMENT...]
 *
 * and does each in a child of its own, printing `PROBE ID from=SECONDS to=SECONDS errno=N` by
 * the clock that events have, where 0 means that it was done. `probe pause` just lives; `probe say TEXT` speaks;
 * `probe do OPERATION [ARGUMENT]` does one thing and exits with its errno.
 * Everything is static and needs no library, so that a policy can be minimal.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/io_uring.h>
#include <linux/perf_event.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/types.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "probe.h"

enum { WORDS = 8 };

/* The process of another domain that `other` started. */
pid_t other_process;

/* 0 for a result that is no error, else errno; closes descriptors. */
int outcome(long result)
{
	return result < 0 ? errno : 0;
}

static int opened(const char *path, int flags)
{
	char byte;
	int fd = open(path, flags | O_CLOEXEC, 0644), error;

	if (fd < 0)
		return errno;
	error = (flags & O_ACCMODE) == O_RDONLY && !(flags & O_DIRECTORY) ?
		outcome(read(fd, &byte, 1)) : 0;
	close(fd);
	return error;
}

static int op_read(char **a) { return opened(a[0], O_RDONLY); }
/* Opens for writing and writes: an error that only write(2) gives counts too. */
static int op_scribble(char **a)
{
	int fd = open(a[0], O_WRONLY | O_CLOEXEC);

	return fd < 0 ? errno : outcome(write(fd, "0", 1));
}

static int op_list(char **a) { return opened(a[0], O_RDONLY | O_DIRECTORY); }
static int op_modify(char **a) { return opened(a[0], O_WRONLY); }
static int op_append(char **a) { return opened(a[0], O_WRONLY | O_APPEND); }
static int op_create(char **a) { return opened(a[0], O_WRONLY | O_CREAT | O_EXCL); }
static int op_tmpfile(char **a) { return opened(a[0], O_WRONLY | O_TMPFILE); }
static int op_truncate(char **a) { return outcome(truncate(a[0], 1)); }
static int op_mkdir(char **a) { return outcome(mkdir(a[0], 0755)); }
static int op_symlink(char **a) { return outcome(symlink("x", a[0])); }
static int op_fifo(char **a) { return outcome(mkfifo(a[0], 0644)); }
static int op_mknod(char **a) { return outcome(mknod(a[0], S_IFCHR | 0644, makedev(1, 3))); }
static int op_delete(char **a) { return outcome(unlink(a[0])); }
static int op_rmdir(char **a) { return outcome(rmdir(a[0])); }
static int op_rename(char **a) { return outcome(rename(a[0], a[1])); }
static int op_link(char **a) { return outcome(link(a[0], a[1])); }
static int op_chmod(char **a) { return outcome(chmod(a[0], 0600)); }
static int op_chown(char **a) { return outcome(chown(a[0], 1, 1)); }
static int op_setxattr(char **a) { return outcome(setxattr(a[0], "user.lab", "x", 1, 0)); }
static int op_chroot(char **a) { return outcome(chroot(a[0])); }
static int op_umount(char **a) { return outcome(umount(a[0])); }
static int op_mount(char **a) { return outcome(mount("none", a[1], a[0], 0, NULL)); }
static int op_bind_mount(char **a) { return outcome(mount(a[0], a[1], NULL, MS_BIND, NULL)); }
static int op_nice(char **a) { (void)a; return outcome(setpriority(PRIO_PROCESS, 0, -1)); }
static int op_hostname(char **a) { return outcome(sethostname(a[0], strlen(a[0]))); }
static int op_signal(char **a) { (void)a; return outcome(kill(other_process, SIGCONT)); }
static int op_trace(char **a)
{
	(void)a;
	return outcome(ptrace(PTRACE_SEIZE, other_process, NULL, NULL));
}

/* A write to an open append-only descriptor at the front, after the flag was taken away. */
static int op_unappend(char **a)
{
	int fd = open(a[0], O_WRONLY | O_APPEND | O_CLOEXEC);

	if (fd < 0)
		return 1000;
	return outcome(fcntl(fd, F_SETFL, 0));
}

static int op_inspect(char **a)
{
	char path[64];

	(void)a;
	snprintf(path, sizeof(path), "/proc/%d/environ", other_process);
	return opened(path, O_RDONLY);
}

/* A name by another road: /proc/self/root, a chroot, a bind mount, an O_PATH descriptor. */
static int op_read_chrooted(char **a)
{
	if (chroot(a[0]))
		return 1000 + errno;
	return opened(a[1], O_RDONLY);
}

static int op_read_bound(char **a)
{
	if (unshare(CLONE_NEWNS) || mount(a[0], a[1], NULL, MS_BIND, NULL))
		return 1000 + errno;
	return opened(a[2], O_RDONLY);
}

static int op_read_reopened(char **a)
{
	char path[64];
	int fd = open(a[0], O_PATH | O_CLOEXEC);

	if (fd < 0)
		return 1000 + errno;
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return opened(path, O_RDONLY);
}

static int op_map(char **a)
{
	int fd = open(a[0], O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		return 1000 + errno;
	return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) == MAP_FAILED ? errno : 0;
}

static int op_execmem(char **a)
{
	(void)a;
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
		    -1, 0) == MAP_FAILED ? errno : 0;
}

/* Runs a program that should say TEXT; 0 if it did. */
static int op_execute(char **a)
{
	char said[256] = "";
	int output[2], error = 0, failure[2], status;
	pid_t pid;

	if (pipe2(output, O_CLOEXEC) || pipe2(failure, O_CLOEXEC))
		return 1000 + errno;
	pid = fork();
	if (pid == 0) {
		dup2(output[1], 1);
		execl(a[0], a[0], "say", a[1], (char *)NULL);
		error = errno;
		_exit(write(failure[1], &error, sizeof(error)) < 0);
	}
	close(output[1]);
	close(failure[1]);
	if (read(failure[0], &error, sizeof(error)) < 0 ||
	    (!error && read(output[0], said, sizeof(said) - 1) < 0))
		return 1000 + errno;
	waitpid(pid, &status, 0);
	if (error)
		return error;
	return strstr(said, a[1]) ? 0 : 1000;
}

/* Drops a copy of the first program at the second path and runs that. */
static int op_execute_copy(char **a)
{
	char buffer[65536];
	int in = open(a[0], O_RDONLY | O_CLOEXEC);
	int out = open(a[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0755);
	ssize_t got;

	if (in < 0 || out < 0)
		return 1000 + errno;
	while ((got = read(in, buffer, sizeof(buffer))) > 0)
		if (write(out, buffer, got) != got)
			return 1000 + errno;
	close(out);
	return op_execute((char *[]){ a[1], a[2] });
}

/* Makes the approved program's file longer by one byte and runs it. */
static int op_execute_changed(char **a)
{
	int fd = open(a[0], O_WRONLY | O_APPEND | O_CLOEXEC);

	if (fd < 0 || write(fd, "", 1) != 1)
		return 1000 + errno;
	close(fd);
	return op_execute(a);
}

static struct sockaddr_in endpoint(const char *address, const char *port)
{
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(atoi(port)) };

	inet_pton(AF_INET, address, &in.sin_addr);
	return in;
}

static int ip_socket(int type)
{
	int on = 1, fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	return fd;
}

/* Nobody listens: being refused by the peer means that the kernel let it through. */
static int op_connect_tcp(char **a)
{
	struct sockaddr_in to = endpoint(a[0], a[1]);
	int error = outcome(connect(ip_socket(SOCK_STREAM), (struct sockaddr *)&to, sizeof(to)));

	return error == ECONNREFUSED ? 0 : error;
}

static int op_connect_udp(char **a)
{
	struct sockaddr_in to = endpoint(a[0], a[1]);

	return outcome(connect(ip_socket(SOCK_DGRAM), (struct sockaddr *)&to, sizeof(to)));
}

static int op_send_udp(char **a)
{
	struct sockaddr_in to = endpoint(a[0], a[1]);

	return outcome(sendto(ip_socket(SOCK_DGRAM), "x", 1, 0, (struct sockaddr *)&to, sizeof(to)));
}

/* A socket with an address of its own: 0.0.0.0 would be that address, if it did not mean 127.0.0.1. */
static int socket_from(const char *address)
{
	struct sockaddr_in from = endpoint(address, "0");
	int fd = ip_socket(SOCK_DGRAM);

	return bind(fd, (struct sockaddr *)&from, sizeof(from)) ? -1 : fd;
}

static int op_connect_nowhere(char **a)
{
	struct sockaddr_in to = endpoint("0.0.0.0", a[1]), loopback = endpoint("127.0.0.1", a[1]);
	socklen_t length = sizeof(to);
	int fd = socket_from(a[0]);

	if (fd < 0)
		return 1000 + errno;
	if (connect(fd, (struct sockaddr *)&to, sizeof(to)) || getpeername(fd, (struct sockaddr *)&to, &length))
		return errno;
	return to.sin_addr.s_addr == loopback.sin_addr.s_addr ? 0 : EXDEV;
}

static int op_send_nowhere(char **a)
{
	struct sockaddr_in to = endpoint("0.0.0.0", a[1]), loopback = endpoint("127.0.0.1", a[1]);
	int receiver = ip_socket(SOCK_DGRAM), fd = socket_from(a[0]);
	char byte;

	if (fd < 0 || bind(receiver, (struct sockaddr *)&loopback, sizeof(loopback)))
		return 1000 + errno;
	if (sendto(fd, "x", 1, 0, (struct sockaddr *)&to, sizeof(to)) != 1)
		return errno;
	return outcome(recv(receiver, &byte, 1, MSG_DONTWAIT) != 1);
}

static int op_bind_tcp(char **a)
{
	struct sockaddr_in at = endpoint(a[0], a[1]);

	return outcome(bind(ip_socket(SOCK_STREAM), (struct sockaddr *)&at, sizeof(at)));
}

static int op_bind_udp(char **a)
{
	struct sockaddr_in at = endpoint(a[0], a[1]);

	return outcome(bind(ip_socket(SOCK_DGRAM), (struct sockaddr *)&at, sizeof(at)));
}

/* The same for an IPv6 socket, at an address of either version. */
static int op_bind_udp6(char **a)
{
	struct sockaddr_in6 at = { .sin6_family = AF_INET6, .sin6_port = htons(atoi(a[1])) };

	inet_pton(AF_INET6, a[0], &at.sin6_addr);
	return outcome(bind(socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0), (struct sockaddr *)&at, sizeof(at)));
}

static int op_listen_tcp(char **a)
{
	struct sockaddr_in at = endpoint(a[0], a[1]);
	int fd = ip_socket(SOCK_STREAM);

	if (bind(fd, (struct sockaddr *)&at, sizeof(at)))
		return 1000 + errno;
	return outcome(listen(fd, 1));
}

/* Listens at the first endpoint and connects to it from the address that follows. */
static int op_accept_tcp(char **a)
{
	struct sockaddr_in at = endpoint(a[0], a[1]), from = endpoint(a[2], "0");
	const struct timeval patience = { .tv_sec = 2 };
	int listener = ip_socket(SOCK_STREAM), peer = ip_socket(SOCK_STREAM);

	setsockopt(peer, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (bind(listener, (struct sockaddr *)&at, sizeof(at)) || listen(listener, 1) ||
	    bind(peer, (struct sockaddr *)&from, sizeof(from)))
		return 1000 + errno;
	return outcome(connect(peer, (struct sockaddr *)&at, sizeof(at)));
}

static int unix_address(const char *name, struct sockaddr_un *address)
{
	memset(address, 0, sizeof(*address));
	address->sun_family = AF_UNIX;
	strcpy(address->sun_path, name);
	if (name[0] == '@')
		address->sun_path[0] = '\0';
	return offsetof(struct sockaddr_un, sun_path) + strlen(name) + (name[0] != '@');
}

static int op_bind_unix(char **a)
{
	struct sockaddr_un at;
	int length = unix_address(a[0], &at);

	return outcome(bind(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), (void *)&at, length));
}

/* The sockets are those of the line `sockets`, which outlive it. */
static int op_connect_unix(char **a)
{
	struct sockaddr_un to;
	int length = unix_address(a[0], &to);

	return outcome(connect(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), (void *)&to, length));
}

static int op_socket(char **a)
{
	return outcome(socket(atoi(a[0]), atoi(a[1]), atoi(a[2])));
}

static int op_userns(char **a) { (void)a; return outcome(unshare(CLONE_NEWUSER)); }

static int op_bpf(char **a)
{
	union bpf_attr map = { .map_type = BPF_MAP_TYPE_ARRAY, .key_size = 4, .value_size = 4,
		.max_entries = 1 };

	(void)a;
	return outcome(syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof(map)));
}

static int op_io_uring(char **a)
{
	struct io_uring_params parameters = { 0 };

	(void)a;
	return outcome(syscall(SYS_io_uring_setup, 4, &parameters));
}

static int op_userfaultfd(char **a)
{
	(void)a;
	return outcome(syscall(SYS_userfaultfd, O_CLOEXEC));
}

/* Zeroes are no module: that the kernel says so means that it was let to look. */
static int op_module(char **a)
{
	static char zeroes[256];
	int error = outcome(syscall(SYS_init_module, zeroes, sizeof(zeroes), ""));

	(void)a;
	return error == ENOEXEC ? 0 : error;
}

/* The same for a file. */
static int op_module_file(char **a)
{
	int fd = open(a[0], O_RDONLY | O_CLOEXEC), error;

	if (fd < 0)
		return 1000 + errno;
	error = outcome(syscall(SYS_finit_module, fd, "", 0));
	return error == ENOEXEC ? 0 : error;
}

/* Asks to take away the kernel that is loaded: none is, and that is fine. */
static int op_kexec(char **a) { (void)a; return outcome(syscall(SYS_kexec_load, 0, 0, NULL, 0)); }

static int op_perf(char **a)
{
	struct perf_event_attr event = { .type = PERF_TYPE_SOFTWARE, .size = sizeof(event),
		.config = PERF_COUNT_SW_DUMMY };

	(void)a;
	return outcome(syscall(SYS_perf_event_open, &event, 0, -1, -1, PERF_FLAG_FD_CLOEXEC));
}

static int op_port(char **a) { return outcome(ioperm(strtoul(a[0], NULL, 0), 1, 1)); }

/* Does an operation in another program, which is in another domain. */
static int op_as(char **a)
{
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execl(a[0], a[0], "do", a[1], a[2], (char *)NULL);
		_exit(255);
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) == 255)
		return 1000 + ECHILD;
	return WEXITSTATUS(status);
}

static const struct operation {
	const char *name;
	int (*function)(char **arguments);
	int arguments;
} operations[] = {
	{ "read", op_read, 1 }, { "list", op_list, 1 }, { "scribble", op_scribble, 1 }, { "modify", op_modify, 1 },
	{ "append", op_append, 1 }, { "create", op_create, 1 }, { "tmpfile", op_tmpfile, 1 },
	{ "truncate", op_truncate, 1 }, { "mkdir", op_mkdir, 1 }, { "symlink", op_symlink, 1 },
	{ "fifo", op_fifo, 1 }, { "mknod", op_mknod, 1 }, { "delete", op_delete, 1 },
	{ "rmdir", op_rmdir, 1 }, { "rename", op_rename, 2 }, { "link", op_link, 2 },
	{ "chmod", op_chmod, 1 }, { "chown", op_chown, 1 }, { "setxattr", op_setxattr, 1 },
	{ "chroot", op_chroot, 1 }, { "umount", op_umount, 1 }, { "mount", op_mount, 2 },
	{ "bind-mount", op_bind_mount, 2 }, { "nice", op_nice, 0 }, { "hostname", op_hostname, 1 },
	{ "memory-of-other", op_memory_of_other, 0 }, { "send-to-other", op_send_to_other, 0 },
	{ "semaphore-of-other", op_semaphore_of_other, 0 }, { "own-memory", op_own_memory, 0 },
	{ "look-at-memory", op_look_at_memory, 0 }, { "remove-memory", op_remove_memory, 0 },
	{ "signal", op_signal, 0 }, { "trace", op_trace, 0 }, { "inspect", op_inspect, 0 },
	{ "unappend", op_unappend, 1 }, { "read-chrooted", op_read_chrooted, 2 },
	{ "read-bound", op_read_bound, 3 }, { "read-reopened", op_read_reopened, 1 },
	{ "map", op_map, 1 }, { "execmem", op_execmem, 0 }, { "execute", op_execute, 2 },
	{ "execute-copy", op_execute_copy, 3 }, { "execute-changed", op_execute_changed, 2 },
	{ "connect-tcp", op_connect_tcp, 2 }, { "connect-udp", op_connect_udp, 2 },
	{ "connect-nowhere", op_connect_nowhere, 2 }, { "send-nowhere", op_send_nowhere, 2 },
	{ "send-udp", op_send_udp, 2 }, { "bind-tcp", op_bind_tcp, 2 },
	{ "bind-udp", op_bind_udp, 2 }, { "bind-udp6", op_bind_udp6, 2 }, { "listen-tcp", op_listen_tcp, 2 },
	{ "accept-tcp", op_accept_tcp, 3 }, { "bind-unix", op_bind_unix, 1 },
	{ "connect-unix", op_connect_unix, 1 }, { "socket", op_socket, 3 },
	{ "userns", op_userns, 0 }, { "bpf", op_bpf, 0 }, { "io-uring", op_io_uring, 0 },
	{ "userfaultfd", op_userfaultfd, 0 }, { "module", op_module, 0 },
	{ "module-file", op_module_file, 1 }, { "kexec", op_kexec, 0 }, { "perf", op_perf, 0 },
	{ "port", op_port, 1 }, { "as", op_as, 2 }, { "as", op_as, 3 },
};

/* Done by this process itself, for the lines that follow: programs and sockets that stay. */
static int keep(const char *what, char **a)
{
	struct sockaddr_un at;
	int fd, length;

	if (strcmp(what, "other") == 0) {
		other_process = fork();
		if (other_process == 0) {
			execl(a[0], a[0], "pause", (char *)NULL);
			_exit(127);
		}
		/* Its domain is what it is after execve: give it the time to get there. */
		usleep(200000);
		return waitpid(other_process, NULL, WNOHANG) == 0 ? 0 : ECHILD;
	}
	if (strcmp(what, "socket-at") == 0) {
		fd = socket(AF_UNIX, SOCK_STREAM, 0);
		length = unix_address(a[0], &at);
		return bind(fd, (void *)&at, length) || listen(fd, 4) ? errno : 0;
	}
	return -1;
}

static int perform(const char *name, char **a, int count)
{
	for (size_t i = 0; i < sizeof(operations) / sizeof(operations[0]); i++)
		if (strcmp(operations[i].name, name) == 0 && operations[i].arguments == count)
			return operations[i].function(a);
	return 999;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_BOOTTIME, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void report(const char *id, double begin, int error)
{
	printf("PROBE %s from=%.6f to=%.6f errno=%d\n", id, begin, now(), error);
	fflush(stdout);
}

static void run_line(char *line)
{
	char *words[WORDS + 1] = { 0 };
	double begin = now();
	int count = 0, error;
	pid_t pid;

	for (char *word = strtok(line, " \n"); word && count < WORDS; word = strtok(NULL, " \n"))
		words[count++] = word;
	if (count < 2 || words[0][0] == '#')
		return;
	error = keep(words[1], words + 2);
	if (error >= 0) {
		report(words[0], begin, error);
		return;
	}
	pid = fork();
	if (pid == 0) {
		alarm(20);
		report(words[0], begin, perform(words[1], words + 2, count - 2));
		_exit(0);
	}
	waitpid(pid, NULL, 0);
}

int main(int argc, char **argv)
{
	char line[1024];
	FILE *script;
	int error;

	if (argc == 3 && strcmp(argv[1], "say") == 0)
		return puts(argv[2]) < 0;
	if (argc == 2 && strcmp(argv[1], "pause") == 0 && share_objects())
		return 1;
	if (argc == 2 && strcmp(argv[1], "pause") == 0)
		for (;;)
			pause();
	if (argc > 2 && strcmp(argv[1], "do") == 0) {
		error = perform(argv[2], argv + 3, argc - 3);
		return error < 255 ? error : 255;
	}
	script = argc == 2 ? fopen(argv[1], "re") : NULL;
	if (!script) {
		fprintf(stderr, "usage: probe SCRIPT | probe say TEXT | probe do OPERATION | probe pause\n");
		return 2;
	}
	while (fgets(line, sizeof(line), script))
		run_line(line);
	puts("PROBES DONE");
	fflush(stdout);
	if (other_process > 0)
		kill(other_process, SIGKILL);
	return 0;
}
