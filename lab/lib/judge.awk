# SPDX-License-Identifier: GPL-2.0-or-later
# What came of the attacks: awk -f judge.awk TABLE CONTROL SEALED EVENTS
#
# TABLE is what lab/attacks/Makefile makes of the tables there; CONTROL and SEALED are what the runner printed on a
# kernel without and with Holdfast; EVENTS is the event stream of the sealed one.
# Prints a line for each: NAME, attack or twin, good or bad, what happened without
# Holdfast, what with it, the denial's line, the words of the table; separated by tabs.
#
# An attack is good if it had its effect in CONTROL, had none in SEALED, and a denial
# like the table says belongs to it: one from the time between its beginning and that
# of the next. A twin is good if it had its effect in both.

# The value of `key=` in an event line, without quotes.
function value(line, key,    rest, at) {
	at = index(" " line, " " key "=")
	if (!at)
		return ""
	rest = substr(line, at + length(key) + 1)
	if (substr(rest, 1, 1) == "\"") {
		rest = substr(rest, 2)
		sub(/"( .*)?$/, "", rest)
		if (match(rest, /" [a-z]+=/))
			rest = substr(rest, 1, RSTART - 1)
		return rest
	}
	sub(/ .*/, "", rest)
	return rest
}

# Is `word` among the comma separated words of `list`?
function among(word, list) { return index("," list ",", "," word ",") > 0 }

# Does event line `line` fit the table's DENIAL column `want` of an attack in `domain`?
function fits(line, want, domain,    parts, words, count, i, access) {
	split(want, parts, "/")
	if (parts[2] != "")
		domain = parts[2]
	if (value(line, "domain") != domain)
		return 0
	access = value(line, "access")
	count = split(parts[1], words, ",")
	for (i = 1; i <= count; i++)
		if (among(words[i], access))
			return 1
	return 0
}

function note(result, name, text) {
	if (!((result, name) in said) || said[result, name] !~ /^EFFECT/)
		said[result, name] = text
}

# One line of a runner's output; `result` is 2 for the control, 3 for the sealed kernel.
function runner_line(result) {
	sub(/\r$/, "")
	if ($1 == "RUN" && result == 3) {
		sub(/^time=/, "", $3)
		first[$2] = $3 + 0
		if (previous != "")
			last[previous] = $3 + 0
		previous = $2
		last[$2] = first[$2] + 1000000
	} else if ($1 == "EFFECT" || $1 == "NOEFFECT" || $1 == "ENDED") {
		name = $2
		text = $0
		sub(/ [^ ]+/, "", text)
		note(result, name, text)
	}
}

FNR == 1 { file++ }

file == 1 && /^[a-z]/ {
	order[++attacks] = $1
	domain[$1] = $2
	denial[$1] = $3
	text = $0
	sub(/^[^ ]+ +[^ ]+ +[^ ]+ +/, "", text)
	words[$1] = text
}

file == 2 || file == 3 { runner_line(file) }

file == 4 && /^deny / {
	events[++count] = $0
	event_time[count] = value($0, "time") + 0
}

function find_denial(name,    i) {
	if (!(name in first))
		return ""
	for (i = 1; i <= count; i++)
		if (event_time[i] >= first[name] && event_time[i] < last[name] &&
		    fits(events[i], denial[name], domain[name]))
			return events[i]
	return ""
}

function outcome(result, name) {
	return (result, name) in said ? said[result, name] : "did not run"
}

END {
	for (n = 1; n <= attacks; n++) {
		name = order[n]
		without = outcome(2, name)
		with = outcome(3, name)
		line = ""
		good = without == "EFFECT"
		kind = "attack"
		if (denial[name] == "twin") {
			kind = "twin"
			good = good && with == "EFFECT"
		} else {
			line = find_denial(name)
			good = good && line != "" && (with ~ /^NOEFFECT/ || with ~ /signal=/)
		}
		printf "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", name, kind, good ? "good" : "bad",
			without, with, line, words[name]
	}
}
