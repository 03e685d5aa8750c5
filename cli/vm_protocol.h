/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What `holdfast run` and the guest's init (kernel/init) say to each other, over
 * one line that carries bytes both ways: a serial line of user-mode Linux, a
 * virtio port in QEMU. Both ends run on the same machine, or on one of the same
 * byte order (x86 is little-endian).
 *
 *	init				run
 *	HELLO  ready		->
 *	READY after each	<->	SETUP... START	what to run
 *	OUTPUT, READY, CLOSE	<->	INPUT, CLOSE, SIGNAL, SIZE
 *	STATUS  how it ended	->
 *	EVENTS... EVENTS_END	->
 *	DONE			->	(switches the guest off)
 *
 * FAILED, with words, may come instead of anything that init says.
 *
 * After a SETUP or INPUT, run sends no other before init's READY. Init always reads,
 * so neither waits for the other for ever; and what waits to be read stays below
 * the 4 KiB at which a line of user-mode Linux would stop taking anything, for good:
 * its driver switches off on "throttle" and nothing switches it on again.
 */
#ifndef HOLDFAST_CLI_VM_PROTOCOL_H
#define HOLDFAST_CLI_VM_PROTOCOL_H

#include <stdint.h>

#define VM_PROTOCOL	1u
#define VM_MAX_DATA	16384u		/* bytes behind one frame's header */
#define VM_MAX_SENT	2048u		/* the same for what run sends */
#define VM_MAX_SETUP	(4u << 20)	/* everything between HELLO and START */

enum vm_type {
	VM_HELLO = 1,		/* uint32_t VM_PROTOCOL */
	VM_OUTPUT,		/* bytes of a stream */
	VM_READY,		/* SETUP was taken, or INPUT passed on: another one may come */
	VM_STATUS,		/* struct vm_status */
	VM_EVENTS,		/* a piece of the event stream */
	VM_EVENTS_END,		/* uint32_t: 0, or the errno of reading it */
	VM_DONE,
	VM_FAILED,		/* words: init cannot go on */
	VM_SETUP = 32,		/* a piece of struct vm_start and its strings */
	VM_START,		/* SETUP is complete */
	VM_INPUT,		/* bytes of a stream */
	VM_CLOSE,		/* both ways: nothing more comes, or is wanted, of this stream */
	VM_SIGNAL,		/* uint32_t signal number */
	VM_SIZE,		/* struct vm_size */
};

/* The command's standard input, output and error; VM_TERMINAL is both ways. */
enum vm_stream { VM_STDIN, VM_STDOUT, VM_STDERR, VM_TERMINAL, VM_STREAMS };

/** struct vm_frame - what every message begins with */
struct vm_frame {
	uint8_t type, stream;
	uint16_t length;	/* bytes that follow, at most VM_MAX_DATA */
};

/** struct vm_size - of a terminal */
struct vm_size {
	uint16_t rows, columns;
};

/**
 * struct vm_start - what to run
 *
 * Followed by NUL-terminated strings: the directory, the arguments, the environment.
 */
struct vm_start {
	uint32_t argument_count, variable_count;
	uint32_t umask;
	uint8_t terminals;	/* bit N: stream N is the guest's terminal, not a pipe */
	uint8_t translated;	/* the host's terminal already turns \n into \r\n */
	struct vm_size size;
};

enum vm_end {
	VM_EXITED,		/* value: exit status */
	VM_SIGNALLED,		/* value: signal number */
	VM_NOT_ENTERED,		/* value: errno of chdir */
	VM_NOT_EXECUTED,	/* value: errno of execve */
	VM_VANISHED,		/* the command switched its world off, with reboot(2) */
};

/** struct vm_status - how the command ended */
struct vm_status {
	uint32_t end, value;
};

#endif
