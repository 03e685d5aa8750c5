// SPDX-License-Identifier: GPL-2.0-or-later
/* Sets the guest up, proves, measures, and switches the machine off. */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/random.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bench.h"

#define BATCHES		21
#define WARM_UP		3
#define LONG_ROUNDS	9

int forgetter;

/* Ends the guest; QEMU, told not to reboot, ends with it. */
__attribute__((noreturn))
static void end(void)
{
	sync();
	reboot(RB_AUTOBOOT);
	_exit(1);
}

long must(long result, const char *what)
{
	if (result >= 0)
		return result;
	printf("BENCH failed: %s: %s\n", what, strerror(errno));
	end();
}

void report(const char *name, uint64_t cost, uint64_t least, uint64_t most)
{
	printf("BENCH cost|%s|%llu|%llu|%llu\n", name, (unsigned long long)cost,
	       (unsigned long long)least, (unsigned long long)most);
}

static int compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

uint64_t median(uint64_t *values, unsigned count)
{
	qsort(values, count, sizeof(*values), compare);
	return values[count / 2];
}

/* Batches between which the machine may settle: the median of many is steady. */
static void measure_batches(const struct operation *operation)
{
	uint64_t values[BATCHES];

	for (unsigned i = 0; i < BATCHES + WARM_UP; i++) {
		uint64_t start = read_counter();

		for (unsigned j = 0; j < operation->batch; j++)
			operation->once();
		if (i >= WARM_UP)
			values[i - WARM_UP] = (read_counter() - start) /
					      (operation->batch * operation->parts);
	}
	median(values, BATCHES);
	report(operation->name, values[BATCHES / 2], values[0], values[BATCHES - 1]);
}

/*
 * Long work leaves more behind than it pays for itself, in freed inodes and full caches: the
 * mean over all rounds, one behind the other, has everything in it, whoever pays.
 */
static void measure_rounds(const struct operation *operation)
{
	uint64_t values[LONG_ROUNDS], all = 0;

	for (unsigned i = 0; i < LONG_ROUNDS + WARM_UP; i++) {
		uint64_t start = read_counter();

		operation->once();
		if (i >= WARM_UP)
			all += values[i - WARM_UP] = (read_counter() - start) / operation->parts;
	}
	median(values, LONG_ROUNDS);
	report(operation->name, all / LONG_ROUNDS, values[0], values[LONG_ROUNDS - 1]);
}

static void measure(const struct operation *operation)
{
	/* The serial line is still sending the result of the one before. */
	usleep(100000);
	if (operation->prepare)
		operation->prepare();
	if (operation->batch > 1)
		measure_batches(operation);
	else
		measure_rounds(operation);
	if (operation->finish)
		operation->finish();
}

static const struct operation *const all_operations[] = {
	file_operations, name_operations, memory_operations, process_operations,
	socket_operations, macro_operations, NULL,
};

static unsigned count_operations(void)
{
	unsigned count = 0;

	for (const struct operation *const *list = all_operations; *list; list++)
		for (const struct operation *one = *list; one->name; one++)
			count++;
	return count;
}

static const struct operation *find_operation(unsigned number)
{
	for (const struct operation *const *list = all_operations; *list; list++)
		for (const struct operation *one = *list; one->name; one++)
			if (!number--)
				return one;
	return NULL;
}

/*
 * What an operation costs depends a little on what those before it left behind, half-used slabs
 * above all. So each boot begins with another one: FIRST, of all in their order.
 */
static void measure_all(void)
{
	const char *only = getenv("ONLY"), *first = getenv("FIRST");
	unsigned count = count_operations();
	unsigned start = first ? (unsigned)strtoul(first, NULL, 10) : 0;

	for (unsigned i = 0; i < count; i++) {
		const struct operation *one = find_operation((start + i) % count);

		if (!only || strstr(one->name, only))
			measure(one);
	}
	if (!only)
		measure_cold();
}

void rehearse(void)
{
	for (const struct operation *const *list = all_operations; *list; list++)
		for (const struct operation *one = *list; one->name; one++) {
			if (one->prepare)
				one->prepare();
			one->once();
			if (one->finish)
				one->finish();
		}
	rehearse_cold();
}

static void bring_up_loopback(void)
{
	struct ifreq request = { .ifr_flags = IFF_UP };
	int fd = (int)must(socket(AF_INET, SOCK_DGRAM, 0), "socket");

	strcpy(request.ifr_name, "lo");
	must(ioctl(fd, SIOCSIFFLAGS, &request), "lo up");
	close(fd);
}

void write_file(const char *path, unsigned length)
{
	int fd = (int)must(open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644), path);

	must(ftruncate(fd, length), path);
	close(fd);
}

void copy_file(const char *from, const char *to)
{
	int in = (int)must(open(from, O_RDONLY), from);
	int out = (int)must(open(to, O_WRONLY | O_CREAT | O_TRUNC, 0755), to);
	static char bytes[65536];
	ssize_t got;

	while ((got = must(read(in, bytes, sizeof(bytes)), from)) > 0)
		must(write(out, bytes, (size_t)got), to);
	close(in);
	close(out);
}

/* The directories of a path of 4 and one of 16 components. */
static void make_deep(void)
{
	char path[64] = PLACE;

	for (int depth = 2; depth <= 16; depth++) {
		size_t length = strlen(path);

		if (depth == 4 || depth == 16) {
			strcpy(path + length, "/file");
			write_file(path, 4096);
		}
		strcpy(path + length, "/d");
		if (depth < 16)
			must(mkdir(path, 0755), path);
	}
}

/* Without entropy the kernel would do more work in some operations; QEMU's CPU has rdrand. */
static void check_entropy(void)
{
	char byte;

	must(getrandom(&byte, 1, GRND_NONBLOCK), "the random generator is not seeded");
}

/* As a script has it: at a terminal, rm would look at each file whether to ask before it removes it. */
static void leave_the_terminal(void)
{
	int null = (int)must(open("/dev/null", O_RDONLY), "/dev/null");

	must(dup2(null, STDIN_FILENO), "standard input");
	close(null);
}

static void set_up(void)
{
	/* What the kernel still does in the background after booting is done by then. */
	sleep(5);
	check_entropy();
	must(mkdir("/proc", 0755), "mkdir /proc");
	must(mount("proc", "/proc", "proc", 0, NULL), "mount proc");
	must(mount("devtmpfs", "/dev", "devtmpfs", 0, NULL), "mount devtmpfs");
	leave_the_terminal();
	must(mkdir(PLACE, 0755), "mkdir " PLACE);
	must(mount("tmpfs", PLACE, "tmpfs", 0, NULL), "mount tmpfs");
	must(mkdir(DISK, 0755), DISK);
	must(mount("/dev/vda", DISK, "ext4", MS_RDONLY, "noload"), "mount " DISK);
	must(mkdir(PLACE "/bin", 0755), PLACE "/bin");
	must(mkdir(NAMED, 0755), NAMED);
	copy_file(PROGRAM, UNAPPROVED);
	write_file(LIBRARY, 65536);
	write_file(FORBIDDEN, 16);
	make_deep();
	bring_up_loopback();
}

int main(void)
{
	setvbuf(stdout, NULL, _IOLBF, 0);
	if (!getenv("BENCH_CONFINED"))
		set_up();
	forgetter = (int)must(open("/proc/sys/vm/drop_caches", O_WRONLY | O_CLOEXEC), "drop_caches");
	confine();
	prove();
	/* For the one who works on this: does every operation work under a policy? */
	if (getenv("REHEARSE"))
		rehearse();
	else
		measure_all();
	printf("BENCH done\n");
	end();
}
