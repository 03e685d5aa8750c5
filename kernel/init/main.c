// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "kernel/init/init.h"

#define EVENTS "/sys/kernel/security/holdfast/events"

void power_off(void)
{
	reboot(RB_POWER_OFF);
	/* Refused, or no way to: the host sees the line go. */
	for (;;)
		pause();
}

void fail(const char *format, ...)
{
	int error = errno;
	char words[512];
	va_list arguments;
	int length;

	va_start(arguments, format);
	length = vsnprintf(words, sizeof(words), format, arguments);
	va_end(arguments);
	if (length >= 0 && (size_t)length < sizeof(words))
		snprintf(words + length, sizeof(words) - (size_t)length, ": %s", strerror(error));
	dprintf(STDERR_FILENO, "init: %s\n", words);
	channel_send(VM_FAILED, 0, words, strlen(words));
	channel_drain();
	power_off();
}

/* The command line of the kernel says where things are: it arrives as our environment. */
static const char *setting(const char *name)
{
	const char *value = getenv(name);

	errno = EINVAL;
	if (!value)
		fail("the kernel's command line lacks %s=", name);
	return value;
}

static void loopback_up(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &request) < 0)
		fail("cannot bring the loopback interface up");
	close(fd);
}

/*
 * A learn kernel must know everything we do before its events are read. What
 * comes after that is asked for here: these numbers do nothing but check the right.
 */
static void announce_power_off(void)
{
	syscall(SYS_reboot, 0, 0, 0, NULL);
}

static void send_events(void)
{
	static char data[VM_MAX_DATA];
	int fd = open(EVENTS, O_RDONLY | O_CLOEXEC);
	uint32_t error = fd < 0 ? (uint32_t)errno : 0;
	ssize_t got;

	while (!error && (got = read(fd, data, sizeof(data))) != 0) {
		if (got > 0)
			channel_send(VM_EVENTS, 0, data, (size_t)got);
		else if (errno != EINTR)
			error = (uint32_t)errno;
	}
	channel_send(VM_EVENTS_END, 0, &error, sizeof(error));
}

int main(void)
{
	uint32_t protocol = VM_PROTOCOL;
	struct vm_status status;
	struct command command;
	struct child child;

	signal(SIGPIPE, SIG_IGN);
	mounts_device();
	channel_open(setting("HOLDFAST_LINE"));
	mounts_switch_root(setting("HOLDFAST_TYPE"), setting("HOLDFAST_SOURCE"),
			   getenv("HOLDFAST_OPTIONS"));
	loopback_up();
	channel_send(VM_HELLO, 0, &protocol, sizeof(protocol));
	setup_receive(&command);
	child_start(&child, &command);
	relay(&child, &status);
	while (wait(NULL) > 0)
		;
	channel_send(VM_STATUS, 0, &status, sizeof(status));
	announce_power_off();
	send_events();
	channel_send(VM_DONE, 0, NULL, 0);
	channel_drain();
	power_off();
}
