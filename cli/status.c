/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast status: what is in force on this machine, as its kernel says. */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/message.h"

#define SECURITYFS_MAGIC	0x73636673
#define SECURITY_DIRECTORY	"/sys/kernel/security"
#define STATUS_FILE		SECURITY_DIRECTORY "/holdfast/status"
/* lsm_list_modules(2), which the headers of older systems do not know, and our number there. */
#define LSM_LIST_MODULES	461
#define LSM_ID_HOLDFAST		0x486f6c6446617374ULL

#define STATUS_LIMIT		65536u
#define STATUS_FIELDS		64u

/* What could be found out. */
enum presence {
	IN_FORCE,	/* the sealed kernel */
	LEARNING,	/* the learn kernel: allows everything */
	ABSENT,		/* no Holdfast in this kernel */
	UNKNOWN,	/* cannot be seen from here; @why says why */
	MALFORMED,	/* the file is not what a kernel writes; @why says why */
};

/* One line `key: value`. */
struct field {
	const char *key, *value;
};

struct status {
	enum presence presence;
	char *why;
	char *text;		/* the file; fields point into it */
	struct field fields[STATUS_FIELDS];
	size_t count;
};

__attribute__((format(printf, 3, 4)))
static void conclude(struct status *status, enum presence presence, const char *format, ...)
{
	va_list arguments;

	status->presence = presence;
	va_start(arguments, format);
	status->why = xvasprintf(format, arguments);
	va_end(arguments);
}

static const char *value_of(const struct status *status, const char *key)
{
	for (size_t i = 0; i < status->count; i++)
		if (!strcmp(status->fields[i].key, key))
			return status->fields[i].value;
	return NULL;
}

/*
 * Root could put any file where the kernel's should be. So what is read must
 * come from securityfs itself, whose content only the kernel makes.
 */
static bool is_securityfs(int fd)
{
	struct statfs statfs;

	return !fstatfs(fd, &statfs) && (unsigned long)statfs.f_type == SECURITYFS_MAGIC;
}

/* Does the kernel say that Holdfast is among its LSMs? 1 yes, 0 no, -1 it does not say. */
static int is_listed(void)
{
	uint64_t ids[64];
	uint32_t size = sizeof(ids);
	long count = syscall(LSM_LIST_MODULES, ids, &size, 0);

	for (long i = 0; i < count; i++)
		if (ids[i] == LSM_ID_HOLDFAST)
			return 1;
	return count < 0 ? -1 : 0;
}

/* Why the status file cannot be opened. */
static void explain_absence(struct status *status, int error)
{
	int fd = open(SECURITY_DIRECTORY, O_PATH | O_DIRECTORY | O_CLOEXEC);
	bool mounted = fd >= 0 && is_securityfs(fd);
	int listed = is_listed();

	if (fd >= 0)
		close(fd);
	if (listed == 0)
		conclude(status, ABSENT, "it is not among the security modules that the kernel lists");
	else if (listed < 0 && mounted && error == ENOENT)
		conclude(status, ABSENT, "there is no %s", STATUS_FILE);
	else if (!mounted)
		conclude(status, UNKNOWN, "%ssecurityfs is not mounted; try: mount -t securityfs none %s",
			 listed > 0 ? "the kernel lists Holdfast, but " : "", SECURITY_DIRECTORY);
	else
		conclude(status, UNKNOWN, "%scannot open %s: %s",
			 listed > 0 ? "the kernel lists Holdfast, but " : "", STATUS_FILE,
			 strerror(error));
}

