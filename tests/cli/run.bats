#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast run: what it says when it cannot start. What guests do is tested by tests/vm/run.sh.

load common

# A directory of kernels in which every kernel is the shell script $1.
fake_kernels() {
	mkdir -p kernels/uml-plain
	printf '#!/bin/sh\n%s\n' "$1" >kernels/uml-plain/linux
	chmod +x kernels/uml-plain/linux
	export HOLDFAST_KERNELS=$PWD/kernels
}

# Nothing of a guest may be left in $TMPDIR, whatever happened.
own_tmpdir() {
	mkdir guest
	export TMPDIR=$PWD/guest
}

@test "exactly one kernel must be chosen" {
	run_split "$HOLDFAST" run -- true
	same "$status" 2
	has "$stderr" "run: which kernel? give one: --learn EVENTS"
	run_split "$HOLDFAST" run --plain --learn events -- true
	same "$status" 2
	has "$stderr" "run: which kernel? give only one"
	only_files
}

@test "a command must be given" {
	run_split "$HOLDFAST" run --plain
	same "$status" 2
	same "$stdout" ""
}

@test "no kernel: which one, and how to make it" {
	mkdir empty
	HOLDFAST_KERNELS=$PWD/empty run_split "$HOLDFAST" run --plain -- true
	same "$status" 3
	has "$stderr" "no kernel $PWD/empty/uml-plain/linux: No such file or directory"
	has "$stderr" "kernel/build.sh uml-plain"
	HOLDFAST_KERNELS=$PWD/empty run_split "$HOLDFAST" run --learn events -- true
	same "$status" 3
	has "$stderr" "kernel/build.sh uml-learn"
	only_files empty
}

@test "a kernel that cannot be used" {
	run_split "$HOLDFAST" run --kernel missing -- true
	same "$status" 2
	has "$stderr" "cannot use the kernel missing: No such file or directory"
	echo text >file
	run_split "$HOLDFAST" run --kernel file -- true
	same "$status" 2
	has "$stderr" "cannot use the kernel file: Permission denied"
	chmod +x file
	printf '\177ELF and then nothing' >file
	own_tmpdir
	run_split "$HOLDFAST" run --kernel file -- true
	same "$status" 3
	has "$stderr" "the guest ended before its command did"
	has "$stderr" "cannot execute ./file"
	same "$(ls -A guest)" ""
}

@test "no space for the guest's memory" {
	fake_kernels 'exit 0'
	own_tmpdir
	run_split "$HOLDFAST" run --plain --memory 1048576 -- true
	same "$status" 3
	has "$stderr" "no place for the guest's memory: $TMPDIR has "
	has "$stderr" " MiB free, 1048608 are needed; free some space, set TMPDIR"
	has "$stderr" "or give less with --memory"
	TMPDIR=$PWD/missing run_split "$HOLDFAST" run --plain -- true
	same "$status" 3
	has "$stderr" "$PWD/missing: No such file or directory"
	same "$(ls -A guest)" ""
}

@test "a directory on a small or noexec tmpfs cannot hold the memory" {
	unshare -m true 2>/dev/null || skip "needs the right to mount"
	fake_kernels 'exit 0'
	own_tmpdir
	run_split unshare -m sh -c 'mount -t tmpfs -o size=80M none guest && "$0" run --plain --memory 64 -- true' "$HOLDFAST"
	same "$status" 3
	has "$stderr" "$TMPDIR has 80 MiB free, 96 are needed"
	run_split unshare -m sh -c 'mount -t tmpfs -o noexec none guest && "$0" run --plain --memory 64 -- true' "$HOLDFAST"
	same "$status" 3
	has "$stderr" "$TMPDIR is mounted noexec"
}

@test "no permission for the guest's directory" {
	fake_kernels 'exit 0'
	mkdir -m 755 mine
	chmod 755 .
	TMPDIR=$PWD/mine run_split unprivileged "$HOLDFAST" run --plain -- true
	((EUID)) && skip "needs root to become somebody else"
	same "$status" 3
	has "$stderr" "no place for the guest's memory: $PWD/mine"
	has "$stderr" ": Permission denied; free some space, set TMPDIR"
}

@test "numbers out of range" {
	for words in "--memory 63" "--memory 1048577" "--memory -1" "--memory 64M" "--memory=" \
		"--timeout 0" "--timeout 1.5" "--timeout 99999999999999999999"; do
		# shellcheck disable=SC2086
		run_split "$HOLDFAST" run --plain $words -- true
		same "$words $status" "$words 2"
		has "$stderr" " needs a number from "
	done
}

