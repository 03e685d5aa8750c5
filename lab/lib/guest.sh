# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# How the lab starts guests. Sourced; needs $holdfast, $target, $out.

# guest KERNEL-OPTIONS... -- COMMAND...: the command's output is ours, whatever it says about itself goes to
# $out/guest.log. Status: the command's.
guest() {
	if [ "$target" = x86 ]; then
		"$holdfast" run --target x86 --disk "$out/disk.img" "$@" 2>>"$out/guest.log" </dev/null
	else
		"$holdfast" run "$@" 2>>"$out/guest.log" </dev/null
	fi
}
