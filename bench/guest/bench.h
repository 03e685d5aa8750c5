/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The program that is measured: the first process of a guest of bench/run.sh.
 *
 * Under `qemu -icount shift=0` one tick of the time-stamp counter is one
 * instruction, so a difference of two readings counts what ran in between, in
 * the program and in the kernel.
 */
#ifndef HOLDFAST_BENCH_GUEST_H
#define HOLDFAST_BENCH_GUEST_H

#include <stdint.h>

/**
 * struct operation - one line of the table
 * @name: in the report
 * @prepare: makes what @once needs; may be NULL
 * @once: the operation; ends the program if it fails, because a refusal is cheap
 * @finish: takes back what @prepare made; may be NULL
 * @batch: calls of @once between two readings of the counter; 1 for work of some length
 * @parts: operations in one call of @once
 */
struct operation {
	const char *name;
	void (*prepare)(void);
	void (*once)(void);
	void (*finish)(void);
	unsigned batch;
	unsigned parts;
};

/* Each ends with an entry without a name. */
extern const struct operation file_operations[], name_operations[], memory_operations[];
extern const struct operation process_operations[], socket_operations[], macro_operations[];

/* Where the files are that the operations use; the policy names them, too. */
#define PLACE	"/t"
#define DISK	"/disk"
/* In the initramfs, so that a security module can tell where it comes from. */
#define PROGRAM	"/p/bin/child"
#define LIBRARY	"/p/lib/library"
/* What no policy grants. */
#define FORBIDDEN	"/u/forbidden"
#define UNAPPROVED	PLACE "/bin/unapproved"
/* Where the policies that can do so grant names that end like this, and no others. */
#define NAMED		PLACE "/named"
#define ENDING		".tmp"

/** must - @result, if it is no error; otherwise says what failed and ends */
long must(long result, const char *what);

/** read_counter - instructions since the guest was started */
static inline uint64_t read_counter(void)
{
	uint32_t low, high;

	__asm__ volatile("rdtsc" : "=a"(low), "=d"(high) : : "memory");
	return (uint64_t)high << 32 | low;
}

/** child_command - PROGRAM, for spawn() */
extern char *const child_command[];

/** spawn - fork, execute @command without an environment, wait for its end; it must succeed */
void spawn(char *const command[]);

/** prove - show what is refused, before anything is measured */
void prove(void);

/** write_file - make the file @path of @length bytes, all zero */
void write_file(const char *path, unsigned length);

/** copy_file - make the executable file @to with the content of @from */
void copy_file(const char *from, const char *to);

/** forgetter - /proc/sys/vm/drop_caches, opened while that was allowed */
extern int forgetter;

/** rehearse - do every operation once, without measuring it */
void rehearse(void);

/** rehearse_cold - the same for measure_cold() */
void rehearse_cold(void);

/**
 * confine - have the security module that $BENCH_LSM names enforce its policy on this process
 *
 * May execute this program again, with $BENCH_CONFINED set. Nothing is done without that name: then
 * there is no module, or it needs no help from us.
 */
void confine(void);

/** put - write @text to the file @path, at once and as a whole; it must succeed */
void put(const char *path, const char *text);

/** put_file - the same with the content of the file @from */
void put_file(const char *path, const char *from);

/** measure_cold - opens of files that the kernel has forgotten */
void measure_cold(void);

/** report - one line to the host: @name costs @cost instructions */
void report(const char *name, uint64_t cost, uint64_t least, uint64_t most);

/** median - of @values, which are sorted afterwards */
uint64_t median(uint64_t *values, unsigned count);

#endif
