# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154
# What tests of surveys share: reading a guest's output, and comparing a survey with what is known. Sourced, with
# $work set to where everything goes; a script ends with `exit $status`.
status=0

fail() { echo "not ok $*"; status=1; }
stop() { fail "$*"; exit 1; }

# A guest's output $work/NAME.out: `=== SURVEY` begins another file in $work/NAME.d.
split_surveys() {
	mkdir -p "$work/$1.d"
	awk -v dir="$work/$1.d" '{ sub(/\r$/, "") } /^=== / { file = dir "/" $2; next } file { print > file }' "$work/$1.out"
}

# truth GUEST SURVEY WORDS JQ: the expression must be true of that survey.
truth() {
	local file=$work/$1.d/$2
	if [ -s "$file" ] && jq -e "$jq_words $4" "$file" >/dev/null 2>"$work/jq.err"; then
		echo "ok survey $1: $3"
	else
		head -n 2 "$work/jq.err"
		fail "survey $1: $3"
	fi
}

# shown GUEST FILE WORDS PATTERN: what the guest itself said; a control, or the known truth.
shown() {
	if grep -q "$4" "$work/$1.d/$2"; then echo "ok survey $1: $3"; else fail "survey $1: $3"; fi
}

# stepped GUEST FILE NAME...: these off switches did what the catalogue says they do: refused before, done after.
stepped() {
	local name guest=$1 file=$2
	shift 2
	for name; do shown "$guest" "$file" "step $name: refused before, done after" "^off $name refused done\$"; done
}

jq_words='. as $survey | def m($id): .mechanisms[] | select(.id == $id);
	def here($id): [m($id) | select(.presence == "present")] | length == 1;
	def state($id; $state): m($id).state == $state;
	def step($id; $words): m($id).off[] | select(.step | contains($words));
	def way($id): .ways[] | select(.id == $id);
	def unseen($words): any(.unseen[]; contains($words));'