/* The kernel's own file. The path is fixed; nothing from the environment has a say. */
static void read_kernel(struct status *status)
{
	char path[64], *error = NULL;
	size_t length;
	int fd = open(STATUS_FILE, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

	if (fd < 0) {
		explain_absence(status, errno);
		return;
	}
	if (!is_securityfs(fd)) {
		conclude(status, UNKNOWN, "%s is not a file of the kernel's", STATUS_FILE);
	} else {
		/* The very file that was looked at, not what has its name by now. */
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		status->text = file_read(path, STATUS_LIMIT, &length, &error);
		if (!status->text)
			conclude(status, UNKNOWN, "%s", error);
	}
	free(error);
	close(fd);
}

/* Below another root: for tests and for looking at copies. */
static void read_below(struct status *status, const char *root)
{
	char *path, *error = NULL;
	size_t length;

	if (asprintf(&path, "%s%s", root, STATUS_FILE) < 0)
		path = xstrdup(STATUS_FILE);
	status->text = file_read(path, STATUS_LIMIT, &length, &error);
	if (!status->text && access(path, F_OK))
		conclude(status, ABSENT, "there is no %s", path);
	else if (!status->text)
		conclude(status, UNKNOWN, "%s", error);
	free(error);
	free(path);
}

/* Takes the text apart in place. */
static void parse(struct status *status)
{
	unsigned number = 0;

	for (char *line = status->text, *next; *line; line = next) {
		char *colon;

		number++;
		next = strchrnul(line, '\n');
		if (*next)
			*next++ = '\0';
		colon = strstr(line, ": ");
		if (!colon || colon == line || status->count == STATUS_FIELDS) {
			conclude(status, MALFORMED, "status, line %u: not `key: value`", number);
			return;
		}
		*colon = '\0';
		status->fields[status->count++] = (struct field){ line, colon + 2 };
	}
}

static void judge(struct status *status)
{
	const char *build = value_of(status, "build");

	if (build && !strcmp(build, "sealed"))
		status->presence = IN_FORCE;
	else if (build && !strcmp(build, "learn"))
		status->presence = LEARNING;
	else
		conclude(status, MALFORMED, "status: build is neither `sealed` nor `learn`");
}

static const char *headline(enum presence presence)
{
	switch (presence) {
	case IN_FORCE:
		return "Holdfast is in force: what its policy does not allow is refused.";
	case LEARNING:
		return "Holdfast is learning: it records what is done and refuses nothing.";
	case ABSENT:
		return "Nothing of Holdfast is in force here: this kernel was built without it.";
	case UNKNOWN:
	case MALFORMED:
		break;
	}
	return "It cannot be said whether Holdfast is in force here.";
}

static void print_text(const struct status *status, const char *root)
{
	puts(headline(status->presence));
	if (root)
		printf("(as %s says, which proves nothing about this machine)\n", root);
	if (status->why)
		printf("(%s)\n", status->why);
	for (size_t i = 0; i < status->count; i++)
		printf("%s: %s\n", status->fields[i].key, status->fields[i].value);
}

/* Numbers become numbers, all else strings; a digest of digits alone is too long for a number. */
static json_t *json_value(const char *value)
{
	size_t length = strlen(value);

	if (length && length < 19 && strspn(value, "0123456789") == length)
		return json_integer(strtoll(value, NULL, 10));
	return json_from_bytes(value, length);
}

static void print_json(const struct status *status)
{
	static const char *const words[] = {
		[IN_FORCE] = "sealed", [LEARNING] = "learn", [ABSENT] = "absent",
		[UNKNOWN] = "unknown", [MALFORMED] = "unknown",
	};
	json_t *object = json_object();

	json_object_set_new(object, "in_force", json_boolean(status->presence == IN_FORCE));
	json_object_set_new(object, "holdfast", json_string(words[status->presence]));
	json_object_set_new(object, "why", status->why ?
			    json_from_bytes(status->why, strlen(status->why)) : json_null());
	for (size_t i = 0; i < status->count; i++) {
		char *key = xstrdup(status->fields[i].key);

		for (char *blank = key; (blank = strchr(blank, ' ')); )
			*blank = '_';
		json_object_set_new_nocheck(object, key, json_value(status->fields[i].value));
		free(key);
	}
	json_print(object);
}

static int exit_code_of(enum presence presence)
{
	switch (presence) {
	case IN_FORCE:
		return EXIT_YES;
	case LEARNING:
	case ABSENT:
		return EXIT_NO;
	case MALFORMED:
		return EXIT_INPUT;
	case UNKNOWN:
		break;
	}
	return EXIT_BROKEN;
}

int cmd_status(int argc, char **argv)
{
	struct status status = { .presence = UNKNOWN };
	struct options options;
	const char *root;
	int code;

	if (!options_parse(&options, argc, argv, &code))
		return code;
	root = option_value(&options, OPT_ROOT);
	if (root)
		read_below(&status, root);
	else
		read_kernel(&status);
	if (status.text)
		parse(&status);
	if (status.text && !status.why)
		judge(&status);
	if (option_given(&options, OPT_JSON))
		print_json(&status);
	else
		print_text(&status, root);
	code = exit_code_of(status.presence);
	free(status.why);
	free(status.text);
	options_free(&options);
	return code;
}
