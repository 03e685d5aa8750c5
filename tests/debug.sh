#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Kernels that watch themselves, and what is run in them. Fails if a test does, if a kernel
# complained of anything, or if a kernel did not say that it is watching.
#
#	tests/debug.sh [PART...]
#
# Parts of user-mode Linux with configs/debug.config (KASAN, lockdep, RCU, sleeping): functional
# interpreters races faults demo. Parts of x86-64 with two CPUs and configs/kcsan.config (KCSAN,
# lockdep, RCU, sleeping): x86-functional x86-races x86-faults. Default: all.
#
# What came of it is written to docs/kernel-debug.md, between its two marks, and the lines that tell it to
# docs/kernel-debug.log. Takes an hour the first time, most of it for compiling.
# JOBS (2), SECONDS_A_RACE (10), DEBUG_DOCS (docs), where both are.
set -u
top=$(cd "$(dirname "$0")/.." && pwd)
work=$top/build/check/debug
page=${DEBUG_DOCS:-$top/docs}/kernel-debug.md
log=${DEBUG_DOCS:-$top/docs}/kernel-debug.log
seconds=${SECONDS_A_RACE:-10}
status=0
unset HOLDFAST_KERNELS
[ $# -gt 0 ] || set -- functional interpreters races faults demo x86-functional x86-races x86-faults

rm -rf "$work"
mkdir -p "$work/bin"
case " $* " in
*' demo '*) uml='uml-plain uml-sealed uml-learn' ;;
*) uml='uml-plain uml-sealed' ;;
esac

# build TARGET-WORD...: with what its kernels are built, if one of the parts needs them.
build() {
	nice "$top/kernel/build.sh" "$@" || exit 1
}
case " $* " in
*' functional '* | *' interpreters '* | *' races '* | *' faults '* | *' demo '*)
	# shellcheck disable=SC2086 # words
	build -d -j"${JOBS:-2}" $uml
	;;
esac
case " $* " in
*' x86-'*) build -k -j"${JOBS:-2}" x86-sealed ;;
esac

# All that guests' kernels say goes to one file. They need more memory, and much more time.
cat >"$work/holdfast" <<-END2
	#!/bin/bash
	if [ "\$1" != run ]; then exec "$top/build/holdfast" "\$@"; fi
	shift
	words=("\$@")
	for i in "\${!words[@]}"; do
		case \${words[\$i]} in
		--) break ;;
		--timeout) words[\$((i + 1))]=\$((\${words[\$((i + 1))]} * 6)) ;;
		esac
	done
	echo "=== \$*" >>"$work/console"
	exec "$top/build/holdfast" run --verbose --memory 1024 "\${words[@]}" 2> >(tee -a "$work/console" >&2)
END2
# One CPU shows no race: `holdfast run` gives QEMU's guests one, here they have two.
cat >"$work/bin/qemu-system-x86_64" <<-END2
	#!/bin/bash
	words=("\$@")
	for i in "\${!words[@]}"; do
		[ "\${words[\$i]}" != -smp ] || words[\$((i + 1))]=2
	done
	exec "$(command -v qemu-system-x86_64)" "\${words[@]}"
END2
chmod +x "$work/holdfast" "$work/bin/qemu-system-x86_64"
export HOLDFAST=$work/holdfast
: >"$work/results"
: >"$work/log"

# What a kernel says when something is wrong with it, wherever in the kernel that is. KCSAN's
# reports are looked at one by one.
complaints() {
	grep -aE 'BUG:|WARNING:|INFO: (task|rcu|trying|possible)|KASAN: |ODEBUG|possible (recursive|circular)|inconsistent lock|suspicious RCU|sleeping function|scheduling while atomic|list_(add|del) corruption|slab.*corruption|Redzone|Poison overwritten|Oops|kernel BUG|unable to handle|DEBUG_LOCKS_WARN|turning off the locking correctness' "$1" |
		grep -av 'BUG: KCSAN'
}

