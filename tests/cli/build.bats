#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# Nothing is left out of the build without anybody noticing.

load common

@test "every source of a library or of the command is built" {
	for directory in core base compiler learn survey survey/state cli; do
		for source in "$SOURCE/$directory"/*.c; do
			grep -q "'${source##*/}'" "$SOURCE/$directory/meson.build" ||
				{ echo "$directory/${source##*/} is not in $directory/meson.build"; return 1; }
		done
	done
}

@test "every unit test is built" {
	[ -d "${BUILD:-}/tests/unit" ] || skip "no build directory given: BUILD"
	for source in "$SOURCE"/tests/unit/test_*.c; do
		name=${source##*/} name=${name%.c}
		[ -x "$BUILD/tests/unit/$name" ] ||
			{ echo "$name is not built: meson setup --reconfigure"; return 1; }
	done
}

@test "seal and run take every variant of the hardened kernel that there is, and no other" {
	offered=$("$HOLDFAST" completion bash | sed -n "s/.*_holdfast_words '\(uml [^']*\)'.*/\1/p" | sort -u)
	configured=$(for with in "$SOURCE"/kernel/configs/with-*.config; do
		name=${with##*/with-}
		echo "hardened+${name%.config}"
	done | LC_ALL=C sort)
	same "$offered" "uml x86 hardened $(echo "$configured" | xargs)"
	for target in $offered; do
		run_split "$SOURCE/kernel/build.sh" "$target-nothing"
		same "$target $status" "$target 2"
	done
	run_split "$SOURCE/kernel/build.sh" hardened+userns+bpf-sealed
	same "$status" 2
	has "$stderr" "usage: kernel/build.sh"
}
