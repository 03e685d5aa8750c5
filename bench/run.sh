#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What Holdfast costs, in instructions, side by side with the other security modules: boots x86
# kernels in QEMU's instruction-counting emulation and runs bench/guest in each, on the same files.
#
#	bench/run.sh [--json FILE] [--page FILE] [--boots N] [--sizes] [--only NAME]... [--report] [--check]
#
# In the kernel with all security modules (lsms-plain, lsms-sealed): `none` with capability and lockdown
# alone, `holdfast` with the policy of a server with 120 domains and 5,000 rules in force, and each module of
# bench/variants, enforcing; one of them needs another kernel, which is measured without any module, too (KERNEL-none). Each boots N times (5; others than the first two at most 3 times), each time with
# another amount of memory and other random numbers: what then differs is noise. --sizes measures policies of other sizes, too, in
# Holdfast's own kernel (x86-plain, x86-sealed): the fewest rules that the benchmark needs, 1,000, 5,000 and 100,000.
#
# Equal inputs give equal results, so a boot whose kernel, files and words are those of a result
# that is there is not repeated. --only measures this variant and reports nothing; --report only reports.
# --check is for `make check PARTS=bench`: Holdfast's own kernel, one boot each, both at once, and a line an
# operation that says whether it costs more than half a percentage point above its goal. --page renews the
# tables of docs/performance.md. What is made on the way stays in build/measure. Exit status: 0, or
# 1 if a goal is missed, 3 if something could not be measured.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=$(cd "${HOLDFAST_KERNELS:-$top/build/kernel}" && pwd)
work=$top/build/measure
json=
page=
check=
only=
report=
prepared=
sizes=
boots=5
programs='cp rm tar'
modules=$(sed -n 's/^\([a-z]*\) |.*/\1/p' "$here/variants")

die() {
	echo "bench/run.sh: $*" >&2
	exit 3
}

usage() {
	echo 'usage: bench/run.sh [--json FILE] [--page FILE] [--boots N] [--sizes] [--only NAME]... [--report] [--check]' >&2
	exit 2
}

while [ $# != 0 ]; do
	case $1 in
	--json) json=${2:?}; shift ;;
	--page) page=${2:?}; shift ;;
	--boots) boots=${2:?}; shift ;;
	--only) only="$only ${2:?}"; shift ;;
	--sizes) sizes='48 1000 5000 100000' ;;
	--report) report=1 ;;
	--check) check=1; boots=1 ;;
	# For this script itself: one variant, in a process of its own.
	--prepared) prepared=${2:?}; shift ;;
	*) usage ;;
	esac
	shift
done

digest() { sha256sum <"$1" | cut -c1-64; }

# pack TREE: its files as an initramfs. Nothing in it says when it was made.
pack() {
	find "$1" -exec touch -h -d @0 {} +
	(cd "$1" && find . -mindepth 1 -printf '%P\n' | LC_ALL=C sort | cpio --quiet -o -H newc -R 0:0 --reproducible)
}

# note OWNER NAME FILE: a program or library of the guest, of which the policies must know.
note() { echo "$1 $2 $(digest "$3")"; }

# package_of FILE: the package that it came with, and its version. Debian still registers some files without /usr.
package_of() {
	{ dpkg -S "$1" || dpkg -S "${1#/usr}" || dpkg -S "/usr$1"; } 2>/dev/null | sed 's/: .*//' |
		xargs -r dpkg-query -W -f '${Package} ${Version}\n'
}

# add_program NAME: one of the programs of Debian that the long workloads are, and the libraries that it is linked with.
add_program() {
	path=$(command -v "$1") || die "no $1 here"
	cp -L "$path" "$root/p/bin/$1"
	note "$1" "/p/bin/$1" "$path"
	package_of "$path" >>"$work/packages"
	ldd "$path" | sed -n 's|^[^/]*\(/[^ ]*\) (0x.*|\1|p' | LC_ALL=C sort | while read -r library; do
		mkdir -p "$root$(dirname "$library")"
		cp -L "$library" "$root$library"
		note "$1" "$library" "$library"
		package_of "$library" >>"$work/packages"
	done
}

# The guest's files: a second initramfs, unpacked over the one that is in every kernel. Names of users and where they are
# looked for are as Debian installs them.
make_guest() {
	root=$work/root
	rm -rf "$root"
	mkdir -p "$root/etc" "$root/p/bin" "$root/p/lib" "$root/u"
	flags='-std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static'
	# shellcheck disable=SC2086 # flags are words
	gcc $flags -o "$root/p/bin/child" "$here/guest/child.c"
	# shellcheck disable=SC2046,SC2086
	gcc $flags -o "$root/bench" $(find "$here/guest" -name '*.c' ! -name child.c | sort)
	strip "$root/bench" "$root/p/bin/child"
	head -c 65536 /dev/zero >"$work/library"
	rm -f "$work/packages"
	{
		note init /init "$kernels/initramfs/init"
		note bench /bench "$root/bench"
		note bench /p/lib/library "$work/library"
		note child /p/bin/child "$root/p/bin/child"
		for program in $programs; do add_program "$program"; done
	} >"$work/code"
	for name in passwd group; do cp "/usr/share/base-passwd/$name.master" "$root/etc/$name"; done
	cp /usr/share/libc-bin/nsswitch.conf "$root/etc/"
	pack "$root" >"$work/initramfs"
}

