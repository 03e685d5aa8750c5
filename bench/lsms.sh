#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# What the guest of another security module needs beside the benchmark: bench/lsms.sh NAME TREE WORK
# fills TREE, which becomes a part of the initramfs, and prints the words for the kernel. How a
# module is configured comes from matrix/products; what the benchmark is granted is added here.
# DISK is the image of the benchmark's disk, GUEST the folder of its other files, CODE the list of what is executable
# there (bench/policy.awk), HOLDFAST_KERNELS where kernels are. Debian packages are only unpacked; they are kept in build/matrix/debs, with those of the bypass matrix.
set -eu
bench=$(cd "$(dirname "$0")" && pwd)
here=$(cd "$bench/../matrix" && pwd)
# shellcheck source=matrix/lib/products.sh
. "$here/lib/products.sh"
name=$1
tree=$2
WORK=$3
MATRIX=$here
export WORK MATRIX
debs=$bench/../build/matrix/debs
given=$tree/lsm

die() {
	echo "bench/lsms.sh: $*" >&2
	exit 3
}

field() { sed -n "s/^$name *| *//p" "$bench/variants" | cut -d '|' -f "$1" | sed 's/^ *//; s/ *$//'; }

# Unpacks the packages of the product into a folder.
unpack() {
	mkdir -p "$debs" "$1"
	: >"$WORK/debs"
	for package in $(about "$product" packages); do
		set -- "$1" "$debs/${package}"_*.deb
		if [ ! -e "$2" ]; then
			(cd "$debs" && apt-get -q download "$package") >>"$WORK/log" 2>&1 ||
				die "cannot download $package, see $WORK/log"
			set -- "$1" "$debs/${package}"_*.deb
		fi
		basename "$2" .deb >>"$WORK/debs"
		dpkg-deb --fsys-tarfile "$2" | tar -C "$1" --keep-directory-symlink -xf - \
			--exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*'
	done
}

# add PROGRAM AT: a program that is linked with libraries, and these.
add_program() {
	mkdir -p "$tree$(dirname "$2")"
	cp -L "$1" "$tree$2"
	ldd "$1" | sed -n 's|^[^/]*\(/[^ ]*\) (0x.*|\1|p' | while read -r library; do
		mkdir -p "$tree$(dirname "$library")"
		cp -L "$library" "$tree$library"
	done
}

# The profile of the lab's nginx, which is made of Debian's abstractions, and what the benchmark does.
make_apparmor() {
	unpack "$WORK/packages"
	add_program "$WORK/packages/sbin/apparmor_parser" /sbin/apparmor_parser
	mkdir -p "$tree/etc" "$tree/usr/share"
	cp -a "$WORK/packages/usr/share/apparmor-features" "$tree/usr/share/"
	cp -a "$WORK/packages/etc/apparmor.d" "$WORK/packages/etc/apparmor" "$tree/etc/"
	{
		printf 'abi <abi/3.0>,\ninclude <tunables/global>\nprofile bench /bench flags=(attach_disconnected) {\n'
		sed -n '/^profile labnginx /,/^}/p' "$here/products/apparmor/profiles.in" | sed '1d; $d; /@LAB@/d'
		grep -v '^#' "$bench/lsms/apparmor.rules"
		echo '}'
	} >"$tree/etc/apparmor.d/bench"
}

# Debian's policy as the product has it; it does not depend on what is on the disk.
make_selinux() {
	if [ ! -e "$WORK/policy" ]; then
		rm -rf "$WORK/disk" "$WORK/files" "$WORK/lab" "$WORK/selinux"
		mkdir -p "$WORK/lab" "$WORK/disk/matrix/product"
		: >"$WORK/lab/table"
		unpack "$WORK/disk"
		collect "$product" "$WORK/files"
		LAB=$WORK/lab "$WORK/files/disk" "$WORK/disk" >"$WORK/log" 2>&1 ||
			die "no policy of SELinux, see $WORK/log"
		cp "$WORK"/disk/etc/selinux/default/policy/policy.* "$WORK/policy"
		rm -rf "$WORK/disk"
	fi
	cp "$WORK/policy" "$given/policy"
}

make_smack() { cp "$here/products/smack/rules" "$given/"; }

# The benchmark learns, beside patterns for what has many names; the product's profiles say what
# learning and enforcing is.
make_tomoyo() {
	cp "$here/products/tomoyo/profile.conf" "$given/profile"
	ln -s /bench "$given/confined"
	printf '/bench\n' >"$given/manager"
	domain='<kernel> /lsm/confined'
	{
		printf '<kernel>\nuse_profile 0\nuse_group 0\n\n%s\nuse_profile 1\nuse_group 0\n' "$domain"
		sed "/^#/d; s|^/.*|\n$domain &\nuse_profile 1\nuse_group 0|" "$bench/lsms/tomoyo.rules"
	} >"$given/domain_policy"
	{
		printf '%s\nuse_profile 3\n' "$domain"
		sed -n "s|^[a-z]* \(/p/bin/.*\) [0-9a-f]*$|\n$domain \1\nuse_profile 3|p" "$CODE"
	} >"$given/enforcing"
}

# The sandbox and its rules; what they name must be there to count.
make_landlock() {
	gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -o "$given/sandbox" "$here/products/landlock/sandbox.c"
	# shellcheck disable=SC2016 # the word is in the rules
	grep -v -e '^#' -e '\$LAB' "$here/products/landlock/rules" >"$given/rules"
	sed -n 's/^[a-z]* \(\/[^ ]*\)$/\1/p' "$given/rules" | while read -r path; do
		case $path in /proc* | /sys* | /dev*) ;; *) [ -e "$GUEST$path" ] || mkdir -p "$tree$path" ;; esac
	done
	grep -v '^#' "$bench/lsms/landlock.rules" >>"$given/rules"
}

make_ipe() {
	collect "$product" "$WORK/files"
	cp "$DISK" "$WORK/disk.img"
	"$WORK/files/image" "$WORK/disk.img" >"$WORK/words" 2>"$WORK/log" || die "no policy of IPE, see $WORK/log"
	cp "$WORK/ipe.p7b" "$given/"
}

# A program that enforces, begins the benchmark and is no product of the matrix. It is told what may be executed.
make_loader() {
	awk '$2 != "/init" { print $2 }' "$CODE" | LC_ALL=C sort -u >"$given/code"
	gcc -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static -I"$bench/.." -o "$given/load" \
		"$bench/lsms/$name.c" "$bench/../tests/vm/kernel_bpf.c"
}

product=$(field 2)
mkdir -p "$WORK" "$given"
if [ "$product" = - ]; then
	if [ -e "$bench/lsms/$name.c" ]; then make_loader; fi
	field 3
	exit
fi
"make_$name"
# Of the product's words those that are its own; the benchmark's root is its initramfs.
words=$(about "$product" append | tr ' ' '\n' | grep -v -e '^TOMOYO_' -e '^HOLDFAST_' | tr '\n' ' ')
echo "BENCH_LSM=$name $words$(field 3)"
