#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# The table of commands, and that help, completion and man pages say the same as it.
# shellcheck disable=SC2030,SC2031

load common

TARGETS="uml x86 hardened hardened+bpf hardened+cmdline hardened+io_uring hardened+userns"

table() { "$HOLDFAST" completion table; }
shown_commands() { table | awk '$1 == "command" && $3 == "shown" { print $2 }'; }
table_options() { table | awk -v c="$1" '$1 == "option" && $2 == c { print "--" $3 }' | sort; }
table_letters() { table | awk -v c="$1" '$1 == "option" && $2 == c && $4 != "-" { print "-" $4 }' | sort; }

# The OPTIONS section of a man page as plain text: one line a tag.
man_tags() {
	sed -n '/^\.SH OPTIONS/,/^\.SH/p' "$SOURCE/man/$1.1" |
		grep -A1 '^\.TP' | grep -v '^\.TP' | sed 's/\\-/-/g; s/\\f.//g'
}
man_options() { man_tags "$1" | grep -oE -- '--[a-z][a-z-]*' | sort; }
man_letters() { man_tags "$1" | grep -oE -- '(^|[ "])-[A-Za-z]\b' | tr -d ' "' | sort; }

# What bash offers for the words $1...; the last one is being typed.
complete_words() {
	"$HOLDFAST" completion bash >completion.bash
	bash -c '. ./completion.bash
		COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
		_holdfast
		((${#COMPREPLY[@]})) && printf "%s\n" "${COMPREPLY[@]}"
		:' bash "$@"
}

@test "the table has the commands of the issue" {
	same "$(shown_commands | sort | xargs)" "check fmt learn log run seal status survey"
}

@test "general help lists exactly the commands of the table" {
	listed=$("$HOLDFAST" --help | sed -n '/^Commands:/,/^$/p' | awk '/^  / { print $1 }')
	same "$listed" "$(shown_commands)"
}

@test "help of each command lists exactly its options" {
	for command in $(shown_commands); do
		text=$("$HOLDFAST" "$command" --help)
		same "$command $(grep -oE -- '^  .{4}--[a-z-]+' <<<"$text" | grep -oE -- '--.*' | sort | xargs)" \
			"$command $(table_options "$command" | xargs)"
		same "$command $(grep -oE -- '^  -[a-z],' <<<"$text" | tr -d ' ,' | sort | xargs)" \
			"$command $(table_letters "$command" | xargs)"
	done
}

@test "help COMMAND and COMMAND -h are COMMAND --help" {
	for command in $(shown_commands); do
		text=$("$HOLDFAST" "$command" --help)
		same "$("$HOLDFAST" help "$command")" "$text"
		same "$("$HOLDFAST" "$command" -h)" "$text"
	done
}

@test "completion offers exactly the commands of the table" {
	same "$(complete_words holdfast '' | sort | xargs)" \
		"$(printf '%s\n' --help --version $(shown_commands) | sort | xargs)"
	same "$(complete_words holdfast sea)" seal
}

@test "completion offers exactly the options of each command" {
	for command in $(shown_commands); do
		same "$command $(complete_words holdfast "$command" -- | sort | xargs)" \
			"$command $(table_options "$command" | xargs)"
	done
}

@test "completion offers files, directories and choices where they belong" {
	mkdir directory && touch file
	same "$(complete_words holdfast check fi)" file
	same "$(complete_words holdfast seal --output fi)" file
	same "$(complete_words holdfast status --root '' | xargs)" directory
	same "$(complete_words holdfast seal --target '' | xargs)" "$TARGETS"
	same "$(complete_words holdfast status '')" ""
}

@test "completion offers the conditions of --fail-on, which bash parts at their colons" {
	same "$(complete_words holdfast survey --fail-on '' | xargs)" "path unseen open: off: falls: lost: unanswered: weaker changed"
	same "$(complete_words holdfast survey --fail-on un | xargs)" "unseen unanswered:"
	same "$(complete_words holdfast survey --fail-on open : mo)" module
	same "$(complete_words holdfast survey --fail-on open:mo)" open:module
	same "$(complete_words holdfast survey --fail-on lost : | sort | xargs)" "boot execution files kernel-integrity network"
	same "$(complete_words holdfast survey --json --fail-on off : sel)" selinux
	same "$(complete_words holdfast survey --fail-on off : | wc -l)" "$(ls "$SOURCE"/survey/catalogue/*.conf | wc -l)"
	same "$(complete_words holdfast survey --fail-on nothing : x)" ""
	# Every one that is offered is one.
	for condition in path unseen open:module off:selinux falls:selinux lost:kernel-integrity unanswered:boot; do
		status=0
		"$HOLDFAST" survey --root . --fail-on "$condition" >/dev/null 2>&1 || status=$?
		[ "$status" -le 1 ]
	done
}

@test "completion is valid bash" {
	"$HOLDFAST" completion bash | bash -n
}

@test "every command has a man page that has exactly its options" {
	for command in $(shown_commands); do
		page=holdfast-$command
		[ -f "$SOURCE/man/$page.1" ] || { echo "man/$page.1 is missing"; return 1; }
		same "$command $(man_options "$page" | xargs)" "$command $(table_options "$command" | xargs)"
		same "$command $(man_letters "$page" | xargs)" "$command $(table_letters "$command" | xargs)"
	done
}

@test "every man page of a command is of a command of the table" {
	for page in "$SOURCE"/man/holdfast-*.1; do
		command=${page##*/holdfast-} command=${command%.1}
		shown_commands | grep -qx "$command" || { echo "$page is of no command"; return 1; }
	done
}

@test "holdfast(1) has exactly the commands of the table" {
	named=$(sed -n '/^\.SH COMMANDS/,/^\.SH OPTIONS/p' "$SOURCE/man/holdfast.1" |
		grep -A1 '^\.TP' | sed -n 's/^\.B //p')
	same "$named" "$(shown_commands)"
	same "$(man_options holdfast | xargs)" "--help --version"
}

@test "man pages have no mistake that groff finds" {
	command -v groff >/dev/null || skip "no groff here"
	for page in "$SOURCE"/man/*.[0-9]; do
		same "$(groff -man -Tutf8 -ww -z "$page" 2>&1)" ""
	done
}

@test "the summary in a man page is that of the table" {
	for command in $(shown_commands); do
		summary=$("$HOLDFAST" --help | awk -v c="$command" '/^  / && $1 == c { $1 = ""; print substr($0, 2); exit }')
		has "$(sed 's/\\-/-/g' "$SOURCE/man/holdfast-$command.1")" "holdfast-$command - $summary"
	done
}

@test "--version says the version of the build" {
	run_split "$HOLDFAST" --version
	same "$status" 0
	[[ $stdout =~ ^holdfast\ [0-9]+\.[0-9]+\.[0-9]+\ \(image\ format\ [0-9]+\)$ ]]
	same "$("$HOLDFAST" -V)" "$stdout"
}

@test "mistakes on the command line end in 2 and say what to do" {
	check() {
		local expected=$1
		shift
		run_split "$HOLDFAST" "$@"
		same "$stderr" "holdfast: error: $expected"
		same "$status $stdout" "2 "
	}
	check 'no command given; see `holdfast --help`'
	check 'no command `nope`; see `holdfast --help`' nope
	check 'no command `nope`; see `holdfast --help`' help nope
	check 'no option --nope; see `holdfast --help`' --nope
	check 'check: no option --nope; see `holdfast check --help`' check --nope=3 x
	check 'check: no option -z; see `holdfast check --help`' check -z x
	check 'check: POLICY... is missing; see `holdfast check --help`' check
	check 'check: POLICY... is missing; see `holdfast check --help`' check --
	check 'check: --json takes no value; see `holdfast check --help`' check --json=1 x
	for target in arm '' hardened+ hardened+arm x86+bpf hardened+userns+bpf hardened+bpf+bpf hardened++bpf +bpf; do
		check "seal: --target cannot be \`$target\`, it is one of: $TARGETS; see \`holdfast seal --help\`" \
			seal --target="$target" x
	done
	check 'seal: --output needs a value: --output KERNEL; see `holdfast seal --help`' seal x -o
	check 'seal: --output was given twice; see `holdfast seal --help`' seal -oa --output=b x
	check 'status: `x` is one word too many; see `holdfast status --help`' status x
	check 'completion: `zsh` is neither bash nor table' completion zsh
}

@test "a mistake cannot steer the terminal" {
	run_split "$HOLDFAST" $'x\e[2Jy\n'
	same "$stderr" 'holdfast: error: no command `x\x1b[2Jy\x0a`; see `holdfast --help`'
}

@test "output that does not arrive is a failure" {
	[ -w /dev/full ] || skip "no /dev/full here"
	for words in --help --version "check --help" "completion bash"; do
		status=0
		# shellcheck disable=SC2086
		"$HOLDFAST" $words >/dev/full 2>error || status=$?
		same "$status" 3
		has "$(<error)" "cannot write to standard output"
	done
}

@test "holdfast run leaves the options of its command alone" {
	run_split "$HOLDFAST" run --help --nope
	same "$status" 2
	run_split "$HOLDFAST" run --help ls --nope
	same "$status" 0
}