# 2,000 small files, for opens of what the kernel has forgotten.
make_disk() {
	if [ -e "$work/disk" ]; then return; fi
	rm -rf "$work/tree"
	for directory in $(seq -w 0 39); do
		mkdir -p "$work/tree/a/b/$directory"
		for file in $(seq -w 0 49); do echo "$file" >"$work/tree/a/b/$directory/$file"; done
	done
	truncate -s 32M "$work/disk.new"
	mke2fs -q -t ext4 -U 00000000-0000-0000-0000-000000000001 -E hash_seed=00000000-0000-0000-0000-000000000001 \
		-d "$work/tree" "$work/disk.new"
	mv "$work/disk.new" "$work/disk"
}

# A folder of kernels in which `holdfast seal` finds the kernel with all modules as x86-sealed.
lsms_tree() {
	mkdir -p "$work/kernels"
	ln -sfn "$kernels/initramfs" "$work/kernels/initramfs"
	ln -sfn "$kernels/lsms-sealed" "$work/kernels/x86-sealed"
	ln -sf "$kernels/lsms.lock" "$work/kernels/x86.lock"
	ln -sf "$kernels/lock" "$work/kernels/lock"
	echo "$work/kernels"
}

# seal RULES TREE NAME: a kernel of a folder of kernels that enforces so many rules.
seal() {
	domains=120
	if [ "$1" -ge 100000 ]; then domains=1000; fi
	awk -v rules="$1" -v domains="$domains" -f "$here/policy.awk" "$work/code" >"$work/$3.policy"
	made="$(cat "$2/x86-sealed/variant.id") $(digest "$work/$3.policy") $(digest "$holdfast")"
	if [ "$(cat "$work/$3.made" 2>/dev/null)" = "$made" ]; then return; fi
	rm -f "$work/$3.made"
	echo "bench: sealing $1 rules into $3"
	start=$(date +%s.%N)
	"$holdfast" seal "$work/$3.policy" --image "$work/$3.image" --quiet 2>"$work/$3.seal.log" ||
		{ cat "$work/$3.seal.log" >&2; die 'the policy does not compile'; }
	date +%s.%N | awk -v start="$start" '{ print $1 - start }' >"$work/$3.compile"
	"$holdfast" seal "$work/$3.policy" --target x86 --kernel-tree "$2" -o "$work/$3.kernel" --json \
		>"$work/$3.seal" 2>"$work/$3.seal.log" || { cat "$work/$3.seal.log" >&2; die 'the policy cannot be sealed'; }
	echo "$made" >"$work/$3.made"
}

# boot KERNEL INITRAMFS OUTPUT SEED WORDS: one run of the guest, every random number in it given by the seed,
# and with which operation it begins.
boot() {
	timeout "${BENCH_TIMEOUT:-1500}" qemu-system-x86_64 -M pc -accel tcg -smp 1 \
		-cpu max,erms=off,fsrm=off -m "$((448 + 64 * $4))M" -seed "$4" \
		-icount shift=0,sleep=off -rtc base=2026-01-01,clock=vm \
		-nodefaults -no-user-config -display none -no-reboot -serial "file:$3.log" \
		-drive "if=virtio,snapshot=on,format=raw,file=$work/disk" -kernel "$1" -initrd "$2" \
		-append "console=ttyS0 panic=-1 nokaslr norandmaps rdinit=/bench ${BENCH_APPEND:-loglevel=4} FIRST=$((($4 - 1) * 8)) $5" \
		</dev/null || die "QEMU failed, see $3.log"
	tr -d '\r' <"$3.log" | sed -n 's/^BENCH //p' >"$3.results.new"
	if ! grep -qx 'done' "$3.results.new"; then
		tail -n 5 "$3.log" >&2
		die "the guest did not get to its end: $3.log"
	fi
	mv "$3.results.new" "$3.results"
}

# measure KERNEL INITRAMFS NAME WORDS [BOOTS]: all boots of a variant that are not measured yet.
measure() {
	for seed in $(seq "${5:-$boots}"); do
		id="$(cat "$1" "$2" "$work/disk" | sha256sum) $4 ${BENCH_APPEND-} $(digest "$(command -v qemu-system-x86_64)")"
		if [ "$(cat "$work/$3.boot-$seed.id" 2>/dev/null)" = "$id" ] && [ -e "$work/$3.boot-$seed.results" ]; then
			continue
		fi
		echo "bench: measuring $3, boot $seed of ${5:-$boots}"
		rm -f "$work/$3.boot-$seed".*
		boot "$1" "$2" "$work/$3.boot-$seed" "$seed" "$4"
		echo "$id" >"$work/$3.boot-$seed.id"
	done
}

