#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the disk on which files may share blocks: clone-image.sh OUTPUT
# XFS, as small as its tools make it if they are asked twice; ext4 and tmpfs cannot clone. It looks for
# names in every spelling, too (of ASCII), but knows them in one.
set -eu
PATH=$PATH:/usr/sbin:/sbin
tree=$(mktemp -d "${TMPDIR:-/tmp}/lab-clone.XXXXXX")
trap 'rm -rf "$tree"' EXIT

yes "the operator's notice" | head -n 500 >"$tree/protected"
yes "the operator's secret" | head -n 500 >"$tree/secret"
cat >"$tree/list" <<EOF
/dev/null
0 0
d--755 0 0
protected ---644 0 0 $tree/protected
secret ---600 0 0 $tree/secret
own d--755 0 0
\$
\$
EOF
rm -f "$1.new"
truncate -s 16M "$1.new"
mkfs.xfs -q --unsupported -m crc=1,reflink=1 -n version=ci -L lab-clone -p "$tree/list" "$1.new" >"$tree/said" 2>&1 ||
	{ cat "$tree/said" >&2; exit 1; }
mv "$1.new" "$1"
