/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/survey.h"

#include "base/text.h"

void survey_picture(const struct survey_view *view, struct text *out)
{
	(void)view;
	text_puts(out, "");
}
