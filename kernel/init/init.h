/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The guest's first process, the only file of the initramfs of every Holdfast
 * kernel. It builds a copy-on-write view of the lower file system, runs one
 * command in it, passes bytes on, and hands over the events at the end.
 *
 * In a sealed kernel it runs under the policy that was learned from it. So it
 * does the same things in the same order whatever the kernel and whatever the
 * command's streams are: what it might need, it always opens.
 */
#ifndef HOLDFAST_INIT_H
#define HOLDFAST_INIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "cli/vm_protocol.h"

/** fail - tell the host that the guest cannot go on, errno included, and switch off */
__attribute__((noreturn, format(printf, 1, 2)))
void fail(const char *format, ...);

/** power_off - end the machine; does not return */
__attribute__((noreturn))
void power_off(void);

/* channel.c: the line to the host. Losing it ends the guest. */

/** channel_open - open the device /dev/@name and make it carry bytes as they are */
void channel_open(const char *name);
/** channel_fd - to poll for the next frame */
int channel_fd(void);
/** channel_send - a message; waits until the line has taken it */
void channel_send(enum vm_type type, unsigned stream, const void *data, size_t length);
/**
 * channel_drain - wait until the line has passed it all on
 *
 * The driver of a serial line keeps the last bytes while the host is slow to read, and loses them when
 * the machine is switched off.
 */
void channel_drain(void);
/**
 * channel_receive - the next message
 * @data: VM_MAX_DATA bytes of space
 */
void channel_receive(struct vm_frame *frame, void *data);

/* mounts.c */

/** mounts_device - the initramfs's /dev, so that devices can be opened */
void mounts_device(void);
/**
 * mounts_switch_root - make the copy-on-write view and move into it
 * @type: of the lower file system
 * @source: its device, or "none"
 * @options: for mount(2)
 */
void mounts_switch_root(const char *type, const char *source, const char *options);

/* setup.c */

/** struct command - what the host wants to run; the strings live as long as init */
struct command {
	struct vm_start start;
	char *directory;
	char **arguments, **environment;	/* NULL-terminated */
};

/** setup_receive - wait for the host to say what to run */
void setup_receive(struct command *command);

/* child.c */

/** struct child - a running command; ends not in use are -1 */
struct child {
	pid_t supervisor;
	int streams[VM_STREAMS];	/* our ends of its pipes and terminal */
	int orders;			/* signal numbers for the command go in, a byte each */
	int report;			/* a struct vm_status comes out, or nothing: it vanished */
};

/** child_start - run @command below a supervisor in a process namespace of its own */
void child_start(struct child *child, const struct command *command);

/* supervisor.c */

/**
 * supervise - be the first process of the command's namespace; does not return
 * @ends: the command's sides of its streams, -1 where it has none
 * @orders: where signals for the command come from
 * @report: where struct vm_status goes
 */
__attribute__((noreturn))
void supervise(const struct command *command, const int ends[VM_STREAMS], int orders, int report);

/* relay.c */

/** relay - pass bytes, signals and sizes on until the command has ended and all is said */
void relay(struct child *child, struct vm_status *status);

#endif
