/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Linking an image into a kernel: the tree's own make, and the proof that it worked. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/file.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/kernel_cache.h"
#include "cli/kernels.h"
#include "cli/message.h"

#define BUILD "sealed"
#define LOG_LINES_SHOWN 10

static char *path_in_tree(const struct sealing *sealing, const char *name)
{
	struct text path = { 0 };

	text_printf(&path, "%s/%s-" BUILD "/%s", sealing->directory, sealing->target, name);
	return path.bytes;
}

/* Messages and a progress line do not share a terminal. */
static void end_progress(struct sealing *sealing)
{
	progress_stop(sealing->progress);
	sealing->progress = NULL;
}

/*
 * Takes a lock of kernel/build.sh: TARGET.lock for the trees of @target, "lock" (without a target) for
 * what all are made of. Returns a descriptor that holds it, or -1 after a message.
 */
static int take_lock(struct sealing *sealing, const char *target, int operation)
{
	struct text path = { 0 };
	int lock;

	text_printf(&path, "%s/%s%slock", sealing->directory, target, *target ? "." : "");
	lock = open(path.bytes, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
	if (lock >= 0 && flock(lock, operation | LOCK_NB) < 0) {
		if (sealing->progress)
			progress_step(sealing->progress, "waiting for another build");
		while (flock(lock, operation) < 0 && errno == EINTR)
			;
	}
	if (lock < 0) {
		int why = errno;

		end_progress(sealing);
		message_error("cannot open %s: %s", path.bytes, strerror(why));
	}
	text_free(&path);
	return lock;
}

/* Standard output and error of the relink script, through a pipe; NULL after a message. */
static FILE *start_relink(const char *script, pid_t *child)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC) < 0 || (*child = fork()) < 0) {
		message_error("cannot start %s: %s", script, strerror(errno));
		return NULL;
	}
	if (*child == 0) {
		dup2(ends[1], STDOUT_FILENO);
		dup2(ends[1], STDERR_FILENO);
		execl(script, script, (char *)NULL);
		dprintf(STDERR_FILENO, "%s: %s\n", script, strerror(errno));
		_exit(127);
	}
	close(ends[1]);
	return fdopen(ends[0], "r");
}

/* Only the last lines of make say why it failed. */
static void show_end_of_log(const char *log)
{
	const char *line = log + strlen(log);
	int lines = 0;

	while (line > log && lines <= LOG_LINES_SHOWN)
		lines += *--line == '\n';
	fputs(line > log ? line + 1 : line, stderr);
}

/* Passes make's lines on as steps ("LD vmlinux") and keeps them all in @log. */
static void follow(const struct sealing *sealing, FILE *output, struct text *log)
{
	char line[512], word[16], file[200];

	while (fgets(line, sizeof(line), output)) {
		text_puts(log, line);
		if (sealing->progress && sscanf(line, " %15[A-Z] %199s", word, file) == 2)
			progress_step(sealing->progress, "%s %s", word, file);
	}
}

static bool relink(struct sealing *sealing)
{
	char *script = path_in_tree(sealing, "relink");
	struct text log = { 0 };
	int status = -1;
	pid_t child;
	FILE *output = start_relink(script, &child);

	if (output) {
		follow(sealing, output, &log);
		fclose(output);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
		end_progress(sealing);
		if (status != 0) {
			message_error("linking the kernel failed: %s", script);
			show_end_of_log(log.bytes ? log.bytes : "");
		}
	}
	text_free(&log);
	free(script);
	return status == 0;
}

/* A file mapped for reading; NULL after a message. Unmap with munmap(). */
static const void *map_file(const char *path, size_t *length)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	void *bytes = MAP_FAILED;
	struct stat stat;

	if (file >= 0 && fstat(file, &stat) == 0) {
		*length = (size_t)stat.st_size;
		bytes = mmap(NULL, *length, PROT_READ, MAP_PRIVATE, file, 0);
	}
	if (bytes == MAP_FAILED)
		message_error("cannot read %s: %s", path, strerror(errno));
	if (file >= 0)
		close(file);
	return bytes == MAP_FAILED ? NULL : bytes;
}

/* Does the linked kernel carry this image? make goes by time stamps; we do not. */
static bool carries_image(struct sealing *sealing)
{
	char *path = path_in_tree(sealing, "vmlinux");
	size_t length;
	const void *bytes = map_file(path, &length);
	bool found = bytes && memmem(bytes, length, sealing->image, sealing->length);

	if (bytes) {
		munmap((void *)(uintptr_t)bytes, length);
		if (!found)
			message_error("%s was linked without the new policy; remove that directory, "
				      "then run: make kernels", path);
	}
	free(path);
	return found;
}

/* Copies the kernel at @from to where it was wanted, and into the cache at @entry if not NULL. */
static int deliver(struct sealing *sealing, const char *from, const char *entry)
{
	unsigned mode = kernel_target_is_uml(sealing->target) ? 0755 : 0644;
	const void *bytes = map_file(from, &sealing->kernel_bytes);
	char *error = NULL;

	end_progress(sealing);
	if (!bytes)
		return EXIT_BROKEN;
	if (!file_write(sealing->output, bytes, sealing->kernel_bytes, mode, &error))
		message_error_words(error);
	else if (entry)
		cache_store(entry, bytes, sealing->kernel_bytes);
	munmap((void *)(uintptr_t)bytes, sealing->kernel_bytes);
	return error ? EXIT_BROKEN : EXIT_YES;
}

static int link_kernel(struct sealing *sealing, const char *kernel, const char *entry)
{
	char *place = path_in_tree(sealing, "security/holdfast/policy.img");
	char *error = NULL;
	int status = EXIT_BROKEN;

	if (!file_write(place, sealing->image, sealing->length, 0644, &error))
		message_error_words(error);
	else if (relink(sealing) && carries_image(sealing))
		status = deliver(sealing, kernel, entry);
	free(place);
	return status;
}

static int reuse_or_link(struct sealing *sealing, const char *kernel)
{
	struct text tree = { 0 };
	char *entry;
	int status;

	text_printf(&tree, "%s-" BUILD, sealing->target);
	entry = cache_entry(sealing->directory, tree.bytes, sealing->image, sealing->length);
	sealing->reused = entry && access(entry, R_OK) == 0;
	if (sealing->reused) {
		/* Its time stamp is when it was used last. */
		utimensat(AT_FDCWD, entry, NULL, 0);
		status = deliver(sealing, entry, NULL);
	} else {
		status = link_kernel(sealing, kernel, entry);
	}
	free(entry);
	text_free(&tree);
	return status;
}

int seal_into_kernel(struct sealing *sealing)
{
	char *kernel = kernel_path(sealing->directory, sealing->target, BUILD);
	int sources = kernel ? take_lock(sealing, "", LOCK_SH) : -1;
	int trees = sources < 0 ? -1 : take_lock(sealing, sealing->target, LOCK_EX);
	int status = trees < 0 ? EXIT_BROKEN : reuse_or_link(sealing, kernel);

	if (trees >= 0)
		close(trees);
	if (sources >= 0)
		close(sources);
	free(kernel);
	return status;
}
