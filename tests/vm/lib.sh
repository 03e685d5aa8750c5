# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# What the tests in guests share. Sourced, after $here was set to this folder.

top=$(cd "$here/../.." && pwd)
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
export HOLDFAST_KERNELS="$kernels"
# shellcheck source=tests/lib.sh
. "$top/tests/lib.sh"

# The policy $work/policy in a kernel of $target: $work/kernel.
seal_policy() {
	"$holdfast" seal "$work/policy" -o "$work/kernel" --target "$target" >"$work/seal.log" 2>&1 ||
		{ cat "$work/seal.log"; stop "the policy cannot be sealed"; }
}

# make_disk IMAGE: a disk for QEMU with all that is in $work.
make_disk() {
	"$top/lab/disk.sh" "$work.img" "$work" >"$work/disk.log" 2>&1 || { cat "$work/disk.log"; stop "no disk image"; }
	mv "$work.img" "$1"
}
