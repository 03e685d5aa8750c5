#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Kernels that watch themselves (kernel/configs/debug.config), and all that is run in
# them: the functional tests, races, allocations that fail, the demo's workload and
# attacks. Fails if a test does or if a kernel complained of anything.
#
#	tests/debug.sh [PART...]	parts: functional races faults demo; default: all
#
# What came of it is written to docs/kernel-debug.md, between its two marks. Takes about
# twenty minutes the first time, most of them for compiling. JOBS (2), SECONDS_A_RACE (10).
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
kernels=${HOLDFAST_KERNELS:-$top/build/kernel-debug}
work=$top/build/check/debug
page=$top/docs/kernel-debug.md
seconds=${SECONDS_A_RACE:-10}
status=0
[ $# -gt 0 ] || set -- functional races faults demo

rm -rf "$work"
mkdir -p "$work"
unset HOLDFAST_KERNELS
nice "$top/kernel/build.sh" -d -j"${JOBS:-2}" uml-plain uml-learn uml-sealed || exit 1

# All that guests' kernels say goes to one file. KASAN needs memory of its own.
cat >"$work/holdfast" <<-END2
	#!/bin/bash
	if [ "\$1" != run ]; then exec "$top/build/holdfast" "\$@"; fi
	shift
	echo "=== \$*" >>"$work/console"
	exec "$top/build/holdfast" run --verbose --memory 1024 "\$@" 2> >(tee -a "$work/console" >&2)
END2
chmod +x "$work/holdfast"
export HOLDFAST=$work/holdfast HOLDFAST_KERNELS=$kernels
: >"$work/results"

# part NAME COMMAND...: its `ok` and `not ok` lines count.
part() {
	name=$1
	shift
	begin=$(date +%s)
	echo "debug: $name begins"
	: >"$work/console"
	"$@" >"$work/$name.out" 2>"$work/$name.err" </dev/null
	result=$?
	mv "$work/console" "$work/$name.console"
	grep -e '^not ok' "$work/$name.out"
	ok=$(grep -c '^ok ' "$work/$name.out")
	bad=$(grep -c '^not ok ' "$work/$name.out")
	complaints=$(complaints "$work/$name.console" | tee "$work/$name.splats" | wc -l)
	line="| $name | $ok | $bad | $result | $(grep -c '^=== ' "$work/$name.console") | $complaints | $(($(date +%s) - begin)) s |"
	echo "debug: $line"
	echo "$line" >>"$work/results"
	if [ $result != 0 ] || [ "$bad" != 0 ] || [ "$complaints" != 0 ]; then
		status=1
		head -n 20 "$work/$name.splats"
	fi
}

# What a kernel says when something is wrong with it, wherever in the kernel that is.
complaints() {
	grep -aE 'BUG:|WARNING:|INFO: (task|rcu|trying|possible)|KASAN|ODEBUG|possible (recursive|circular)|inconsistent lock|suspicious RCU|sleeping function|scheduling while atomic|list_(add|del) corruption|slab.*corruption|Redzone|Poison overwritten|Oops|kernel BUG|unable to handle|DEBUG_LOCKS_WARN' "$1"
}

demo() {
	HOLDFAST_DEMO_OUT=$work/demo "$top/lab/demo.sh" uml
	result=$?
	if grep -q '^demo: workload identical' "$work/demo.out"; then echo "ok G1 the demo's last line: $(tail -n 1 "$work/demo.out")"; fi
	return $result
}

for name; do
	case $name in
	functional) part functional "$top/tests/vm/functional.sh" ;;
	races) RACES_WORK=$work/races part races "$top/tests/vm/races.sh" uml "$seconds" ;;
	faults) FAULTS_WORK=$work/faults part faults "$top/tests/vm/faults.sh" ;;
	demo) part demo demo ;;
	*) echo "tests/debug.sh: no part $name" >&2; exit 2 ;;
	esac
done

# The page's own words stay; what is between the marks is this run's.
summary() {
	echo "Run of $(date -u +%Y-%m-%d) on commit $(git -C "$top" rev-parse --short HEAD), $(sed -n 's/^# Linux\/[a-z0-9_]* //p' "$kernels/uml-sealed/.config" | sed 's/ Kernel.*//'), $(gcc --version | head -n 1)."
	echo
	echo '| part | ok | not ok | exit status | boots | complaints of the kernel | time |'
	echo '|---|---|---|---|---|---|---|'
	cat "$work/results"
	for file in "$work"/*.splats; do
		if [ -s "$file" ]; then
			printf '\n`%s`, the first of it:\n\n' "$(basename "$file")"
			head -n 5 "$file" | sed 's/^/    /'
		fi
	done
	if [ -f "$work/faults.out" ]; then
		printf '\n'
		sed -n 's/^ok \(.*\)$/    \1/p' "$work/faults.out"
	fi
}
summary >"$work/summary"
perl -e '
	my ($page, $summary) = @ARGV;
	local $/;
	open my $in, "<", $summary or die; my $new = <$in>;
	open $in, "<", $page or die; my $text = <$in>;
	$text =~ s/(<!-- run -->\n).*?(<!-- end of run -->)/$1$new$2/s or die "$page: no marks\n";
	open my $out, ">", "$page.new" or die; print $out $text; close $out or die;
	rename "$page.new", $page or die' "$page" "$work/summary" || status=1
exit $status
