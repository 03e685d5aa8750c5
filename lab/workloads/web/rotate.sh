#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Rotates and compresses nginx's access log: rotate.sh LOG PIDFILE
set -eu
log=$1
pidfile=$2

mv "$log" "$log.1"
kill -USR1 "$(cat "$pidfile")"
# nginx opens a new log when it gets the signal. The first nap is unconditional:
# it also lets the worker, which is told by the master, change over.
while sleep 0.2; [ ! -e "$log" ]; do :; done
gzip -9 -n "$log.1"
