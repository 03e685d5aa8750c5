#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The functional tests in the x86-64 kernel: one boot in QEMU, on a small disk.
exec "$(dirname "$0")/functional.sh" x86
