#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast learn: recordings become a policy, or nothing is written and it is said why.

load common

events=$SOURCE/tests/events

# recording LOST LINE...: a recording of these lines.
recording() {
	local lost=$1
	shift
	printf 'holdfast-events version=1 build=learn target=uml kernel="6.12" lost=%s count=%s\n' "$lost" $#
	(($# == 0)) || printf '%s\n' "$@"
}

subject='subject id=1 parent=0 program="/usr/bin/cat" script=""'

@test "a recording becomes a policy that check and fmt take" {
	run_split "$HOLDFAST" learn "$events/good/web.events" -o web.policy --name web --version 7
	same "$status" 0
	same "$stderr" ""
	has "$stdout" "241 facts (241 different) from 1 recording became "
	has "$stdout" "lost: 0"
	same "$(head -n 1 web.policy)" "policy web 7"
	"$HOLDFAST" check web.policy
	"$HOLDFAST" fmt --check web.policy
}

@test "the report names what was left out and what to look at" {
	run_split "$HOLDFAST" learn "$events/good/web.events" -o web.policy
	has "$stdout" "left out:"
	has "$stdout" "  nginx: capability sys_resource: "
	has "$stdout" "to be looked at (#? in the policy):"
	has "$stdout" "  app.py.python3.11: use execmem: review: "
}

@test "the same facts twice, and in two files, are the same policy" {
	"$HOLDFAST" learn "$events/good/web.events" -o one.policy
	"$HOLDFAST" learn "$events/good/web.events" "$events/good/web.events" -o two.policy
	cmp one.policy two.policy
}

@test "the policy can go to standard output, the report to standard error" {
	run_split "$HOLDFAST" learn "$events/good/web.events" -o -
	same "$status" 0
	same "$stdout" "$("$HOLDFAST" learn "$events/good/web.events" -o - 2>/dev/null)"
	has "$stdout" "domain nginx {"
	has "$stderr" "became"
}

@test "the report as JSON has the same counts" {
	run_split "$HOLDFAST" learn "$events/good/web.events" -o web.policy --json
	same "$status" 0
	same "$(jq -r '"\(.recordings) \(.fact_lines) \(.facts) \(.domains) \(.lost)"' <<<"$stdout")" \
		"1 241 241 $(grep -c '^domain' web.policy) 0"
	same "$(jq -r '.left_out | length' <<<"$stdout")" "$(grep -c 'left out:' web.policy)"
	same "$(jq -r '.programs' <<<"$stdout")" "$(grep -c '^program' web.policy)"
}

@test "G5: lost facts stop it, unless they are accepted, and then the policy says so" {
	recording 3 "$subject" >lossy.events
	echo old >web.policy
	run_split "$HOLDFAST" learn lossy.events -o web.policy
	same "$status" 1
	has "$stderr" "the recorder LOST 3 facts"
	same "$(cat web.policy)" old
	run_split "$HOLDFAST" learn lossy.events -o web.policy --accept-loss
	same "$status" 0
	has "$stderr" "the recorder LOST 3 facts"
	has "$(cat web.policy)" "#? INCOMPLETE: the recorder lost 3 facts."
}

@test "a malformed recording is refused with its place, and nothing is written" {
	run_split "$HOLDFAST" learn "$events/good/web.events" "$events/bad/fact-unknown-access.events" -o web.policy
	same "$status" 2
	has "$stderr" 'fact-unknown-access.events:3:23: error: unknown access `raed`'
	same "$stdout" ""
	[[ ! -e web.policy ]]
}

@test "every malformed recording is refused" {
	for file in "$events"/bad/*.events; do
		run_split "$HOLDFAST" learn "$file" -o web.policy
		same "$file $status" "$file 2"
		has "$stderr" "error: "
	done
	[[ ! -e web.policy ]]
}

@test "the denials of a sealed kernel are not a recording" {
	run_split "$HOLDFAST" learn "$events/good/denials.events" -o web.policy
	same "$status" 2
	has "$stderr" "these are the denials of a sealed kernel, not a recording"
	[[ ! -e web.policy ]]
}

@test "a missing recording, and one that may not be read" {
	run_split "$HOLDFAST" learn nowhere.events -o web.policy
	same "$status" 2
	has "$stderr" "nowhere.events"
	[[ ! -e web.policy ]]
}

@test "a full disk leaves the old policy" {
	run_split "$HOLDFAST" learn "$events/good/web.events" -o /dev/full/web.policy
	same "$status" 3
	run_split "$HOLDFAST" learn "$events/good/web.events" -o /nowhere/web.policy
	same "$status" 3
	has "$stderr" "/nowhere"
}

@test "options that make no sense are refused" {
	run_split "$HOLDFAST" learn "$events/good/web.events"
	same "$status" 2
	has "$stderr" "-o POLICY"
	run_split "$HOLDFAST" learn "$events/good/web.events" -o web.policy --name 'a b'
	same "$status" 2
	run_split "$HOLDFAST" learn "$events/good/web.events" -o web.policy --version 01
	same "$status" 2
	run_split "$HOLDFAST" learn "$events/good/web.events" -o - --json
	same "$status" 2
	[[ ! -e web.policy ]]
}

@test "many facts take seconds, not minutes" {
	{
		printf 'holdfast-events version=1 build=learn target=uml kernel="6.12" lost=0 count=100001\n%s\n' "$subject"
		seq -f 'fact subject=1 access=read name="/srv/%.0f/x" type=file' 100000
	} >many.events
	SECONDS=0
	"$HOLDFAST" learn many.events -o many.policy
	((SECONDS < 30))
	same "$(grep -o '/srv/[0-9]*/x' many.policy | wc -l)" 100000
}
