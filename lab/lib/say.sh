# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# Words for people: steps, times, colour on a terminal only. Sourced.

if [ -t 1 ]; then
	bold=$(printf '\033[1m') dim=$(printf '\033[2m') green=$(printf '\033[32m')
	red=$(printf '\033[31m') plain=$(printf '\033[0m')
else
	bold='' dim='' green='' red='' plain=''
fi

# A point in time in milliseconds.
now() { date +%s%3N; }

# since MOMENT: seconds with one decimal.
since() { echo "$(($(now) - $1))" | awk '{ printf "%.1f s", $1 / 1000 }'; }

step() { # step NUMBER TITLE
	printf '\n%s%s. %s%s\n' "$bold" "$1" "$2" "$plain"
}

# What is going on: one line that the next words replace on a terminal, else a plain line.
working() {
	if [ -t 1 ]; then
		printf '\r\033[K   %s ...' "$*"
	else
		printf '   %s ...\n' "$*"
	fi
}

wipe() { if [ -t 1 ]; then printf '\r\033[K'; fi; }

say() {
	wipe
	printf '   %s\n' "$*"
}

failures=''

# Notes what went wrong; the demo goes on and says it again at the end.
fail() {
	wipe
	printf '   %s%s%s\n' "$red" "$*" "$plain"
	failures="$failures$*
"
}

# Nothing more can be shown.
die() {
	wipe
	printf 'demo: %s\n' "$*" >&2
	exit 1
}
