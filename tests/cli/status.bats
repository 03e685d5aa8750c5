#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# G5: what is in force can be read, and is never claimed where it is not.

load common

# A tree with the status file that is on standard input.
below() {
	mkdir -p root/sys/kernel/security/holdfast
	cat >root/sys/kernel/security/holdfast/status
}

sealed() {
	below <<'END'
version: 1
build: sealed
policy name: web
policy version: 3
policy digest: 5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03
image digest: e258d248fda94c63753607f7c4494ee0fcbe92f1a76bfdac795c9d84101eb317
domains: 7
classes: 31
states: 412
denials: 5
lost: 0
END
}

@test "G5: this kernel without Holdfast is said to have none" {
	[ -e /sys/kernel/security/holdfast ] && skip "this kernel has Holdfast"
	run_split "$HOLDFAST" status
	if [ "$status" = 3 ]; then
		has "$stdout" "It cannot be said"
	else
		same "$status" 1
		has "$stdout" "Nothing of Holdfast is in force here"
	fi
	if grep -q "^Holdfast is in force" <<<"$stdout"; then return 1; fi
}

@test "G5: a sealed kernel's status, and only that, ends in 0" {
	sealed
	run_split "$HOLDFAST" status --root root
	same "$status" 0
	has "$stdout" "Holdfast is in force"
	has "$stdout" "which proves nothing about this machine"
	has "$stdout" $'policy name: web\npolicy version: 3\n'
	has "$stdout" "denials: 5"
}

@test "G5: the learn kernel enforces nothing and is said to" {
	printf 'version: 1\nbuild: learn\nlost: 2\n' | below
	run_split "$HOLDFAST" status --root root
	same "$status" 1
	has "$stdout" "refuses nothing"
	has "$stdout" "lost: 2"
}

@test "no status file below the root" {
	run_split "$HOLDFAST" status --root root
	same "$status" 1
	has "$stdout" "Nothing of Holdfast is in force here"
	has "$stdout" "there is no root/sys/kernel/security/holdfast/status"
}

@test "a status file that cannot be read is not an absence" {
	sealed
	chmod 0 root/sys/kernel/security/holdfast/status
	chmod 755 . root
	run_split unprivileged "$HOLDFAST" status --root root
	[ "$status" != 126 ] || skip "cannot run the command as another user"
	same "$status" 3
	has "$stdout" "It cannot be said"
	has "$stdout" "Permission denied"
}

@test "G5: a file that no kernel writes is refused" {
	for text in 'build: maybe' 'version: 1' 'nonsense' ': x' '' $'build: sealed\nbroken'; do
		printf '%s\n' "$text" | below
		run_split "$HOLDFAST" status --root root
		same "$text $status" "$text 2"
		has "$stdout" "It cannot be said"
	done
	has "$stdout" 'status, line 2: not `key: value`'
}

@test "JSON says the same" {
	sealed
	run_split "$HOLDFAST" status --json --root root
	same "$status" 0
	python3 - "$stdout" <<'END'
import json, sys
status = json.loads(sys.argv[1])
assert status["in_force"] is True
assert status["holdfast"] == "sealed"
assert status["why"] is None
assert status["policy_name"] == "web"
assert status["policy_version"] == 3
assert status["denials"] == 5
assert len(status["policy_digest"]) == 64
END
	printf 'build: learn\n' | below
	run_split "$HOLDFAST" status --json --root root
	same "$status" 1
	python3 -c 'import json, sys; assert json.loads(sys.argv[1])["in_force"] is False' "$stdout"
}

@test "bytes that are not UTF-8 still give valid JSON" {
	printf 'build: sealed\npolicy name: a\xff\xc0\x80\xed\xa0\x80\xc3\xa4b\n' | below
	run_split "$HOLDFAST" status --json --root root
	python3 - "$stdout" <<'END'
import json, sys
assert json.loads(sys.argv[1])["policy_name"] == "a\\xff\\xc0\\x80\\xed\\xa0\\x80äb"
END
}
