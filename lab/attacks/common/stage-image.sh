#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the disk that the stage mounts: stage-image.sh OUTPUT PROGRAM
# An ext4 filesystem with what no other filesystem of the lab has: blocks, swap, quotas, verity.
set -eu
tree=$(mktemp -d "${TMPDIR:-/tmp}/lab-stage.XXXXXX")
trap 'rm -rf "$tree"' EXIT

# lines WORDS COUNT: no block is empty, so that none is left out as a hole.
lines() { yes "$1" | head -n "$2"; }

lines "the operator's notice" 3000 >"$tree/protected"
lines "the operator's log" 3000 >"$tree/log"
lines "the operator's secret" 3 >"$tree/secret"
lines "the operator's notice" 100 >"$tree/kept"
mkdir "$tree/own"

# A swap area of 512 pages: SWAPSPACE2 at the end of the first page, version and size behind 1024 bytes.
{
	head -c 1024 /dev/zero
	printf '\001\000\000\000\377\001\000\000\000\000\000\000'
	head -c 3050 /dev/zero
	printf 'SWAPSPACE2'
	lines "not yet swapped out" 110000 | head -c 2093056
} >"$tree/swap"

# A quota file of version 1 with nobody in it: header, two blocks, an empty tree.
{
	printf '\021\037\300\331\001\000\000\000'
	printf '\200\072\011\000\200\072\011\000\000\000\000\000\002\000\000\000\000\000\000\000\000\000\000\000'
	head -c 2016 /dev/zero
} >"$tree/aquota.user"
chmod 600 "$tree/swap" "$tree/aquota.user"

cp "$2" "$tree/helper"
rm -f "$1.new"
truncate -s 16M "$1.new"
PATH=$PATH:/usr/sbin:/sbin mke2fs -q -t ext4 -O verity -b 4096 -I 256 -d "$tree" -L lab-stage \
	-E root_owner=0:0 "$1.new"
mv "$1.new" "$1"
