#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Makes the disk on which a file is found by every spelling of its name: case-image.sh OUTPUT
# FAT, with a secret in a directory.
set -eu
PATH=$PATH:/usr/sbin:/sbin
tree=$(mktemp -d "${TMPDIR:-/tmp}/lab-case.XXXXXX")
trap 'rm -rf "$tree"' EXIT

echo "the operator's secret" >"$tree/secret"
rm -f "$1.new"
truncate -s 1M "$1.new"
mkfs.vfat -n LAB-CASE "$1.new" >"$tree/said" 2>&1 || { cat "$tree/said" >&2; exit 1; }
mmd -i "$1.new" ::folder
mcopy -i "$1.new" "$tree/secret" ::folder/secret
mv "$1.new" "$1"
