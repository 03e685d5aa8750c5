/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Machine code: where attacks put it, and whether it runs there. */
#ifndef LAB_CODE_H
#define LAB_CODE_H

#include <stdbool.h>

/* Machine code of `int f(void) { return 1337; }`, and its length. */
extern const unsigned char code_1337[6];
#define CODE_ANSWER 1337

/* Calls @memory as a function in a child: true if it returned CODE_ANSWER. */
bool runs_code(const void *memory);

/*
 * A new private page of file @fd, of no file if that is -1, with @protection, and the code
 * written to its beginning. no_effect() if it is not to be had.
 */
void *page_with_code(int fd, int protection);
/* New System V shared memory, attached with @flags. no_effect() if it is not to be had. */
void *shared_memory(int flags);
/* A page of this program's text that holds nothing else, so that changing it harms nobody. */
unsigned char *own_text(void);

/*
 * Writes the code to a new private page of file @fd, of no file if that is -1, makes it
 * executable and runs it. Ends the process.
 */
_Noreturn void judge_written_page(int fd);
/*
 * Maps the first page of file @fd twice, so that no page is ever both: writes the code
 * by the one, runs it by the other. Ends the process.
 */
_Noreturn void judge_mapped_twice(int fd);

#endif
