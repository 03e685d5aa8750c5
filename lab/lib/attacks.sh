# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2034,SC2154
# Step 5 of the demo: attacks as root, each with its control. Sourced by lab/demo.sh.

# What root may put on the kernel's command line to be rid of a security module.
parameters='lsm= lsm=bogus lsm=landlock,yama security=none security=selinux security=apparmor lsm=lockdown,security=none'

# Shows one line of results.tsv.
show() {
	awk -F '\t' -v good="$green" -v bad="$red" -v dim="$dim" -v plain="$plain" '
		{
			colour = $3 == "good" ? "" : bad
			without = $4 == "EFFECT" ? "succeeds" : "FAILS: " $4
			if ($2 == "twin") {
				printf "   %s%s%s\n      with Holdfast: %s\n", colour, $7, plain,
					$5 == "EFFECT" ? "works, as without" : "REFUSED: " $5
				next
			}
			with = $5 == "EFFECT" ? "SUCCEEDS" : $6 == "" ? "no denial was logged: " $5 : "refused: " $5
			sub(/NOEFFECT /, "", with)
			printf "   %s%s%s (%s)\n      without Holdfast: %s\n      with Holdfast:    %s\n", \
				colour, $7, plain, $1, without, with
			if ($6 != "")
				printf "      %s%s%s\n", dim, $6, plain
		}'
}

# With a boot parameter: does a dropped program run? Appends a line to results.tsv.
attack_parameter() {
	name=boot:$(echo "$1" | tr , _)
	words=$1
	case $1 in *,security=*) words="${1%%,*} ${1#*,}" ;; esac
	grep '^run-dropped ' "$lab/table" >"$out/boot.table"
	set --
	working "booting with $words"
	for word in $words; do set -- "$@" --kernel-arg "$word"; done
	guest --kernel "$kernels/$target-plain/$kernel" "$@" -- "$lab/runner" run-dropped \
		>"$out/boot-control.out" || :
	rm -f "$out/boot.events"
	guest --kernel "$out/sealed-attacked" --events "$out/boot.events" "$@" -- "$lab/runner" run-dropped \
		>"$out/boot.out" || :
	[ -e "$out/boot.events" ] || : >"$out/boot.events"
	awk -f "$top/lab/lib/judge.awk" "$out/boot.table" "$out/boot-control.out" "$out/boot.out" "$out/boot.events" |
		awk -F '\t' -v OFS='\t' -v name="$name" -v words="boot with $words, then run a dropped program" \
			'{ $1 = name; $7 = words; print }' >"$out/boot.tsv"
	cat "$out/boot.tsv" >>"$out/results.tsv"
	wipe
	show <"$out/boot.tsv"
}

attack() {
	step 5 "Attack as root, from a domain that the policy gave away"
	"$top/lab/policies/pin.sh" "$lab" "$out/given-away.policy" "$out/web.policy"
	seal "$out/sealed-attacked" "$out/web.policy" "$out/given-away.policy"
	say "A second kernel also has the layer build/demo/$target/given-away.policy: a root shell with every"
	say "capability but one, that reads nearly all, writes, mounts and changes root in many places."
	moment=$(now)
	working "without Holdfast"
	guest --kernel "$kernels/$target-plain/$kernel" -- "$lab/runner" >"$out/control.out" ||
		fail "the attacks did not run to their end without Holdfast; see $out/control.out"
	say "without Holdfast: $(grep -c '^RUN ' "$out/control.out" || :) attacks and neighbours in $(since "$moment")"
	moment=$(now)
	working "with Holdfast"
	guest --kernel "$out/sealed-attacked" --events "$out/attack.events" -- "$lab/runner" >"$out/sealed.out" ||
		fail "the attacks did not run to their end with Holdfast; see $out/sealed.out"
	[ -e "$out/attack.events" ] || : >"$out/attack.events"
	say "with Holdfast: $(grep -c '^RUN ' "$out/sealed.out" || :) in $(since "$moment")," \
		"$(grep -c '^deny ' "$out/attack.events" || :) denials logged"
	awk -f "$top/lab/lib/judge.awk" "$lab/table" "$out/control.out" "$out/sealed.out" \
		"$out/attack.events" >"$out/results.tsv"
	show <"$out/results.tsv"
	step "5, continued" "Attack by boot parameters: every way to ask for another security module"
	for parameter in $parameters; do attack_parameter "$parameter"; done
}
