// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

char *stage(const char *what)
{
	static char said[256];
	size_t have = 0;
	int output[2], status;
	ssize_t got;
	pid_t pid;

	if (pipe2(output, O_CLOEXEC))
		broken("pipe");
	pid = fork();
	if (pid < 0)
		broken("fork");
	if (pid == 0) {
		dup2(output[1], 1);
		execl(lab_path("stage"), "stage", what, (char *)NULL);
		broken("the stage does not start");
	}
	close(output[1]);
	while (have < sizeof(said) - 1 && !memchr(said, '\n', have) &&
	       (got = read(output[0], said + have, sizeof(said) - 1 - have)) > 0)
		have += got;
	close(output[0]);
	if (waitpid(pid, &status, 0) != pid || status)
		broken("the stage is not ready");
	said[strcspn(said, "\n")] = '\0';
	errno = 0;
	return said;
}

struct kept keep(const char *path)
{
	struct kept kept = { .path = path };
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || fstat(fd, &kept.info))
		broken(path);
	kept.bytes = malloc(kept.info.st_size + 1);
	if (!kept.bytes)
		broken("memory");
	kept.size = read(fd, kept.bytes, kept.info.st_size);
	close(fd);
	errno = 0;
	return kept;
}

/* What is gone is put back as a new file. Who may change a file by a side door may not do this. */
static void put_back(const struct kept *kept)
{
	int fd = open(kept->path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, kept->info.st_mode);

	if (fd < 0 || write(fd, kept->bytes, kept->size) != (ssize_t)kept->size)
		fprintf(stderr, "%s stays changed\n", kept->path);
}

_Noreturn void judge_change(const struct kept *kept, int error)
{
	struct kept now = { 0 };
	struct stat info;
	bool changed = stat(kept->path, &info) != 0;

	if (!changed) {
		now = keep(kept->path);
		changed = now.size != kept->size || memcmp(now.bytes, kept->bytes, now.size);
	}
	if (!changed)
		no_effect(error);
	put_back(kept);
	effect();
}

int open_log(struct kept *kept, int flags)
{
	int fd;

	stage("files");
	*kept = keep(SHM_LOG);
	fd = open(SHM_LOG, flags | O_APPEND | O_CLOEXEC);
	if (fd < 0)
		broken(SHM_LOG);
	return fd;
}

int open_passwd(struct kept *kept, int flags)
{
	int fd;

	*kept = keep(PASSWD);
	fd = open(PASSWD, flags | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	return fd;
}

int open_entry(const char *path)
{
	int fd;

	drop_text(INTRUDER_ENTRY, path);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		broken(path);
	return fd;
}

int overwrite(const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC), error = 0;

	if (fd < 0)
		return errno;
	if (pwrite(fd, INTRUDER, strlen(INTRUDER), 0) != (ssize_t)strlen(INTRUDER))
		error = errno;
	close(fd);
	return error;
}

struct handle {
	int place;
	struct file_handle head;
	unsigned char bytes[MAX_HANDLE_SZ];
};

struct handle *handle_of(const char *directory, const char *path)
{
	static struct handle named = { .head.handle_bytes = MAX_HANDLE_SZ };
	int id;

	named.place = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (named.place < 0 || name_to_handle_at(AT_FDCWD, path, &named.head, &id, 0))
		broken("name_to_handle_at");
	return &named;
}

int open_handle(struct handle *handle, int flags)
{
	return open_by_handle_at(handle->place, &handle->head, flags | O_CLOEXEC);
}

bool descriptor_holds(int fd, const char *text)
{
	static char bytes[65536];
	size_t have = 0;
	ssize_t got;

	errno = 0;
	while (have < sizeof(bytes) && (got = read(fd, bytes + have, sizeof(bytes) - have)) > 0)
		have += got;
	return memmem(bytes, have, text, strlen(text)) != NULL;
}

_Noreturn void judge_planted(const char *path, const char *text)
{
	drop_text(text, path);
	if (!file_begins(path, text))
		no_effect(errno);
	/* Nothing after this attack is to meet it. */
	unlink(path);
	effect();
}

_Noreturn void judge_descriptor(int fd, const char *text)
{
	judge(fd >= 0 && descriptor_holds(fd, text));
}

_Noreturn void judge_file(const char *path, const char *text)
{
	judge_descriptor(open(path, O_RDONLY | O_CLOEXEC), text);
}

void make_directory(const char *path)
{
	if (mkdir(path, 0755) && errno != EEXIST)
		no_effect(errno);
}

_Noreturn void judge_raw_disk(int disk)
{
	static char bytes[16 << 20];
	char now = 0, *secret;
	ssize_t got;
	int image;

	if (disk < 0)
		no_effect(errno);
	got = read(disk, bytes, sizeof(bytes));
	secret = got > 0 ? memmem(bytes, got, STAGE_SECRET, strlen(STAGE_SECRET)) : NULL;
	if (!secret)
		no_effect(got < 0 ? errno : 0);
	image = open(RAW_IMAGE, O_RDONLY | O_CLOEXEC);
	/* Who may not read the file has the disk's own word for it. */
	if (image < 0)
		image = disk;
	if (pwrite(disk, "!", 1, secret - bytes) != 1 || fsync(disk) ||
	    pread(image, &now, 1, secret - bytes) != 1)
		no_effect(errno);
	if (pwrite(disk, secret, 1, secret - bytes) != 1 || fsync(disk))
		broken("the disk stays changed");
	if (now == '!')
		effect();
	no_effect(0);
}
