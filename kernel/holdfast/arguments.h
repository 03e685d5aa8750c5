/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The arguments and the environment of a program that is being executed. They are in
 * pages of the new address space already, where nobody else can reach them:
 *
 *	bprm->p		argc strings, envc strings	bprm->exec
 */
#ifndef HOLDFAST_ARGUMENTS_H
#define HOLDFAST_ARGUMENTS_H

#include <linux/binfmts.h>

/* Longer names are compared by their beginning; nothing that injects code is that long. */
#define HOLDFAST_VARIABLE_BYTES	256

/**
 * struct environment_variable - one entry of an environment
 * @name: of it, not terminated
 * @length: bytes of @name
 * @at: where the entry begins
 * @end: behind its NUL byte
 */
struct environment_variable {
	char name[HOLDFAST_VARIABLE_BYTES];
	size_t length;
	unsigned long at;
	unsigned long end;
};

typedef bool holdfast_variable_fn(const struct environment_variable *variable, void *context);

/**
 * holdfast_find_variable - the first variable that injects code and that @wanted says yes to
 *
 * Returns 1 and fills @variable, 0 if there is none, or a negative error. Sleeps.
 */
int holdfast_find_variable(struct linux_binprm *bprm, holdfast_variable_fn *wanted,
			   void *context, struct environment_variable *variable);

/* Takes it out of the environment. 0 or a negative error. */
int holdfast_drop_variable(struct linux_binprm *bprm,
			   const struct environment_variable *variable);

/**
 * holdfast_read_argument - the @index-th argument
 * @text: PATH_MAX bytes
 *
 * Returns its length, -ENOENT if there are not so many, -ENAMETOOLONG, or another error.
 */
ssize_t holdfast_read_argument(struct linux_binprm *bprm, int index, char *text);

#endif
