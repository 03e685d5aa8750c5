#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast survey in kernels whose truth is known: none, learning and sealed Holdfast, in user-mode Linux, with what root
# can do to deceive it; and the other LSMs in QEMU, where their kernel was built (matrix/): survey.guest does what
# is then surveyed. One `ok` or `not ok` line for each thing that must be in the report.
#	tests/vm/survey.sh [uml|debian|lsms]
set -u
here=$(cd "$(dirname "$0")" && pwd)
top=$(cd "$here/../.." && pwd)
kernels=${HOLDFAST_KERNELS:-$top/build/kernel}
export HOLDFAST_KERNELS=$kernels
work=$top/build/check/survey
# shellcheck source=tests/vm/survey_lib.sh
. "$here/survey_lib.sh"

rm -rf "$work"
mkdir -p "$work"
# A copy: the policy pins it, and nobody builds it anew meanwhile.
cp "${HOLDFAST:-$top/build/holdfast}" "$work/holdfast"
cp "$here/survey.guest" "$work/guest"
cp "$here/survey_steps.sh" "$work/survey_steps.sh"
holdfast=$work/holdfast

# guest NAME OPTION... -- CASE...: its surveys are in $work/NAME.d, one file each.
guest() {
	local name=$1
	shift
	local options=()
	while [ "$1" != -- ]; do options+=("$1"); shift; done
	shift
	"$holdfast" run --quiet --timeout 280 "${options[@]}" -- /bin/sh "$work/guest" "$holdfast" "$work" "$@" \
		>"$work/$name.out" 2>"$work/$name.err" </dev/null || { tail -n 5 "$work/$name.err"; fail "survey: the guest $name"; }
	split_surveys "$name"
}

# lie GUEST SHOWN WORDS PATTERN: the control; who only reads files sees this.
lie() { shown "$1" "$2" "control: $3" "$4"; }

## User-mode Linux without Holdfast, and root's lies
user_mode() {
	guest plain --plain -- as_it_is fake_securityfs fake_piece fake_sysctl hidden_process called_falcon installed_stopped \
		unowned_agent other_user container fake_proc
	truth plain as-it-is 'it is inside user-mode Linux' '.host.inside.uml != null'
	truth plain as-it-is 'no Holdfast' 'here("holdfast") | not'
	truth plain as-it-is 'the LSMs are those of the kernel' '.host.lsms | index("yama") and index("landlock") and (index("holdfast") | not)'
	truth plain as-it-is 'Yama is there and does nothing' 'state("yama"; "not in force")'
	truth plain as-it-is 'anybody can load modules' 'way("module").open == "yes"'
	truth plain as-it-is 'nothing enforces' '.path.kind == "nothing enforces"'
	truth plain as-it-is 'no question has an answer' 'all(.questions[]; .hold == "none" or .hold == "confined only")'
	lie plain fake-securityfs-shown 'a fake status says that Holdfast is sealed' 'build: sealed'
	truth plain fake-securityfs 'the fake is not believed' 'here("holdfast") | not'
	truth plain fake-securityfs 'the fake is told' 'unseen("/sys/kernel/security/lsm is not the kernel")'
	truth plain fake-securityfs 'the list comes from the kernel itself' '.host.lsms_from == "lsm_list_modules(2)" and (.host.lsms | index("holdfast") | not)'
	lie plain fake-piece-shown 'a file of securityfs covers another' 'integrity'
	truth plain fake-piece 'a real file at a wrong place is not believed' 'unseen("/sys/kernel/security/lsm is not the kernel")'
	lie plain fake-sysctl-shown 'a fake ptrace_scope says 3' '^3$'
	truth plain fake-sysctl 'the fake ptrace_scope is not believed' 'state("yama"; "not seen")'
	truth plain fake-sysctl 'the fake ptrace_scope is told, though only the reader of Yama met it' 'unseen("/proc/sys/kernel/yama/ptrace_scope is not the kernel")'
	lie plain hidden-process-shown 'a process has a folder' '^before sleep$'
	lie plain hidden-process-shown 'and then none, and lives' '^after nothing, and alive: yes$'
	truth plain hidden-process 'the hidden process is told' "unseen(\"/proc/$(sed -n 's/^pid //p' "$work/plain.d/hidden-process-shown") is not the kernel\")"
	truth plain hidden-process 'it is said that /proc does not show all' 'unseen("something is mounted over some of them")'
	truth plain as-it-is 'control: nothing is mounted over processes otherwise' 'unseen("something is mounted over") or unseen("hides the truth") | not'
	shown plain hidden-process-status '--fail-on unseen says so' '^status 1$'
	truth plain called-falcon 'what is called falcon-sensor is a claim' 'm("crowdstrike-falcon").presence == "claim"'
	truth plain called-falcon 'and not in force' 'm("crowdstrike-falcon").in_force | not'
	truth plain installed-stopped 'an agent that is installed and stopped is there' 'here("crowdstrike-falcon")'
	truth plain installed-stopped 'and not in force' 'm("crowdstrike-falcon") | (.in_force | not) and .state == "not in force"'
	truth plain unowned-agent 'an agent that no package owns is there, and whether it is in force not seen' \
		'here("sentinelone") and state("sentinelone"; "not seen") and (m("sentinelone").in_force | not)'
	truth plain unowned-agent 'its process is told once' '[m("sentinelone").evidence[] | select(.seen | contains("which no package"))] | length == 1'
	truth plain other-user 'another user is told what was not seen' '(.host.as_root | not) and unseen("may not be read by this user")'
	truth plain other-user 'and nothing is taken for absent' '.bpf == null and unseen("BPF programs")'
	truth plain container 'inside a container it says so' '.host.inside.container != null'
	truth plain fake-proc 'without the real /proc nothing is said about processes' 'unseen("/proc is not the kernel") and .processes == null'
}

