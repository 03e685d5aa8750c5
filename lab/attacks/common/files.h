/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Files that attacks aim at, and who set them up: common/stage.c, in the domain of
 * an operator, so that what an attack finds is nothing it could have made itself.
 */
#ifndef LAB_FILES_H
#define LAB_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/stat.h>
#include <sys/types.h>

#define PASSWD		"/etc/passwd"		/* every domain of the lab reads it, none may write */
#define SHADOW		"/etc/shadow"		/* no domain of the lab may read it */
#define INTRUDER	"intruder"		/* what attacks write over what is there, or */
#define INTRUDER_ENTRY	INTRUDER "::0:0::/:/bin/sh\n"	/* as an account without a password */
#define STAGE_SECRET	"the operator's secret"	/* what secret files of the stage hold */
#define STAGE_PUBLIC	"the operator's notice"	/* what protected ones begin with */

/* `stage files`, on tmpfs: read but not write; neither; append only; in a writable directory */
#define SHM		"/dev/shm/lab"
#define SHM_PROTECTED	SHM "/protected"
#define SHM_SECRET	SHM "/secret"
#define SHM_LOG		SHM "/log"
#define VAULT		"/var/tmp/lab-vault"
#define VAULT_KEY	VAULT "/key"
#define COVERED		"/var/tmp/lab-covered"	/* `stage cover`: a secret with a tmpfs over it */
#define COVERED_KEY	COVERED "/key"

#define READ_ONLY	"/tmp/lab-ro"		/* `stage read-only`: a filesystem that is */
#define READ_ONLY_BIND	"/tmp/lab-ro-bind"	/* `stage read-only-bind`: a mount that is */

/* `stage disk`, an ext4 filesystem on a loop device */
#define DISK		"/srv/lab"
#define DISK_DEVICE	"/dev/loop6"
#define DISK_PROTECTED	DISK "/protected"
#define DISK_SECRET	DISK "/secret"
#define DISK_LOG	DISK "/log"
#define DISK_SWAP	DISK "/swap"
#define DISK_QUOTA	DISK "/aquota.user"
#define RAW_DEVICE	"/dev/loop5"		/* `stage raw-disk`: the same, not mounted */
#define RAW_IMAGE	SHM "/raw"		/* the file that it is made of */

/* `stage clone-disk`, XFS that finds every spelling: read but not write; neither; and a directory to write */
#define CLONE_DISK	"/srv/lab-clone"
#define CLONE_DEVICE	"/dev/loop7"
#define CLONE_PROTECTED	CLONE_DISK "/protected"
#define CLONE_SECRET	CLONE_DISK "/secret"
#define CLONE_OWN	CLONE_DISK "/own"

/* `stage case-disk`, FAT, which takes every spelling of a name */
#define CASE_DISK	"/srv/lab-case"
#define CASE_DEVICE	"/dev/loop8"
#define CASE_SECRET	CASE_DISK "/folder/secret"

/* Has the operator prepare @what; returns the line he says, in memory that is never freed. */
char *stage(const char *what);

/* A file as it was. */
struct kept {
	const char *path;
	char *bytes;
	size_t size;
	struct stat info;
};

struct kept keep(const char *path);
/* effect() if the content of the file has changed (it is then put right), else no_effect(error). */
_Noreturn void judge_change(const struct kept *kept, int error);
/*
 * Has the operator prepare SHM_LOG, which the domain may add to, remembers it in @kept and
 * opens it for appending, and for what else @flags say.
 */
int open_log(struct kept *kept, int flags);
/* Remembers PASSWD in @kept and opens it with @flags. no_effect() on failure. */
int open_passwd(struct kept *kept, int flags);
/* Opens a new file @path that holds INTRUDER_ENTRY for reading: what is to be copied. */
int open_entry(const char *path);
/* Writes INTRUDER over the beginning of file @path; 0, or the errno of why not. */
int overwrite(const char *path);

/* The handle of file @path in the filesystem that @directory is in: see open_by_handle_at(2). */
struct handle *handle_of(const char *directory, const char *path);
/* Opens it with @flags; -1 with errno. */
int open_handle(struct handle *handle, int flags);

/* Writes @text to a new file @path and takes that away again: effect() if it was there. */
_Noreturn void judge_planted(const char *path, const char *text);
/* effect() if @text can be read from @fd or from file @path, else no_effect() with what stopped it. */
_Noreturn void judge_descriptor(int fd, const char *text);
_Noreturn void judge_file(const char *path, const char *text);
/* Reads what there is: true if @text is in it. */
bool descriptor_holds(int fd, const char *text);

/* A device that should be RAW_DEVICE: effect() if its secret is read, and then changed. */
_Noreturn void judge_raw_disk(int disk);

/* Makes directory @path if it is not there; no_effect() if that fails. */
void make_directory(const char *path);

#endif
