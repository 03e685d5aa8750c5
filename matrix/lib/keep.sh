#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# For lab/disk.sh -x: keeps the tree that an image is made of, as $BASE.
exec cp -a "$1" "$BASE"
