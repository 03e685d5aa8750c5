/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast log: what a sealed kernel refused, each kind of denial once. */
#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/json.h"
#include "cli/message.h"
#include "core/limits.h"
#include "learn/events.h"

#define EVENTS "/sys/kernel/security/holdfast/events"

/* Denials that differ only in when and in which process. */
struct repeated {
	const struct denial *first, *last;
	size_t count;
};

struct log {
	struct options options;
	struct recording *recording;
	struct repeated *list;
	size_t count;
};

/*
 * Only securityfs speaks for the kernel: anybody can make a file of that name in another filesystem.
 * Returns the file, opened, or -1 with the error said.
 */
static int open_the_kernels(void)
{
	struct statfs about;
	int fd = open(EVENTS, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);

	if (fd < 0 && errno == ENOENT)
		message_error("log: %s is not there: this is no Holdfast kernel, or securityfs is not mounted "
			      "on /sys/kernel/security; give a FILE to read a copy", EVENTS);
	else if (fd < 0)
		message_error("log: %s: %s", EVENTS, strerror(errno));
	if (fd < 0 || (!fstatfs(fd, &about) && (unsigned long)about.f_type == SECURITYFS_MAGIC))
		return fd;
	message_error("log: %s is not the kernel's: it is not on securityfs", EVENTS);
	close(fd);
	return -1;
}

/* What it was refused on, in words, as a policy would say it. */
static void print_object(struct text *out, const struct event *event)
{
	char address[46];

	switch (event->kind) {
	case EVENT_NET:
		address_print(event->address, address);
		text_printf(out, "%s %s port %u", proto_word(event->proto), address, event->port);
		break;
	case EVENT_SOCKET:
		text_printf(out, "%u %u %u", event->family, event->socket_type, event->protocol);
		break;
	case EVENT_CAPABILITY:
		text_puts(out, capability_word(event->capability));
		break;
	case EVENT_PEER:
		text_quote(out, event->peer_name, strlen(event->peer_name));
		break;
	case EVENT_USE:
		text_puts(out, facility_word(event->facility));
		break;
	case EVENT_VARIABLE:
		text_quote(out, event->variable, strlen(event->variable));
		break;
	default:
		text_quote(out, event->name, strlen(event->name));
		if (event->fstype) {
			text_puts(out, " type ");
			text_quote(out, event->fstype, strlen(event->fstype));
		}
	}
}

static int compare_objects(const struct event *a, const struct event *b)
{
	struct text left = { 0 }, right = { 0 };
	int order;

	print_object(&left, a);
	print_object(&right, b);
	order = strcmp(left.bytes, right.bytes);
	text_free(&left);
	text_free(&right);
	return order;
}

static int compare_kinds(const struct denial *a, const struct denial *b)
{
	int order = strcmp(a->domain, b->domain);

	if (!order)
		order = strcmp(a->program, b->program);
	if (!order)
		order = strcmp(a->access, b->access);
	if (!order)
		order = strcmp(a->reason, b->reason);
	return order ? order : compare_objects(&a->what, &b->what);
}

static int compare_repeated(const void *left, const void *right)
{
	const struct repeated *a = left, *b = right;
	int order = compare_kinds(a->first, b->first);

	if (order)
		return order;
	return a->first < b->first ? -1 : a->first > b->first;
}

static int compare_first(const void *left, const void *right)
{
	const struct repeated *a = left, *b = right;

	return a->first < b->first ? -1 : a->first > b->first;
}

/* Is @word one of the words of a list with commas? */
static bool has_word(const char *list, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = list; ; at++) {
		size_t span = strcspn(at, ",");

		if (span == length && !memcmp(at, word, length))
			return true;
		at += span;
		if (!*at)
			return false;
	}
}

static bool is_wanted(const struct log *log, const struct denial *denial)
{
	const char *domain = option_value(&log->options, OPT_DOMAIN);
	const char *access = option_value(&log->options, OPT_ACCESS);

	return (!domain || !strcmp(domain, denial->domain)) && (!access || has_word(denial->access, access));
}

/* Equal denials stand together once sorted; then each kind goes to where it was first seen. */
static void gather(struct log *log)
{
	const struct recording *recording = log->recording;
	size_t kept = 0;

	log->list = xcalloc(recording->denial_count + 1, sizeof(*log->list));
	for (size_t i = 0; i < recording->denial_count; i++)
		if (is_wanted(log, &recording->denials[i]))
			log->list[log->count++] = (struct repeated){ &recording->denials[i], &recording->denials[i], 1 };
	qsort(log->list, log->count, sizeof(*log->list), compare_repeated);
	for (size_t i = 0; i < log->count; i++) {
		if (kept && !compare_kinds(log->list[kept - 1].first, log->list[i].first)) {
			log->list[kept - 1].count++;
			log->list[kept - 1].last = log->list[i].first;
		} else {
			log->list[kept++] = log->list[i];
		}
	}
	log->count = kept;
	qsort(log->list, log->count, sizeof(*log->list), compare_first);
}

