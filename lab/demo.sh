#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The main job from end to end, on this machine's own files: lab/demo.sh [uml|x86]
# Needs build/holdfast and the kernels of the target, which `make demo` builds.
# Everything it makes goes to build/demo/TARGET; results.tsv there has all outcomes.
set -eu

target=${1:-uml}
case $target in uml | x86) ;; *) echo "usage: lab/demo.sh [uml|x86]" >&2; exit 2 ;; esac
top=$(cd "$(dirname "$0")/.." && pwd)
lab=$top/build/lab
out=${HOLDFAST_DEMO_OUT:-$top/build/demo/$target}
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
export HOLDFAST_KERNELS=$kernels
kernel=linux
[ "$target" = uml ] || kernel=bzImage
workload=$top/lab/workloads/web/run.sh
# shellcheck source=lab/lib/say.sh
. "$top/lab/lib/say.sh"
# shellcheck source=lab/lib/guest.sh
. "$top/lab/lib/guest.sh"
# shellcheck source=lab/lib/attacks.sh
. "$top/lab/lib/attacks.sh"

prepare() {
	[ -x "$holdfast" ] || die "$holdfast is missing; run: make demo"
	for build in plain learn sealed; do
		[ -e "$kernels/$target-$build/$kernel" ] ||
			die "$kernels/$target-$build/$kernel is missing; run: make demo TARGET=$target"
	done
	rm -rf "$out"
	mkdir -p "$out"
	make -s -C "$top/lab/attacks" OUT="$lab" TARGET="$target" || die "the attacks do not build"
	printf '%sHoldfast%s: nothing but what this machine is for, root included.\n' "$bold" "$plain"
	if [ ! -r /etc/shadow ]; then
		say "You cannot read /etc/shadow, so a guest of yours cannot either: the controls about it will fail."
		say "Run this as root to see all of them."
	fi
	if [ "$target" = x86 ]; then
		say "Kernels for x86-64, in QEMU without hardware help, on a small disk with this machine's files."
		moment=$(now)
		working "making a disk image"
		"$top/lab/disk.sh" "$out/disk.img" "$top/lab/workloads" "$lab" >>"$out/guest.log" 2>&1 ||
			die "no disk image, see $out/guest.log"
		say "${dim}disk image made in $(since "$moment")$plain"
	else
		say "Kernels as ordinary processes (user-mode Linux), on this machine's files, copy on write."
	fi
}

learn() {
	step 1 "Learn: what do nginx, gzip, a shell script, a Python service and curl really do?"
	for run in 1 2; do
		moment=$(now)
		working "run $run: the workload, everything allowed and recorded"
		guest --learn "$out/learn-$run.events" -- "$workload" >"$out/learn-$run.out" ||
			die "the workload fails under the learn kernel; see $out/learn-$run.out and $out/guest.log"
		facts=$(grep -c '^fact ' "$out/learn-$run.events")
		say "run $run: the workload ran, $facts facts recorded, $(sed -n '1s/.* lost=\([0-9]*\).*/\1/p' \
			"$out/learn-$run.events") lost ($(since "$moment"))"
	done
	cmp -s "$out/learn-1.out" "$out/learn-2.out" || fail "two runs of the workload gave different answers"
}

