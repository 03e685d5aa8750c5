/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What moves the kernel itself: shared by the attacks and by the twins that may. */
#ifndef LAB_LEVERS_H
#define LAB_LEVERS_H

/*
 * Loads LAB/foreign/module.ko by finit_module or else by init_module, looks whether it
 * speaks, and takes it out again. Ends the process.
 */
_Noreturn void load_module(bool by_descriptor);

/* What setting @path of the kernel is, in memory that is never freed. no_effect() on failure. */
char *setting_of(const char *path);
/*
 * Writes @value to a setting of the kernel, the file @path, and puts back what it was: effect()
 * if the file then began with @value, and did not before.
 */
_Noreturn void judge_setting(const char *path, const char *value);

/* Sets the clock, looks at it, and puts it back. Ends the process. */
_Noreturn void judge_clock(void);

/* A register of the first serial port that holds a byte and does nothing. */
#define SCRATCH_PORT	0x3ff

/* Writes to it from this process, which has the permission, and reads it back. Ends the process. */
_Noreturn void judge_port(void);

/* Loads an image by kexec_load, looks whether the kernel has it, unloads it. Ends the process. */
_Noreturn void load_kernel(void);

/* Samples where the kernel is while it works for us. Ends the process. */
_Noreturn void sample_kernel(void);
#endif
