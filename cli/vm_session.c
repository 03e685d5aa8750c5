/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The conversation with the guest's init: what vm_protocol.h says, from this side. */
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "cli/message.h"
#include "cli/vm.h"

/* So many signals that ask for the end, and nobody waits for the command any longer. */
#define PATIENCE 3

/* How much POSIX promises a pipe takes without making us wait, once it takes anything. */
#define WRITE_BYTES 4096u

/* What init may be told to keep of a recording: far more than the kernel records. */
#define MAX_EVENTS ((size_t)1 << 30)

struct session {
	struct vm *vm;
	struct vm_command *command;
	struct vm_outcome *outcome;
	struct timespec deadline;
	bool begun, over;		/* the command; the session */
	bool input_open;
	uint8_t terminals;
	bool ready;			/* init takes another SETUP or INPUT */
	struct text setup;		/* what to run; @told bytes of it were sent */
	size_t told;
	unsigned signals;
	/* What came of the frame that is arriving, or waits to be written to @output. */
	char frame[sizeof(struct vm_frame) + VM_MAX_DATA];
	size_t arrived, written;
	int output;			/* descriptor that the frame's data goes to, -1: none */
	bool closed[VM_STREAMS];	/* our reader has gone */
};

static void give_up(struct session *session, enum vm_result result)
{
	session->outcome->result = result;
	session->over = true;
}

/* A machine that went away is noticed by its end, not here. */
static void tell(struct session *session, enum vm_type type, unsigned stream, const void *data, size_t length)
{
	char message[sizeof(struct vm_frame) + VM_MAX_DATA];
	struct vm_frame frame = { .type = (uint8_t)type, .stream = (uint8_t)stream,
				  .length = (uint16_t)length };
	size_t size = sizeof(frame) + length, sent = 0;

	memcpy(message, &frame, sizeof(frame));
	if (length)
		memcpy(message + sizeof(frame), data, length);
	while (sent < size) {
		ssize_t got = write(session->vm->line, message + sent, size - sent);

		if (got < 0 && errno != EINTR)
			return;
		sent += got > 0 ? (size_t)got : 0;
	}
}

static void add_string(struct text *setup, const char *string)
{
	text_add(setup, string, strlen(string) + 1);
}

/* Everything init needs to know, or no bytes after a message. */
static struct text describe(const struct session *session)
{
	char *const *arguments = session->command->arguments;
	struct vm_start start = { .size = vm_terminal_size(), .terminals = session->terminals };
	struct text setup = { 0 };
	mode_t mask = umask(0);

	umask(mask);
	start.umask = mask;
	start.translated = !(session->terminals & 1u << VM_STDIN);
	while (arguments[start.argument_count])
		start.argument_count++;
	while (environ && environ[start.variable_count])
		start.variable_count++;
	text_add(&setup, (const char *)&start, sizeof(start));
	add_string(&setup, session->command->directory);
	for (size_t i = 0; i < start.argument_count; i++)
		add_string(&setup, arguments[i]);
	for (size_t i = 0; i < start.variable_count; i++)
		add_string(&setup, environ[i]);
	if (setup.length > VM_MAX_SETUP) {
		message_error("run: the command and its environment are %zu bytes long; %u are possible",
			      setup.length, VM_MAX_SETUP);
		text_free(&setup);
	}
	return setup;
}

static void begin(struct session *session)
{
	progress_stop(session->command->progress);
	session->command->progress = NULL;
	if (session->terminals & 1u << VM_STDIN)
		vm_terminal_raw();
	session->begun = true;
	session->input_open = true;
}

/* The next piece of what to run; after the last one it begins. */
static void tell_setup(struct session *session)
{
	size_t left = session->setup.length - session->told;
	size_t length = left < VM_MAX_SENT ? left : VM_MAX_SENT;

	if (!length) {
		tell(session, VM_START, 0, NULL, 0);
		begin(session);
		return;
	}
	session->ready = false;
	tell(session, VM_SETUP, 0, session->setup.bytes + session->told, length);
	session->told += length;
}

/* Where a stream of the guest appears here; -1 if it is no output. */
static int descriptor_of(unsigned stream)
{
	switch (stream) {
	case VM_STDOUT:
		return STDOUT_FILENO;
	case VM_STDERR:
		return STDERR_FILENO;
	case VM_TERMINAL:
		return vm_terminal_fd();
	default:
		return -1;
	}
}

