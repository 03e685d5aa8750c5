#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Races against labels and approved content in a sealed kernel:
#
#	tests/vm/races.sh [uml|x86] [SECONDS [SCENARIO...]]
#
# SECONDS (1) is for each scenario of races_scenarios.c. User-mode Linux has one CPU,
# where threads only change places when one sleeps; x86 has two.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
export HOLDFAST_KERNELS=$kernels
target=${1:-uml}
seconds=${2:-1}
shift $(($# < 2 ? $# : 2))
[ $# -gt 0 ] || set -- all
work=${RACES_WORK:-$top/build/check/races-$target}
status=0
run=("$holdfast" run --timeout $((300 + 20 * ${seconds%.*})))

stop() { echo "not ok races: $*"; exit 1; }
digest() { sha256sum <"$1" | cut -c1-64; }

rm -rf "$work"
mkdir -p "$work/data" "$work/bin"
cd "$work/data" || exit 1
gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -pthread -o races "$here/races.c" \
	"$here/races_scenarios.c" "$here/races_exec.c" || stop "races.c does not build"
mkdir -p pub secret place disk code tree/pub tree/secret
cp races prey
head -c 65536 /dev/zero | tr '\0' R >right
head -c 65536 /dev/zero | tr '\0' O >code/other
for number in $(seq 200); do cp right "code/lower.$number"; done
PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -O ^has_journal -d tree disk.img 8M || stop "no disk image"
{
	sed -e "s|@D@|$PWD|g" -e "s|@INIT@|$(digest "$kernels/initramfs/init")|" \
		-e "s|@RACES@|$(digest races)|" -e "s|@RIGHT@|$(digest right)|" "$here/races.policy.in"
	for number in $(seq 200); do
		echo "library $PWD/code/lower.$number sha256:$(digest right)"
	done
	sed -n -e '/^domain init {/,/^}/{s/execute probe/execute races/;p}' "$here/functional.policy.in"
} >"$work/policy"

if [ "$target" = x86 ]; then
	"$top/lab/disk.sh" "$work.img" "$work" >"$work/disk.log" 2>&1 || { cat "$work/disk.log"; stop "no disk image"; }
	mv "$work.img" "$work/guest.img"
	run+=(--target x86 --disk "$work/guest.img")
	# `holdfast run` gives the guest one CPU; a race needs two.
	qemu=$(command -v qemu-system-x86_64) || stop "no qemu-system-x86_64"
	# shellcheck disable=SC2016 # for the other script
	printf '#!/bin/bash\nwords=("$@")\nfor i in "${!words[@]}"; do\n\t[ "${words[$i]}" != -smp ] || words[$((i + 1))]=2\ndone\nexec %s "${words[@]}"\n' \
		"$qemu" >"$work/bin/qemu-system-x86_64"
	chmod +x "$work/bin/qemu-system-x86_64"
	PATH=$work/bin:$PATH
fi
"$holdfast" seal "$work/policy" -o "$work/kernel" --target "$target" >"$work/seal.log" 2>&1 ||
	{ cat "$work/seal.log"; stop "the policy cannot be sealed"; }
"${run[@]}" --kernel "$work/kernel" --verbose -- "$work/data/races" "$work/data" "$seconds" "$@" \
	>"$work/out" 2>"$work/log" </dev/null
grep -q '^RACES DONE' "$work/out" || { tail -n 15 "$work/log"; stop "the guest did not run to its end"; }

# One line for each scenario.
tr -d '\r' <"$work/out" | awk -v target="$target" '
	/^RACE / {
		name = $2; split($0, part, /(rounds|bad|broken|hits)=/)
		text = ""
		for (i = 7; i <= NF; i++) text = text " " $i
		verdict = part[3] + 0 == 0 && part[4] + 0 == 0 && part[2] + 0 > 0 ? "ok" : "not ok"
		printf "%s G2 race %s on %s: %d rounds, %d bad, %d broken, %d hits%s\n", verdict, name, \
			target, part[2], part[3], part[4], part[5], text
	}' >"$work/results"
cat "$work/results"
[ -s "$work/results" ] && ! grep -q '^not ok' "$work/results" || status=1
exit $status
