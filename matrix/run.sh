#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The bypass matrix: every attack of the lab as root in every product; README.md has the whole story.
#
#	matrix/run.sh [-k] [-j GUESTS] [PRODUCT...]
#	matrix/run.sh --try PRODUCT [ATTACK...]
#	matrix/run.sh --report		only the report, from what was measured
#	matrix/run.sh --list		the products
#
# Without a product: all of them, then the report in docs/. -k keeps what was measured of attacks
# and products that have not changed since. -j: guests at the same time. --try boots one product, runs
# these attacks (without a name: the neighbours), prints what the guest said and keeps no result.
#
# Everything it makes is below build/matrix (MATRIX_OUT). MATRIX_KERNEL=VARIANT boots that
# kernel instead of the one a product names, MATRIX_ATTACKS=DIR takes the attacks from there
# instead of lab/attacks (for working on products).
set -eu

here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/.." && pwd)
work=${MATRIX_OUT:-$top/build/matrix}
holdfast=${HOLDFAST:-$top/build/holdfast}
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
attacks=${MATRIX_ATTACKS:-$top/lab/attacks}
LAB=$work/lab
MATRIX=$here
export HOLDFAST_KERNELS="$kernels" LAB MATRIX
# shellcheck source=lab/lib/say.sh
. "$top/lab/lib/say.sh"
# shellcheck source=matrix/lib/products.sh
. "$here/lib/products.sh"

die() {
	wipe
	echo "matrix: $*" >&2
	exit 3
}

usage() {
	sed -n '5,18s/^# \{0,1\}//p' "$0" >&2
	exit 2
}

make_lab() {
	mkdir -p "$work"
	make -s -C "$attacks" OUT="$LAB" TARGET=x86 || die 'the attacks do not build'
	# What was measured of an attack counts as long as the attack is the same.
	grep -v '^#' "$LAB/table" | while read -r name _; do
		printf '%s %s\n' "$name" "$(sha256sum <"$LAB/attacks/$name" | cut -c1-32)"
	done >"$work/lab.digests.new"
	mv "$work/lab.digests.new" "$work/lab.digests"
}

# The archive may have a newer version than the lists know.
download() {
	(cd "$work/debs" && { apt-get -q download "$1" || { apt-get -q update && apt-get -q download "$1"; }; })
}

# Debian packages are only unpacked on the disk of the guest. Prints the files, in the order given.
fetch() {
	mkdir -p "$work/debs"
	for package; do
		set -- "$work/debs/${package}"_*.deb
		if [ ! -e "$1" ]; then
			download "$package" >>"$work/debs/log" 2>&1 ||
				die "cannot download $package, see $work/debs/log"
			set -- "$work/debs/${package}"_*.deb
		fi
		printf '%s\n' "$1"
	done
}

# The files that all disks begin with: those of the lab's disk, and the programs that any product needs.
make_base() {
	HOLDFAST_DISK_PROGRAMS=$(for name in $(products); do about "$name" programs; done | tr '\n' ' ')
	BASE=$work/base.new
	export BASE HOLDFAST_DISK_PROGRAMS
	base_id=$( (echo "$HOLDFAST_DISK_PROGRAMS"; cat "$top/lab/disk.sh"; find "$LAB" -type f ! -name groups -printf '%p %s %T@\n' |
		LC_ALL=C sort) | sha256sum)
	if [ "$(cat "$work/base.id" 2>/dev/null)" = "$base_id" ]; then return; fi
	working 'the files that all disks begin with'
	rm -rf "$work/base" "$work/base.new" "$work/base.id"
	"$top/lab/disk.sh" -x "$here/lib/keep.sh" "$work/base.img" "$LAB" >"$work/base.log" 2>&1 ||
		die "no disk, see $work/base.log"
	rm "$work/base.img"
	mv "$work/base.new" "$work/base"
	echo "$base_id" >"$work/base.id"
}

# The disk of a product: as lab/disk.sh makes one of a tree.
make_image() {
	cp -a "$work/base" "$out/tree" &&
		"$here/lib/disk.sh" "$out/tree" || return
	PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -d "$out/tree" -L holdfast -E root_owner=0:0 "$out/disk.img" \
		"$(($(du -sm "$out/tree" | cut -f1) * 6 / 5 + 16))M" &&
		rm -rf "$out/tree"
}

make_disk() {
	rm -rf "$out/tree" "$out/disk.img"
	packages=$(about "$product" packages)
	# shellcheck disable=SC2086 # words
	DEBS=$(fetch $packages)
	for deb in $DEBS; do basename "$deb" .deb; done >"$out/packages"
	FILES=$out/files
	PROXY=$(about "$product" operator)
	MODULE=$work/modules/$variant/lab_module.ko
	export MODULE PROXY DEBS FILES PRODUCT="$product" WORK="$out"
	make_image >"$out/disk.log" 2>&1 ||
		die "no disk image, see $out/disk.log"
	: >"$out/words"
	if [ -x "$out/files/image" ]; then
		"$out/files/image" "$out/disk.img" >"$out/words" 2>>"$out/disk.log" ||
			die "no disk image, see $out/disk.log"
	fi
}

