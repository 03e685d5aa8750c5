#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# BPF programs on hooks, in the one kernel of ours that can have them on LSM hooks (traced): what they refuse, how root
# takes them away, that they overrule no other LSM (survey/catalogue/bpf-lsm.conf claims that), and what holdfast survey says about
# them meanwhile. One `ok` or `not ok` line for each.
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
kernel=$kernels/traced-plain/arch/x86/boot/bzImage
work=$top/build/check/survey-bpf
holdfast=$work/holdfast
# shellcheck source=tests/vm/survey_lib.sh
. "$here/survey_lib.sh"

if [ ! -e "$kernel" ]; then
	echo "skip survey: BPF programs on hooks: there is no $kernel; kernel/build.sh traced-plain makes it"
	exit
fi
rm -rf "$work"
mkdir -p "$work"
cp "${HOLDFAST:-$top/build/holdfast}" "$holdfast"
cp "$here/survey-bpf.guest" "$work/guest"
cp "$here/survey_steps.sh" "$work/steps"
cp "$kernels/traced-plain/.config" "$work/config"
gcc -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static -I"$top" -o "$work/bpf_hooks" \
	"$here/bpf_hooks.c" "$here/kernel_bpf.c" || stop 'survey: bpf_hooks.c does not build'
HOLDFAST_DISK_PROGRAMS="mount $holdfast" "$top/lab/disk.sh" "$work/disk.img" "$work/guest" "$work/steps" "$work/config" "$work/bpf_hooks" >"$work/disk.log" 2>&1 ||
	{ tail -n 3 "$work/disk.log"; stop 'survey: no disk'; }
HOLDFAST_KERNELS=$kernels "$holdfast" run --quiet --timeout 280 --target x86 --kernel "$kernel" --disk "$work/disk.img" \
	--kernel-arg lsm=bpf,yama -- /bin/sh "$work/guest" "$holdfast" "$work" held pinned emptied watched overruled modified \
	>"$work/bpf.out" 2>"$work/bpf.err" </dev/null || { tail -n 5 "$work/bpf.err"; fail 'survey: the guest'; }
split_surveys bpf

# The process that the guest says it is.
holder_of() { sed -n 's/^holder: //p' "$work/bpf.d/$1"; }
# What a survey must say of the program that refuses.
guard='.bpf[] | select(.name == "survey_guard")'

shown bpf held-truth 'control: without a program the file is opened' 'without a program: opened'
shown bpf held-truth 'a program on file_open refuses it, also to root' '^the file: refused'
shown bpf held-truth 'and opens others' '^another file: opened'
truth bpf held 'it is on its hook, held by that process, pinned nowhere' "$guard | .lsm and .attached == \"LSM hook\" and .pinned == null and .holders == [$(holder_of held-truth)]"
truth bpf held 'BPF LSM is in part in force' 'here("bpf-lsm") and state("bpf-lsm"; "in part")'
truth bpf held 'root may end it' 'step("bpf-lsm"; "kill -KILL").open == "yes"'
shown bpf held-detach 'the link cannot be detached' '^detach of a link of type 2: Operation not supported'
shown bpf held-detach 'so it still refuses' '^the file: refused'
stepped bpf held-killed bpf-kill
truth bpf ended 'and is gone' "[$guard] == [] and state(\"bpf-lsm\"; \"not in force\")"
shown bpf pinned-truth 'a pinned one refuses without a process' '^the file: refused'
shown bpf pinned-truth 'and opens others' '^another file: opened'
truth bpf pinned 'it is on its hook, pinned there, held by nobody' "$guard | .attached == \"LSM hook\" and .pinned == \"/sys/fs/bpf/guard\" and .holders == []"
truth bpf pinned 'BPF LSM is in part in force' 'state("bpf-lsm"; "in part")'
stepped bpf pinned-removed bpf-unpin
truth bpf unpinned 'and is gone' "[$guard] == [] and state(\"bpf-lsm\"; \"not in force\")"
stepped bpf emptied bpf-map
truth bpf emptied-survey 'and is on its hook as before, which the survey counts as in part' "($guard | .attached == \"LSM hook\") and state(\"bpf-lsm\"; \"in part\")"
for about in 'survey_raw|raw tracepoint' 'survey_trace|tracepoint' 'survey_kp_link|kprobe' 'survey_kprobe|kprobe'; do
	truth bpf watched "${about%|*} is found on its ${about#*|}, with who holds it" ".bpf[] | select(.name == \"${about%|*}\") | (.attached // \"nothing\" | contains(\"${about#*|}\")) and (.lsm | not) and .pinned == null and .holders == [$(holder_of watched-truth)]"
done
truth bpf watched 'each has its type in words' '[.bpf[] | select(.name | startswith("survey_")).type] | unique == ["kprobe", "raw tracepoint", "tracepoint"]'
shown bpf watched-table 'the table lists them, with what they are on and who holds them' '^  survey_raw  *raw tracepoint  *on: raw tracepoint; held by '
truth bpf watched 'no program is on an LSM hook' 'state("bpf-lsm"; "not in force")'
shown bpf overruled 'control: ptrace works' '^ptrace: attached'
shown bpf overruled 'a program can return no more than yes and no' '^a program that returns 1: Invalid argument'
truth bpf overruled-survey 'control: the one that says yes is on its hook' '.bpf[] | select(.name == "survey_allow") | .attached == "LSM hook"'
after() { sed -n "/^$2/,\$p" "$work/bpf.d/$1" | grep '^ptrace' | head -n 1; }
for word in 'with Yama' 'and a program that says yes'; do
	if [ "$(after overruled "$word:")" = 'ptrace: Operation not permitted' ]; then
		echo "ok survey bpf: $word: ptrace is refused"
	else
		fail "survey bpf: $word: ptrace is refused"
	fi
done
shown bpf modified 'control: bpf(2) answers' '^bpf(2): answered'
stepped bpf modified bpf-modify
truth bpf modified-survey 'the program that refuses was on its LSM hook all the time' '.bpf[] | select(.name == "survey_close") | .attached == "LSM hook"'
truth bpf modified-survey 'that programs can answer for LSMs is told' 'way("bpf-override").open == "yes" and step("bpf-lsm"; "fmod_ret").open == "yes"'
shown bpf modified-end 'without the one that overrules it refuses again' '^bpf(2): Permission denied'
exit $status