write_policy() {
	step 2 "Policy: the facts as a text that a person can review"
	"$holdfast" learn "$out/learn-1.events" "$out/learn-2.events" -o "$out/web.policy" \
		>"$out/learn.log" 2>&1 || { cat "$out/learn.log"; die "holdfast learn failed"; }
	"$holdfast" learn "$out/learn-1.events" "$out/learn-2.events" -o "$out/again.policy" >/dev/null 2>&1
	if cmp -s "$out/web.policy" "$out/again.policy"; then
		say "Learned twice from the same facts: the same text, byte for byte."
	else
		fail "learned twice from the same facts: the texts differ"
	fi
	rm -f "$out/again.policy"
	facts=$(cat "$out"/learn-?.events | grep -c '^fact ')
	rules=$(awk '/^domain .*\{$/ { inside = 1; next } /^}/ { inside = 0 }
		inside && !/^ *(#|$)/ && !continued { n++ } { continued = /\\$/ } END { print n + 0 }' "$out/web.policy")
	say "$facts facts became $rules rules in $(grep -c '^domain ' "$out/web.policy") domains," \
		"$(grep -c '^program ' "$out/web.policy") programs and" \
		"$(grep -c '^library ' "$out/web.policy") libraries pinned: build/demo/$target/web.policy"
	say "The domain of nginx:"
	awk '/^domain nginx \{/ { inside = 1 } inside { print "      " $0 } /^}/ { inside = 0 }' "$out/web.policy"
}

seal() { # seal KERNEL POLICY...
	sealed=$1
	shift
	moment=$(now)
	working "compiling and linking"
	"$holdfast" seal "$@" -o "$sealed" --target "$target" >"$out/seal.log" 2>&1 ||
		{ cat "$out/seal.log"; die "holdfast seal failed"; }
	took=$(($(now) - moment))
}

seal_policy() {
	step 3 "Seal: the policy becomes part of the kernel image"
	seal "$out/sealed-web" "$out/web.policy"
	wipe
	grep -v 'linking the kernel' "$out/seal.log" | sed 's/^/   /'
	say "sealed in $(awk "BEGIN { printf \"%.1f\", $took / 1000 }") s (target: under 60)"
	[ $took -lt 60000 ] || fail "sealing took longer than 60 s"
}

work() {
	step 4 "Boot and work: the same programs under the sealed kernel"
	moment=$(now)
	workload_same=no
	working "the workload, nothing allowed but the policy"
	guest --kernel "$out/sealed-web" --events "$out/work.events" -- "$workload" >"$out/work.out" ||
		fail "the workload fails under the sealed kernel; see $out/work.out and $out/work.events"
	if cmp -s "$out/learn-1.out" "$out/work.out"; then
		workload_same=yes
		say "${green}$(wc -c <"$out/work.out") bytes of answers, all the same$plain ($(since "$moment"))"
	else
		fail "the answers differ; diff $out/learn-1.out $out/work.out begins:"
		diff "$out/learn-1.out" "$out/work.out" | head -n 8 | sed 's/^/      /'
	fi
	denials=$(grep -c '^deny ' "$out/work.events" || :)
	say "$denials denials while it worked"
	if [ "$denials" != 0 ]; then grep '^deny ' "$out/work.events" | head -n 8 | sed 's/^/      /'; fi
}

finish() {
	attacks=$(awk -F '\t' '$2 == "attack"' "$out/results.tsv" | wc -l)
	planned=$(($(grep -v '^#' "$lab/table" | awk '$3 != "twin"' | wc -l) + $(echo "$parameters" | wc -w)))
	refused=$(awk -F '\t' '$2 == "attack" && $5 !~ /^EFFECT/ && $6 != ""' "$out/results.tsv" | wc -l)
	controls=$(awk -F '\t' '$2 == "attack" && $4 == "EFFECT"' "$out/results.tsv" | wc -l)
	twins=$(awk -F '\t' '$2 == "twin"' "$out/results.tsv" | wc -l)
	working=$(awk -F '\t' '$2 == "twin" && $3 == "good"' "$out/results.tsv" | wc -l)
	printf '\n'
	say "$working/$twins legitimate neighbours of the attacks work with Holdfast as without"
	[ "$working" = "$twins" ] || fail "legitimate programs were refused, see build/demo/$target/results.tsv"
	[ "$attacks" = "$planned" ] || fail "$planned attacks were planned and $attacks judged"
	[ "$refused" = "$attacks" ] || fail "attacks were not refused"
	[ "$controls" = "$attacks" ] || fail "attacks did not work without Holdfast, so refusing them shows nothing"
	say "everything took $(since "$begin"); outcomes: build/demo/$target/results.tsv"
	if [ -n "$failures" ]; then printf '%swhat failed:%s\n%s' "$red" "$plain" "$failures" | sed '2,$s/^/   /'; fi
	verdict=identical
	[ $workload_same = yes ] || verdict=DIFFERENT
	echo "demo: workload $verdict, $refused/$attacks attacks refused, $controls/$attacks controls succeeded"
	[ -z "$failures" ]
}

begin=$(now)
prepare
learn
write_policy
seal_policy
work
attack
finish