@test "a disk is for QEMU, and QEMU needs one" {
	run_split "$HOLDFAST" run --plain --target x86 -- true
	same "$status" 2
	has "$stderr" "--target x86 needs --disk IMAGE"
	run_split "$HOLDFAST" run --plain --target hardened+bpf -- true
	same "$status" 2
	has "$stderr" "--target hardened+bpf needs --disk IMAGE"
	run_split "$HOLDFAST" run --plain --disk file -- true
	same "$status" 2
	has "$stderr" "--disk is not for --target uml"
	mkdir -p kernels/x86-plain
	touch kernels/x86-plain/bzImage
	own_tmpdir
	HOLDFAST_KERNELS=$PWD/kernels run_split "$HOLDFAST" run --plain --target x86 --disk missing -- true
	same "$status" 2
	has "$stderr" "cannot read the disk missing: No such file or directory"
	same "$(ls -A guest)" ""
}

@test "events that cannot be written are noticed before the command runs" {
	fake_kernels 'touch booted'
	for option in --learn --events; do
		[[ $option == --learn ]] && words= || words=--plain
		# shellcheck disable=SC2086
		run_split "$HOLDFAST" run $words $option missing/events -- true
		same "$status" 2
		has "$stderr" "cannot write missing/events: No such file or directory"
		# shellcheck disable=SC2086
		run_split "$HOLDFAST" run $words $option - -- true
		same "$status" 2
		has "$stderr" "events need a file of their own"
	done
	[[ ! -e booted ]]
}

@test "a policy that is wrong: its errors, and nothing is booted" {
	echo nonsense >bad.policy
	own_tmpdir
	run_split "$HOLDFAST" run --policy bad.policy -- true
	same "$status" 2
	same "$stdout" ""
	has "$stderr" "bad.policy:1:1:"
	same "$(ls -A guest)" ""
}

@test "a kernel that ends at once: its last words" {
	fake_kernels 'echo first; echo "Kernel panic - not syncing: the reason"; echo last'
	own_tmpdir
	run_split "$HOLDFAST" run --plain -- true
	same "$status" 3
	same "$stdout" ""
	has "$stderr" "the guest's kernel panicked: the reason"
	has "$stderr" "last"
	same "$(ls -A guest)" ""
}

@test "a kernel's words cannot steer the terminal" {
	fake_kernels "printf 'clear \\033[2J and more\\n'"
	run_split "$HOLDFAST" run --plain -- true
	same "$status" 3
	has "$stderr" 'clear \x1b[2J and more'
}

@test "an init that talks nonsense ends the run" {
	# The line is the descriptor that ssl0=fd:N names.
	# shellcheck disable=SC2016
	fake_kernels 'for word; do case $word in ssl0=fd:*) fd=${word#ssl0=fd:};; esac; done
		eval "printf \"$NONSENSE\" >&$fd"; sleep 5'
	own_tmpdir
	# unknown type; output to a stream that is none; too long; HELLO of another version
	for nonsense in '\143\000\000\000' '\002\007\001\000x' '\002\001\377\377' '\001\000\000\000'; do
		NONSENSE=$nonsense run_split "$HOLDFAST" run --plain -- true
		same "$nonsense $status" "$nonsense 3"
		has "$stderr" "the guest said nonsense (message "
	done
	NONSENSE='\001\000\004\000\007\000\000\000' run_split "$HOLDFAST" run --plain -- true
	same "$status" 3
	has "$stderr" "this kernel's init speaks version 7 of the protocol"
	same "$(ls -A guest)" ""
}

@test "signals before the command has begun end the guest" {
	fake_kernels 'echo $$ >pid; exec sleep 60'
	own_tmpdir
	for signal in TERM INT HUP QUIT; do
		rm -f pid
		# A shell starts background commands with INT and QUIT ignored, nohup a session with HUP; env undoes that.
		env --default-signal=INT,QUIT,HUP "$HOLDFAST" run --plain -- true 2>error &
		job=$!
		until [[ -s pid ]]; do sleep 0.05; done
		kill -"$signal" "$job"
		status=0
		wait "$job" || status=$?
		same "$signal $status" "$signal $((128 + $(kill -l "$signal")))"
		! kill -0 "$(<pid)" 2>/dev/null
		same "$(ls -A guest)" ""
	done
}

@test "the time limit counts from the start" {
	fake_kernels 'exec sleep 60'
	own_tmpdir
	run_split "$HOLDFAST" run --plain --timeout 1 -- true
	same "$status" 3
	has "$stderr" "run: true was not done after 1 s"
	same "$(ls -A guest)" ""
}

@test "a guest does not outlive a run that was killed" {
	fake_kernels 'echo $$ >pid; exec sleep 60'
	own_tmpdir
	"$HOLDFAST" run --plain -- true &
	job=$!
	until [[ -s pid ]]; do sleep 0.05; done
	kill -KILL "$job"
	wait "$job" || true
	for _ in {1..40}; do
		kill -0 "$(<pid)" 2>/dev/null || return 0
		sleep 0.05
	done
	return 1
}
