// SPDX-License-Identifier: GPL-2.0-or-later
#include "attack.h"
#include "session.h"

_Noreturn void judge_session_says(const struct start *session, const char *text)
{
	struct start start = *session;
	bool said;

	if (!start.input)
		start.input = "";
	said = runs(&start, text);
	if (errno == ENOENT)
		broken("the interpreter is not installed");
	judge(said);
}

_Noreturn void judge_session(const struct start *session)
{
	judge_session_says(session, FOREIGN_TEXT);
}
