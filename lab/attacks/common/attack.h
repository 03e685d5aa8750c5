/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What every attack program shares. An attack defines attack() and ends by
 * calling effect() or no_effect(), or what chooses between them, judge() and
 * its like: one line on standard output that says whether the thing it tried
 * really happened, never merely what a system call returned. A twin (the
 * legitimate neighbour of an attack) uses the same calls with the opposite
 * meaning: its effect must always appear.
 *
 * Environment, set by the runner: LAB is the directory build/lab; VICTIM_PID
 * and VICTIM_SECRET are the process of another domain and the address, in it,
 * of the text SECRET_TEXT; PREY_PID is one that may be lost.
 */
#ifndef LAB_ATTACK_H
#define LAB_ATTACK_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define FOREIGN_TEXT	"foreign code ran"	/* what foreign/payload prints */
#define HELPER_TEXT	"helper ran"		/* what the approved helper prints */
#define SECRET_TEXT	"the victim's secret"	/* in the memory of the victim */
#define ARRIVED_TEXT	"arrived"		/* what the victim answers on every socket */

#define PORT_GRANTED	7001	/* tcp; the policy lets the root shell connect */
#define PORT_DENIED	7002	/* tcp; it does not */
#define UDP_GRANTED	7003
#define UDP_DENIED	7004
#define LISTEN_GRANTED	7010	/* tcp; the root shell may listen */
#define LISTEN_DENIED	7011
#define UNIX_GRANTED	"/run/lab-granted.sock"
#define UNIX_DENIED	"/run/lab-denied.sock"
#define DATAGRAM_DENIED	"/run/lab-datagram.sock"
#define ABSTRACT_DENIED	"lab-denied"	/* abstract, without the leading NUL byte */

/* The one function an attack or a twin defines. */
void attack(void);

/* The thing that was tried has happened. Ends the process. */
_Noreturn void effect(void);
/* It has not; @error is the errno that stopped it, 0 if it just did not happen. */
_Noreturn void no_effect(int error);
/* effect() if it @happened, else no_effect() with what errno says. */
_Noreturn void judge(bool happened);
/* The surroundings are broken (not a refusal): says so on standard error, exit status 3. */
_Noreturn void broken(const char *what);

/* LAB/@name, in memory that is never freed. */
char *lab_path(const char *name);
/* The number in environment variable @name; broken() without it. */
unsigned long lab_number(const char *name);

/* Writes LAB/@from to descriptor @to. no_effect() on failure. */
void copy_into(const char *from, int to);
/* Writes LAB/@from to @to with mode 0755. no_effect() on failure. */
void drop(const char *from, const char *to);
/* Writes LAB/@from over program @to. no_effect() on failure. */
void overwrite_program(const char *from, const char *to);
/* Writes @text to a new file @to with mode 0755. no_effect() on failure. */
void drop_text(const char *text, const char *to);

/* Writes @text to the file @path, which is there. no_effect() on failure. */
void write_text(const char *path, const char *text);

/* How a program is started by runs(). */
struct start {
	const char *path;	/* execve's; or */
	int fd;			/* if @path is NULL: a descriptor, by execveat(AT_EMPTY_PATH) */
	const char *argv[8];
	const char *environment[4];
	const char *root;	/* chroot there first, or NULL */
	const char *input;	/* what its standard input says, or NULL: it has ours */
};

/*
 * Starts a program and reads its standard output: true if @text is in it.
 * Otherwise errno is what stopped execve (or chroot), or 0 if the program ran
 * without saying @text.
 */
bool runs(const struct start *start, const char *text);

/* True if file @path begins with @text. errno is 0 if it could be read but does not. */
bool file_begins(const char *path, const char *text);
/* The same, if need be after up to ten seconds: for what happens beside us. */
bool file_begins_soon(const char *path, const char *text);
/* Reads one byte of @path: true if that worked. */
bool file_readable(const char *path);

/* Talks to the victim through connected socket @fd: true if it answered. */
bool victim_answers(int fd);

#endif
