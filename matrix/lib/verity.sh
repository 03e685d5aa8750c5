#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the image of a disk one for dm-verity, with the hashes behind the file system:
# lib/verity.sh IMAGE. Prints the word for the kernel's command line that maps it as
# /dev/dm-0; the root hash goes to IMAGE.root.
set -eu
image=$1
PATH=$PATH:/usr/sbin:/sbin
bytes=$(stat -c %s "$image")
# The block size of small ext4 file systems; a device of larger ones could not hold one.
blocks=$((bytes / 1024))
truncate -s $((blocks * 1024)) "$image"
veritysetup format --data-block-size 1024 --hash-block-size 1024 --data-blocks $blocks --no-superblock \
	--hash-offset $((blocks * 1024)) --salt 00 "$image" "$image" >"$image.verity"
root=$(sed -n 's/^Root hash:[[:space:]]*//p' "$image.verity")
echo "$root" >"$image.root"
# The length is in sectors, the rest in blocks.
echo "dm-mod.create=\"vroot,,,ro,0 $((blocks * 2)) verity 1 /dev/vda /dev/vda 1024 1024 $blocks $blocks sha256 $root 00\""
