#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The boot matrix: whatever the boot loader says, the sealed kernel refuses what it refuses.
#
#	tests/vm/boot.sh [x86]		a kernel that takes parameters: boot.parameters, one boot a line,
#					and everything that replaces the first process
#	tests/vm/boot.sh hardened	a kernel with its command line linked in: it ignores them all
#
# boot.c tries four things in the guest: a foreign program, its own code through /proc/self/mem, the disk below
# the mounted file system, and what the kernel itself starts. The control is the x86 kernel without
# Holdfast, where all of this has its effect. There, lines with one number are one boot: if any of their
# parameters kept the foreign program from running, that control would fail.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/vm/lib.sh
. "$here/lib.sh"
target=${BOOT_ONE:-${1:-x86}}	# with BOOT_ONE, $1 is a boot
work=$top/build/check/boot-$target
module_id=486f6c6446617374	# LSM_ID_HOLDFAST

# The initcalls of Holdfast's own code, as the linker placed them.
initcalls() {
	sed -n 's/.* __initcall__kmod_holdfast__[0-9]*_[0-9]*_\(.*\)[0-9]s\{0,1\}$/\1/p' \
		"$kernels/$target-sealed/System.map" | sort -u | paste -sd , -
}

# The lines of boot.parameters with all names filled in.
parameters() {
	calls=$(initcalls)
	[ -n "$calls" ] || stop "no initcall of Holdfast in System.map"
	sed -e '/^#/d; /^$/d' -e "s|@INITCALLS@|$calls|" -e "s|@D@|$work|g" "$here/boot.parameters"
}

prepare() {
	rm -rf "$work"
	mkdir -p "$work"
	gcc -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static -o "$work/guard" "$here/boot.c" ||
		stop "boot.c does not build"
	strip "$work/guard"
	cp "$work/guard" "$work/foreign"
	sed -e "s|@W@|$work|g" -e "s|@INIT@|$(digest "$kernels/initramfs/init")|" \
		-e "s|@GUARD@|$(digest "$work/guard")|" "$here/boot.policy.in" >"$work/policy"
	seal_policy
	disk
}

# An ext4 disk with both programs, the foreign one as its shell, too; and an initramfs with a first
# process of its own.
disk() {
	mkdir -p "$work/tree$work" "$work/tree/bin" "$work/evil"
	for directory in dev proc run sys tmp; do mkdir "$work/tree/$directory"; done
	cp "$work/guard" "$work/foreign" "$work/tree$work/"
	cp "$work/foreign" "$work/tree/bin/sh"
	PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -d "$work/tree" -E root_owner=0:0 "$work/disk.img" 32M ||
		stop "no disk image"
	printf 'dir /dev 0755 0 0\nnod /dev/console 0600 0 0 c 5 1\nfile /%s %s 0755 0 0\n' \
		init "$work/foreign" >"$work/evil/init.list"
	sed 's|file /init|file /evil|' "$work/evil/init.list" >"$work/evil/evil.list"
	# The kernel mounts root= on a directory that the linked initramfs does not have.
	echo 'dir /root 0755 0 0' >"$work/evil/root.list"
	for name in init evil root; do
		"$kernels/x86-plain/usr/gen_init_cpio" "$work/evil/$name.list" >"$work/evil/$name.cpio" ||
			stop "no initramfs"
	done
	bootconfig "$work/evil/evil.cpio" 'kernel { rdinit = "/evil"; lsm = "bogus"; }' >"$work/evil/bootconfig.cpio"
}

# An initramfs with parameters behind it, as a boot loader passes them: text, length, sum of bytes, magic.
bootconfig() {
	perl -e '
		my ($file, $text) = @ARGV;
		open my $in, "<:raw", $file or die "$file: $!\n";
		local $/;
		my $initramfs = <$in>;
		$text .= "\n";
		$text .= "\0" while (length($initramfs) + length($text)) % 4;
		binmode STDOUT;
		print $initramfs, $text, pack("VV", length $text, unpack("%32C*", $text)), "#BOOTCONFIG\n"' "$1" "$2"
}

# guest NAME KERNEL PARAMETERS: the guard in a guest; what it said is in NAME.out, the kernel in NAME.log.
guest() {
	name=$work/$1 kernel=$2
	set -f
	# shellcheck disable=SC2086 # words
	set -- $3
	set +f
	for word; do
		shift
		set -- "$@" --kernel-arg "$word"
	done
	"$holdfast" run --target "$target" --kernel "$kernel" --disk "$work/disk.img" --memory 128 \
		--events "$name.events" --timeout 150 --verbose "$@" -- \
		"$work/guard" "$work/foreign" >"$name.out" 2>"$name.log" </dev/null
	cat "$name.events" >>"$name.log" 2>/dev/null
}

