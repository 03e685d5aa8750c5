#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What root tries in lab/attacks, and its legitimate neighbours, without Holdfast and with it:
#
#	tests/attacks.sh uml	all that user-mode Linux has, and what the log then holds
#	tests/attacks.sh x86	those that only an x86-64 kernel has (lab/attacks/*/table.x86), in QEMU
#
# One line for each: an attack is `ok` if it had its effect without, had none with, and its
# denial is in the log; a neighbour if it works in both.
set -u
top=$PWD
target=$1
lab=$top/build/lab
out=$top/build/check/attacks-$target
holdfast=$top/build/holdfast
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
export HOLDFAST_KERNELS="$kernels"
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"
# shellcheck source=lab/lib/guest.sh
. "$top/lab/lib/guest.sh"

seal() {
	sed "s|@INIT@|$(sha256sum <"$kernels/initramfs/init" | cut -c1-64)|" \
		"$top/lab/policies/guest.policy.in" >"$out/guest.policy"
	"$top/lab/policies/pin.sh" "$lab" "$out/given-away.policy" "$out/guest.policy" || stop "nothing can be pinned"
	"$holdfast" seal "$out/guest.policy" "$out/given-away.policy" --target "$target" -o "$out/kernel" >"$out/seal.log" 2>&1 ||
		{ cat "$out/seal.log"; stop "the policy cannot be sealed"; }
}

# The outcomes, from results.tsv: NAME, attack or twin, good or bad, without, with, denial, words.
tell() {
	awk -F '\t' '{
		verdict = $3 == "good" ? "ok" : "not ok"
		printf "%s %s %s: %s", verdict, $2, $1, $7
		if ($3 != "good")
			printf " [without Holdfast: %s; with: %s; denial: %s]", $4, $5, $6 == "" ? "none" : $6
		printf "\n"
	}' "$out/results.tsv"
	! grep -q "$(printf '\tbad\t')" "$out/results.tsv"
}

head_value() { sed -n "1s/.* $1=\([0-9]*\).*/\1/p" "$2"; }

# The log of all that is complete, and tools can read it, whatever names the attacks had chosen.
log_is_complete() {
	"$holdfast" log "$out/events" >"$out/log" 2>&1
	verdict $? "G5 attacks: holdfast log reads every record, hostile names included"
	# shellcheck disable=SC1003 # backslashes of the log, not of the shell
	grep -qF 'name="@abstract:\"\x00 domain=\"init\"\x0a\x00' "$out/events"
	verdict $? "G5 attacks: the name of a socket is all in the log, behind its NUL byte, too"
	[ "$(head_value lost "$out/events")" = 0 ] &&
		[ "$(head_value count "$out/events")" = "$(grep -c '^deny ' "$out/events")" ]
	verdict $? "G5 attacks: no denial is lost ($(head_value count "$out/events") were logged)"
}

# More denials than the ring holds: those that it cannot keep are counted, and none is skipped.
log_counts_losses() {
	guest --timeout 300 --kernel "$out/kernel" --events "$out/flood.events" -- \
		"$lab/runner" flood flood flood flood flood >"$out/flood.out" || :
	lost=$(head_value lost "$out/flood.events")
	count=$(head_value count "$out/flood.events")
	last=$(tail -n 1 "$out/flood.events" | sed -n 's/^deny seq=\([0-9]*\) .*/\1/p')
	[ "${lost:-0}" -gt 0 ] && [ $((lost + count)) = $((last + 1)) ] && [ "$last" -ge 5000 ]
	verdict $? "G5 attacks: of ${last:-no} denials in a flood, ${lost:-none} are said to be lost"
}

rm -rf "$out"
mkdir -p "$out"
kernel/build.sh "$target-plain" "$target-sealed" || stop "no kernels"
make -s -C lab/attacks OUT="$lab" TARGET="$target" || stop "the attacks do not build"
seal
cp "$lab/table" "$out/table"
plain=$kernels/uml-plain/linux
names=
if [ "$target" = x86 ]; then
	plain=$kernels/x86-plain/bzImage
	cat lab/attacks/*/table.x86 >"$out/table"
	names=$(sed 's/#.*//; s/ .*//' "$out/table")
	lab/disk.sh "$out/disk.img" "$top/lab/workloads" "$lab" >"$out/disk.log" 2>&1 || stop "no disk image, see $out/disk.log"
fi
echo "attacks: without Holdfast"
# shellcheck disable=SC2086 # words
guest --timeout 300 --kernel "$plain" -- "$lab/runner" $names >"$out/control.out"
verdict $? "attacks: all ran without Holdfast"
echo "attacks: with Holdfast"
# shellcheck disable=SC2086 # words
guest --timeout 300 --kernel "$out/kernel" --events "$out/events" -- "$lab/runner" $names >"$out/sealed.out"
verdict $? "attacks: all ran with Holdfast"
awk -f "$top/lab/lib/judge.awk" "$out/table" "$out/control.out" "$out/sealed.out" "$out/events" >"$out/results.tsv"
tell || status=1
if [ "$target" = uml ]; then
	log_is_complete
	log_counts_losses
fi
exit $status