## Holdfast that learns, and sealed with what it learned
# sealed NAME POLICY
sealed() {
	"$holdfast" seal "$2" -o "$work/kernel" --quiet >"$work/seal.log" 2>&1 || { cat "$work/seal.log"; stop "survey: $1 cannot be sealed"; }
	mkdir -p "$work/$1.d"
	"$holdfast" run --quiet --kernel "$work/kernel" --events "$work/$1.events" -- "$holdfast" survey --json \
		>"$work/$1.d/as-it-is" 2>"$work/$1.err" </dev/null || fail "survey: the guest $1"
}

with_holdfast() {
	"$holdfast" run --quiet --learn "$work/events" -- "$holdfast" survey --json >"$work/learn.json" 2>"$work/learn.err" ||
		stop 'survey: the learn kernel'
	mkdir -p "$work/learn.d"
	mv "$work/learn.json" "$work/learn.d/as-it-is"
	truth learn as-it-is 'the learn kernel reports and refuses nothing' 'state("holdfast"; "reports only")'
	truth learn as-it-is 'and answers no question' 'all(.questions[]; .by | index("holdfast") | not)'
	"$holdfast" learn "$work/events" -o "$work/learned" >"$work/learn.log" 2>&1 || { cat "$work/learn.log"; stop 'survey: no policy'; }
	grep -v '^ *use bpf' "$work/learned" >"$work/policy"
	# The same, with a gift: then root has a way below.
	sed '/^domain holdfast {/a\    use module' "$work/policy" >"$work/gift"
	sealed sealed "$work/policy"
	truth sealed as-it-is 'Holdfast is in force' 'here("holdfast") and state("holdfast"; "in force")'
	truth sealed as-it-is 'its policy gives nothing away, proven' 'all(.ways[]; .open == "no") and way("module").blockers == ["holdfast"]'
	truth sealed as-it-is 'no path leads to nothing' '.path.kind == "none" and (.path.remains | index("holdfast"))'
	truth sealed as-it-is 'execution survives root' '.questions.execution.hold == "survives root"'
	sealed gift "$work/gift"
	truth gift as-it-is 'a policy that grants modules: the way is open' 'way("module").open == "yes"'
	truth gift as-it-is 'and the weakest path is that one step' '.path.kind == "found" and (.path.hops | length) == 1 and .path.hops[0].removes == ["holdfast"]'
	truth gift as-it-is 'and execution falls' '.questions.execution.hold == "falls to root"'
}

