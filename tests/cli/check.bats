#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast check: facts about good policies, places and reasons for bad ones.

load common

ZEROS=0000000000000000000000000000000000000000000000000000000000000000
EMPTY=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

# A small good policy on standard output; more lines may follow.
web() {
	cat <<END
policy web 3
set secrets = /etc/shadow /etc/ssl/private/**
program init = @initramfs:/init sha256:$ZEROS
program nginx = /usr/sbin/nginx sha256:$ZEROS
library /usr/lib/libssl.so.3 sha256:$EMPTY
domain kernel { execute init }
domain init {
	execute nginx
}
domain nginx {
	read /etc/nginx/** secrets
	write /run/nginx.pid
	listen tcp 80 443
	capability net_bind_service
	map /usr/lib/libssl.so.3
}
expect nginx read /etc/nginx/nginx.conf allow
expect nginx read /etc/passwd deny
never nginx read /root/**
END
}

@test "a good policy: one line of facts" {
	web >web.policy
	run_split "$HOLDFAST" check web.policy
	same "$stderr" ""
	same "$status" 0
	[[ $stdout =~ ^good:\ [0-9]+\ rules,\ 3\ domains,\ 2\ programs,\ 1\ libraries,\ [0-9]+\ patterns\;\ [0-9]+\ states,\ [0-9]+\ classes,\ image\ of\ [0-9]+\ bytes$ ]]
	only_files web.policy
}

@test "standard input" {
	web | "$HOLDFAST" check -
	same "$(printf 'nonsense\n' | "$HOLDFAST" check - 2>&1 | head -1 | cut -d: -f1,2)" "<standard input>:1"
	run_split "$HOLDFAST" check - - </dev/null
	same "$status" 2
	has "$stderr" "can be read only once, but is named 2 times"
}

@test "layers are compiled together: any deny wins" {
	web >web.policy
	printf 'policy site 1\ndomain * {\n\tdeny read /etc/nginx/nginx.conf\n}\n' >site.policy
	run_split "$HOLDFAST" check web.policy site.policy
	same "$status" 2
	has "$stderr" "web.policy:17:"
	printf 'policy site 1\ndomain * {\n\tdeny read /etc/other\n}\n' >site.policy
	"$HOLDFAST" check web.policy site.policy
}

@test "a mistake: file, line, column, the place, and nothing on standard output" {
	web | sed 's/^\tread/\traed/' >web.policy
	run_split "$HOLDFAST" check web.policy
	same "$status" 2
	same "$stdout" ""
	has "$stderr" "web.policy:11:2: "
	has "$stderr" "raed /etc/nginx/** secrets"
	has "$stderr" "^^^^"
}

@test "mistakes of all files are shown at once" {
	web | sed 's/^\tread/\traed/' >a.policy
	web | sed 's/^\twrite/\twriet/' >b.policy
	run_split "$HOLDFAST" check a.policy missing.policy b.policy
	same "$status" 2
	has "$stderr" "a.policy:11:2: "
	has "$stderr" "missing.policy: error: cannot open missing.policy: No such file or directory"
	has "$stderr" "b.policy:12:2: "
}

@test "a never that does not hold and an expect that comes out differently are errors" {
	{ web; echo 'never nginx write /run/**'; } >never.policy
	run_split "$HOLDFAST" check never.policy
	same "$status $stdout" "2 "
	has "$stderr" "never.policy:20:"
	{ web; echo 'expect nginx read /etc/passwd allow'; } >expect.policy
	run_split "$HOLDFAST" check expect.policy
	same "$status $stdout" "2 "
	has "$stderr" "expect.policy:20:"
}

@test "files that cannot be read" {
	mkdir directory
	run_split "$HOLDFAST" check directory
	same "$status $stdout" "2 "
	has "$stderr" "directory: error: cannot read directory: Is a directory"
	run_split "$HOLDFAST" check ""
	same "$status $stdout" "2 "
	web >secret.policy
	chmod 0 secret.policy
	chmod 755 .
	run_split unprivileged "$HOLDFAST" check secret.policy
	[ "$status" != 126 ] || skip "cannot run the command as another user"
	same "$status $stdout" "2 "
	has "$stderr" "secret.policy: error: cannot open secret.policy: Permission denied"
}

@test "what is no policy at all" {
	: >empty.policy
	head -c 5000 "$HOLDFAST" >binary.policy
	printf '\0\0\0\n' >zeros.policy
	for file in empty binary zeros; do
		run_split "$HOLDFAST" check $file.policy
		same "$file $status $stdout" "$file 2 "
		has "$stderr" "$file.policy:"
	done
}

@test "one layer too many" {
	web >web.policy
	for ((i = 0; i < 65; i++)); do files+=(web.policy); done
	run_split "$HOLDFAST" check "${files[@]}"
	same "$status $stdout" "2 "
	has "$stderr" "at most 64 (HF_MAX_LAYERS), not 65"
}

@test "JSON of a good policy" {
	web >web.policy
	run_split "$HOLDFAST" check --json web.policy
	same "$status $stderr" "0 "
	python3 - "$stdout" <<'END'
import json, sys
out = json.loads(sys.argv[1])
assert out["good"] is True and out["errors"] == 0 and out["diagnostics"] == [], out
assert out["stats"]["domains"] == 3 and out["stats"]["programs"] == 2, out
assert out["stats"]["image_bytes"] > 0 and out["host"] is None, out
END
}

@test "JSON of a bad policy, with bytes that are not UTF-8" {
	printf 'policy web 3\ndomain kernel {\n\traed /\xff\n}\n' >bad.policy
	run_split "$HOLDFAST" check --json bad.policy missing.policy
	same "$status $stderr" "2 "
	python3 - "$stdout" <<'END'
import json, sys
out = json.loads(sys.argv[1])
assert out["good"] is False and out["stats"] is None, out
first = [d for d in out["diagnostics"] if d["file"] == "bad.policy"][0]
assert (first["severity"], first["line"], first["column"]) == ("error", 3, 2), out
assert first["source"] == "\traed /\\xff", out
assert any(d["file"] == "missing.policy" and d["line"] == 0 for d in out["diagnostics"]), out
assert out["errors"] == len(out["diagnostics"]), out
END
}

@test "--host: programs and libraries that are not this machine's" {
	here=$(pwd -P)
	: >"$here/good" && echo x >"$here/changed" && ln -s good "$here/link"
	cat >host.policy <<END
policy host 1
program init = @initramfs:/init sha256:$ZEROS
program good = $here/good sha256:$ZEROS sha256:$EMPTY
program changed = $here/changed sha256:$EMPTY
program link = $here/link sha256:$EMPTY
library $here/missing sha256:$EMPTY
domain kernel { execute init }
domain init { execute good changed link }
domain good { map $here/missing }
domain changed { read /etc/passwd }
domain link { read /etc/passwd }
END
	run_split "$HOLDFAST" check host.policy
	same "$status" 0
	run_split "$HOLDFAST" check --host host.policy
	same "$status" 1
	has "$stderr" "host.policy:4:19: warning: $here/changed has other content on this machine"
	has "$stderr" "the file here has sha256:$(sha256sum <changed | cut -c-64)"
	has "$stderr" "host.policy:5:16: warning: $here/link is reached through a symbolic link"
	has "$stderr" "write \`$here/good\`"
	has "$stderr" "host.policy:6:9: warning: $here/missing does not exist on this machine"
	same "$(grep -c warning <<<"$stderr")" 3
	has "$stdout" "host: 4 files compared, 3 are not those of the policy, 1 names not on a disk"

	run_split "$HOLDFAST" check --host --json host.policy
	same "$status" 1
	python3 -c 'import json, sys; out = json.loads(sys.argv[1])
assert out["host"] == {"compared": 4, "unequal": 3, "elsewhere": 1} and out["warnings"] == 3, out' "$stdout"

	sed -i '/changed\|link\|missing/d' host.policy
	printf 'domain init { execute good }\ndomain good { read /etc/passwd }\n' >>host.policy
	run_split "$HOLDFAST" check --host host.policy
	same "$status $stderr" "0 "
}

@test "--host: digests of one path unite over layers" {
	here=$(pwd -P)
	: >file
	printf 'policy a 1\nprogram init = %s sha256:%s\ndomain kernel { execute init }\ndomain init { map %s }\n' \
		"$here/file" $ZEROS "$here/file" >a.policy
	printf 'policy b 1\nlibrary %s sha256:%s\n' "$here/file" $EMPTY >b.policy
	run_split "$HOLDFAST" check --host a.policy
	same "$status" 1
	run_split "$HOLDFAST" check --host a.policy b.policy
	same "$status $stderr" "0 "
}

@test "colour on a terminal only, and never against NO_COLOR" {
	command -v script >/dev/null || skip "no script(1) here"
	printf 'nonsense\n' >bad.policy
	escape=$(printf '\033')
	run "$HOLDFAST" check bad.policy
	if [[ $output == *"$escape"* ]]; then return 1; fi
	run script -qec "'$HOLDFAST' check bad.policy" /dev/null
	has "$output" "$escape[1"
	NO_COLOR=1 run script -qec "'$HOLDFAST' check bad.policy" /dev/null
	if [[ $output == *"$escape[1"* ]]; then return 1; fi
}

@test "what takes longer than two seconds shows progress, and quick work does not" {
	web >web.policy
	{ sleep 3; cat web.policy; } | "$HOLDFAST" check - 2>slow
	[[ $(<slow) =~ ^holdfast:\ checking,\ [2-9]\ s$ ]]
	"$HOLDFAST" check web.policy 2>quick
	same "$(<quick)" ""
	command -v script >/dev/null || skip "no script(1) here"
	run script -qec "{ sleep 3; cat web.policy; } | '$HOLDFAST' check -" /dev/null
	has "$output" $'\r\e[Kchecking, 2 s\r'
	has "$output" $'\r\e[Kgood: '
}
