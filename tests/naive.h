/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The meaning of a policy, in the most obvious way: every question reads all
 * rules of all layers again. It shares nothing with the compiler but the
 * parser: no automaton, no classes, no tables, no numbers for words.
 *
 * Questions name one thing each. Socket families, types and protocols must be
 * written as numbers in the policy.
 */
#ifndef HOLDFAST_TESTS_NAIVE_H
#define HOLDFAST_TESTS_NAIVE_H

#include "compiler/ast.h"

struct naive {
	struct layer *const *layers;
	size_t count;
};

/** naive_match - does a pattern, as written, match a name (the empty one is that of `/`)? */
bool naive_match(const char *pattern, const char *name, size_t length);

/** naive_access - all accesses (enum hf_access) that @domain has to a name */
hf_u32 naive_access(const struct naive *naive, const char *domain, const char *name, size_t length);

/** naive_execute - may @domain execute the program declared as @program? *@target is what it enters. */
bool naive_execute(const struct naive *naive, const char *domain, const char *program,
		   const char **target);

/** naive_pinned - is @name the file of a program, or of a program or library if @library? */
bool naive_pinned(const struct naive *naive, const char *name, bool library);

bool naive_net(const struct naive *naive, const char *domain, enum hf_netop netop,
	       enum hf_proto proto, const uint8_t address[16], unsigned port);
bool naive_socket(const struct naive *naive, const char *domain, unsigned family, unsigned type,
		  unsigned protocol);
bool naive_capability(const struct naive *naive, const char *domain, const char *capability);
bool naive_facility(const struct naive *naive, const char *domain, const char *facility);
/** naive_confined - do interpreters that are started in @domain run granted scripts only? */
bool naive_confined(const struct naive *naive, const char *domain);
/** naive_interprets - may @domain have its interpreters run @script? */
bool naive_interprets(const struct naive *naive, const char *domain, const char *script);
/** naive_interpreter - is @program one: by its own word, or because some script is `by` it? */
bool naive_interpreter(const struct naive *naive, const char *program);
/** naive_environment - does @domain grant @variable? */
bool naive_environment(const struct naive *naive, const char *domain, const char *variable);
bool naive_peer(const struct naive *naive, const char *domain, enum hf_peerop op, const char *peer);

#endif