# unpacked TREE PACKAGE...: these packages of Debian, unpacked and not installed; downloaded unless the matrix has them.
unpacked() {
	local tree=$1 package deb
	shift
	mkdir -p "$tree" "$work/debs"
	for package; do
		deb=$(ls "$top/build/matrix/debs/${package}"_*.deb "$top/build/check/debs/${package}"_*.deb 2>/dev/null | head -n 1)
		if [ -z "$deb" ]; then
			mkdir -p "$top/build/check/debs"
			(cd "$top/build/check/debs" && apt-get -q download "$package") >>"$work/debs/log" 2>&1
			deb=$(ls "$top/build/check/debs/${package}"_*.deb 2>/dev/null | head -n 1)
		fi
		[ -n "$deb" ] && dpkg-deb -x "$deb" "$tree" || return 1
		echo "$deb"
	done
}

# What dpkg would have written down: record TREE DEB...
record() {
	local tree=$1/var/lib/dpkg deb name
	shift
	mkdir -p "$tree/info"
	for deb; do
		name=$(dpkg-deb -f "$deb" Package)
		dpkg-deb -f "$deb" Package Version Architecture | sed '1a\Status: install ok installed'
		echo
		dpkg-deb --fsys-tarfile "$deb" | tar -tf - | sed 's|^\.||; s|/$||' >"$tree/info/$name.list"
	done >>"$tree/status"
}

## A Debian host with packages of other protections, as files and as a guest
debian() {
	local debs
	debs=$(unpacked "$work/debian" auditd fapolicyd aide apparmor bubblewrap) ||
		{ echo 'skip survey: a Debian host: its packages cannot be downloaded'; return; }
	# shellcheck disable=SC2086 # words
	record "$work/debian" $debs
	mkdir -p "$work/files.d"
	"$holdfast" survey --json --root "$work/debian" >"$work/files.d/image"
	truth files image 'auditd, fapolicyd, AIDE, bubblewrap are there' 'here("auditd") and here("fapolicyd") and here("aide") and here("bubblewrap")'
	truth files image 'AppArmor is hinted at by its package, not called there' 'm("apparmor").presence == "hint"'
	truth files image 'nothing of it is in force: nothing runs in files' 'all(.mechanisms[]; .in_force | not)'
	truth files image 'and that nothing runs is said, not taken for so' 'm("fapolicyd").state == "not seen" and .processes == null'
	truth files image 'the units are read, with what they confine' 'any(.units[]; .name == "auditd.service" and (.confines | length) > 0)'
	guest debian --plain -- debian
	truth debian debian 'in a guest with these files: auditd and fapolicyd do not run' '. as $survey | all("auditd", "fapolicyd"; . as $id | $survey | here($id) and state($id; "not in force"))'
	truth debian debian 'bubblewrap runs something, which is confined' 'here("bubblewrap") and state("bubblewrap"; "in part")'
	truth debian debian 'AppArmor is not active here' 'm("apparmor").in_force | not'
}

## The other LSMs, in the kernel of the matrix
if [ "${1:-debian}" = debian ]; then debian; fi
if [ "${1:-uml}" = uml ]; then user_mode; with_holdfast; fi
if [ "${1:-lsms}" != lsms ]; then exit $status; fi
kernel=$kernels/lsms-plain/arch/x86/boot/bzImage
if [ ! -e "$kernel" ]; then
	echo "skip survey: the other LSMs: there is no $kernel; kernel/build.sh lsms-plain makes it"
	exit $status
fi

# The kernel's own smallest policy; what compiles it and AppArmor's profiles need not be installed.
unpacked "$work/packages" checkpolicy libsepol2 apparmor libapparmor1 >"$work/packages.log" ||
	{ echo 'skip survey: the other LSMs: packages cannot be downloaded'; exit $status; }
export LD_LIBRARY_PATH=$work/packages/usr/lib/x86_64-linux-gnu
(cd "$work" && "$kernels/lsms-plain/scripts/selinux/mdp/mdp" -m selinux.conf selinux.contexts &&
	sed -i "/^policycap/d" selinux.conf &&
	packages/usr/bin/checkpolicy -M -U allow -c 33 -o selinux.policy selinux.conf) >"$work/mdp.log" 2>&1 ||
	{ tail -n 3 "$work/mdp.log"; stop 'survey: no SELinux policy'; }
