/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the guest's kernel says: kept for the case that it fails, shown if asked for. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/message.h"
#include "cli/vm.h"

#define KEPT_BYTES ((size_t)64 << 10)
#define SHOWN_LINES 12

static const char panic_words[] = "Kernel panic - not syncing: ";

/* A kernel's words may carry what a program in the guest made it say: none of it steers our terminal. */
static void show(const char *bytes, size_t length)
{
	const char *newline = vm_terminal_is_raw() ? "\r\n" : "\n";

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte == '\n')
			fputs(newline, stderr);
		else if (byte == '\t' || (byte >= 0x20 && byte < 0x7f))
			fputc(byte, stderr);
		else if (byte != '\r')
			fprintf(stderr, "\\x%02x", byte);
	}
	fflush(stderr);
}

bool vm_console_read(struct vm *vm)
{
	char bytes[4096];
	ssize_t got = read(vm->console, bytes, sizeof(bytes));

	if (got <= 0)
		return got < 0 && errno == EINTR;	/* EAGAIN: nothing more for now */
	if (vm->verbose)
		show(bytes, (size_t)got);
	text_add(&vm->said, bytes, (size_t)got);
	if (vm->said.length > 2 * KEPT_BYTES) {
		size_t drop = vm->said.length - KEPT_BYTES;

		memmove(vm->said.bytes, vm->said.bytes + drop, KEPT_BYTES + 1);
		vm->said.length = KEPT_BYTES;
	}
	return true;
}

static const char *last_lines(const char *said, size_t length)
{
	const char *at = said + length;
	unsigned lines = 0;

	while (at > said) {
		if (at[-1] == '\n' && at != said + length && ++lines == SHOWN_LINES)
			break;
		at--;
	}
	return at;
}

/* Nothing if all of it was shown already. */
static void show_last_words(const struct vm *vm)
{
	const char *from;

	if (vm->verbose || !vm->said.length)
		return;
	from = last_lines(vm->said.bytes, vm->said.length);
	fputs("the last words of its kernel:\n", stderr);
	show(from, strlen(from));
	if (vm->said.bytes[vm->said.length - 1] != '\n')
		fputc('\n', stderr);
}

void vm_console_explain(const struct vm *vm, const char *given, size_t length)
{
	const char *said = vm->said.bytes ? vm->said.bytes : "";
	const char *panic = memmem(said, vm->said.length, panic_words, strlen(panic_words));

	if (panic)
		panic += strlen(panic_words);
	if (given)
		message_error("run: the guest's init gave up: %.*s", (int)length, given);
	else if (panic)
		message_error("run: the guest's kernel panicked: %.*s", (int)strcspn(panic, "\r\n"), panic);
	else
		message_error("run: the guest ended before its command did");
	show_last_words(vm);
}
