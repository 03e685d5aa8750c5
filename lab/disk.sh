#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes a small ext4 image for the x86 target: lab/disk.sh [-x COMMAND] OUTPUT [PATH...]
# It holds the programs of the demo with their libraries and files, taken from
# this machine and at the same paths, so that one policy fits both targets. Each
# PATH (a file or directory) is added as it is, also at its own path. COMMAND TREE may then
# change the files, before the image is made of them. A program of $HOLDFAST_DISK_PROGRAMS
# (words) comes with its libraries.
set -eu
extra=:
if [ "${1-}" = -x ]; then
	extra=$2
	shift 2
fi
[ $# -ge 1 ] || { echo "usage: lab/disk.sh [-x COMMAND] OUTPUT [PATH...]" >&2; exit 2; }
output=$1
shift
tree=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-disk.XXXXXX")
trap 'rm -rf "$tree"' EXIT

programs="bash cat cp curl dash dirname grep gzip id ls mkdir mv nginx perl python3 rm sed sleep tr
	${HOLDFAST_DISK_PROGRAMS-}"
files="/etc/passwd /etc/group /etc/shadow /etc/gshadow /etc/nsswitch.conf /etc/hosts /etc/host.conf
	/etc/resolv.conf /etc/gai.conf /etc/ld.so.cache /etc/localtime /etc/mime.types /etc/services
	/etc/protocols /etc/nginx /etc/ssl/openssl.cnf /usr/lib/ssl/openssl.cnf /bin/sh /lib64/ld-linux-x86-64.so.2
	/usr/share/zoneinfo/Etc/UTC /usr/lib/x86_64-linux-gnu/perl-base"

# Adds one path and, link by link, what it leads to.
add() {
	path=$(realpath -s "$1")
	while :; do
		path=$(realpath "$(dirname "$path")")/$(basename "$path")
		path=/$(printf '%s' "$path" | sed 's|^/*||')
		if [ ! -e "$tree$path" ] && [ ! -L "$tree$path" ]; then
			mkdir -p "$tree$(dirname "$path")"
			cp -a "$path" "$tree$path"
		fi
		[ -L "$path" ] || return 0
		link=$(readlink "$path")
		case $link in
		/*) path=$link ;;
		*) path=$(dirname "$path")/$link ;;
		esac
		[ -e "$path" ] || return 0
	done
}

# Adds what a program or library is linked with.
add_libraries() {
	ldd "$1" 2>/dev/null | sed -n 's|^[^/]*\(/[^ ]*\) (0x.*|\1|p' | while read -r library; do
		add "$library"
	done
}

# Python's standard library without what nobody imports in an HTTP server.
add_python() {
	library=/usr/lib/$(basename "$(readlink -f /usr/bin/python3)")
	mkdir -p "$tree$library"
	tar -C "$library" --exclude=./test --exclude=./idlelib --exclude=./lib2to3 --exclude=./tkinter \
		--exclude='./config-*' --exclude=./ensurepip --exclude=./pydoc_data --exclude=./turtledemo \
		-cf - . | tar -C "$tree$library" -xf -
	for module in "$library"/lib-dynload/*.so; do
		add_libraries "$module"
	done
	mkdir -p "$tree/usr/lib/python3/dist-packages"
}

mkdir -p "$tree/usr/bin" "$tree/usr/sbin" "$tree/usr/lib" "$tree/usr/lib64"
for link in bin sbin lib lib64; do
	[ ! -L "/$link" ] || cp -a "/$link" "$tree/$link"
done
for directory in boot dev etc home mnt proc root run srv sys tmp var/log var/tmp; do
	mkdir -p "$tree/$directory"
done
chmod 1777 "$tree/tmp" "$tree/var/tmp"
for program in $programs; do
	path=$(PATH=/usr/sbin:/usr/bin:/sbin:/bin command -v "$program") ||
		{ echo "disk.sh: $program is not installed" >&2; exit 3; }
	add "$path"
	add_libraries "$path"
done
add_python
for file in $files "$@"; do
	[ ! -e "$file" ] || add "$file"
done
"$extra" "$tree"

# A fifth more than the files need, and 16 MiB.
megabytes=$(($(du -sm "$tree" | cut -f1) * 6 / 5 + 16))
rm -f "$output.new"
PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -d "$tree" -L holdfast -E root_owner=0:0 "$output.new" "${megabytes}M"
mv "$output.new" "$output"
echo "disk: $output, $megabytes MiB"
