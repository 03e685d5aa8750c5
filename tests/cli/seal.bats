#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast seal, around a stand-in for a kernel tree whose linker is cat. That the
# real trees link is tests/parts/seal's.

load common

# tree: kernels/ with a sealed tree; its relink joins "head" and the image.
tree() {
	mkdir -p kernels/initramfs kernels/uml-sealed/security/holdfast
	echo 'the first process' >kernels/initramfs/init
	echo 'made of this' >kernels/uml-sealed/variant.id
	echo 'nothing sealed' >kernels/uml-sealed/linux
	cat >kernels/uml-sealed/relink <<-'END'
		#!/bin/sh
		cd "$(dirname "$0")" || exit 1
		echo "  LD      vmlinux"
		echo linked >>../count
		rm -f vmlinux linux
		cat variant.id security/holdfast/policy.img >vmlinux && cp vmlinux linux
	END
	chmod +x kernels/uml-sealed/relink
	export HOLDFAST_KERNELS=kernels
}

# policy [WORD]: one that lets the first process start.
policy() {
	echo "policy web 3"
	echo "program init = @initramfs:/init sha256:$(sha256sum <kernels/initramfs/init | cut -d ' ' -f 1)"
	echo "domain kernel { execute init }"
	echo "domain init { read /etc/${1:-passwd} }"
}

links() { wc -l <kernels/count; }

@test "G3 the kernel carries the image, and is as executable as it must be" {
	tree
	policy >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel --image web.img
	same "$stderr" ""
	same "$status" 0
	has "$stdout" "image: $(stat -c %s web.img) bytes from 2 rules, 2 domains, 1 programs, 0 libraries; sha256:$(sha256sum <web.img | cut -d ' ' -f 1)"
	has "$stdout" "kernel: web.kernel, $(stat -c %s web.kernel) bytes, linked; "
	cat kernels/uml-sealed/variant.id web.img | cmp - web.kernel
	[ -x web.kernel ]
}

@test "the image alone needs no kernel; the same text gives the same bytes" {
	tree
	policy >web.policy
	export HOLDFAST_KERNELS=/nonexistent
	run_split "$HOLDFAST" seal web.policy --image one
	same "$stderr" ""
	same "$status" 0
	mkdir elsewhere
	cp web.policy elsewhere
	"$HOLDFAST" seal elsewhere/web.policy --image two --quiet
	cmp one two
	same "$(head -c 8 one)" HOLDFAST
}

@test "the same policy is linked once, another one again" {
	tree
	policy >web.policy
	"$HOLDFAST" seal web.policy -o one
	run_split "$HOLDFAST" seal web.policy -o two
	has "$stdout" "the one that this policy was sealed into before"
	cmp one two
	same "$(links)" 1
	policy shadow >web.policy
	run_split "$HOLDFAST" seal web.policy -o two
	has "$stdout" "linked"
	same "$(links)" 2
	echo 'made of that' >kernels/uml-sealed/variant.id
	"$HOLDFAST" seal web.policy -o two
	same "$(links)" 3
}

@test "the cache forgets what was not used for longest" {
	tree
	for word in 1 2 3 4 5 6 7 8 9 10 11 12; do
		policy $word >web.policy
		"$HOLDFAST" seal web.policy -o web.kernel -q
	done
	[ "$(find kernels/cache -type f | wc -l)" -le 9 ]
}

@test "--json" {
	tree
	policy >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel --json
	same "$status" 0
	python3 - "$stdout" <<-END
		import json, os, sys
		facts = json.loads(sys.argv[1])
		assert facts["kernel"] == "web.kernel" and facts["target"] == "uml" and not facts["reused"], facts
		assert facts["kernel_bytes"] == os.path.getsize("web.kernel"), facts
		assert facts["rules"] == 2 and facts["domains"] == 2 and facts["seconds"] >= 0, facts
	END
}

@test "--quiet says nothing" {
	tree
	policy >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel --quiet
	same "$stdout$stderr" ""
	same "$status" 0
}

