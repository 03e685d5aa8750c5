/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/host.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fsverity.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "cli/progress.h"
#include "compiler/pattern.h"

#define SHA256_WORD "sha256:"
#define FSVERITY_WORD "fsverity:"

/* One `program` or `library` line. Lines of one path are compared as one: their digests unite. */
struct pin {
	const struct layer *layer;
	const struct item *item;
	const char *path;
	size_t order;		/* as written, so that messages come in that order */
};

struct pins {
	struct pin *list;
	size_t count, space;
};

static void pins_add(struct pins *pins, const struct layer *layer, const struct item *item)
{
	size_t length;
	const char *path = pattern_literal(layer->arena, item->words->text, &length);

	if (!path || strlen(path) != length)
		return;		/* not one name; the compiler says so */
	if (pins->count == pins->space) {
		pins->space = pins->space ? 2 * pins->space : 64;
		pins->list = xrealloc(pins->list, pins->space * sizeof(*pins->list));
	}
	pins->list[pins->count] = (struct pin){ layer, item, path, pins->count };
	pins->count++;
}

static int by_path(const void *left, const void *right)
{
	const struct pin *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* The line @place is in, for the message. */
static const char *source_line(const struct layer *layer, unsigned line)
{
	const char *at = layer->text;

	while (--line && at) {
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
	return at;
}

__attribute__((format(printf, 4, 5)))
static void warn(struct diagnostics *diag, const struct pin *pin, const char *advice,
		 const char *format, ...)
{
	const struct word *word = pin->item->words;
	char what[512];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(what, sizeof(what), format, arguments);
	va_end(arguments);
	diag_add(diag, SEVERITY_WARNING, pin->layer->file, word->at.line, word->at.column,
		 (unsigned)strlen(word->text), source_line(pin->layer, word->at.line), advice,
		 "%s", what);
}

/* Is @hex among the digests of the lines @pins[0 .. @count-1] under @kind? Sets *@any if any is of @kind. */
static bool listed(const struct pin *pins, size_t count, const char *kind, const char *hex, bool *any)
{
	size_t length = strlen(kind);

	*any = false;
	for (size_t i = 0; i < count; i++)
		for (const struct word *word = pins[i].item->digests; word; word = word->next) {
			if (strncmp(word->text, kind, length))
				continue;
			*any = true;
			if (!strcasecmp(word->text + length, hex))
				return true;
		}
	return false;
}

/* The fs-verity digest of the file @path, if its filesystem keeps a SHA-256 one. */
static bool fsverity_hex(const char *path, char hex[65])
{
	union {
		struct fsverity_digest digest;
		unsigned char space[sizeof(struct fsverity_digest) + 64];
	} measured = { .digest = { .digest_size = 64 } };
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && !ioctl(fd, FS_IOC_MEASURE_VERITY, &measured) &&
		    measured.digest.digest_algorithm == FS_VERITY_HASH_ALG_SHA256 &&
		    measured.digest.digest_size == 32;

	if (fd >= 0)
		close(fd);
	if (good)
		sha256_hex(measured.space + sizeof(struct fsverity_digest), hex);
	return good;
}

/* Any digest of the policy that fits is enough, as it is for the kernel. */
static bool compare_content(const struct pin *pins, size_t count, struct diagnostics *diag)
{
	uint8_t digest[32];
	char hex[65], verity[65], advice[160];
	bool any;

	if (!sha256_file(pins->path, digest)) {
		warn(diag, pins, NULL, "cannot read %s: %s", pins->path, strerror(errno));
		return false;
	}
	sha256_hex(digest, hex);
	if (listed(pins, count, SHA256_WORD, hex, &any))
		return true;
	if (fsverity_hex(pins->path, verity) && listed(pins, count, FSVERITY_WORD, verity, &any))
		return true;
	snprintf(advice, sizeof(advice), "the file here has " SHA256_WORD "%s", hex);
	warn(diag, pins, advice, "%s has other content on this machine", pins->path);
	return false;
}

static bool compare_path(const struct pin *pins, size_t count, struct diagnostics *diag)
{
	char *resolved = realpath(pins->path, NULL);
	bool same = resolved && !strcmp(resolved, pins->path);
	char advice[512];

	if (!resolved) {
		warn(diag, pins, NULL, errno == ENOENT || errno == ENOTDIR ?
		     "%s does not exist on this machine" : "cannot look at %s here", pins->path);
	} else if (!same) {
		snprintf(advice, sizeof(advice), "write `%s`", resolved);
		warn(diag, pins, advice,
		     "%s is reached through a symbolic link on this machine; names are always resolved",
		     pins->path);
	}
	free(resolved);
	return same && compare_content(pins, count, diag);
}

void host_compare(struct layer *const *layers, size_t count, struct diagnostics *diag,
		  struct progress *progress, struct host_facts *facts)
{
	struct pins pins = { 0 };

	*facts = (struct host_facts){ 0 };
	for (size_t i = 0; i < count; i++)
		for (const struct item *item = layers[i]->items; item; item = item->next)
			if (item->kind == ITEM_PROGRAM || item->kind == ITEM_LIBRARY)
				pins_add(&pins, layers[i], item);
	if (pins.count)
		qsort(pins.list, pins.count, sizeof(*pins.list), by_path);
	for (size_t i = 0, same; i < pins.count; i += same) {
		for (same = 1; i + same < pins.count; same++)
			if (strcmp(pins.list[i].path, pins.list[i + same].path))
				break;
		progress_count(progress, i, pins.count);
		if (pins.list[i].path[0] == '@') {
			facts->elsewhere++;
			continue;
		}
		facts->compared++;
		if (!compare_path(&pins.list[i], same, diag))
			facts->unequal++;
	}
	free(pins.list);
}