cp /bin/sleep "$work/profiled"
cp "$kernels/lsms-plain/.config" "$work/config"
for mode in complain enforce; do
	printf 'abi <abi/3.0>,\nprofile surveyed %s flags=(%sattach_disconnected) { file, signal, }\n' "$work/profiled" \
		"$([ $mode = enforce ] || echo complain,)" >"$work/profile"
	"$work/packages/sbin/apparmor_parser" --base "$work/packages/etc/apparmor.d" --config-file /dev/null --skip-kernel-load \
		--skip-cache --policy-features "$work/packages/etc/apparmor.d/abi/3.0" \
		--kernel-features "$work/packages/etc/apparmor.d/abi/3.0" --ofile "$work/apparmor.$mode" "$work/profile" \
		>"$work/parser.log" 2>&1 || { cat "$work/parser.log"; stop 'survey: no AppArmor profile'; }
done
unset LD_LIBRARY_PATH
gcc -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static -I"$top" -o "$work/bpf" "$here/bpf_hooks.c" "$here/kernel_bpf.c" || stop 'survey: bpf_hooks.c does not build'
# For TOMOYO: a program that may make no folder, one whose start loads the policy, and what loads it.
cp /bin/mkdir "$work/maker"
cp /bin/true "$work/trigger"
cat >"$work/tomoyo-load" <<-END
	#!/bin/sh
	fs=/sys/kernel/security/tomoyo
	for profile in 0 3; do
		echo "\$profile-PREFERENCE={ max_audit_log=0 max_learning_entry=0 }"
		echo "\$profile-CONFIG={ mode=disabled grant_log=no reject_log=no }"
	done | sed '1i PROFILE_VERSION=20150505' >\$fs/profile
	echo "initialize_domain $work/maker from any" >\$fs/exception_policy
	printf '<kernel> $work/maker\nuse_profile 3\n' >\$fs/domain_policy
	printf '/usr/bin/dash\n/usr/bin/tomoyo-manager\n' >\$fs/manager
END
chmod 755 "$work/tomoyo-load"
HOLDFAST_DISK_PROGRAMS="dd head mkfifo mount rmdir setpriv tail touch tr umount unshare $work/holdfast" "$top/lab/disk.sh" "$top/build/check/survey.img" \
	"$work/guest" "$work/survey_steps.sh" "$work/config" "$work/bpf" "$work/profiled" "$work/selinux.policy" "$work/apparmor.complain" \
	"$work/apparmor.enforce" "$work/maker" "$work/trigger" "$work/tomoyo-load" /usr/bin/true \
	>"$top/build/check/survey.disk.log" 2>&1 || { tail -n 3 "$top/build/check/survey.disk.log"; stop 'survey: no disk'; }
mv "$top/build/check/survey.img" "$work/disk.img"

# lsm NAME PARAMETER... -- CASE...
disk=$work/disk.img
lsm() {
	local name=$1
	shift
	local options=(--target x86 --kernel "$kernel" --disk "$disk")
	while [ "$1" != -- ]; do options+=(--kernel-arg "$1"); shift; done
	shift
	guest "$name" "${options[@]}" -- "$@"
}

lsm selinux lsm=selinux -- no_selinux_policy selinux
truth selinux no-selinux-policy 'without a policy it is not in force' 'here("selinux") and state("selinux"; "not in force")'
truth selinux selinux-permissive 'permissive is not in force' 'state("selinux"; "reports only") and (.questions.files.by | index("selinux") | not)'
truth selinux selinux-enforcing 'enforcing is' 'state("selinux"; "in force")'
truth selinux selinux-enforcing 'its policy lets root switch it off' 'step("selinux"; "setenforce 0").open == "yes" and (step("selinux"; "setenforce 0").why | contains("setenforce"))'
truth selinux selinux-enforcing 'so it falls' '.questions.files.hold == "falls to root" and .path.kind == "found"'