# What the boots of kernels without Holdfast said (the controls of the demo), or all others said:
# boots_of plain|other CONSOLE. `=== ` and the arguments of `holdfast run` begin a boot.
boots_of() {
	awk -v want="$1" '/^=== / { is = /-plain\/|--plain/ ? "plain" : "other" } is == want' "$2"
}

# KCSAN's reports, one a line: ours if one of our functions is among the first three of either
# side, theirs if not (what the kernel does below us, or without us).
data_races() {
	nm "$top"/build/kernel-kcsan/x86-sealed/security/holdfast/*.o \
		"$top"/build/kernel-kcsan/x86-sealed/security/holdfast/*/*.o 2>/dev/null |
		awk '$2 ~ /[tT]/ { sub(/\..*/, "", $3); print $3 }' | sort -u >"$work/functions"
	tr -d '\r' <"$1" | awk '
		NR == FNR { known[$1] = 1; next }
		{ sub(/^<[0-9]>/, ""); sub(/^\[ *[0-9.]+\] ?/, "") }
		/BUG: KCSAN: / { inside = 1; whose = "theirs"; what = $0; sub(/.*BUG: KCSAN: /, "", what); next }
		/^====/ && inside { print whose "\t" what; inside = 0; next }
		inside && /(read|write|read-write)( \(.*\))? to 0x|^race at unknown origin/ { frame = 0; next }
		inside && /^ [A-Za-z_][A-Za-z0-9_.]*\+0x/ {
			name = $1; sub(/[.+].*/, "", name)
			if (++frame <= 3 && name in known) whose = "ours"
		}' "$work/functions" -
}

# watching CONSOLE TARGET: does each kind of watcher say that it is there? In user-mode Linux
# KASAN says nothing.
watching() {
	grep -aq 'Lock dependency validator' "$1" || return 1
	case $2 in
	uml) grep -q '^CONFIG_KASAN=y' "$HOLDFAST_KERNELS/uml-sealed/.config" ;;
	x86) grep -aq 'kcsan: selftest: \([0-9]*\)/\1 tests passed' "$1" && grep -aq 'smp: Brought up 1 node, 2 CPUs' "$1" ;;
	esac
}

# part TARGET NAME COMMAND...: its `ok` and `not ok` lines count.
part() {
	target=$1
	name=$2
	shift 2
	begin=$(date +%s)
	echo "debug: $name begins"
	: >"$work/console"
	"$@" >"$work/$name.out" 2>"$work/$name.err" </dev/null
	result=$?
	mv "$work/console" "$work/$name.console"
	ok=$(grep -c '^ok ' "$work/$name.out")
	bad=$(grep -c '^not ok ' "$work/$name.out")
	boots_of other "$work/$name.console" >"$work/$name.ours"
	boots_of plain "$work/$name.console" >"$work/$name.plain"
	complaints "$work/$name.ours" >"$work/$name.splats"
	complaints "$work/$name.plain" | sed 's/^/without Holdfast: /' >"$work/$name.others"
	data_races "$work/$name.console" | sort | uniq -c >"$work/$name.races"
	awk '$2 == "ours"' "$work/$name.races" >>"$work/$name.splats"
	complaints=$(wc -l <"$work/$name.splats")
	awk '$2 == "theirs"' "$work/$name.races" >>"$work/$name.others"
	others=$(wc -l <"$work/$name.others")
	if ! watching "$work/$name.console" "$target"; then
		echo "not ok $name: its kernel does not say that it is watching" | tee -a "$work/$name.out"
		bad=$((bad + 1))
	fi
	line="| $name | $ok | $bad | $result | $(grep -c '^=== ' "$work/$name.console") | $complaints | $others | $(($(date +%s) - begin)) s |"
	echo "debug: $line"
	echo "$line" >>"$work/results"
	if [ $result != 0 ] || [ "$bad" != 0 ] || [ "$complaints" != 0 ]; then
		status=1
		grep -e '^not ok' "$work/$name.out"
		head -n 20 "$work/$name.splats"
	fi
	essence >>"$work/log"
}

