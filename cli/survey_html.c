/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/survey.h"

void survey_html(const struct survey_view *view, struct text *out)
{
	survey_picture(view, out);
}
