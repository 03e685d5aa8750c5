// SPDX-License-Identifier: GPL-2.0-only
/* The line to the host. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "kernel/init/init.h"

static int line = -1;

int channel_fd(void)
{
	return line;
}

/* Devices appear when their drivers have found them, which may be after we began. */
static int open_when_there(const char *path)
{
	const struct timespec pause = { .tv_nsec = 10000000 };
	int fd;

	for (unsigned tries = 0; tries < 1000; tries++) {
		fd = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC);
		if (fd >= 0 || errno != ENOENT)
			break;
		nanosleep(&pause, NULL);
	}
	return fd;
}

void channel_open(const char *name)
{
	struct termios modes;
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/dev/%s", name);
	fd = open_when_there(path);
	if (fd < 0)
		fail("cannot open %s", path);
	/* A virtio port is no terminal and needs no modes. */
	if (tcgetattr(fd, &modes) == 0) {
		cfmakeraw(&modes);
		modes.c_cflag |= CLOCAL;
		if (tcsetattr(fd, TCSANOW, &modes) < 0)
			fail("cannot make %s carry bytes as they are", path);
	}
	line = fd;
}

static void send_all(const void *data, size_t length)
{
	const char *at = data;

	while (length) {
		ssize_t sent = write(line, at, length);

		if (sent < 0 && errno == EINTR)
			continue;
		if (sent <= 0)
			power_off();
		at += sent;
		length -= (size_t)sent;
	}
}

void channel_send(enum vm_type type, unsigned stream, const void *data, size_t length)
{
	struct {
		struct vm_frame frame;
		char data[VM_MAX_DATA];
	} message = { .frame = { .type = (uint8_t)type, .stream = (uint8_t)stream } };

	if (line < 0)
		return;
	if (length > VM_MAX_DATA)
		length = VM_MAX_DATA;
	message.frame.length = (uint16_t)length;
	if (length)
		memcpy(message.data, data, length);
	send_all(&message, sizeof(message.frame) + length);
}

void channel_drain(void)
{
	while (line >= 0 && tcdrain(line) < 0 && errno == EINTR)
		;
}

static void receive_all(void *data, size_t length)
{
	char *at = data;

	while (length) {
		ssize_t got = read(line, at, length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			power_off();
		at += got;
		length -= (size_t)got;
	}
}

void channel_receive(struct vm_frame *frame, void *data)
{
	receive_all(frame, sizeof(*frame));
	if (frame->length > VM_MAX_DATA) {
		errno = EPROTO;
		fail("a message from the host is too long");
	}
	receive_all(data, frame->length);
}
