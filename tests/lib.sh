# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034
# How test scripts say what came of a test: one line, which tests/run.sh counts. Sourced. A script ends
# with `exit $status`.

status=0

fail() {
	echo "not ok $*"
	status=1
}

# Nothing more can be tested.
stop() {
	fail "$(basename "$0" .sh): $*"
	exit 1
}

# verdict STATUS WORDS: the test that WORDS name passed if STATUS is 0.
verdict() {
	if [ "$1" = 0 ]; then
		echo "ok $2"
	else
		fail "$2"
	fi
}

digest() { sha256sum <"$1" | cut -c1-64; }