@test "G5 a policy under which the kernel could not start is refused, with the lines that are missing" {
	tree
	echo 'policy web 3' >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel
	same "$status" 2
	has "$stderr" "could not start its first process (not a program or library of the policy)"
	has "$stderr" "write \`program init = @initramfs:/init sha256:$(sha256sum <kernels/initramfs/init | cut -d ' ' -f 1)\`"
	policy | grep -v '^domain kernel' >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel
	same "$status" 2
	has "$stderr" "could not start its first process (no rule grants it)"
	policy >web.policy
	echo 'another first process' >kernels/initramfs/init
	run_split "$HOLDFAST" seal web.policy -o web.kernel
	same "$status" 2
	has "$stderr" "the policy has another digest for its first process"
	[ ! -e web.kernel ]
}

@test "G5 a kernel that was linked without the image is not handed out" {
	tree
	policy >web.policy
	echo 'what was there' >web.kernel
	sed -i 's/^cat .*/cp variant.id vmlinux; cp vmlinux linux/' kernels/uml-sealed/relink
	run_split "$HOLDFAST" seal web.policy -o web.kernel
	same "$status" 3
	has "$stderr" "was linked without the new policy"
	same "$(cat web.kernel)" 'what was there'
}

@test "linking fails: the end of what make said, and the old kernel stays" {
	tree
	policy >web.policy
	echo 'what was there' >web.kernel
	echo 'echo "ld: no space"; exit 1' >>kernels/uml-sealed/relink
	run_split "$HOLDFAST" seal web.policy -o web.kernel
	same "$status" 3
	has "$stderr" "linking the kernel failed: kernels/uml-sealed/relink"
	has "$stderr" "ld: no space"
	same "$(cat web.kernel)" 'what was there'
}

@test "kernels that are not built: what to run" {
	tree
	policy >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel --target x86
	same "$status" 3
	has "$stderr" "no kernel kernels/x86-sealed/bzImage: No such file or directory; in Holdfast's sources, run: kernel/build.sh x86-sealed"
	for target in hardened hardened+bpf hardened+bpf+userns; do
		run_split "$HOLDFAST" seal web.policy -o web.kernel --target "$target"
		same "$status" 3
		has "$stderr" "no kernel kernels/$target-sealed/bzImage: No such file or directory; in Holdfast's sources, run: kernel/build.sh $target-sealed"
	done
	run_split "$HOLDFAST" seal web.policy -o web.kernel --kernel-tree elsewhere
	same "$status" 3
	has "$stderr" "cannot read elsewhere/initramfs/init"
	has "$stderr" "run: make kernels"
}

@test "outputs that cannot be" {
	tree
	policy >web.policy
	run_split "$HOLDFAST" seal web.policy
	same "$status" 2
	has "$stderr" "where to? give -o KERNEL"
	run_split "$HOLDFAST" seal web.policy -o -
	same "$status" 2
	run_split "$HOLDFAST" seal web.policy -o nowhere/web.kernel
	same "$status" 3
	has "$stderr" "cannot write nowhere/web.kernel: nowhere: No such file or directory"
	[ ! -e kernels/count ]
	run_split "$HOLDFAST" seal web.policy -o web.kernel --target arm
	same "$status" 2
}

@test "a hardened kernel and its variants each have a tree of their own" {
	tree
	policy >web.policy
	for target in hardened hardened+bpf+userns; do
		cp -r kernels/uml-sealed "kernels/$target-sealed"
		echo "made for $target" >"kernels/$target-sealed/variant.id"
		cp kernels/uml-sealed/linux "kernels/$target-sealed/bzImage"
		sed -i 's/vmlinux linux/vmlinux bzImage/g' "kernels/$target-sealed/relink"
		run_split "$HOLDFAST" seal web.policy -o web.kernel --image web.img --target "$target" --json
		same "$status $stderr" "0 "
		has "$stdout" "\"target\": \"$target\""
		cat "kernels/$target-sealed/variant.id" web.img | cmp - web.kernel
		[ ! -x web.kernel ]
	done
}

@test "a broken policy: its place, nothing linked, no output" {
	tree
	{ policy; echo 'domain init { raed /etc/passwd }'; } >web.policy
	run_split "$HOLDFAST" seal web.policy -o web.kernel --image web.img
	same "$status" 2
	has "$stderr" "web.policy:5:15: error:"
	same "$stdout" ""
	[ ! -e web.kernel ] && [ ! -e web.img ] && [ ! -e kernels/count ]
}
