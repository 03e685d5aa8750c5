#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Allocations that fail, one after the other, in a sealed kernel with fault injection:
# tests/vm/faults.sh [uml|x86]. tests/debug.sh builds it, and says by HOLDFAST_KERNELS where it
# is. User-mode Linux itself does not survive that the pages of a program that is being loaded cannot be had
# (maybe_map), so what loads one is for x86.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/vm/lib.sh
. "$here/lib.sh"
target=${1:-uml}
work=${FAULTS_WORK:-$top/build/check/faults-$target}
loads=
run=("$holdfast" run --timeout 900 --verbose --target "$target")

if ! grep -q '^CONFIG_FAILSLAB=y' "$kernels/$target-sealed/.config" 2>/dev/null; then
	echo 'skip faults this kernel has no fault injection: make check-kernel-debug runs them'
	exit 0
fi
rm -rf "$work"
mkdir -p "$work/data"
cd "$work/data" || exit 1
gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -o faults "$here/faults.c" || stop "faults.c does not build"
mkdir -p pub secret kept place code
for copy in partner foreign wrong trusting; do cp faults $copy; done
echo 'No loader knows this.' | tee plain >dull
chmod +x plain dull
printf '#!%s/dull\n' "$PWD" >script
echo f >pub/f
echo f >secret/f
head -c 65536 /dev/zero >pub/unlisted
head -c 65536 /dev/zero | tr '\0' R >right
{
	sed -e "s|@D@|$PWD|g" -e "s|@INIT@|$(digest "$kernels/initramfs/init")|" \
		-e "s|@FAULTS@|$(digest faults)|" -e "s|@RIGHT@|$(digest right)|" \
		-e "s|@DULL@|$(digest dull)|" -e "s|@SCRIPT@|$(digest script)|" "$here/faults.policy.in"
	sed -n -e '/^domain init {/,/^}/{s/execute probe/execute faults/;p}' "$here/functional.policy.in"
} >"$work/policy"
if [ "$target" = x86 ]; then
	make_disk "$work/guest.img"
	run+=(--disk "$work/guest.img")
	loads=loads
fi
seal_policy
"${run[@]}" --kernel "$work/kernel" -- "$work/data/faults" "$work/data" $loads \
	>"$work/out" 2>"$work/log" </dev/null
grep -q '^FAULTS DONE' "$work/out" || { cat "$work/out"; tail -n 15 "$work/log"; stop "the guest did not run to its end"; }
tr -d '\r' <"$work/out" | awk -v target="$target" '/^FAULT / {
	split($0, part, /(allocations|bad|broken)=/)
	text = ""
	for (i = 6; i <= NF; i++) text = text " " $i
	verdict = part[3] + 0 == 0 && part[4] + 0 == 0 && part[2] + 0 > 0 ? "ok" : "not ok"
	printf "%s G5 fault %s on %s: %d allocations failed, %d bad, %d broken%s\n", verdict, $2, target, part[2], part[3], part[4], text
}' >"$work/results"
cat "$work/results"
[ -s "$work/results" ] && ! grep -q '^not ok' "$work/results" || status=1
exit $status
