#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Interpreters that run granted scripts and nothing else: bash, dash, Python 3 and Perl. Every way
# to bring them code of one's own works without Holdfast and not with it; what is granted works both
# times. One `ok` or `not ok` line a case of interpreters.cases.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/vm/lib.sh
. "$here/lib.sh"
work=${INTERPRETERS_WORK:-$top/build/check/interpreters}
target=uml

rm -rf "$work"
mkdir -p "$work/open" "$work/scripts"
python=$(readlink -f /usr/bin/python3)
version=$(basename "$python")

# What the interpreters are given: scripts that are granted, and code that is not.
scripts() {
	cd "$work/scripts" || exit 1
	local shell='echo "PINNED as $0"; for name in LD_PRELOAD LD_LIBRARY_PATH BASH_ENV ENV HARMLESS; do
		eval "[ -z \"\${$name+x}\" ] || echo SEES $name"; done; helper 2>/dev/null; :'
	printf '#!/bin/dash\n%s\n' "$shell" >script.dash
	printf '#!/bin/bash\n%s\n' "$shell" >script.bash
	cat >script.python <<-END
		#!$python
		import os, sys
		print("PINNED as", sys.argv[0])
		for name in "LD_PRELOAD", "LD_LIBRARY_PATH", "PYTHONPATH", "PYTHONINSPECT", "HARMLESS":
		    if name in os.environ: print("SEES", name)
		try: import injected
		except ImportError: pass
	END
	sed "s|^#!.*|#!/usr/bin/env $version|" script.python >script.env
	cp script.python granted.python
	cat >script.perl <<-'END'
		#!/usr/bin/perl
		print "PINNED as $0\n";
		for (qw(LD_PRELOAD LD_LIBRARY_PATH PERL5OPT PERL5LIB HARMLESS)) { print "SEES $_\n" if exists $ENV{$_} }
		eval { require injected };
	END
	chmod 755 ./*
	cd "$work/open" || exit 1
	echo 'echo INJECTED' | tee drop.dash drop.bash .bash_profile .profile >/dev/null
	echo 'print("INJECTED")' | tee drop.python injected.py >/dev/null
	echo 'print "INJECTED\n"; 1;' | tee drop.perl injected.pm >/dev/null
	mkdir -p "venv/bin" "venv/lib/$version/site-packages"
	printf 'home = /usr/bin\n' >venv/pyvenv.cfg
	echo 'import os; print("INJECTED")' >"venv/lib/$version/site-packages/injected.pth"
	for kind in dash bash python perl; do ln -s "../scripts/script.$kind" "link.$kind"; done
	printf '#!/bin/dash\necho PINNED\n' | tee swapped good >/dev/null
	printf '#!/bin/dash\necho INJECTED\n' >bad
	chmod 755 swapped good bad
}

# Everything that four interpreters map, pinned.
code() {
	local program
	for program in bash dash perl env cp mv; do
		printf 'program %s = %s sha256:%s\n' $program "$(readlink -f /usr/bin/$program)" "$(digest /usr/bin/$program)"
	done
	printf 'program python = %s sha256:%s interpreter\n' "$python" "$(digest "$python")"
	for program in dash bash python perl; do
		printf 'program script.%s = %s sha256:%s by %s\n' $program "$work/scripts/script.$program" \
			"$(digest "$work/scripts/script.$program")" $program
	done
	printf 'program script.env = %s sha256:%s by env\n' "$work/scripts/script.env" "$(digest "$work/scripts/script.env")"
	printf 'program script.swapped = %s sha256:%s by dash\n' "$work/open/swapped" "$(digest "$work/open/swapped")"
	printf 'program granted.python = %s sha256:%s by python\n' "$work/scripts/granted.python" \
		"$(digest "$work/scripts/granted.python")"
	{
		ldd /bin/bash /bin/dash /usr/bin/env /usr/bin/cp /usr/bin/mv "$python" /usr/bin/perl | awk '/=> \// { print $3 } /^\t\/.*ld-/ { print $1 }'
		find "/usr/lib/$version/lib-dynload" /usr/lib/x86_64-linux-gnu/perl* /usr/lib/x86_64-linux-gnu/gconv -name '*.so'
	} | xargs -d '\n' readlink -f | sort -u | while read -r file; do
		printf 'library %s sha256:%s\n' "$file" "$(digest "$file")"
	done
}

scripts
code >"$work/code"
sed -e "/^@CODE@\$/{r $work/code
d}" -e "s|@W@|$work|g" -e "s|@INIT@|$(digest "$kernels/initramfs/init")|" \
	"$here/interpreters.policy.in" >"$work/policy"
seal_policy

# The driver: every case in a subshell of its own, its output between two lines.
{
	echo "W=$work python=$python; cd \$W/open; export HOME=\$W/open"
	awk -F ' [|][|] ' '!/^#/ && NF {
		printf "echo \"CASE %d\"; ( ", NR; printf "%s", $3; print " ) 2>/dev/null </dev/null; echo" }' \
		"$here/interpreters.cases"
	echo 'echo CASES DONE'
} >"$work/driver"
boot() {
	name=$1
	shift
	"$holdfast" run --timeout 300 "$@" -- /bin/bash "$work/driver" >"$work/$name.out" 2>"$work/$name.log" </dev/null
	grep -q '^CASES DONE' "$work/$name.out" || { tail -n 15 "$work/$name.log"; stop "$name did not run to its end"; }
}
boot control --plain
boot sealed --kernel "$work/kernel" --events "$work/events"

# WANT is what the output must have: `never X` without Holdfast only, `always X` both times, `gone X` with it not.
awk -F ' [|][|] ' '
	FNR == 1 { file++ }
	file < 3 && /^CASE / { sub(/\r$/, ""); split($0, part, " "); at = part[2]; next }
	file < 3 { said[file, at] = said[file, at] $0 "\n" }
	file == 3 && !/^#/ && NF {
		split($2, want, " ")
		text = substr($2, length(want[1]) + 2)
		without = index(said[1, FNR], text) > 0
		with = index(said[2, FNR], text) > 0
		good = without && (want[1] == "always" ? with : !with)
		printf "%s G1 interpreters: %s: %s%s\n", good ? "ok" : "not ok", $1, \
			want[1] == "always" ? "works" : "refused", good ? "" : " -- without: " without ", with: " with
	}' "$work/control.out" "$work/sealed.out" "$here/interpreters.cases" >"$work/results"
cat "$work/results"
! grep -q '^not ok' "$work/results" || status=1
for access in interpret environment; do
	if grep -q " access=$access " "$work/events"; then
		echo "ok G5 interpreters: the log says what of $access was refused"
	else
		fail "G5 interpreters: the log says what of $access was refused"
	fi
done
exit $status