/* The guest is not to be believed: root in it may write to the line, too. */
static bool plausible(const struct vm_frame *frame)
{
	switch (frame->type) {
	case VM_HELLO:
	case VM_EVENTS_END:
		return frame->length == sizeof(uint32_t);
	case VM_STATUS:
		return frame->length == sizeof(struct vm_status);
	case VM_OUTPUT:
		return descriptor_of(frame->stream) >= 0;
	case VM_READY:
	case VM_CLOSE:
	case VM_EVENTS:
	case VM_FAILED:
	case VM_DONE:
		return true;
	default:
		return false;
	}
}

static void take_hello(struct session *session, uint32_t protocol)
{
	if (session->setup.length)
		return;
	if (protocol != VM_PROTOCOL) {
		message_error("run: this kernel's init speaks version %u of the protocol, not %u; "
			      "use the kernels that belong to this holdfast", protocol, VM_PROTOCOL);
		give_up(session, VM_RESULT_BROKEN);
		return;
	}
	session->setup = describe(session);
	if (session->setup.length)
		tell_setup(session);
	else
		give_up(session, VM_RESULT_BROKEN);
}

static void take_ready(struct session *session)
{
	session->ready = true;
	if (!session->begun && session->setup.length)
		tell_setup(session);
}

static void take_events(struct session *session, const char *data, size_t length)
{
	if (session->outcome->events.length + length <= MAX_EVENTS)
		text_add(&session->outcome->events, data, length);
	else
		session->outcome->events_error = EFBIG;
}

/* @words: what init says, NULL if it could not say anything any more. */
static void broken(struct session *session, const char *words, size_t length)
{
	/* What the kernel said before is still in the pipe. */
	while (vm_console_read(session->vm))
		;
	vm_terminal_restore();
	progress_stop(session->command->progress);
	session->command->progress = NULL;
	vm_console_explain(session->vm, words, length);
	give_up(session, VM_RESULT_BROKEN);
}

static void take_frame(struct session *session, const struct vm_frame *frame, const char *data)
{
	uint32_t number = 0;

	if (frame->length >= sizeof(number))
		memcpy(&number, data, sizeof(number));
	switch (frame->type) {
	case VM_HELLO:
		take_hello(session, number);
		break;
	case VM_OUTPUT:
		session->output = session->closed[frame->stream] ? -1 : descriptor_of(frame->stream);
		break;
	case VM_READY:
		take_ready(session);
		break;
	case VM_CLOSE:
		session->input_open = false;
		break;
	case VM_STATUS:
		memcpy(&session->outcome->status, data, sizeof(session->outcome->status));
		break;
	case VM_EVENTS:
		take_events(session, data, frame->length);
		break;
	case VM_EVENTS_END:
		if (!session->outcome->events_error)
			session->outcome->events_error = number;
		break;
	case VM_FAILED:
		broken(session, data, frame->length);
		break;
	case VM_DONE:
		give_up(session, VM_RESULT_OK);
		break;
	}
}

static void read_line(struct session *session)
{
	struct vm_frame frame = { 0 };
	size_t wanted = sizeof(frame);
	ssize_t got;

	if (session->arrived >= sizeof(frame)) {
		memcpy(&frame, session->frame, sizeof(frame));
		wanted += frame.length;
	}
	got = read(session->vm->line, session->frame + session->arrived, wanted - session->arrived);
	if (got < 0 && errno == EINTR)
		return;
	if (got <= 0) {
		broken(session, NULL, 0);
		return;
	}
	session->arrived += (size_t)got;
	if (session->arrived < sizeof(frame))
		return;
	memcpy(&frame, session->frame, sizeof(frame));
	if (frame.length > VM_MAX_DATA || !plausible(&frame)) {
		vm_terminal_restore();
		message_error("run: the guest said nonsense (message %u, %u bytes)", frame.type, frame.length);
		give_up(session, VM_RESULT_BROKEN);
	} else if (session->arrived == sizeof(frame) + frame.length) {
		take_frame(session, &frame, session->frame + sizeof(frame));
		session->written = sizeof(frame);
		if (session->output < 0)
			session->arrived = 0;
	}
}

/* Our reader has gone: the command is to feel it where it writes. */
static void close_output(struct session *session)
{
	struct vm_frame frame;

	memcpy(&frame, session->frame, sizeof(frame));
	session->closed[frame.stream] = true;
	tell(session, VM_CLOSE, frame.stream, NULL, 0);
	session->written = session->arrived;
}

