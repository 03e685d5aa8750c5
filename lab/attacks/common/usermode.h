/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Programs that the kernel starts by itself: what attacks put in their place. */
#ifndef LAB_USERMODE_H
#define LAB_USERMODE_H

/* A new program @to that, started by the kernel with any arguments, leaves FOREIGN_TEXT in @mark. */
void drop_helper(const char *to, const char *mark);
/* Puts one in the place of @program, which may not be there. no_effect() on failure. */
void replace_program(const char *program, const char *mark);
/* Puts @program back as it was. */
void restore_program(const char *program);

/* Makes the kernel want a module that nobody has; it waits for who is to load it. */
void want_module(void);
/*
 * Names a new program @helper in @setting as the one that the kernel runs when a device appears,
 * and lets one appear: effect() if the program ran. The setting is empty afterwards.
 */
_Noreturn void judge_device_helper(const char *setting, const char *helper, const char *mark);

#endif
