// SPDX-License-Identifier: GPL-2.0-only
/* Bytes, signals and sizes between the command and the host. */
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "kernel/init/init.h"

/* Input that the command has not taken yet: never more than the host sends at once. */
struct input {
	char bytes[VM_MAX_SENT];
	size_t at, count;
	bool ended;		/* close when empty */
};

struct state {
	struct child *child;
	struct input input;
	enum vm_stream input_stream;
	struct vm_status *status;
	bool reported;
};

static void close_stream(struct state *state, enum vm_stream stream)
{
	int *fd = &state->child->streams[stream];

	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void ready(void)
{
	channel_send(VM_READY, 0, NULL, 0);
}

/* Nobody will read it. The host hears of it, so that it stops reading its own input. */
static void refuse_input(struct state *state)
{
	if (state->input.count)
		ready();
	state->input.count = 0;
	if (state->child->streams[VM_STDIN] >= 0) {
		close_stream(state, VM_STDIN);
		channel_send(VM_CLOSE, VM_STDIN, NULL, 0);
	}
}

static void pass_input(struct state *state)
{
	struct input *input = &state->input;
	ssize_t sent = write(state->child->streams[state->input_stream], input->bytes + input->at,
			     input->count);

	if (sent < 0 && errno != EAGAIN && errno != EINTR) {
		refuse_input(state);
	} else if (sent > 0) {
		input->at += (size_t)sent;
		input->count -= (size_t)sent;
		if (!input->count)
			ready();
	}
	if (input->ended && !input->count)
		close_stream(state, VM_STDIN);
}

static void take_input(struct state *state, const char *data, size_t length)
{
	struct input *input = &state->input;

	if (state->child->streams[state->input_stream] < 0) {
		ready();
		return;
	}
	if (input->count || length > sizeof(input->bytes)) {
		errno = EPROTO;
		fail("the host sent more input than there is space for");
	}
	memcpy(input->bytes, data, length);
	input->at = 0;
	input->count = length;
	if (!length)
		ready();
}

static void take_size(const struct state *state, const char *data)
{
	struct vm_size size;
	struct winsize window = { 0 };

	memcpy(&size, data, sizeof(size));
	window.ws_row = size.rows;
	window.ws_col = size.columns;
	if (state->child->streams[VM_TERMINAL] >= 0)
		ioctl(state->child->streams[VM_TERMINAL], TIOCSWINSZ, &window);
}

static void take_message(struct state *state)
{
	static char data[VM_MAX_DATA];
	struct vm_frame frame;

	channel_receive(&frame, data);
	switch (frame.type) {
	case VM_INPUT:
		take_input(state, data, frame.length);
		break;
	case VM_CLOSE:
		if (frame.stream == VM_STDIN) {
			state->input.ended = true;
			if (!state->input.count)
				close_stream(state, VM_STDIN);
		} else if (frame.stream < VM_STREAMS) {
			close_stream(state, frame.stream);
		}
		break;
	case VM_SIGNAL:
		/* The number's first byte. After the supervisor's end this does nothing. */
		(void)!write(state->child->orders, data, 1);
		break;
	case VM_SIZE:
		take_size(state, data);
		break;
	default:
		errno = EPROTO;
		fail("the host sent message %u", frame.type);
	}
}

static void pass_output(struct state *state, enum vm_stream stream)
{
	static char data[VM_MAX_DATA];
	ssize_t got = read(state->child->streams[stream], data, sizeof(data));

	if (got > 0)
		channel_send(VM_OUTPUT, stream, data, (size_t)got);
	else if (got == 0 || (errno != EAGAIN && errno != EINTR))
		close_stream(state, stream);	/* a terminal nobody has open gives EIO */
}

static void take_report(struct state *state)
{
	ssize_t got = read(state->child->report, state->status, sizeof(*state->status));

	if (got < 0 && errno == EINTR)
		return;
	if (got != sizeof(*state->status))
		*state->status = (struct vm_status){ .end = VM_VANISHED };
	state->reported = true;
	close(state->child->report);
	state->child->report = -1;
}

static bool finished(const struct state *state)
{
	const int *streams = state->child->streams;

	return state->reported && streams[VM_STDOUT] < 0 && streams[VM_STDERR] < 0 &&
	       streams[VM_TERMINAL] < 0;
}

static void turn(struct state *state)
{
	enum { LINE = VM_STREAMS, REPORT, COUNT };
	struct pollfd polled[COUNT] = {
		[LINE] = { .fd = channel_fd(), .events = POLLIN },
		[REPORT] = { .fd = state->child->report, .events = POLLIN },
	};

	for (unsigned stream = VM_STDIN; stream < VM_STREAMS; stream++)
		polled[stream] = (struct pollfd){ .fd = state->child->streams[stream],
						  .events = stream == VM_STDIN ? 0 : POLLIN };
	if (state->input.count)
		polled[state->input_stream].events |= POLLOUT;
	if (poll(polled, COUNT, -1) < 0)
		return;
	if (polled[LINE].revents)
		take_message(state);
	for (enum vm_stream stream = VM_STDOUT; stream < VM_STREAMS; stream++)
		if (polled[stream].revents & (POLLIN | POLLHUP | POLLERR) &&
		    state->child->streams[stream] >= 0)
			pass_output(state, stream);
	if (state->input.count && polled[state->input_stream].revents & (POLLOUT | POLLERR))
		pass_input(state);
	else if (polled[VM_STDIN].revents & POLLERR)
		refuse_input(state);
	if (polled[REPORT].revents)
		take_report(state);
}

void relay(struct child *child, struct vm_status *status)
{
	static struct state state;

	state.child = child;
	state.status = status;
	state.input_stream = child->streams[VM_STDIN] >= 0 ? VM_STDIN : VM_TERMINAL;
	while (!finished(&state))
		turn(&state);
	close_stream(&state, VM_STDIN);
}
