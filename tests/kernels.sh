#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# tests/kernels.sh VARIANT...: builds these kernels, one result for each.
set -u
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"
for kernel; do
	kernel/build.sh "$kernel"
	verdict $? "kernel $kernel is built"
done
exit $status
