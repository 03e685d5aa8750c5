#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# All tests, in parts, and one sum over them at the end.
#
#	tests/run.sh [PART...]		default: all parts, in this order
#
# A part is a script tests/parts/PART. What it prints says what came of its
# tests, one a line; everything else is only kept in build/check/PART.log:
#
#	ok NAME			(bats and cmocka: TAP's "ok 1 - NAME", KUnit's indented lines)
#	not ok NAME
#	skip NAME REASON	(or TAP's "ok 1 NAME # skip REASON")
#
# A part that fails without a `not ok` of its own counts as one failure; one that
# succeeds without a word about tests counts as one test. Parts that come after a
# failed one still run.
#
# A part whose name ends in & runs beside those after it, until a `wait`: kernels take most of
# the time, and both processors; what tests leave of these is enough for them.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
logs=$top/build/check
order="setup kernels-x86& gcc clang unit cli lint fuzz kernels kunit vm attacks wait seal style x86 hardened bench"
cd "$top"

# Tells a part's lines apart: counts go to the file $2, what people should see to
# the terminal, everything to the log $1.
watch() {
	perl -e '
		$| = 1;
		my ($name, $log, $counts) = @ARGV;
		my %seen = (ok => 0, "not ok" => 0, skip => 0);
		open my $all, ">", $log or die "$log: $!\n";
		$all->autoflush(1);
		while (<STDIN>) {
			print $all $_;
			if (/^ *ok .*# *skip/i or /^skip /) {
				$seen{skip}++;
				s/^ +//, print "  $_";
			} elsif (/^ *(not ok|ok) /) {
				$seen{$1}++;
				s/^ +//, print "  $_" if $1 eq "not ok";
			} elsif (/^(kernel|fuzz|setup|vm|attacks|x86|hardened|bench)\b.*:/) {
				print "  $_";
			}
		}
		open my $sum, ">", $counts or die "$counts: $!\n";
		print $sum "$seen{ok} $seen{q(not ok)} $seen{skip}\n";' "$1" "$logs/$1.log" "$logs/$1.counts"
}

# Runs one part: what came of it is in $logs/$1.counts, what people should know printed.
run_part() {
	start=$(date +%s)
	echo "$1: begins"
	{
		if ! "tests/parts/$1" 2>&1; then echo '__failed__'; fi
	} | watch "$1"
	read -r ok not_ok skip <"$logs/$1.counts"
	if [ "$(tail -n 1 "$logs/$1.log")" = __failed__ ]; then
		if [ "$not_ok" = 0 ]; then
			not_ok=1
			echo "  not ok $1: it ended with an error; the end of $logs/$1.log:"
			tail -n 20 "$logs/$1.log" | grep -v __failed__ | sed 's/^/    /'
		fi
	elif [ $((ok + not_ok + skip)) = 0 ]; then
		ok=1
	fi
	echo "$ok $not_ok $skip" >"$logs/$1.counts"
	echo "$1: $ok passed, $not_ok failed, $skip skipped; $(($(date +%s) - start)) s"
}

if [ $# = 0 ]; then
	# shellcheck disable=SC2086 # a list of words
	set -- $order
fi
parts=
for word; do
	part=${word%&}
	if [ "$word" = wait ]; then continue; fi
	if [ ! -x "tests/parts/$part" ]; then
		echo "tests/run.sh: no part $part; the parts are: $(echo "$order" | sed 's/ wait\|&//g')" >&2
		exit 2
	fi
	parts="$parts $part"
done
mkdir -p "$logs"
for part in $parts; do rm -f "$logs/$part.counts"; done
for word; do
	case $word in
	wait) wait ;;
	*\&) (run_part "${word%&}") & ;;
	*) run_part "$word" ;;
	esac
done
wait

passed=0 failed=0 skipped=0
for part in $parts; do
	# A part that was killed has no result, and that is one.
	if [ ! -f "$logs/$part.counts" ]; then echo '0 1 0' >"$logs/$part.counts"; fi
	read -r ok not_ok skip <"$logs/$part.counts"
	passed=$((passed + ok))
	failed=$((failed + not_ok))
	skipped=$((skipped + skip))
done
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
