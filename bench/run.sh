#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# What Holdfast costs, in instructions: boots x86 kernels in QEMU's instruction-counting
# emulation and runs bench/guest in each, on the same files.
#
#	bench/run.sh [--json FILE] [--page FILE] [--boots N] [--sizes] [--check]
#
# `none` is the plain kernel, `holdfast` the sealed one with the policy of a server with
# 120 domains and 5,000 rules in force. Each boots N times (3), each time with another
# amount of memory and other random numbers: what then differs is noise. --sizes measures
# policies of other sizes, too: the fewest rules that the benchmark needs, 1,000 and 100,000.
# --check is for `make check`: one boot each, both at once, and a line an operation that says
# whether it costs more than half a percentage point above its goal. --page renews the tables
# of docs/performance.md. What is made on the way stays in build/measure.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
work=$top/build/measure
json=
page=
check=
sizes=5000
boots=3

die() {
	echo "bench/run.sh: $*" >&2
	exit 3
}

while [ $# != 0 ]; do
	case $1 in
	--json) json=${2:?}; shift ;;
	--page) page=${2:?}; shift ;;
	--boots) boots=${2:?}; shift ;;
	--sizes) sizes='5000 36 1000 100000' ;;
	--check) check=1; boots=1 ;;
	*) echo 'usage: bench/run.sh [--json FILE] [--page FILE] [--boots N] [--sizes] [--check]' >&2; exit 2 ;;
	esac
	shift
done

digest() { sha256sum <"$1" | cut -c1-64; }

# The guest's files: a second initramfs, unpacked over the one that is in every kernel.
make_guest() {
	root=$work/root
	rm -rf "$root"
	mkdir -p "$root"
	flags='-std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static'
	# shellcheck disable=SC2086 # flags are words
	gcc $flags -o "$root/child" "$here/guest/child.c"
	# shellcheck disable=SC2046,SC2086
	gcc $flags -o "$root/bench" $(find "$here/guest" -name '*.c' ! -name child.c | sort)
	strip "$root/bench" "$root/child"
	find "$root" -exec touch -d @0 {} +
	(cd "$root" && printf 'bench\nchild\n' | cpio --quiet -o -H newc --reproducible) \
		>"$work/initramfs"
	head -c 65536 /dev/zero >"$work/library"
}

# 2,000 small files, for opens of what the kernel has forgotten.
make_disk() {
	rm -rf "$work/tree" "$work/disk"
	for directory in $(seq -w 0 39); do
		mkdir -p "$work/tree/a/b/$directory"
		for file in $(seq -w 0 49); do echo "$file" >"$work/tree/a/b/$directory/$file"; done
	done
	truncate -s 32M "$work/disk"
	mke2fs -q -t ext4 -U 00000000-0000-0000-0000-000000000001 -E hash_seed=00000000-0000-0000-0000-000000000001 \
		-d "$work/tree" "$work/disk"
}

# seal RULES: a kernel that enforces so many rules.
seal() {
	domains=120
	if [ "$1" -ge 100000 ]; then domains=1000; fi
	awk -v rules="$1" -v domains="$domains" -v init="$(digest "$kernels/initramfs/init")" \
		-v bench="$(digest "$work/root/bench")" -v child="$(digest "$work/root/child")" \
		-v library="$(digest "$work/library")" -f "$here/policy.awk" >"$work/$1.policy"
	start=$(date +%s.%N)
	"$holdfast" seal "$work/$1.policy" --image "$work/$1.image" --quiet || die 'the policy does not compile'
	date +%s.%N | awk -v start="$start" '{ print $1 - start }' >"$work/$1.compile"
	"$holdfast" seal "$work/$1.policy" --target x86 --kernel-tree "$kernels" -o "$work/$1.kernel" --json \
		>"$work/$1.seal" 2>"$work/$1.seal.log" || { cat "$work/$1.seal.log" >&2; die 'the policy cannot be sealed'; }
}

# boot KERNEL OUTPUT SEED: one run of the guest, every random number in it given by the seed.
boot() {
	timeout "${BENCH_TIMEOUT:-900}" qemu-system-x86_64 -M pc -accel tcg -smp 1 \
		-cpu max,erms=off,fsrm=off -m "$((448 + 64 * $3))M" -seed "$3" \
		-icount shift=0,sleep=off -rtc base=2026-01-01,clock=vm \
		-nodefaults -no-user-config -display none -no-reboot -serial "file:$2.log" \
		-drive "if=virtio,snapshot=on,format=raw,file=$work/disk" \
		-kernel "$1" -initrd "$work/initramfs" \
		-append "console=ttyS0 panic=-1 nokaslr norandmaps lsm=lockdown rdinit=/bench ${BENCH_APPEND:-loglevel=4}" \
		</dev/null || die "QEMU failed, see $2.log"
	tr -d '\r' <"$2.log" | sed -n 's/^BENCH //p' >"$2.results"
	if ! grep -qx 'done' "$2.results"; then
		tail -n 5 "$2.log" >&2
		die "the guest did not get to its end: $2.log"
	fi
}

# measure KERNEL NAME: all boots of a variant.
measure() {
	for seed in $(seq "$boots"); do
		echo "bench: measuring $2, boot $seed of $boots"
		boot "$1" "$work/$2.boot-$seed" "$seed"
	done
}

# What the numbers are of, and what Holdfast adds to the kernel without any policy.
write_facts() {
	objects=$(find "$kernels/x86-sealed/security/holdfast" -name '*.o' ! -name image.o ! -name holdfast.o)
	{
		echo "commit: $(git -C "$top" describe --always --dirty 2>/dev/null || echo unknown)"
		echo "kernel: Linux $(cut -d '"' -f 2 "$kernels/x86-plain/include/generated/utsrelease.h"), x86-64, $(gcc --version | head -n 1)"
		echo "emulator: $(qemu-system-x86_64 --version | head -n 1), -icount shift=0, one CPU; $boots boots of each kernel"
		# shellcheck disable=SC2086 # a list of files
		size -t $objects | awk 'END {
			printf "added to the kernel: %d bytes of text, %d of data, %d of zeroed data (the ring of denials)\n", $1, $2, $3 }'
		echo "bzImage without Holdfast: $(stat -Lc %s "$kernels/x86-plain/bzImage") bytes"
	} >"$work/facts"
}

mkdir -p "$work"
[ -e "$kernels/x86-plain/bzImage" ] || die "there is no $kernels/x86-plain/bzImage: make kernels TARGET=x86"
make_guest
make_disk
rm -f "$work"/*.boot-*
if [ "$check" ]; then
	measure "$kernels/x86-plain/bzImage" none >"$work/none.progress" 2>&1 &
	plain=$!
else
	measure "$kernels/x86-plain/bzImage" none
fi
for rules in $sizes; do
	echo "bench: sealing $rules rules"
	seal "$rules"
	measure "$work/$rules.kernel" "holdfast-$rules"
done
if [ "$check" ]; then wait "$plain" || { cat "$work/none.progress"; exit 3; }; fi
write_facts
# shellcheck disable=SC2086 # sizes are words
PYTHONDONTWRITEBYTECODE=1 python3 "$here/report.py" --work "$work" --goals "$here/goals" \
	${json:+--json "$json"} ${page:+--page "$page"} ${check:+--check} $sizes
