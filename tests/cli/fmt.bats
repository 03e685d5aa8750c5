#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast fmt: the canonical form, and files that are replaced whole or not at all.

load common

ugly() {
	printf 'policy   web    3\n\n\n\n# about it\ndomain kernel {\n  read    /etc/a   # why\n}\n'
}

@test "the canonical form goes to standard output and is its own canonical form" {
	ugly >a.policy
	"$HOLDFAST" fmt a.policy >b.policy
	same "$(<b.policy)" $'policy web 3\n\n# about it\ndomain kernel {\n    read /etc/a  # why\n}'
	"$HOLDFAST" fmt b.policy | cmp - b.policy
	"$HOLDFAST" fmt - <a.policy | cmp - b.policy
	ugly | cmp - a.policy
}

@test "several files are printed one after the other" {
	ugly >a.policy
	printf 'policy b 1\n' >b.policy
	"$HOLDFAST" fmt a.policy >out
	"$HOLDFAST" fmt b.policy >>out
	"$HOLDFAST" fmt a.policy b.policy | cmp - out
}

@test "--check names the files that are not canonical, and writes nothing" {
	ugly >a.policy
	"$HOLDFAST" fmt a.policy >b.policy
	run_split "$HOLDFAST" fmt --check a.policy b.policy
	same "$status $stdout $stderr" "1 a.policy "
	run_split "$HOLDFAST" fmt --check b.policy
	same "$status $stdout $stderr" "0  "
	ugly | cmp - a.policy
}

@test "--in-place replaces, keeps the mode, and leaves canonical files alone" {
	ugly >a.policy
	chmod 640 a.policy
	"$HOLDFAST" fmt a.policy >wanted
	run_split "$HOLDFAST" fmt --in-place a.policy
	same "$status $stdout $stderr" "0  "
	cmp a.policy wanted
	same "$(stat -c %a a.policy)" 640
	before=$(stat -c '%i %y' a.policy)
	"$HOLDFAST" fmt -i a.policy
	same "$(stat -c '%i %y' a.policy)" "$before"
	only_files a.policy wanted
}

@test "a symbolic link stays a link" {
	ugly >real.policy
	ln -s real.policy link.policy
	"$HOLDFAST" fmt -i link.policy
	[ -L link.policy ]
	"$HOLDFAST" fmt --check real.policy
}

@test "one bad file: its place is shown, nothing is printed or replaced" {
	ugly >a.policy
	printf 'policy b 1\nnonsense\n' >b.policy
	for option in '' --check --in-place; do
		run_split "$HOLDFAST" fmt ${option:+"$option"} a.policy b.policy
		same "$option $status $stdout" "$option 2 "
		has "$stderr" "b.policy:2:1: error: "
	done
	ugly | cmp - a.policy
	only_files a.policy b.policy
}

@test "files that cannot be read" {
	mkdir directory
	run_split "$HOLDFAST" fmt -i directory
	same "$status $stdout" "2 "
	has "$stderr" "cannot read directory: Is a directory"
	run_split "$HOLDFAST" fmt missing.policy
	same "$status $stdout" "2 "
	has "$stderr" "cannot open missing.policy: No such file or directory"
}

@test "options that contradict each other" {
	run_split "$HOLDFAST" fmt --check --in-place x
	same "$status $stdout" "2 "
	has "$stderr" "give one of them"
	run_split "$HOLDFAST" fmt --in-place - </dev/null
	same "$status $stdout" "2 "
	has "$stderr" "standard input cannot be replaced in place"
}

@test "a full disk: the file is as it was" {
	[ -w /dev/full ] || skip "no /dev/full here"
	ugly >a.policy
	status=0
	"$HOLDFAST" fmt a.policy >/dev/full 2>error || status=$?
	same "$status" 3
	has "$(<error)" "cannot write to standard output: No space left on device"
	unshare -m true 2>/dev/null || skip "a small filesystem cannot be mounted here"
	mkdir disk
	unshare -m bash -e -c '
		mount -t tmpfs -o size=16k none disk
		{ printf "policy   web 3\n"; for ((i = 0; i < 300; i++)); do echo "# a comment of a line"; done; } >disk/a.policy
		cp disk/a.policy before
		head -c 16000 /dev/zero >disk/rest 2>/dev/null || :
		status=0
		"$1" fmt -i disk/a.policy 2>error || status=$?
		echo $status >status
		cmp disk/a.policy before
		ls -A disk >files' bash "$HOLDFAST"
	same "$(<status)" 3
	has "$(<error)" "No space left on device"
	same "$(xargs <files)" "a.policy rest"
}

@test "a directory that may not be written to: the file is as it was" {
	mkdir shut
	ugly >shut/a.policy
	chmod 755 . && chmod 555 shut
	run_split unprivileged "$HOLDFAST" fmt -i shut/a.policy
	[ "$status" != 126 ] || skip "cannot run the command as another user"
	same "$status $stdout" "3 "
	has "$stderr" "Permission denied"
	ugly | cmp - shut/a.policy
	chmod 755 shut
}