# machine NAME KERNEL PARAMETERS [OPTION...]: QEMU as it is, for what replaces the first process.
machine() {
	name=$work/$1 kernel=$2 line=$3
	shift 3
	timeout 150 qemu-system-x86_64 -M pc -accel tcg -cpu max -m 128 -nodefaults -no-user-config -display none \
		-serial stdio -no-reboot -kernel "$kernel" -append "console=ttyS0 panic=-1 no_timer_check $line" \
		-drive "if=virtio,snapshot=on,format=raw,file=$work/disk.img" "$@" </dev/null >"$name.log" 2>&1
	: >"$name.out"
}

# One boot, by name, so that two can run side by side.
#	sealed-N	line N of boot.parameters
#	control-N	all lines of that number, without Holdfast
#	linked-N	all lines of that number, to a kernel with a command line of its own
#	first-WHAT-BUILD	another first process
boot() {
	plain=$kernels/x86-plain/bzImage
	case $1 in
	sealed-*) guest "$1" "$work/kernel" "$(sed -n "${1#*-}s/^[^|]*|[^|]*| //p" "$work/parameters")" ;;
	control-*) guest "$1" "$plain" "$(sed -n "s/^${1#*-} |.*| //p" "$work/parameters" | tr '\n' ' ')" ;;
	linked-*) guest "$1" "$work/kernel" "$(sed -n "s/^${1#*-} |.*| //p" "$work/parameters" | tr '\n' ' ')" ;;
	first-*)
		kernel=$work/kernel
		case $1 in *-plain) kernel=$plain ;; esac
		case $1 in
		first-disk-*) machine "$1" "$kernel" "rdinit=/none root=/dev/vda init=$work/foreign" -initrd "$work/evil/root.cpio" ;;
		first-shell-*) machine "$1" "$kernel" "rdinit=/none root=/dev/vda init=/bin/sh" -initrd "$work/evil/root.cpio" ;;
		first-default-*) machine "$1" "$kernel" "rdinit=/none root=/dev/vda" -initrd "$work/evil/root.cpio" ;;
		first-initramfs-*) machine "$1" "$kernel" "" -initrd "$work/evil/init.cpio" ;;
		first-rdinit-*) machine "$1" "$kernel" "rdinit=/evil" -initrd "$work/evil/evil.cpio" ;;
		first-bootconfig-*) machine "$1" "$kernel" "bootconfig" -initrd "$work/evil/bootconfig.cpio" ;;
		esac
		;;
	esac
}

# refused NAME: all four were, by Holdfast, and the guard came to its end.
refused() {
	why=
	grep -q '^GUARD DONE' "$work/$1.out" || why="the guard did not come to its end"
	grep -q "^MODULES.* $module_id" "$work/$1.out" || why="$why; Holdfast is not among the modules"
	for what in EXEC MEMORY DISK; do
		grep -q "^$what refused errno=\(1\|13\)\$" "$work/$1.out" || why="$why; $what was not refused"
	done
	if grep -q 'FOREIGN RAN' "$work/$1.out" "$work/$1.log"; then why="$why; the foreign program ran"; fi
	grep -q "deny .*access=execute.*$work/foreign" "$work/$1.log" || why="$why; no denial in the log"
	[ -z "$why" ]
}

# took NAME PARAMETERS: these were really given.
took() {
	sed -n 's/^CMDLINE //p' "$work/$1.out" | tr ' ' '\n' >"$work/$1.words"
	echo "$2" | tr ' ' '\n' | grep -v '^$' | grep -vxFf "$work/$1.words" >"$work/$1.missing"
	[ ! -s "$work/$1.missing" ]
}

judge_sealed() {
	number=0
	while read -r _ _ guarantee _ words; do
		number=$((number + 1))
		if ! refused "sealed-$number"; then
			tail -n 5 "$work/sealed-$number.log"
			fail "$guarantee boot: $words: $why"
		elif ! took "sealed-$number" "$words"; then
			fail "$guarantee boot: $words: not in /proc/cmdline: $(cat "$work/sealed-$number.missing")"
		else
			echo "ok $guarantee boot: $words: still refused"
		fi
	done <"$work/parameters"
}

judge_controls() {
	for number in $controls; do
		words=$(sed -n "s/^$number |.*| //p" "$work/parameters" | tr '\n' ' ')
		if took "control-$number" "$words" && grep -q '^GUARD DONE' "$work/control-$number.out" &&
			[ "$(grep -c ' EFFECT$' "$work/control-$number.out")" = 3 ]; then
			echo "ok boot: control $number: without Holdfast these change nothing: program, memory and disk are open"
		else
			cat "$work/control-$number.out" "$work/control-$number.missing"
			tail -n 5 "$work/control-$number.log"
			fail "boot: control $number: without Holdfast $words"
		fi
	done
	for helper in modprobe core_pattern; do
		number=$(sed -n "s/^\([0-9]*\) |.*sysctl.kernel.$helper=.*/\1/p" "$work/parameters")
		case $helper in modprobe) how='-q' ;; *) how='by the kernel' ;; esac
		if grep -q "FOREIGN RAN .*$how" "$work/control-$number.log"; then
			echo "ok boot: control: without Holdfast the kernel starts what sysctl.kernel.$helper= names"
		else
			fail "boot: control: without Holdfast the kernel starts what sysctl.kernel.$helper= names"
		fi
	done
}