# kernel_of MODULE: the target that it is measured in.
kernel_of() { awk -F ' *[|] *' -v name="$1" '$1 == name { print $6 ? $6 : "lsms" }' "$here/variants"; }

# Modules that are not measured in lsms need their own measurement without any module.
other_kernels() {
	for module in $modules; do kernel_of "$module"; done | LC_ALL=C sort -u | sed '/^lsms$/d; s/$/-none/'
}

# variant NAME: everything about one line of the list below, where it has to be measured.
variant() {
	case $1 in
	none) measure "$kernels/lsms-plain/bzImage" "$work/initramfs" none lsm=capability ;;
	holdfast)
		seal 5000 "$(lsms_tree)" holdfast
		measure "$work/holdfast.kernel" "$work/initramfs" holdfast lsm=capability
		;;
	x86-none) measure "$kernels/x86-plain/bzImage" "$work/initramfs" x86-none lsm=lockdown 1 ;;
	*-none) measure "$kernels/${1%-none}-plain/bzImage" "$work/initramfs" "$1" lsm=capability $((boots < 3 ? boots : 3)) ;;
	x86-*)
		seal "${1#x86-}" "$kernels" "$1"
		measure "$work/$1.kernel" "$work/initramfs" "$1" lsm=lockdown 1
		;;
	*)
		rm -rf "$work/lsms/$1.tree"
		mkdir -p "$work/lsms/$1.tree"
		words=$(HOLDFAST_KERNELS=$kernels DISK=$work/disk GUEST=$work/root CODE=$work/code "$here/lsms.sh" "$1" "$work/lsms/$1.tree" "$work/lsms/$1") ||
			die "$1 cannot be measured"
		{ cat "$work/initramfs"; pack "$work/lsms/$1.tree"; } >"$work/lsms/$1.initramfs"
		measure "$kernels/$(kernel_of "$1")-plain/bzImage" "$work/lsms/$1.initramfs" "$1" "$words" $((boots < 3 ? boots : 3))
		;;
	esac
}

# What the numbers are of, and what Holdfast adds to the kernel without any policy.
write_facts() {
	objects=$(find "$kernels/x86-sealed/security/holdfast" -name '*.o' ! -name image.o ! -name holdfast.o)
	{
		echo "commit: $(git -C "$top" describe --always --dirty 2>/dev/null || echo unknown)"
		echo "kernel: Linux $(cut -d '"' -f 2 "$kernels/lsms-plain/include/generated/utsrelease.h"), x86-64, $(gcc --version | head -n 1)"
		echo "emulator: $(qemu-system-x86_64 --version | head -n 1), -icount shift=0, one CPU"
		echo "programs: $(sort -u "$work/packages" | paste -sd, | sed 's/,/, /g')"
		for module in $modules; do
			[ ! -e "$work/lsms/$module/debs" ] || echo "packages for $module: $(sed 's/%3a/:/; s/_[^_]*$//; s/_/ /' "$work/lsms/$module/debs" | paste -sd, | sed 's/,/, /g')"
		done
		# shellcheck disable=SC2086 # a list of files
		size -t $objects | awk 'END {
			printf "added to the kernel: %d bytes of text, %d of data, %d of zeroed data (the ring of denials)\n", $1, $2, $3 }'
		echo "bzImage without Holdfast: $(stat -Lc %s "$kernels/x86-plain/bzImage") bytes"
	} >"$work/facts"
}

report() {
	write_facts
	PYTHONDONTWRITEBYTECODE=1 python3 "$here/report.py" --work "$work" --goals "$here/goals" --variants "$here/variants" \
		${json:+--json "$json"} ${page:+--page "$page"} ${check:+--check} ${sizes:+--sizes "$sizes"}
}

# Both at once: this has a core for each.
check() {
	variant x86-none >"$work/none.progress" 2>&1 &
	plain=$!
	variant x86-5000
	wait "$plain" || { cat "$work/none.progress"; exit 3; }
	report
}

mkdir -p "$work/lsms"
if [ "$report" ]; then report; exit; fi
if [ "$prepared" ]; then variant "$prepared"; exit; fi
make_guest
make_disk
if [ "$check" ]; then check; exit; fi
finish=:
if [ ! "$only" ]; then
	only="none holdfast $(other_kernels | tr '\n' ' ')$modules"
	if [ "$sizes" ]; then only="$only x86-none"; fi
	for rules in $sizes; do only="$only x86-$rules"; done
	finish=report
fi
# A guest keeps one core busy; how many there are at once does not change what is counted.
# shellcheck disable=SC2086 # words
printf '%s\n' $only | xargs -P "$(nproc)" -n 1 "$0" --boots "$boots" --prepared || die 'not everything could be measured'
$finish
