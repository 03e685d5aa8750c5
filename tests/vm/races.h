/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Between races.c, which repeats and counts, and races_scenarios.c and races_exec.c, which say what is raced. */
#ifndef RACES_H
#define RACES_H

#include <limits.h>
#include <stdatomic.h>
#include <stdbool.h>

/**
 * struct scenario - one race
 * @round: one attempt, with its number, from 1; asks at its end for what must not be
 * @hammer: called by other threads as often as they can while race_round is not 0
 */
struct scenario {
	const char *name;
	unsigned long most_rounds;
	void (*begin)(void);
	void (*round)(unsigned long number);
	void (*hammer)(unsigned long number);
	void (*end)(void);
};

extern const struct scenario race_scenarios[];

/* Which round the hammering threads join; 0: they wait. */
extern atomic_ulong race_round;
extern atomic_ulong race_hits;

/* Counts and keeps the first text. Bad: the guarantee does not hold; broken: the test does not. */
__attribute__((format(printf, 1, 2))) void race_bad(const char *format, ...);
__attribute__((format(printf, 1, 2))) void race_broken(const char *format, ...);

bool race_opens(const char *path, int flags);
void race_must_open(const char *path);
/* Must be refused, and with EACCES: anything else is broken. */
void race_must_not_open(const char *path);
/* Broken unless @result is no error. */
bool race_must(long result, const char *doing);
void race_make_file(const char *path, const char *content);

/* races_exec.c: who shares the directories of a program that starts; and that program. */
void race_exec_begin(void);
void race_exec_round(unsigned long number);
void race_exec_end(void);
int race_prey(void);

#endif