title_of() {
	case $1 in
	disk) echo 'init=PROGRAM on a disk of choice' ;;
	shell) echo 'init=/bin/sh on a disk of choice' ;;
	default) echo 'a disk with a /bin/sh of its own' ;;
	initramfs) echo 'an initramfs of choice that replaces /init' ;;
	rdinit) echo 'rdinit=PROGRAM of an initramfs of choice' ;;
	bootconfig) echo 'rdinit= and lsm= by a bootconfig behind the initramfs' ;;
	esac
}

judge_first() {
	for what in $firsts; do
		log=$work/first-$what
		title=$(title_of "$what")
		if grep -q 'FOREIGN RAN pid=1' "$log-plain.log"; then
			echo "ok boot: control: $title: without Holdfast it is the first process"
		else
			tail -n 5 "$log-plain.log"
			fail "boot: control: $title: without Holdfast it is the first process"
		fi
		if ! grep -q 'FOREIGN RAN' "$log-sealed.log" && grep -q 'holdfast: deny .*access=execute' "$log-sealed.log" &&
			grep -q 'Kernel panic' "$log-sealed.log"; then
			echo "ok G1 G5 boot: $title: refused, and the kernel stops"
		else
			tail -n 5 "$log-sealed.log"
			fail "G1 G5 boot: $title: refused, and the kernel stops"
		fi
	done
}

# The kernel's own command line, and nothing else, whatever was said. Its first process, which these machines
# have no line for, says so.
judge_linked() {
	own=$(sed -n 's/^CONFIG_CMDLINE="\(.*\)"$/\1/p' "$kernels/$target-sealed/.config")
	for number in $controls; do
		words=$(sed -n "s/^$number |.*| //p" "$work/parameters" | tr '\n' ' ')
		seen=$(sed -n 's/^CMDLINE //p' "$work/linked-$number.out")
		why=
		if [ -n "$own" ] && refused "linked-$number" && [ "$seen" = "$own" ]; then
			echo "ok G3 boot: $target keeps its own command line, and refuses: $words"
		else
			tail -n 5 "$work/linked-$number.log"
			fail "G3 boot: $target: $words: its command line is $seen; $why"
		fi
	done
	for what in $firsts; do
		log=$work/first-$what-sealed.log
		if ! grep -q 'FOREIGN RAN' "$log" && case $what in
			initramfs) grep -q 'holdfast: deny .*access=execute' "$log" && grep -q 'Kernel panic' "$log" ;;
			*) grep -q '^init: cannot open /dev/vport0p1' "$log" && ! grep -q 'Kernel panic' "$log" ;;
			esac; then
			echo "ok G1 G3 boot: $target: $(title_of "$what"): its own first process, or none"
		else
			tail -n 5 "$log"
			fail "G1 G3 boot: $target: $(title_of "$what"): its own first process, or none"
		fi
	done
}

# What shall be booted: everything, or what a kernel with its own command line needs.
boots() {
	for number in $controls; do
		if [ "$linked" ]; then echo "linked-$number"; else echo "control-$number"; fi
	done
	if [ ! "$linked" ]; then seq "$(wc -l <"$work/parameters")" | sed 's/^/sealed-/'; fi
	for what in $firsts; do
		echo "first-$what-sealed"
		if [ ! "$linked" ]; then echo "first-$what-plain"; fi
	done
}

if [ "${BOOT_ONE-}" ]; then
	boot "$1"
	exit
fi
firsts="disk shell default initramfs rdinit bootconfig"
linked=
if grep -q '^CONFIG_CMDLINE_OVERRIDE=y' "$kernels/$target-sealed/.config"; then
	linked=yes
elif ! grep -q '^CONFIG_BOOT_CONFIG=y' "$kernels/$target-sealed/.config"; then
	echo "skip boot: $(title_of bootconfig): $target does not look for one"
	firsts=${firsts% bootconfig}
fi
prepare
parameters >"$work/parameters"
controls=$(cut -d ' ' -f 1 "$work/parameters" | sort -un)
export BOOT_ONE="$target"
boots | xargs -n 1 -P 2 "$0"
if [ "$linked" ]; then
	judge_linked
else
	judge_controls
	judge_sealed
	judge_first
fi
exit $status