static void write_output(struct session *session)
{
	size_t length = session->arrived - session->written;
	ssize_t done = write(session->output, session->frame + session->written,
			     length < WRITE_BYTES ? length : WRITE_BYTES);

	if (done < 0 && errno != EINTR && errno != EAGAIN)
		close_output(session);
	else if (done > 0)
		session->written += (size_t)done;
	if (session->written == session->arrived) {
		session->output = -1;
		session->arrived = 0;
	}
}

static void read_input(struct session *session)
{
	bool terminal = session->terminals & 1u << VM_STDIN;
	char data[VM_MAX_SENT];
	ssize_t got = read(STDIN_FILENO, data, sizeof(data));

	if (got < 0 && (errno == EINTR || errno == EAGAIN))
		return;
	if (got > 0) {
		session->ready = false;
		tell(session, VM_INPUT, terminal ? VM_TERMINAL : VM_STDIN, data, (size_t)got);
		return;
	}
	session->input_open = false;
	tell(session, VM_CLOSE, VM_STDIN, NULL, 0);
}

static void take_signal(struct session *session)
{
	int signal = vm_signal_next();
	uint32_t number = (uint32_t)signal;

	if (signal == SIGWINCH) {
		struct vm_size size = vm_terminal_size();

		if (session->begun)
			tell(session, VM_SIZE, VM_TERMINAL, &size, sizeof(size));
	} else if (signal && (!session->begun || ++session->signals >= PATIENCE)) {
		give_up(session, VM_RESULT_KILLED);
	} else if (signal) {
		tell(session, VM_SIGNAL, 0, &number, sizeof(number));
	}
}

/* Milliseconds until the command's time is up; -1: for ever. */
static int remaining(const struct session *session)
{
	struct timespec now;
	long long left;

	if (!session->command->seconds)
		return -1;
	clock_gettime(CLOCK_MONOTONIC, &now);
	left = (session->deadline.tv_sec - now.tv_sec) * 1000LL +
	       (session->deadline.tv_nsec - now.tv_nsec) / 1000000 + 1;
	return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

static void turn(struct session *session)
{
	enum { LINE, CONSOLE, SIGNALS, INPUT, OUTPUT, PROCESS, COUNT };
	bool waiting = session->output >= 0;
	struct pollfd polled[COUNT] = {
		[LINE] = { .fd = waiting ? -1 : session->vm->line, .events = POLLIN },
		[CONSOLE] = { .fd = session->vm->console, .events = POLLIN },
		[SIGNALS] = { .fd = vm_signals_fd(), .events = POLLIN },
		[INPUT] = { .fd = session->input_open && session->ready ? STDIN_FILENO : -1,
			    .events = POLLIN },
		[OUTPUT] = { .fd = session->output, .events = POLLOUT },
		[PROCESS] = { .fd = waiting ? -1 : session->vm->pidfd, .events = POLLIN },
	};
	int left = remaining(session);
	int ready = poll(polled, COUNT, left);

	if (ready == 0 && left >= 0 && remaining(session) == 0)
		give_up(session, VM_RESULT_TIMEOUT);
	if (ready <= 0)
		return;
	if (polled[SIGNALS].revents)
		take_signal(session);
	if (polled[CONSOLE].revents && !vm_console_read(session->vm)) {
		close(session->vm->console);
		session->vm->console = -1;
	}
	if (polled[OUTPUT].revents)
		write_output(session);
	if (!session->over && polled[LINE].revents)
		read_line(session);
	else if (!session->over && polled[PROCESS].revents)
		broken(session, NULL, 0);
	if (!session->over && polled[INPUT].revents)
		read_input(session);
}

void vm_session(struct vm *vm, struct vm_command *command, struct vm_outcome *outcome)
{
	struct session *session = xcalloc(1, sizeof(*session));

	*outcome = (struct vm_outcome){ .result = VM_RESULT_BROKEN };
	session->vm = vm;
	session->command = command;
	session->outcome = outcome;
	session->terminals = vm_terminals();
	session->ready = true;
	session->output = -1;
	clock_gettime(CLOCK_MONOTONIC, &session->deadline);
	session->deadline.tv_sec += command->seconds;
	while (!session->over)
		turn(session);
	progress_stop(command->progress);
	command->progress = NULL;
	vm_terminal_restore();
	text_free(&session->setup);
	free(session);
}
