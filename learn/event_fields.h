/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What was accessed: the part that facts and denials have in common. */
#ifndef HOLDFAST_LEARN_EVENT_FIELDS_H
#define HOLDFAST_LEARN_EVENT_FIELDS_H

#include "learn/cursor.h"
#include "learn/events.h"

/**
 * event_fields - read ` access=WORD` and the keys that belong to it
 * @denial: the line is one of the sealed build: no `to`, domains for subjects, types left out
 * @words: set to the access words as written, owned by the cursor's arena
 *
 * Subjects in ->to and ->peer are left as the ids of the file.
 */
bool event_fields(struct cursor *cursor, bool denial, struct event *event, const char **words);

#endif
