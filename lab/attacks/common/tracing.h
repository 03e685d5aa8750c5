/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LAB_TRACING_H
#define LAB_TRACING_H

/*
 * Mounts tracefs in /tmp, where the policy lets it, and makes the probe that @definition says,
 * with the name lab/probe, in the file @kind_events. no_effect() on failure.
 */
void probe_set(const char *kind, const char *definition);
/* Takes it away again and tells how often it was hit. */
unsigned long probe_hits(const char *kind);

#endif
