/* SPDX-License-Identifier: GPL-2.0-or-later */
/* An interpreter, and the ways in which it is handed code that nobody has pinned. */
#ifndef LAB_SESSION_H
#define LAB_SESSION_H

#define BASH	"/usr/bin/bash"
#define DASH	"/usr/bin/dash"
#define PYTHON	"/usr/bin/python3"
#define PERL	"/usr/bin/perl"

/* Lines that print FOREIGN_TEXT, in each language. */
#define FOREIGN_SHELL	"echo 'foreign code ran'\n"
#define FOREIGN_PYTHON	"print('foreign code ran')\n"
#define FOREIGN_PERL	"print qq{foreign code ran\\n};\n"

/*
 * Starts it, with an empty standard input unless it says more: effect() if FOREIGN_TEXT
 * comes out, else no_effect() with what stopped execve.
 */
_Noreturn void judge_session(const struct start *session);
/* The same, but @text has to come out: for twins. */
_Noreturn void judge_session_says(const struct start *session, const char *text);

#endif
