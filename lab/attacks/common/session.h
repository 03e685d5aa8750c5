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

struct session {
	const char *path;		/* of the interpreter or the script, or */
	const char *script;		/* the name of an approved script in LAB/scripts */
	const char *argv[8];
	const char *environment[6];
	const char *input;		/* what its standard input says; empty if NULL */
};

/* Starts it: effect() if FOREIGN_TEXT comes out, else no_effect() with what stopped execve. */
_Noreturn void judge_session(const struct session *session);
/* The same, but @text has to come out: for twins. */
_Noreturn void judge_session_says(const struct session *session, const char *text);

#endif
