# SPDX-License-Identifier: GPL-2.0-or-later
# For every .bats file: where the command and the sources are, and a directory that vanishes.
# Meson sets HOLDFAST and SOURCE; by hand, build/holdfast of this tree is taken.

SOURCE=${SOURCE:-$(cd "$BATS_TEST_DIRNAME/../.." && pwd)}
HOLDFAST=${HOLDFAST:-$SOURCE/build/holdfast}

setup() {
	cd "$BATS_TEST_TMPDIR" || return
	unset NO_COLOR
}

# run_split COMMAND...: runs it; $status, and $stdout and $stderr apart from each other.
run_split() {
	status=0
	"$@" >"$BATS_TEST_TMPDIR/.stdout" 2>"$BATS_TEST_TMPDIR/.stderr" || status=$?
	stdout=$(<"$BATS_TEST_TMPDIR/.stdout")
	stderr=$(<"$BATS_TEST_TMPDIR/.stderr")
}

# same WHAT IS: shows both when they differ.
same() {
	[[ $1 == "$2" ]] && return
	printf 'expected: %s\n     got: %s\n' "$2" "$1"
	return 1
}

# has TEXT PART: shows the text when the part is not in it.
has() {
	[[ $1 == *"$2"* ]] && return
	printf 'expected a part: %s\n  in: %s\n' "$2" "$1"
	return 1
}

# nothing_beside FILE...: the directory holds these files and no leftover of a write.
only_files() {
	same "$(ls -A --ignore='.std*')" "$(printf '%s\n' "$@")"
}

# unprivileged COMMAND...: as a user to whom modes apply.
unprivileged() {
	if ((EUID)); then
		"$@"
	else
		setpriv --reuid 65534 --regid 65534 --clear-groups "$@"
	fi
}
