#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Adds to the tree of a disk what the guest of a product needs: called by lab/disk.sh with TREE.
# PRODUCT, FILES (where the files of the product were collected), LAB, DEBS (unpacked packages,
# in the order in which they are unpacked) and MATRIX (this folder's parent) come from run.sh.
set -eu
tree=$1

mkdir -p "$tree/matrix/lab/attacks"
cp -a "$MATRIX/guest" "$tree/matrix/guest"
cp -aL "$FILES" "$tree/matrix/product"
for deb in $DEBS; do
	dpkg-deb --fsys-tarfile "$deb" | tar -C "$tree" --keep-directory-symlink -xf - \
		--exclude='./usr/share/doc/*' --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*'
done

# A second lab, whose attacks are started by the product; everything else is the lab itself.
for path in "$LAB"/*; do
	[ "${path##*/}" = attacks ] || ln -s "$path" "$tree/matrix/lab/${path##*/}"
done
grep -v '^#' "$LAB/table" | while read -r name domain _; do
	start=
	[ ! -x "$FILES/start" ] || start=/matrix/product/start
	cat >"$tree/matrix/lab/attacks/$name" <<-END
		#!/bin/sh
		export LAB='$LAB' MATRIX_NAME=$name MATRIX_DOMAIN=$domain
		unset MATRIX_OUTSIDE
		exec $start '$LAB/attacks/$name'
	END
	chmod 755 "$tree/matrix/lab/attacks/$name"
done
if [ -x "$FILES/disk" ]; then "$FILES/disk" "$tree"; fi
