#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast log: denials as text and as JSON, from the kernel, a copy, or a kernel log.

load common

denials=$SOURCE/tests/events/good/denials.events

@test "denials that repeat are one line with their number" {
	run_split "$HOLDFAST" log "$denials"
	same "$status" 0
	same "$stderr" ""
	same "$(sed -n 2p <<<"$stdout")" '     2       12.400001  nginx            read         "/etc/shadow": no rule grants it'
	has "$stdout" 'connect      tcp 10.0.0.9 port 22: no rule grants it'
	has "$stdout" 'read,modify  "/tmp/\xff\x0a\"x": no rule grants it'
	has "$stdout" 'environment  "LD_PRELOAD": no rule grants it'
	has "$stdout" 'interpret    "/tmp/evil.py": interpreters run granted scripts here, and nothing else'
	same "$(wc -l <<<"$stdout")" 9
}

@test "JSON has one object a line of text, with the keys of the event" {
	run_split "$HOLDFAST" log --json "$denials"
	same "$status" 0
	same "$(jq length <<<"$stdout")" 8
	same "$(jq -c '.[0] | [.count, .first_us, .last_us, .domain, .access, .name, .pid, .reason]' <<<"$stdout")" \
		'[2,12300000,12400001,"nginx",["read"],"/etc/shadow",312,"no rule grants it"]'
	same "$(jq -c '.[1] | [.proto, .addr, .port]' <<<"$stdout")" '["tcp","10.0.0.9",22]'
	same "$(jq -c '.[2].access' <<<"$stdout")" '["read","modify"]'
	same "$(jq -c '.[4] | [.family, .type, .protocol]' <<<"$stdout")" '[17,3,0]'
	same "$(jq -c '.[5] | [.access, .variable]' <<<"$stdout")" '[["environment"],"LD_PRELOAD"]'
	same "$(jq -c '.[6] | [.access, .name]' <<<"$stdout")" '[["interpret"],"/tmp/evil.py"]'
}

@test "by domain and by access" {
	same "$("$HOLDFAST" log --access modify --json "$denials" | jq length)" 1
	same "$("$HOLDFAST" log --access read --json "$denials" | jq length)" 2
	same "$("$HOLDFAST" log --domain sshd --json "$denials" | jq length)" 0
	run_split "$HOLDFAST" log --domain sshd "$denials"
	same "$status" 0
	same "$stdout" "nothing of that kind was refused"
}

@test "lines of a kernel log, with other lines between them" {
	{
		echo '[    0.000000] Linux version 6.12'
		sed -n 's/^deny/[    1.000000] audit: type=1400 audit(1.2:3): holdfast: deny/p' "$denials"
	} >dmesg
	run_split "$HOLDFAST" log - <dmesg
	same "$status" 0
	same "$stdout" "$("$HOLDFAST" log "$denials")"
	has "$stderr" "lines of a kernel log"
}

@test "G5: losses are said" {
	sed 's/lost=0/lost=12/' "$denials" >lossy.events
	run_split "$HOLDFAST" log lossy.events
	same "$status" 0
	has "$stderr" "12 older denials were lost"
	run_split "$HOLDFAST" log --json lossy.events
	has "$stderr" "12 older denials were lost"
}

@test "G5: a NUL byte in the name of a socket hides nothing" {
	sed '2s/access=.* reason/access=bind name="@abstract:a\\x00b" reason/' "$denials" >nul.events
	run_split "$HOLDFAST" log nul.events
	same "$status" 0
	has "$stdout" '"@abstract:a\\x00b"'
}

@test "what can be read of a malformed file is shown, and the rest is an error" {
	sed 's/seq=18/seq=x/' "$denials" >broken.events
	run_split "$HOLDFAST" log broken.events
	same "$status" 2
	has "$stdout" "tcp 10.0.0.9 port 22"
	has "$stderr" 'broken.events:3:10: error: `seq` must be a decimal number'
}

@test "a file without denials that is malformed does not say that nothing was refused" {
	echo 'holdfast: deny seq=x' >broken.log
	run_split "$HOLDFAST" log broken.log
	same "$status" 2
	same "$stdout" ""
}

@test "a recording of a learn build is not a log" {
	run_split "$HOLDFAST" log "$SOURCE/tests/events/good/web.events"
	same "$status" 2
	has "$stderr" "recording of a learn build"
}

@test "without a Holdfast kernel there is nothing to show" {
	[[ ! -e /sys/kernel/security/holdfast ]] || skip "this is a Holdfast kernel"
	run_split "$HOLDFAST" log
	same "$status" 2
	has "$stderr" "this is no Holdfast kernel"
}

@test "a missing file" {
	run_split "$HOLDFAST" log nowhere
	same "$status" 2
	has "$stderr" "nowhere"
}
