#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Adds to the tree of a disk what the guest of a product needs: called by lab/disk.sh with TREE.
# PRODUCT, FILES (where the files of the product were collected), LAB, DEBS (unpacked packages,
# in the order in which they are unpacked), PROXY (about: `operator`), MODULE
# (the lab's, if the kernel needs its own) and MATRIX (this folder's parent) come from run.sh.
set -eu
tree=$1

mkdir -p "$tree/matrix"
cp -a "$MATRIX/guest" "$tree/matrix/guest"
cp -aL "$FILES" "$tree/matrix/product"
echo "$LAB" >"$tree/matrix/guest/lab"
for deb in $DEBS; do
	dpkg-deb --fsys-tarfile "$deb" | tar -C "$tree" --keep-directory-symlink -xf - \
		--exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*'
done

# Where a program cannot leave its confinement, the operator is a line to one outside.
if [ -n "$PROXY" ]; then
	rm "$tree/matrix/guest/operator.c"
	gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -o "$tree/matrix/guest/operator" "$MATRIX/guest/operator.c"
	if [ -e "$LAB/stage" ]; then
		mv "$tree$LAB/stage" "$tree/matrix/guest/stage.real"
		cp "$tree/matrix/guest/operator" "$tree$LAB/stage"
	fi
fi

# A module is made for one kernel.
if [ -e "$MODULE" ]; then cp "$MODULE" "$tree$LAB/foreign/module.ko"; fi

# Who confines by what a program is needs nothing else to start it: its attacks are the lab's own.
if [ ! -x "$FILES/start" ] && [ -z "$PROXY" ]; then
	echo "$LAB" >"$tree/matrix/guest/from"
	if [ -x "$FILES/disk" ]; then "$FILES/disk" "$tree"; fi
	exit
fi

# A second lab, whose attacks are started by the product; everything else is the lab itself.
echo /matrix/lab >"$tree/matrix/guest/from"
mkdir -p "$tree/matrix/lab/attacks"
for path in "$LAB"/*; do
	[ "${path##*/}" = attacks ] || ln -s "$path" "$tree/matrix/lab/${path##*/}"
done
grep -v '^#' "$LAB/table" | while read -r name domain _; do
	start=
	[ ! -x "$FILES/start" ] || start=/matrix/product/start
	[ -z "$PROXY" ] || start="/matrix/guest/operator $start"
	cat >"$tree/matrix/lab/attacks/$name" <<-END
		#!/bin/sh
		export LAB='$LAB' MATRIX_NAME=$name MATRIX_DOMAIN=$domain
		exec $start '$LAB/attacks/$name'
	END
	chmod 755 "$tree/matrix/lab/attacks/$name"
done
if [ -x "$FILES/disk" ]; then "$FILES/disk" "$tree"; fi