static void print_text(const struct log *log)
{
	struct text object = { 0 };

	if (log->count)
		printf("%6s  %14s  %-16s %-12s %s\n", "TIMES", "LAST", "DOMAIN", "ACCESS", "OBJECT");
	for (size_t i = 0; i < log->count; i++) {
		const struct repeated *one = &log->list[i];
		struct text domain = { 0 };

		object.length = 0;
		print_object(&object, &one->first->what);
		text_quote(&domain, one->first->domain, strlen(one->first->domain));
		printf("%6zu  %7llu.%06llu  %-16.*s %-12s %s: %s\n", one->count,
		       (unsigned long long)one->last->microseconds / 1000000,
		       (unsigned long long)one->last->microseconds % 1000000,
		       (int)domain.length - 2, domain.bytes + 1, one->first->access, object.bytes,
		       one->first->reason);
		text_free(&domain);
	}
	text_free(&object);
}

static json_t *string_of(const char *string)
{
	return json_from_bytes(string, strlen(string));
}

static json_t *words_of(const char *list)
{
	json_t *array = json_array();

	for (const char *at = list; ; at++) {
		size_t span = strcspn(at, ",");

		json_array_append_new(array, json_from_bytes(at, span));
		at += span;
		if (!*at)
			return array;
	}
}

static void set_number(json_t *object, const char *key, hf_u64 number)
{
	json_object_set_new(object, key, json_integer((json_int_t)number));
}

/* The keys are those of the event line. */
static void set_object(json_t *object, const struct event *event)
{
	char address[46];

	switch (event->kind) {
	case EVENT_NET:
		address_print(event->address, address);
		json_object_set_new(object, "proto", string_of(proto_word(event->proto)));
		json_object_set_new(object, "addr", string_of(address));
		set_number(object, "port", event->port);
		break;
	case EVENT_SOCKET:
		set_number(object, "family", event->family);
		set_number(object, "type", event->socket_type);
		set_number(object, "protocol", event->protocol);
		break;
	case EVENT_CAPABILITY:
		json_object_set_new(object, "capability", string_of(capability_word(event->capability)));
		break;
	case EVENT_PEER:
		json_object_set_new(object, "peer", string_of(event->peer_name));
		break;
	case EVENT_USE:
		json_object_set_new(object, "facility", string_of(facility_word(event->facility)));
		break;
	case EVENT_VARIABLE:
		json_object_set_new(object, "variable", string_of(event->variable));
		break;
	default:
		json_object_set_new(object, "name", string_of(event->name));
		if (event->fstype)
			json_object_set_new(object, "fstype", string_of(event->fstype));
	}
}

static void print_json(const struct log *log)
{
	json_t *array = json_array();

	for (size_t i = 0; i < log->count; i++) {
		const struct repeated *one = &log->list[i];
		json_t *object = json_object();

		set_number(object, "count", one->count);
		set_number(object, "seq", one->last->seq);
		set_number(object, "first_us", one->first->microseconds);
		set_number(object, "last_us", one->last->microseconds);
		json_object_set_new(object, "domain", string_of(one->first->domain));
		json_object_set_new(object, "program", string_of(one->first->program));
		set_number(object, "pid", one->last->pid);
		json_object_set_new(object, "comm", string_of(one->last->comm));
		json_object_set_new(object, "access", words_of(one->first->access));
		set_object(object, &one->first->what);
		json_object_set_new(object, "reason", string_of(one->first->reason));
		json_array_append_new(array, object);
	}
	json_print(array);
}

/* What is not in the list is said beside it, so that a list is never taken for everything. */
static void print_rest(const struct log *log, bool complete)
{
	const struct recording *recording = log->recording;

	if (recording->lost)
		message_warning("log: %llu older denials were lost: the kernel keeps the last %u",
				(unsigned long long)recording->lost, HF_EVENT_SLOTS);
	if (recording->headless)
		message_warning("log: these are lines of a kernel log, which may have dropped some; the kernel's own "
				"count is in %s", EVENTS);
	if (!log->count && complete && !option_given(&log->options, OPT_JSON))
		puts(recording->denial_count ? "nothing of that kind was refused" : "nothing was refused");
}

/* @path is what is read, @name what it is called. */
static int show(struct log *log, const char *path, const char *name)
{
	struct diagnostics diag;
	char *error = NULL;
	int status = EXIT_INPUT;
	size_t length;
	char *text = file_read(path, HF_MAX_EVENT_BYTES, &length, &error);

	if (!text) {
		message_error_words(error);
		return EXIT_INPUT;
	}
	diag_init(&diag);
	log->recording = events_parse_log(name, text, length, &diag);
	if (log->recording) {
		gather(log);
		if (option_given(&log->options, OPT_JSON))
			print_json(log);
		else
			print_text(log);
		print_rest(log, !diag.errors);
		status = diag.errors ? EXIT_INPUT : EXIT_YES;
	}
	fflush(stdout);
	diag_print(&diag, stderr, message_colour(stderr));
	diag_free(&diag);
	recording_free(log->recording);
	free(log->list);
	free(text);
	return status;
}

static int show_the_kernels(struct log *log)
{
	int fd = open_the_kernels(), status;
	char path[32];

	if (fd < 0)
		return EXIT_INPUT;
	/* The very file that was looked at. */
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	status = show(log, path, EVENTS);
	close(fd);
	return status;
}

int cmd_log(int argc, char **argv)
{
	struct log log = { .recording = NULL };
	int status;

	if (!options_parse(&log.options, argc, argv, &status))
		return status;
	if (log.options.word_count)
		status = show(&log, log.options.words[0], log.options.words[0]);
	else
		status = show_the_kernels(&log);
	options_free(&log.options);
	return status;
}