# Of a part's output and of what its kernels said, the lines that tell something.
essence() {
	echo "=== $name"
	tr -d '\r' <"$work/$name.console" | sed 's/^<[0-9]>//' |
		grep -aE '^\[? *[0-9.]*\]? ?(Linux version|Lock dependency validator|KernelAddressSanitizer|kcsan: |smp: Brought up|holdfast: sealed: policy)' |
		sort | uniq -c | sort -rn
	grep -E '^(ok|not ok|skip) ' "$work/$name.out"
	cat "$work/$name.splats"
	grep '^without Holdfast' "$work/$name.others"
	cat "$work/$name.races"
}

# shellcheck disable=SC2317 # called by part
demo() {
	HOLDFAST_DEMO_OUT=$work/demo "$top/lab/demo.sh" uml
	result=$?
	if grep -q '^demo: workload identical' "$work/demo.out"; then echo "ok G1 the demo's last line: $(tail -n 1 "$work/demo.out")"; fi
	return "$result"
}

export HOLDFAST_KERNELS FUNCTIONAL_WORK INTERPRETERS_WORK RACES_WORK FAULTS_WORK
for word; do
	HOLDFAST_KERNELS=$top/build/kernel-debug
	FUNCTIONAL_WORK=$work/$word.work
	INTERPRETERS_WORK=$FUNCTIONAL_WORK
	RACES_WORK=$FUNCTIONAL_WORK
	FAULTS_WORK=$FUNCTIONAL_WORK
	case $word in
	x86-*)
		HOLDFAST_KERNELS=$top/build/kernel-kcsan
		PATH=$work/bin:$PATH
		;;
	esac
	case $word in
	functional) part uml functional "$top/tests/vm/functional.sh" ;;
	interpreters) part uml interpreters "$top/tests/vm/interpreters.sh" ;;
	races) part uml races "$top/tests/vm/races.sh" uml "$seconds" ;;
	faults) part uml faults "$top/tests/vm/faults.sh" ;;
	demo) part uml demo demo ;;
	x86-functional) part x86 x86-functional "$top/tests/vm/functional.sh" x86 ;;
	x86-races) part x86 x86-races "$top/tests/vm/races.sh" x86 "$seconds" ;;
	x86-faults) part x86 x86-faults "$top/tests/vm/faults.sh" x86 ;;
	*) echo "tests/debug.sh: no part $word" >&2; exit 2 ;;
	esac
done

release() {
	sed -n 's/^# Linux\/[a-z0-9_]* \(.*\) Kernel.*/\1/p' "$top"/build/kernel-debug/uml-sealed/.config \
		"$top"/build/kernel-kcsan/x86-sealed/.config 2>/dev/null | sort -u | paste -sd ' '
}

# shellcheck disable=SC2016 # Markdown's marks
# The page's own words stay; what is between the marks is this run's.
summary() {
	echo "Run of $(date -u +%Y-%m-%d) on commit $(git -C "$top" rev-parse --short HEAD), Linux $(release), $(gcc --version | head -n 1); $seconds s a race."
	echo
	echo '| part | ok | not ok | exit status | boots | complaints of the kernel | of Linux itself | time |'
	echo '|---|---|---|---|---|---|---|---|'
	cat "$work/results"
	for file in "$work"/*.splats; do
		if [ -s "$file" ]; then
			printf '\n`%s`, the first of it:\n\n' "$(basename "$file")"
			head -n 5 "$file" | sed 's/^/    /'
		fi
	done
	printf '\n'
	grep -hE '^ok .*(race|fault) ' "$work"/*.out | sed 's/^ok /    /'
}
summary >"$work/summary"
cp "$work/log" "$log"
perl -e '
	my ($page, $summary) = @ARGV;
	local $/;
	open my $in, "<", $summary or die; my $new = <$in>;
	open $in, "<", $page or die; my $text = <$in>;
	$text =~ s/(<!-- run -->\n).*?(<!-- end of run -->)/$1$new$2/s or die "$page: no marks\n";
	open my $out, ">", "$page.new" or die; print $out $text; close $out or die;
	rename "$page.new", $page or die' "$page" "$work/summary" || status=1
exit $status