# The lab's module, for another kernel than x86's: make_module VARIANT. None where none can be built.
make_module() {
	module=$work/modules/$1
	mkdir -p "$module"
	case $1 in x86-* | hardened*) return ;; esac
	for file in lab_module.c Kbuild; do
		cmp -s "$attacks/common/module/$file" "$module/$file" || cp "$attacks/common/module/$file" "$module/$file"
	done
	"$kernels/$1/relink" -s M="$module" KBUILD_MODPOST_WARN=1 modules >"$module/log" 2>&1 ||
		die "the lab's module does not build for $1, see $module/log"
}

# Waits for a guest; one that has said nothing for so many seconds is ended. The runner ends an attack after 60.
watch_guest() {
	said=0
	quiet=0
	while kill -0 "$1" 2>/dev/null; do
		sleep 2
		now_said=$(stat -c %s "$2")
		quiet=$((quiet + 2))
		if [ "$now_said" != "$said" ]; then quiet=0; fi
		said=$now_said
		if [ $quiet -ge 240 ]; then
			say "$product: the guest hangs and is ended"
			kill "$1"
			break
		fi
	done
	wait "$1" || :
}

# boot NAME WORDS MODE [ATTACK...]: a guest; its output is $out/NAME.out. A product that cannot
# be driven by a script inside of it (about: `direct`) is given the runner itself.
boot() {
	boot_name=$1
	boot_words=$2
	boot_mode=$3
	shift 3
	if [ -z "$direct" ]; then
		set -- /matrix/guest/drive "$boot_mode" "$@"
	elif [ "$boot_mode" = proof ]; then
		set -- "$LAB/runner" "$direct"
	else
		set -- "$LAB/runner" "$direct" "$@"
	fi
	set -- -- "$@"
	for word in $boot_words; do set -- --kernel-arg "$word" "$@"; done
	# What `image` printed: a line may have spaces in it.
	while read -r word; do set -- --kernel-arg "$word" "$@"; done <"$out/words"
	[ -z "$direct" ] || set -- --events "$out/$boot_name.events" "$@"
	"$holdfast" run --target x86 --kernel "$kernel" --disk "$out/disk.img" --timeout 7200 \
		--memory "$memory" -v "$@" >"$out/$boot_name.out" 2>"$out/$boot_name.log" </dev/null &
	watch_guest $! "$out/$boot_name.out"
	[ -z "$direct" ] || say_direct "$out/$boot_name.out"
}

# Whether the attack that stands for the proof was refused, in the words of guest/drive.
say_direct() {
	verdict=broken
	if grep -q "^NOEFFECT $direct " "$1"; then verdict=enforced; fi
	if grep -qx "EFFECT $direct" "$1"; then verdict=open; fi
	echo "MATRIX prove before $verdict run a dropped program" >>"$1"
}

# The attacks that were not measured yet in a series, as they are now.
pending() {
	[ -e "$out/$1.measured" ] || : >"$out/$1.measured"
	awk -v old="$out/$1.measured" 'FILENAME == old { known[$0]; next } !($0 in known) { print $1 }' \
		"$out/$1.measured" "$work/lab.digests"
}

# series NAME MODE: all attacks that are pending; where one ends the guest, a new guest goes on after it.
series() {
	number=0
	while rest=$(pending "$1") && [ -n "$rest" ]; do
		while [ -e "$out/$1-$number.out" ]; do number=$((number + 1)); done
		# An attack that spoils the guest for those after it is the last in its guest.
		rest=$(echo "$rest" | awk -v last=" $restart " '{ print } index(last, " " $1 " ") { exit }')
		working "$product: $1, $(echo "$rest" | wc -l) attacks and neighbours"
		# shellcheck disable=SC2086 # words
		boot "$1-$number" "$append" "$2" $rest
		sed -n 's/^RUN \([^ ]*\) .*/\1/p' "$out/$1-$number.out" >"$out/ran"
		if [ ! -s "$out/ran" ]; then
			say "$product: nothing ran, see $out/$1-$number.log"
			break
		fi
		awk 'FNR == NR { ran[$1]; next } $1 in ran' "$out/ran" "$work/lab.digests" >>"$out/$1.measured"
	done
}

# begin PRODUCT FOLDER: what `about` says of it, and where its results go.
begin() {
	product=$1
	out=$2
	moment=$(now)
	variant=${MATRIX_KERNEL:-$(about "$product" kernel)}
	kernel=$kernels/$variant/bzImage
	[ -e "$kernel" ] || die "$product needs $kernel: kernel/build.sh $variant"
	memory=$(about "$product" memory)
	memory=${memory:-512}
	direct=$(about "$product" direct)
	restart=$(about "$product" restart | tr '\n' ' ')
	append=$(about "$product" append | tr '\n' ' ')
	mkdir -p "$out"
}

# A product's disk and, if it has one of its own, its kernel.
prepare() {
	working "$product: its disk"
	make_disk
	cp "$(dirname "$kernel")/.config" "$out/kernel.config"
	if [ -x "$out/files/kernel" ]; then
		"$out/files/kernel" "$out/bzImage" >"$out/kernel.log" 2>&1 || die "$product: no kernel, see $out/kernel.log"
		kernel=$out/bzImage
	fi
}

