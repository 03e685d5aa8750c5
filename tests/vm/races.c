// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Races against the labels of names and the approval of content.
 *
 *	races DIRECTORY SECONDS SCENARIO...
 *
 * Each scenario repeats a round: one thread moves names about and then asks for an
 * access that must not succeed at that moment, because nobody else moves names; other
 * threads hammer the same names meanwhile, so that labels are computed and remembered
 * just when they change. What must never happen is counted as bad:
 *
 *	RACE SCENARIO rounds=N bad=N broken=N hits=N WHAT
 *
 * broken counts what shows that the test itself is not testing; hits how often the
 * hammering threads found what they were after.
 */
#define _GNU_SOURCE
#include "races.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { HAMMERS = 2 };

atomic_ulong race_round;
atomic_ulong race_hits;
static atomic_bool over;
static atomic_ulong bad, broken;
static char what[256];

static void complain(atomic_ulong *count, const char *format, va_list list)
{
	char text[sizeof(what)];

	vsnprintf(text, sizeof(text), format, list);
	if (atomic_fetch_add(count, 1) == 0)
		memcpy(what, text, sizeof(what));
}

void race_bad(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	complain(&bad, format, list);
	va_end(list);
}

void race_broken(const char *format, ...)
{
	va_list list;

	va_start(list, format);
	complain(&broken, format, list);
	va_end(list);
}

bool race_opens(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC, 0644);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

void race_must_open(const char *path)
{
	if (!race_opens(path, O_RDONLY))
		race_bad("a granted name is refused: %s: %s", path, strerror(errno));
}

void race_must_not_open(const char *path)
{
	if (race_opens(path, O_RDONLY))
		race_bad("an access that is not granted succeeded: read %s", path);
	else if (errno != EACCES)
		race_broken("%s: %s", path, strerror(errno));
}

bool race_must(long result, const char *doing)
{
	if (result < 0)
		race_broken("%s: %s", doing, strerror(errno));
	return result >= 0;
}

void race_make_file(const char *path, const char *content)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	if (race_must(fd, path))
		race_must(write(fd, content, strlen(content)), path);
	close(fd);
}

static void *hammer(void *argument)
{
	const struct scenario *scenario = argument;

	while (!atomic_load(&over)) {
		unsigned long round = atomic_load(&race_round);

		if (round)
			scenario->hammer(round);
		else
			sched_yield();
	}
	return NULL;
}

static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static void run(const struct scenario *scenario, double seconds)
{
	pthread_t threads[HAMMERS];
	unsigned long rounds = 0;
	double end;

	atomic_store(&over, false);
	atomic_store(&race_round, 0);
	atomic_store(&race_hits, 0);
	atomic_store(&bad, 0);
	atomic_store(&broken, 0);
	*what = '\0';
	if (scenario->begin)
		scenario->begin();
	for (int i = 0; i < HAMMERS; i++)
		if (pthread_create(&threads[i], NULL, hammer, (void *)scenario))
			race_broken("no thread");
	for (end = now() + seconds; now() < end && rounds < scenario->most_rounds;)
		scenario->round(++rounds);
	atomic_store(&over, true);
	for (int i = 0; i < HAMMERS; i++)
		pthread_join(threads[i], NULL);
	if (scenario->end)
		scenario->end();
	printf("RACE %s rounds=%lu bad=%lu broken=%lu hits=%lu %s\n", scenario->name, rounds,
	       atomic_load(&bad), atomic_load(&broken), atomic_load(&race_hits), what);
	fflush(stdout);
}

int main(int argc, char **argv)
{
	if (argc == 1 && !strcmp(argv[0], "prey"))
		return race_prey();
	if (argc < 3 || chdir(argv[1])) {
		perror("races");
		return 2;
	}
	for (int i = 3; i < argc; i++)
		for (const struct scenario *scenario = race_scenarios; scenario->name; scenario++)
			if (!strcmp(argv[i], "all") || !strcmp(argv[i], scenario->name))
				run(scenario, atof(argv[2]));
	puts("RACES DONE");
	return 0;
}
