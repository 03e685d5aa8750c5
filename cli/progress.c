/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/progress.h"

#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"

/* Seconds without a word; then seconds between updates on a terminal and elsewhere. */
#define QUIET_SECONDS	2.0
#define TERMINAL_SECONDS 0.2
#define PLAIN_SECONDS	10.0

struct progress {
	pthread_t thread;
	bool has_thread;
	pthread_mutex_t lock;	/* guards all that follows */
	pthread_cond_t over;
	bool stop;
	bool shown;		/* the terminal shows our line */
	bool terminal;
	struct timespec start;
	size_t done, total;
	char *what;
	char step[80];
};

static double seconds_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)(now.tv_sec - start->tv_sec) + (double)(now.tv_nsec - start->tv_nsec) / 1e9;
}

static void show(struct progress *progress)
{
	char line[256];
	char count[64] = "";

	if (progress->total)
		snprintf(count, sizeof(count), ": %zu of %zu", progress->done, progress->total);
	else if (progress->done)
		snprintf(count, sizeof(count), ": %zu", progress->done);
	snprintf(line, sizeof(line), "%s%s%s%s, %.0f s", progress->what, count,
		 progress->step[0] ? ": " : "", progress->step, seconds_since(&progress->start));
	/* Cut to the width of a common terminal: a line that wraps cannot be overwritten. */
	if (progress->terminal)
		fprintf(stderr, "\r\033[K%.79s", line);
	else
		fprintf(stderr, "holdfast: %s\n", line);
	fflush(stderr);
	progress->shown = progress->terminal;
}

/* Waits until told to stop or until @seconds have passed; called and returns with the lock held. */
static void wait_seconds(struct progress *progress, double seconds)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += (long)(seconds * 1e9) % 1000000000;
	until.tv_sec += (time_t)seconds + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	while (!progress->stop &&
	       pthread_cond_timedwait(&progress->over, &progress->lock, &until) == 0)
		;
}

static void *keep_showing(void *data)
{
	struct progress *progress = data;

	pthread_mutex_lock(&progress->lock);
	wait_seconds(progress, QUIET_SECONDS);
	while (!progress->stop) {
		show(progress);
		wait_seconds(progress, progress->terminal ? TERMINAL_SECONDS : PLAIN_SECONDS);
	}
	pthread_mutex_unlock(&progress->lock);
	return NULL;
}

struct progress *progress_start(const char *what)
{
	struct progress *progress = xcalloc(1, sizeof(*progress));
	pthread_condattr_t attributes;
	sigset_t all, before;

	progress->what = xstrdup(what);
	progress->terminal = isatty(STDERR_FILENO);
	clock_gettime(CLOCK_MONOTONIC, &progress->start);
	pthread_mutex_init(&progress->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&progress->over, &attributes);
	pthread_condattr_destroy(&attributes);

	/* Signals stay with the thread that works. Without a thread there is no line, only that. */
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	progress->has_thread = !pthread_create(&progress->thread, NULL, keep_showing, progress);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return progress;
}

void progress_count(struct progress *progress, size_t done, size_t total)
{
	pthread_mutex_lock(&progress->lock);
	progress->done = done;
	progress->total = total;
	pthread_mutex_unlock(&progress->lock);
}

void progress_step(struct progress *progress, const char *format, ...)
{
	va_list arguments;

	pthread_mutex_lock(&progress->lock);
	va_start(arguments, format);
	vsnprintf(progress->step, sizeof(progress->step), format, arguments);
	va_end(arguments);
	pthread_mutex_unlock(&progress->lock);
}

void progress_stop(struct progress *progress)
{
	if (!progress)
		return;
	pthread_mutex_lock(&progress->lock);
	progress->stop = true;
	pthread_cond_signal(&progress->over);
	pthread_mutex_unlock(&progress->lock);
	if (progress->has_thread)
		pthread_join(progress->thread, NULL);
	if (progress->shown)
		fputs("\r\033[K", stderr);
	pthread_cond_destroy(&progress->over);
	pthread_mutex_destroy(&progress->lock);
	free(progress->what);
	free(progress);
}
