/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Are the programs and libraries of a policy the ones on this machine? */
#ifndef HOLDFAST_CLI_HOST_H
#define HOLDFAST_CLI_HOST_H

#include <stddef.h>

#include "compiler/ast.h"

struct diagnostics;
struct progress;

/** struct host_facts - what host_compare() did; all counts */
struct host_facts {
	size_t compared;	/* files that exist here and were read */
	size_t elsewhere;	/* names that are not on a disk (@initramfs:...): not compared */
	size_t unequal;		/* missing, unreadable, reached through a link, or of other content */
};

/**
 * host_compare - compare every `program` and `library` of @layers with the file of that name
 * @diag: receives a warning for each that is not the file of the policy
 * @progress: told how far it is
 */
void host_compare(struct layer *const *layers, size_t count, struct diagnostics *diag,
		  struct progress *progress, struct host_facts *facts);

#endif
