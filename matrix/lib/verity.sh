#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the image of a disk one for dm-verity, with the hashes behind the file system:
# lib/verity.sh IMAGE. Prints the word for the kernel's command line that maps it as
# /dev/dm-0; the root hash goes to IMAGE.root.
set -eu
image=$1
PATH=$PATH:/usr/sbin:/sbin
bytes=$(stat -c %s "$image")
blocks=$((bytes / 4096))
truncate -s $((blocks * 4096)) "$image"
veritysetup format --data-block-size 4096 --hash-block-size 4096 --data-blocks $blocks --no-superblock \
	--hash-offset $((blocks * 4096)) --salt 00 "$image" "$image" >"$image.verity"
root=$(sed -n 's/^Root hash:[[:space:]]*//p' "$image.verity")
echo "$root" >"$image.root"
# Sectors for everything outside of the quotes, blocks inside.
echo "dm-mod.create=\"vroot,,,ro,0 $((blocks * 8)) verity 1 /dev/vda /dev/vda 4096 4096 $blocks $blocks sha256 $root 00\""
