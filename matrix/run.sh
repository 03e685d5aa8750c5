#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The bypass matrix: every attack of the lab as root in every product; README.md has the whole story.
#
#	matrix/run.sh			all products, then the report in docs/
#	matrix/run.sh PRODUCT...	only these; no report
#	matrix/run.sh --report		only the report, from what was measured
#	matrix/run.sh --list		the products
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
LAB=$work/lab
MATRIX=$here
export HOLDFAST_KERNELS=$kernels LAB MATRIX
# shellcheck source=lab/lib/say.sh
. "$top/lab/lib/say.sh"
# shellcheck source=matrix/lib/products.sh
. "$here/lib/products.sh"

die() {
	wipe
	echo "matrix: $*" >&2
	exit 3
}

make_lab() {
	mkdir -p "$work"
	make -s -C "${MATRIX_ATTACKS:-$top/lab/attacks}" OUT="$LAB" TARGET=x86 || die 'the attacks do not build'
	# What results must have in common: the attacks themselves.
	(cd "$LAB" && find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum) | sha256sum | cut -c1-16 >"$work/lab.id"
}

# Debian packages are only unpacked on the disk of the guest. Prints the files, in the order given.
fetch() {
	mkdir -p "$work/debs"
	for package; do
		set -- "$work/debs/${package}"_*.deb
		if [ ! -e "$1" ]; then
			(cd "$work/debs" && apt-get -q download "$package") >>"$work/debs/log" 2>&1 ||
				die "cannot download $package, see $work/debs/log"
			set -- "$work/debs/${package}"_*.deb
		fi
		printf '%s\n' "$1"
	done
}

# The files of a product and its disk.
make_disk() {
	rm -rf "$out/files"
	collect "$product" "$out/files"
	packages=$(about "$product" packages)
	# shellcheck disable=SC2086 # words
	DEBS=$(fetch $packages)
	for deb in $DEBS; do basename "$deb" .deb; done >"$out/packages"
	FILES=$out/files
	HOLDFAST_DISK_PROGRAMS=$(about "$product" programs | tr '\n' ' ')
	export DEBS FILES HOLDFAST_DISK_PROGRAMS PRODUCT="$product" WORK="$out"
	"$top/lab/disk.sh" -x "$here/lib/disk.sh" "$out/disk.img" "$LAB" >"$out/disk.log" 2>&1 ||
		die "no disk image, see $out/disk.log"
	: >"$out/words"
	if [ -x "$out/files/image" ]; then
		"$out/files/image" "$out/disk.img" >"$out/words" 2>>"$out/disk.log" ||
			die "no disk image, see $out/disk.log"
	fi
}

# boot NAME WORDS COMMAND...: a guest; its output is $out/NAME.out.
boot() {
	boot_name=$1
	boot_words=$2
	shift 2
	set -- -- "$@"
	for word in $boot_words; do set -- --kernel-arg "$word" "$@"; done
	# What `image` printed: a line may have spaces in it.
	while read -r word; do set -- --kernel-arg "$word" "$@"; done <"$out/words"
	"$holdfast" run --target x86 --kernel "$kernel" --disk "$out/disk.img" --timeout 1800 \
		--memory "$memory" --events "$out/$boot_name.events" -v "$@" \
		>"$out/$boot_name.out" 2>"$out/$boot_name.log" </dev/null || :
}

# The attacks after the one at which the guest of FILE came to its end.
unfinished() {
	last=$(sed -n 's/^RUN \([^ ]*\) .*/\1/p' "$1" | tail -n 1)
	grep -v '^#' "$LAB/table" | awk -v last="$last" 'found { print $1 } $1 == last { found = 1 }'
}

# attack NAME MODE: all attacks; where one ends the guest, a new guest goes on after it.
attack() {
	boot "$1" "$append" /matrix/guest/drive "$2"
	part=$1
	while ! grep -q '^DONE ' "$out/$part.out" && grep -q '^RUN ' "$out/$part.out"; do
		rest=$(unfinished "$out/$part.out")
		[ -n "$rest" ] || break
		part=$part+
		say "$product: the guest came to an end, going on in another"
		# shellcheck disable=SC2086 # words
		boot "$part" "$append" /matrix/guest/drive attacks $rest
	done
}

# The whole of a product; README.md, "How a product is measured".
measure() {
	product=$1
	out=$work/$product
	moment=$(now)
	rm -rf "$out"
	mkdir -p "$out"
	kernel=$kernels/${MATRIX_KERNEL:-$(about "$product" kernel)}/bzImage
	[ -e "$kernel" ] || die "$product needs $kernel: kernel/build.sh $(about "$product" kernel)"
	memory=$(about "$product" memory)
	memory=${memory:-512}
	working "$product: its disk"
	make_disk
	append=$(about "$product" append | tr '\n' ' ')
	if [ -x "$out/files/host" ]; then
		# A product that is not driven from inside.
		. "$out/files/host"
	else
		working "$product: off switch and attacks"
		attack full full
		if grep -q '^MATRIX prove before enforced' "$out/full.out" &&
			grep -q '^MATRIX prove inside open' "$out/full.out"; then
			working "$product: attacks without the off switch"
			attack attacks attacks
		fi
		count=0
		if [ -f "$out/files/off-boot" ]; then
			while read -r words; do
				count=$((count + 1))
				working "$product: booting with $words"
				boot "boot-$count" "$words" /matrix/guest/drive proof
				echo "MATRIX words $words" >>"$out/boot-$count.out"
			done <"$out/files/off-boot"
		fi
	fi
	cp "$work/lab.id" "$out/id"
	cp "$(dirname "$kernel")/.config" "$out/kernel.config"
	say "$product: $(python3 "$here/report.py" --work "$work" --products "$here/products" --lab "$LAB" --line "$product") ($(since "$moment"))"
}

report() {
	python3 "$here/report.py" --work "$work" --products "$here/products" --lab "$LAB" \
		--goals "$here/goals" --docs "$top/docs"
}

case ${1-} in
--list)
	products
	exit
	;;
--report)
	report
	exit
	;;
-*)
	sed -n '5,12s/^# \{0,1\}//p' "$0" >&2
	exit 2
	;;
esac
[ -x "$holdfast" ] || die "$holdfast is missing; run: make"
make_lab
if [ $# = 0 ]; then
	for product in $(products); do measure "$product"; done
	report
else
	for product; do
		[ -f "$here/products/$product/about" ] || die "there is no product $product; matrix/run.sh --list shows them"
	done
	for product; do measure "$product"; done
fi