# For the one who works on a product: try PRODUCT [ATTACK...]
try() {
	begin "$1" "$work/try-$1"
	shift
	rm -rf "$out"
	mkdir -p "$out"
	collect "$product" "$out/files"
	prepare
	# shellcheck disable=SC2046 # words
	[ $# != 0 ] || set -- $(awk '!/^#/ && $3 == "twin" { print $1 }' "$LAB/table")
	working "$product: $# attacks and neighbours"
	boot try "$append" attacks "$@"
	wipe
	cat "$out/try.out"
	say "$product: the disk, the kernel's log: $out ($(since "$moment"))"
}

# The whole of a product; README.md, "How a product is measured".
measure() {
	begin "$1" "$work/$1"
	rm -rf "$out/files"
	collect "$product" "$out/files"
	id=$( (cd "$out/files" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum
		cat "$here/guest/drive" "$here/lib/disk.sh" "$kernels/$variant/variant.id") | sha256sum)
	if [ -z "$keep" ] || [ "$(cat "$out/id" 2>/dev/null)" != "$id" ]; then
		rm -rf "$out"
		mkdir -p "$out"
		collect "$product" "$out/files"
	fi
	prepare
	if [ -n "$(pending full)" ]; then printf '%s %s\n' "$MATRIX_TREE" "$(date -u +%Y-%m-%d)" >>"$out/measured"; fi
	series full full
	if grep -q '^MATRIX prove before enforced' "$out/full-0.out" &&
		grep -q '^MATRIX prove inside open' "$out/full-0.out"; then
		series attacks attacks
	fi
	count=0
	[ ! -f "$out/files/off-boot" ] || while read -r words; do
		count=$((count + 1))
		[ ! -e "$out/boot-$count.out" ] || continue
		working "$product: booting with ${words:-nothing}"
		boot "boot-$count" "$words" proof
		echo "MATRIX words $words" >>"$out/boot-$count.out"
	done <"$out/files/off-boot"
	echo "$id" >"$out/id"
	say "$product: $(python3 "$here/report.py" --work "$work" --products "$here/products" --lab "$LAB" --line "$product") ($(since "$moment"))"
}

report() {
	python3 "$here/report.py" --work "$work" --products "$here/products" --lab "$LAB" \
		--goals "$here/goals" --docs "$top/docs"
}

# make_all PRODUCT...: what has to be there before a guest of theirs can be.
make_all() {
	[ -x "$holdfast" ] || die "$holdfast is missing; run: make"
	[ "$(id -u)" = 0 ] || die 'only root can label the files of disks as the products want them'
	# All guests are of one build, whatever is built meanwhile.
	mkdir -p "$work/bin"
	cp "$holdfast" "$work/bin/holdfast.new"
	mv "$work/bin/holdfast.new" "$work/bin/holdfast"
	holdfast=$work/bin/holdfast
	export HOLDFAST="$holdfast"
	make_lab
	make_base
	for product; do
		# shellcheck disable=SC2046 # words
		fetch $(about "$product" packages) >/dev/null
	done
	variants=${MATRIX_KERNEL:-$(for product; do about "$product" kernel; done | sort -u)}
	# A row names the configuration of its kernel: a kernel that is older than that is built again.
	# shellcheck disable=SC2086 # words
	"$top/kernel/build.sh" $variants >&2 || die 'not every kernel could be built'
	for variant in $variants; do make_module "$variant"; done
}

# What is measured, for the page: the commit, and whether something was changed since.
: "${MATRIX_TREE:=$(git -C "$top" describe --always --dirty 2>/dev/null || echo unknown)}"
export MATRIX_TREE

keep=
trying=
# One more than there are processors, because attacks wait, too.
jobs=$(($(nproc) + 1))
while getopts kj:-: option; do
	case $option in
	k) keep=-k ;;
	j) jobs=$OPTARG ;;
	-)
		case $OPTARG in
		list) products && exit ;;
		report) report && exit ;;
		try) trying=yes ;;
		# For this script itself: the products of one process, everything being prepared.
		prepared) prepared=yes ;;
		*) usage ;;
		esac
		;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
for product; do
	[ -f "$here/products/$product/about" ] || die "there is no product $product; matrix/run.sh --list shows them"
	[ -z "$trying" ] || break
done
if [ -n "${prepared-}" ]; then
	for product; do measure "$product"; done
	exit
fi
if [ -n "$trying" ]; then
	[ $# != 0 ] || usage
	make_all "$1"
	try "$@"
	exit
fi
everything=
if [ $# = 0 ]; then
	everything=yes
	# shellcheck disable=SC2046 # words
	set -- $(products)
fi
make_all "$@"
# The last of the table are the slowest: they begin.
printf '%s\n' "$@" | tac | xargs -P "$jobs" -n 1 "$here/run.sh" $keep --prepared || die 'not everything could be measured'
if [ -n "$everything" ]; then report; fi