lsm apparmor lsm=apparmor apparmor=1 -- apparmor
truth apparmor apparmor-empty 'no profile, not in force' 'state("apparmor"; "not in force")'
truth apparmor apparmor-complain 'complain mode is not in force' 'state("apparmor"; "reports only") and (m("apparmor").in_force | not)'
truth apparmor apparmor-enforce 'a confined process: in part' 'state("apparmor"; "in part") and (m("apparmor").summary | contains("1 profile enforces"))'
truth apparmor apparmor-enforce 'root can remove it' 'step("apparmor"; ".remove").open == "yes"'
truth apparmor apparmor-enforce 'the label of the process is told' 'any(.processes[]; .label == "surveyed (enforce)")'
truth apparmor apparmor-locked 'lock_policy takes that away' 'step("apparmor"; ".remove").open == "no"'

lsm smack lsm=smack -- smack
truth smack smack-empty 'nothing labelled, not in force' 'here("smack") and state("smack"; "not in force")'
truth smack smack 'a label and a rule: in force' 'state("smack"; "in force")'
truth smack smack 'onlycap is empty: open' 'step("smack"; "load2").open == "yes"'
stepped smack smack-steps smack-override smack-rule
truth smack smack-onlycap 'with onlycap that is closed' 'step("smack"; "load2").open == "no"'

lsm tomoyo lsm=tomoyo "TOMOYO_trigger=$work/trigger" "TOMOYO_loader=$work/tomoyo-load" -- tomoyo
truth tomoyo tomoyo-empty 'without a policy, not in force' 'here("tomoyo") and (m("tomoyo").in_force | not)'
truth tomoyo tomoyo-permissive 'a permissive profile is not in force' 'state("tomoyo"; "reports only")'
truth tomoyo tomoyo-enforcing 'one domain enforces: in part' 'state("tomoyo"; "in part") and (m("tomoyo").summary | contains("enforces in 1 of"))'
truth tomoyo tomoyo-enforcing 'its managers can switch it off' 'step("tomoyo"; "from a program or domain").open == "yes"'
stepped tomoyo tomoyo-steps tomoyo-manager tomoyo-imitated
truth tomoyo tomoyo-locked 'without managers it enforces, and nobody switches it off' 'state("tomoyo"; "in part") and step("tomoyo"; "from a program or domain").open == "no"'
shown tomoyo tomoyo-locked-steps 'and so it is: the same write does nothing' '^off tomoyo-locked refused refused$'

lsm safesetid lsm=safesetid -- safesetid
truth safesetid safesetid-empty 'no list, not in force' 'here("safesetid") and state("safesetid"; "not in force")'
shown safesetid safesetid-control 'control: without a list everything was done, with one it is refused' '^off safesetid-set done refused$'
truth safesetid safesetid 'a list: in part' 'state("safesetid"; "in part") and (m("safesetid").summary | contains("1 rule for"))'
truth safesetid safesetid 'root can write another' 'step("safesetid"; "another list").open == "yes"'
stepped safesetid safesetid-steps safesetid-list

lsm small lsm=yama,loadpin,lockdown,ipe,landlock,bpf loadpin.enforce=1 -- small
truth small small 'Yama, LoadPin, lockdown, IPE, BPF are listed' 'here("yama") and here("loadpin") and here("lockdown") and here("ipe") and here("bpf-lsm")'
truth small small 'the configuration is read, so it is known whether /dev/mem is a way' '(.host.configuration | startswith("/boot/config-")) and way("devmem").open != "not seen"'
shown small landlocked-shown 'control: a process is in a domain of Landlock' '^landlocked$'
truth small small 'Landlock is there, and whom it confines is said to be unseen' 'here("landlock") and state("landlock"; "not seen")'
stepped small small-steps loadpin-pinned loadpin-switch yama-scope
truth small small 'LoadPin enforces' 'state("loadpin"; "in force")'
truth small small 'IPE without a policy is not in force' 'state("ipe"; "not in force")'
truth small small 'lockdown is at none, and kexec is a way' 'state("lockdown"; "not in force") and way("kexec").open == "yes"'
truth small small 'no BPF program is on an LSM hook' 'state("bpf-lsm"; "not in force")'
truth small small-locked 'ptrace_scope 3 is in force' 'state("yama"; "in force")'
truth small small-locked 'lockdown closes /dev/mem' 'state("lockdown"; "in force") and way("devmem").open == "no" and way("devmem").blockers == ["lockdown"]'
# This kernel has kexec_file_load(2) and checks no signatures: then the matrix shows that lockdown lets it pass.
truth small small-locked 'and not kexec_file_load(2), for which this kernel checks no signature' 'way("kexec").open == "yes" and (way("kexec").why | contains("kexec_file_load"))'
lie small bpf-shown 'two BPF programs are loaded' '^loaded'
truth small small-locked 'the BPF program for an LSM hook is found, with who holds it' 'any(.bpf[]; .name == "survey_lsm" and .lsm and (.holders | length) == 1 and .pinned == null)'
truth small small-locked 'so is the one on the tracepoint' 'any(.bpf[]; .name == "survey_trace" and (.lsm | not) and .attached == "raw tracepoint")'
# The lab's kernel has no function tracer, so nothing can be attached there: then it must not count as in force.
if grep -q 'on its hook' "$work/small.d/bpf-shown"; then
	truth small small-locked 'on its hook: BPF LSM is in part in force' 'state("bpf-lsm"; "in part") and any(.bpf[]; .attached == "LSM hook")'
