#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# How fast a program is hashed when it is executed for the first time, in MB/s, next to
# sha256sum: bench/first-exec.sh. In user-mode Linux, which runs at this machine's own
# speed; so it says something only on a machine that is otherwise quiet.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
holdfast=${HOLDFAST:-$top/build/holdfast}
work=$top/build/measure/first-exec
megabytes=256
rounds=3

die() {
	echo "bench/first-exec.sh: $*" >&2
	exit 3
}

rm -rf "$work"
mkdir -p "$work"
cd "$work"
flags='-std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static'
# shellcheck disable=SC2086 # flags are words
gcc $flags -o timer -x c - <<'END'
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* Executes a program twice and says how many nanoseconds longer the first time took. */
static long long run(char **words)
{
	struct timespec start, end;
	int status;
	pid_t child;

	clock_gettime(CLOCK_MONOTONIC, &start);
	child = fork();
	if (!child) {
		execv(words[0], words);
		_exit(1);
	}
	if (waitpid(child, &status, 0) < 0 || status)
		return -1;
	clock_gettime(CLOCK_MONOTONIC, &end);
	return (end.tv_sec - start.tv_sec) * 1000000000LL + end.tv_nsec - start.tv_nsec;
}

int main(int count, char **words)
{
	long long first, second;

	if (count < 2)
		return 2;
	first = run(words + 1);
	second = run(words + 1);
	if (first < 0 || second < 0)
		return 1;
	printf("%lld\n", first - second);
	return 0;
}
END
# shellcheck disable=SC2086
gcc $flags -o large "$here/guest/child.c"
head -c "${megabytes}000000" /dev/zero >>large
sha256sum large >/dev/null

"$holdfast" run --learn events --quiet -- ./timer ./large >/dev/null </dev/null || die 'cannot learn'
"$holdfast" learn events -o policy 2>learn.log || die "no policy; see $work/learn.log"
for _ in $(seq "$rounds"); do
	"$holdfast" run --policy policy --quiet -- ./timer ./large </dev/null || die 'the policy refuses it'
done | sort -n | head -n 1 >kernel.ns
for _ in $(seq "$rounds"); do
	start=$(date +%s%N)
	sha256sum large >/dev/null
	echo $(($(date +%s%N) - start))
done | sort -n | head -n 1 >user.ns
echo "first execution of a program: hashed at $((megabytes * 1000000000 / $(cat kernel.ns))) MB/s in the kernel (user-mode Linux, this machine); sha256sum: $((megabytes * 1000000000 / $(cat user.ns))) MB/s"
