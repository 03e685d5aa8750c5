// SPDX-License-Identifier: GPL-2.0-only
/* What the host wants to run. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/init/init.h"

/* Where the reading of the strings behind struct vm_start is. */
struct strings {
	char *at, *end;
};

__attribute__((noreturn))
static void malformed(void)
{
	errno = EPROTO;
	fail("the host said nonsense");
}

static char *next_string(struct strings *strings)
{
	char *string = strings->at;
	char *nul = memchr(string, '\0', (size_t)(strings->end - string));

	if (!nul)
		malformed();
	strings->at = nul + 1;
	return string;
}

static char **string_list(struct strings *strings, size_t count)
{
	char **list;

	if (count > VM_MAX_SETUP)
		malformed();
	list = calloc(count + 1, sizeof(*list));
	if (!list)
		fail("cannot keep %zu strings", count);
	for (size_t i = 0; i < count; i++)
		list[i] = next_string(strings);
	return list;
}

static size_t receive_pieces(char *bytes)
{
	static char data[VM_MAX_DATA];
	struct vm_frame frame;
	size_t length = 0;

	for (;;) {
		channel_receive(&frame, data);
		if (frame.type == VM_START)
			return length;
		if (frame.type != VM_SETUP || frame.length > VM_MAX_SETUP - length)
			malformed();
		memcpy(bytes + length, data, frame.length);
		length += frame.length;
		channel_send(VM_READY, 0, NULL, 0);
	}
}

void setup_receive(struct command *command)
{
	char *bytes = malloc(VM_MAX_SETUP);
	struct strings strings = { .at = bytes };
	size_t length;

	if (!bytes)
		fail("cannot keep what to run");
	length = receive_pieces(bytes);
	if (length < sizeof(command->start))
		malformed();
	memcpy(&command->start, bytes, sizeof(command->start));
	strings.at += sizeof(command->start);
	strings.end = bytes + length;
	command->directory = next_string(&strings);
	command->arguments = string_list(&strings, command->start.argument_count);
	command->environment = string_list(&strings, command->start.variable_count);
	if (!command->arguments[0])
		malformed();
}