else
	truth small small-locked 'loaded and on no hook: BPF LSM is not in force' 'state("bpf-lsm"; "not in force") and (m("bpf-lsm").summary | contains("none is attached"))'
fi

# IPE: the disk becomes one of dm-verity, whose hash the signed policy names, as in the matrix.
if ! PATH=$PATH:/usr/sbin:/sbin command -v veritysetup >/dev/null; then
	echo 'skip survey: IPE with a policy: there is no veritysetup; tools/setup packages-matrix installs it'
	exit $status
fi
sign() {
	openssl smime -sign -in "$1" -signer "$kernels/lsms.pem" -inkey "$kernels/lsms.key" -binary -noattr -nodetach -nosmimecap -outform der -out "$2"
}
disk=$work/ipe.img
cp "$work/disk.img" "$disk"
mkdir -p "$work/ipe"
printf 'policy_name=Open policy_version=1.0.0\nDEFAULT action=ALLOW\n' >"$work/ipe/open"
MATRIX=$top/matrix WORK=$work/ipe "$top/matrix/products/ipe/image" "$disk" >"$work/ipe/words" 2>"$work/ipe/log" &&
	sign "$work/ipe/open" "$work/ipe/open.p7b" 2>>"$work/ipe/log" || { tail -n 3 "$work/ipe/log"; stop 'survey: no disk for IPE'; }
words=()
while read -r word; do words+=("$word"); done <"$work/ipe/words"
lab=$(sed -n 's/^MATRIX_POLICY=//p' "$work/ipe/words")
words+=("POLICY_Lab=$((${lab%:*} * 4096)):${lab#*:}" "POLICY_Open=$(stat -c %s "$disk"):$(stat -c %s "$work/ipe/open.p7b")")
cat "$work/ipe/open.p7b" >>"$disk"
truncate -s %4096 "$disk"
lsm ipe lsm=ipe HOLDFAST_SOURCE=/dev/dm-0 "${words[@]}" -- ipe
truth ipe ipe-empty 'no policy, not in force' 'here("ipe") and state("ipe"; "not in force")'
truth ipe ipe-permissive 'an active policy that is not enforced reports only' 'state("ipe"; "reports only") and (m("ipe").summary | contains("Lab"))'
truth ipe ipe-enforcing 'enforced: in force' 'state("ipe"; "in force") and (.questions.execution.by | index("ipe"))'
truth ipe ipe-enforcing 'it closes modules' 'way("module").open == "no" and way("module").blockers == ["ipe"]'
truth ipe ipe-enforcing 'root can switch it off' 'step("ipe"; "ipe/enforce").open == "yes" and .questions.execution.hold == "falls to root"'
truth ipe ipe-open 'a policy that allows all is in part at most' '(m("ipe").summary | contains("Open")) and (state("ipe"; "in force") | not)'
stepped ipe ipe-steps ipe-policy
stepped ipe ipe-more-steps ipe-enforce
exit $status
