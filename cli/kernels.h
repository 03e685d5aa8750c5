/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where kernels are, and how a policy gets into one. kernel/build.sh makes the
 * directory this is about:
 *
 *	initramfs/init			the guest's first process, in every kernel
 *	TARGET-BUILD/			a tree of built objects, "uml-sealed"
 *	TARGET-BUILD/linux or bzImage	its kernel
 *	TARGET-BUILD/relink		brings that up to date
 *	TARGET-BUILD/variant.id		names all that it was made of but the policy
 *	lock				held by whoever builds
 *	cache/				kernels that were sealed before
 */
#ifndef HOLDFAST_CLI_KERNELS_H
#define HOLDFAST_CLI_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "cli/progress.h"

enum kernel_target { TARGET_UML, TARGET_X86, TARGET_COUNT };

/** kernel_target_name - "uml" or "x86", as in directories and on the command line */
const char *kernel_target_name(enum kernel_target target);

/** kernel_target_find - the target called @name, which must be a choice of --target; NULL is uml */
enum kernel_target kernel_target_find(const char *name);

/**
 * kernels_directory - where kernels are
 * @given: what the command line says, or NULL
 *
 * Else $HOLDFAST_KERNELS, else `kernel` beside this executable, else the
 * directory that `make install` fills. Returns malloc'd text; whether there is
 * anything is for others to find out.
 */
char *kernels_directory(const char *given);

/**
 * kernel_path - the kernel of @target and @build ("plain", "learn", "sealed")
 *
 * Returns malloc'd text, or NULL after a message that says what to do.
 */
char *kernel_path(const char *directory, enum kernel_target target, const char *build);

/** struct sealing - one policy on its way into a kernel */
struct sealing {
	const char *directory;		/* kernels_directory() */
	enum kernel_target target;
	const void *image;		/* compiled; @length bytes */
	size_t length;
	const char *output;		/* the kernel goes here */
	struct progress *progress;	/* may be NULL; is stopped, and set to NULL, before any message */
	/* Set by seal_into_kernel(): */
	size_t kernel_bytes;
	bool reused;			/* the same was sealed before */
};

/**
 * seal_into_kernel - link the image into a kernel
 *
 * Nothing is left at sealing->output unless the kernel is whole and carries
 * the image. One at a time: waits while another process builds.
 * Returns enum exit_code, after a message if it is not EXIT_YES.
 */
int seal_into_kernel(struct sealing *sealing);

/**
 * kernel_could_start - would a kernel with this image get its first process going?
 *
 * Returns enum exit_code, after a message that says what to write if not.
 */
int kernel_could_start(const char *directory, const void *image, size_t length);

#endif
