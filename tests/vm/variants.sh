#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The variants of the hardened kernel: what their configuration leaves open is refused to whoever has no
# `use` for it, and works for whoever has; what it does not have is not there for anybody.
#
#	tests/vm/variants.sh TARGET...		such as hardened+bpf, whose sealed kernel is built
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
export HOLDFAST_KERNELS="$kernels"
status=0

fail() {
	echo "not ok $*"
	status=1
}

digest() { sha256sum <"$1" | cut -c1-64; }

prepare() {
	rm -rf "$work"
	mkdir -p "$work/tree$work"
	gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -o "$work/closed" "$here/variants.c" || return 1
	strip "$work/closed"
	cp "$work/closed" "$work/open"
	cp "$work/closed" "$work/open" "$work/tree$work/"
	for directory in dev proc run sys tmp; do mkdir "$work/tree/$directory"; done
	PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -d "$work/tree" -E root_owner=0:0 "$work/disk.img" 32M || return 1
	{
		sed -e "s|@W@|$work|g" -e "s|@INIT@|$(digest "$kernels/initramfs/init")|" \
			-e "s|@PROGRAM@|$(digest "$work/closed")|" "$here/variants.policy.in"
		sed -n '/^domain init {/,/^}/{s/execute guard/execute closed/;p}' "$here/boot.policy.in"
	} >"$work/policy"
	"$holdfast" seal "$work/policy" -o "$work/kernel" --target "$target" >"$work/seal.log" 2>&1
}

# judge NAME SYMBOL REASON: what the log calls the refusal of `use NAME`.
judge() {
	closed=$(sed -n "s/^closed $1 //p" "$work/out")
	open=$(sed -n "s/^open $1 //p" "$work/out")
	if grep -q "^$2=y" "$kernels/$target-sealed/.config"; then
		if [ "$closed" = errno=1 ] && [ "$open" = EFFECT ] &&
			grep -q "^deny .*domain=\"closed\".*access=use.*$1" "$work/events"; then
			echo "ok G3 variants: $target: $1 is refused without \`use $1\`, with a line in the log, and works with it"
		else
			fail "G3 variants: $target: $1: without \`use\`: $closed; with: $open; log: $(grep -c "$1" "$work/events")"
		fi
	elif [ "$closed" = "$open" ] && case $1:$open in
		userns:errno=22 | io_uring:errno=38 | bpf:errno=38) true ;;
		*) false ;;
		esac; then
		echo "ok G3 variants: $target: $1 is not there for anybody ($open)"
	else
		fail "G3 variants: $target: $1 should not be there: $closed, $open"
	fi
}

for target; do
	work=$top/build/check/variants-$target
	if ! prepare; then
		cat "$work/seal.log" 2>/dev/null
		fail "variants: $target: no kernel with a policy"
		continue
	fi
	"$holdfast" run --target "$target" --kernel "$work/kernel" --disk "$work/disk.img" --memory 256 \
		--events "$work/events" --timeout 200 --verbose -- "$work/closed" "$work/open" \
		>"$work/out" 2>"$work/log" </dev/null
	if ! grep -q '^VARIANTS DONE' "$work/out" || ! grep -q '^holdfast-events .*build=sealed' "$work/events"; then
		tail -n 5 "$work/log"
		fail "variants: $target: did not come to its end"
		continue
	fi
	judge io_uring CONFIG_IO_URING
	judge userns CONFIG_USER_NS
	judge bpf CONFIG_BPF_SYSCALL
done
exit $status
