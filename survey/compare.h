/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Two surveys as --json wrote them: what changed from one to the other. */
#ifndef HOLDFAST_SURVEY_COMPARE_H
#define HOLDFAST_SURVEY_COMPARE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diagnostics;

enum direction { CHANGE_OTHER, CHANGE_WEAKER, CHANGE_STRONGER };

/** struct change - one thing that is not as it was; @before or @after NULL: it is not in that survey */
struct change {
	enum direction direction;
	const char *what;
	const char *before, *after;
};

struct changes {
	struct change *list;	/* in the arena */
	size_t count;
};

/** struct survey_text - one of the files */
struct survey_text {
	const char *file, *text;
	size_t length;
};

/** surveys_compare - false with errors in @diag when a text is no survey */
bool surveys_compare(struct arena *arena, const struct survey_text *before, const struct survey_text *after,
		     struct changes *changes, struct diagnostics *diag);

#endif
