/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Helpers of the attacks on approved libraries: where the function is, in memory and in the file. */
#ifndef LAB_LIBRARY_H
#define LAB_LIBRARY_H

#include <sys/types.h>

typedef int answer_function(void);

/* dlopen()s LAB/@name and returns helper_answer; NULL with errno if it cannot be loaded. */
answer_function *library_load(const char *name);
/* The offset of helper_answer() in the file LAB/@name. */
off_t library_offset(const char *name);
/*
 * Loads LAB/@name and writes over helper_answer() through @fd, a descriptor of that file:
 * effect() if it answers differently then, else no_effect().
 */
_Noreturn void judge_library_writer(const char *name, int fd);

#endif
