# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh
# Off switches in the guests of surveys: `off NAME PROBE COMMAND...` does what an entry of the catalogue calls a step (its
# `test` says guest:NAME), and prints `off NAME BEFORE AFTER`, each refused or done: whether PROBE, a command that the
# protection is there to refuse, had its effect before and after. Sourced by what runs in the guests.

probe() { if (eval "$1") >/dev/null 2>&1; then echo "done"; else echo refused; fi; }

off() {
	name=$1 what=$2
	shift 2
	before=$(probe "$what")
	said=$("$@" 2>&1) || echo "# $name: $? $said"
	after=$(probe "$what")
	# Why not, for whoever reads the output.
	[ "$after" = "done" ] || (eval "$what") 2>&1 | sed "s/^/# $name: /"
	echo "off $name $before $after"
}
