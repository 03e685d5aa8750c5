#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Every verb of the policy language in a sealed kernel: tests/vm/functional.sh [uml|x86].
# What is granted works, what is not is refused and in the log. The cases are in
# functional.cases and functional.TARGET.cases, the policy is functional.policy.in, the program that does it is
# probe.c (and probe_shared.c). One `ok` or `not ok` line for each case, with the guarantee it shows.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/vm/lib.sh
. "$here/lib.sh"
target=${1:-uml}
work=${FUNCTIONAL_WORK:-$top/build/check/functional-$target}
run=("$holdfast" run --timeout 300)
if [ "$target" = x86 ]; then run+=(--target x86 --disk "$work/disk.img"); fi

rm -rf "$work"
mkdir -p "$work/data"
gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -o "$work/probe" "$here/probe.c" "$here/probe_shared.c" ||
	stop "probe.c does not build"
for copy in partner foreigner wrong data/changed; do cp "$work/probe" "$work/$copy"; done
cd "$work/data" || exit 1
mkdir -p listable tree/a/b tree/empty mounted old-2
for file in readable modifiable appendable old-1 old-3 old-4 attributes unmappable \
	denied-by-rule tree/a/b/leaf tree/a/b/other; do echo "content of $file" >"$file"; done
head -c 4096 /dev/zero >library
cp library unmapped
sed -e "s|@W@|$work|g" -e "s|@INIT@|$(digest "$kernels/initramfs/init")|" \
	-e "s|@PROBE@|$(digest "$work/probe")|" -e "s|@LIBRARY@|$(digest library)|" \
	"$here/functional.policy.in" >"$work/policy"
cat "$here/functional.cases" >"$work/cases"
if [ -e "$here/functional.$target.cases" ]; then cat "$here/functional.$target.cases" >>"$work/cases"; fi
# The lines that probe reads: a number for each case, and what to do.
awk -F ' [|] ' -v data="$work/data" -v work="$work" '!/^#/ {
	gsub(/(^| |root)D/, "&\001", $4); gsub(/D\001/, data, $4)
	gsub(/(^| )W\//, "&\001", $4); gsub(/W\/\001/, work "/", $4)
	print NR, $4 }' "$work/cases" >"$work/data/script"

if [ "$target" = x86 ]; then
	make_disk "$work/disk.img"
fi
seal_policy

# judge OUTPUT EVENTS: one line for each case.
judge() {
	awk -F ' [|] ' '
		FNR == 1 { file++ }
		file == 1 && !/^#/ { guarantee[FNR] = $1; what[FNR] = $2; want[FNR] = $3; order[++count] = FNR }
		file == 2 && /^PROBE / {
			sub(/\r$/, "")
			split($0, part, " ")
			sub("from=", "", part[3]); sub("to=", "", part[4]); sub("errno=", "", part[5])
			from[part[2]] = part[3] + 0; to[part[2]] = part[4] + 0; error[part[2]] = part[5] + 0
		}
		file == 3 && /^deny / {
			match($0, / time=[0-9.]+/); time[++events] = substr($0, RSTART + 6, RLENGTH - 6) + 0
			match($0, / access=[a-z,_]+/); access = substr($0, RSTART + 8, RLENGTH - 8)
			denied[events] = "," access ","; logged[events] = $0
		}
		END {
			for (i = 1; i <= count; i++) {
				n = order[i]
				accesses = line = ""
				for (e = 1; e <= events; e++)
					if (time[e] >= from[n] && time[e] <= to[n]) {
						accesses = accesses denied[e]; line = logged[e]
					}
				split(want[n], expectation, " ")
				verdict = "not ok"; why = ""
				if (!(n in error)) why = "it did not run"
				else if (expectation[1] == "allow") {
					if (error[n] == 0) verdict = "ok"
					else why = "refused, errno " error[n] " " line
				} else if (error[n] == 0) why = "it was not refused"
				else if (error[n] >= 999) why = "the test itself is broken, errno " error[n] - 1000 " " line
				else if (expectation[1] == "fail") verdict = "ok"
				else {
					m = split(expectation[2], words, ",")
					for (j = 1; j <= m; j++)
						if (index(accesses, "," words[j] ",")) verdict = "ok"
					if (verdict != "ok") why = "no denial of " expectation[2] " in the log, errno " error[n] " " line
				}
				if (guarantee[n] != "" && what[n] ~ /^\(/ && verdict == "ok") continue
				printf "%s %s %s: %s%s\n", verdict, guarantee[n], what[n], \
					expectation[1] == "allow" ? "granted" : "refused", why == "" ? "" : " -- " why
			}
		}' "$work/cases" "$1" "$2"
}

# boot NAME OPTION...: runs all cases.
boot() {
	name=$1
	shift
	rm -f "$work/$name.events"
	"${run[@]}" --kernel "$work/kernel" --events "$work/$name.events" "$@" -- \
		"$work/probe" "$work/data/script" >"$work/$name.out" 2>"$work/$name.log" </dev/null
	grep -q '^PROBES DONE' "$work/$name.out" || { tail -n 15 "$work/$name.log"; stop "$name: the guest did not run to its end"; }
	judge "$work/$name.out" "$work/$name.events" >"$work/$name.results"
}

boot plain-boot
cat "$work/plain-boot.results"
! grep -q '^not ok' "$work/plain-boot.results" || status=1

# G5: nothing that was refused is missing from the log.
if head -n 1 "$work/plain-boot.events" | grep -q ' lost=0 '; then
	echo 'ok G5 no denial was lost'
else
	fail "G5 no denial was lost: $(head -n 1 "$work/plain-boot.events")"
fi

# The rest is the same code on both targets, and user-mode Linux boots in no time.
if [ "$target" = x86 ]; then exit $status; fi

# G3: the command line takes nothing away. Process ids may differ, outcomes may not.
for parameter in lsm= security=none; do
	boot "boot-$parameter" --kernel-arg "$parameter"
	if diff <(grep -o '^ok [^-]*' "$work/plain-boot.results") \
		<(grep -o '^ok [^-]*' "$work/boot-$parameter.results") >"$work/difference"; then
		echo "ok G3 $parameter changes nothing"
	else
		fail "G3 $parameter changes nothing: $(head -n 3 "$work/difference" | tr '\n' ' ')"
	fi
done

# G5: a kernel whose policy was damaged does not start anything.
perl -0777 -pe 's/(policy functional )1/${1}2/ or die "no policy in the kernel\n"' "$work/kernel" \
	>"$work/damaged" 2>"$work/damaged.log" || fail "G5 a damaged policy: $(cat "$work/damaged.log")"
chmod +x "$work/damaged"
"${run[@]}" --kernel "$work/damaged" -- "$work/probe" say survived \
	>"$work/damaged.out" 2>>"$work/damaged.log" </dev/null
if ! grep -q survived "$work/damaged.out" && grep -qai 'panic.*holdfast\|holdfast.*panic\|holdfast: ' "$work/damaged.log" "$work/damaged.out"; then
	echo 'ok G5 a damaged policy stops the boot with a message'
else
	tail -n 5 "$work/damaged.log"
	fail 'G5 a damaged policy stops the boot with a message'
fi
exit $status
