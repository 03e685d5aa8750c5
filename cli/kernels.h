/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Where kernels are, and how a policy gets into one. kernel/build.sh makes the
 * directory this is about:
 *
 *	initramfs/init			the guest's first process, in every kernel
 *	TARGET-BUILD/			a tree of built objects, "uml-sealed", "hardened+bpf-sealed"
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

/*
 * What --target may be. Those that begin alike combine: hardened+bpf+userns. Which
 * fragments of the configuration make a target is kernel/build.sh's to say.
 */
#define KERNEL_TARGETS \
	"uml x86 hardened hardened+bpf hardened+cmdline hardened+io_uring hardened+userns"

/** kernel_target - the target that --target names; NULL is uml. The text stays the caller's. */
const char *kernel_target(const char *given);

/** kernel_target_is_uml - an executable of this machine; all others are for QEMU and have a disk */
bool kernel_target_is_uml(const char *target);

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
char *kernel_path(const char *directory, const char *target, const char *build);

/** struct sealing - one policy on its way into a kernel */
struct sealing {
	const char *directory;		/* kernels_directory() */
	const char *target;		/* kernel_target() */
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
