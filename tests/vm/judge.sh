#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The judge of the attacks (lab/lib/judge.awk) must be able to say no: made-up
# outcomes, each with what it has to say of them.
set -u
top=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# judged WANT KIND DENIAL CONTROL SEALED EVENT WORDS: writes the files, compares.
judged() {
	printf 'one box %s some words\nnext box read other words\n' "$2" >"$work/table"
	printf 'RUN one time=5.000000\n%s\nRUN next time=6.000000\n' "$3" >"$work/control"
	printf 'RUN one time=1.000000\n%s\nRUN next time=2.000000\nNOEFFECT next errno=13\n' "$4" >"$work/sealed"
	printf 'holdfast-events version=1\n%s\n' "$5" >"$work/events"
	got=$(awk -f "$top/lab/lib/judge.awk" "$work/table" "$work/control" "$work/sealed" "$work/events" |
		awk -F '\t' '$1 == "one" { print $3 }')
	if [ "$got" = "$1" ]; then
		echo "ok judge: $6"
	else
		echo "not ok judge: $6 -- it said $got"
		status=1
	fi
}

deny() { # deny TIME DOMAIN ACCESS
	printf 'deny seq=0 time=%s domain="%s" program="/x" pid=7 comm="x" access=%s name="/a \\" time=9 b" reason="no"' "$1" "$2" "$3"
}

did='EFFECT one'
not='NOEFFECT one errno=13 (Permission denied)'
fits=$(deny 1.500000 box read)
judged good read "$did" "$not" "$fits" 'an attack that works without, is refused with, and is in the log'
judged bad read "$not" "$not" "$fits" 'an attack whose control fails'
judged bad read "$did" "$did" "$fits" 'an attack that has its effect'
judged bad read "$did" "$did
$not" "$fits" 'an attack that has its effect and then says otherwise'
judged bad read "$did" 'ENDED one status=3' "$fits" 'an attack that is broken'
judged good read "$did" 'ENDED one signal=11 (Segmentation fault)' "$fits" 'an attack that is killed, with a denial'
judged bad read "$did" '' "$fits" 'an attack that did not run'
judged bad read "$did" "$not" '' 'an attack without a denial'
judged bad read "$did" "$not" "$(deny 2.500000 box read)" 'a denial of another time'
judged bad read "$did" "$not" "$(deny 1.500000 other read)" 'a denial of another domain'
judged bad read "$did" "$not" "$(deny 1.500000 box modify)" 'a denial of another access'
judged good read,map "$did" "$not" "$(deny 1.500000 box create,map)" 'one of several accesses'
judged good read/other "$did" "$not" "$(deny 1.500000 other read)" 'a denial of the domain that the table names'
judged good twin "$did" "$did" '' 'a twin that works'
judged bad twin "$did" "$not" '' 'a twin that is refused'
judged bad twin "$not" "$did" '' 'a twin that works only with Holdfast'
exit $status
