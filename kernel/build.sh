#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
# Builds Holdfast kernels; kernel/README.md tells how and why.
#
#	kernel/build.sh [-d | -k] [-j JOBS] VARIANT...
#	kernel/build.sh source			only unpack, patch and copy
#
# VARIANT is TARGET-BUILD: uml, x86, lsms, traced or hardened, plain, learn, sealed or kunit. hardened+NAME
# is hardened with configs/with-NAME.config; more names in the order of the alphabet. lsms is x86
# with all other security modules, traced is lsms with a place for ftrace in every function.
# The result is build/kernel/VARIANT/linux (uml) or .../bzImage (all others).
# -d: kernels that watch themselves, with configs/debug.config, in build/kernel-debug.
# -k: the same for what two CPUs do at once, with configs/kcsan.config, in build/kernel-kcsan; not for uml.
set -eu

top=$(cd "$(dirname "$0")/.." && pwd)
tarball=${HOLDFAST_LINUX:-/usr/src/linux-source-6.12.tar.xz}
jobs=$(nproc)
debug=
watched=

die() {
	echo "kernel/build.sh: $*" >&2
	exit 3
}

usage() {
	echo "usage: kernel/build.sh [-d | -k] [-j JOBS] {source | {uml|x86|lsms|traced|hardened[+NAME...]}-{plain|learn|sealed|kunit}}..." >&2
	exit 2
}

# What a target is made of, and nowhere else: its fragments of configs/, in a line. To add a
# target, add a line here.
fragments_of() {
	case $1 in
	uml) echo common uml surface ;;
	x86) echo common x86 surface x86-surface ;;
	lsms) echo common x86 surface x86-surface lsms ;;
	traced) echo common x86 surface x86-surface lsms traced ;;
	hardened | hardened+*) echo common x86 hardened ;;
	esac
}

# Does this word name a target? The names after hardened are sorted, none twice, so
# that one kernel has one name.
is_target() {
	[ -n "$(fragments_of "$1")" ] || return 1
	names=$(echo "$1" | tr + '\n' | tail -n +2)
	[ "$names" = "$(echo "$names" | LC_ALL=C sort -u)" ] || return 1
	for name in $names; do
		[ -f "$top/kernel/configs/with-$name.config" ] || return 1
	done
	case $1 in *+ | *++*) return 1 ;; esac
}

# The whole configuration of a target, or of TARGET-kunit, as text. What hardened+NAME says by
# with-NAME.config, all other hardened ones deny: by without-NAME.config, or by switching off what
# that switches on.
target_config() {
	target=${1%-kunit}
	for fragment in $(fragments_of "$target"); do
		# KUnit's tests are of Holdfast alone, and its kernel shares no object with others.
		case $1/$fragment in *-kunit/*surface) continue ;; esac
		cat "$top/kernel/configs/$fragment.config"
	done
	case $target in
	hardened*)
		for with in "$top"/kernel/configs/with-*.config; do
			name=${with##*/with-}
			without=${with%/*}/without-$name
			case $target+ in
			*+"${name%.config}"+*) cat "$with" ;;
			*)
				if [ -f "$without" ]; then
					cat "$without"
				else
					sed -n 's/^\(CONFIG_[A-Z0-9_]*\)=y$/# \1 is not set/p' "$with"
				fi
				;;
			esac
		done
		;;
	esac
	if [ -n "$debug" ]; then cat "$debug"; fi
}

# Everything a kernel of this target is made of apart from Holdfast's own code:
# what the variants of one target share.
base_id() {
	{
		stat -Lc '%s %Y' "$tarball"
		gcc --version | head -n 1
		cat "$top"/kernel/patches/*.patch
		target_config "$1"
	} | sha256sum | cut -d ' ' -f 1
}

# Everything that a variant is made of.
variant_id() {
	{
		base_id "${1%-*}"
		echo "$1"
		find "$out/source/security/holdfast" "$out/initramfs" -type f |
			LC_ALL=C sort | xargs -d '\n' sha256sum
		cat "$top/kernel/configs/${1##*-}.config" "$top/kernel/build.sh"
	} | sha256sum | cut -d ' ' -f 1
}

# Unpacks and patches Linux. A tree that is there is only changed where the
# content differs: time stamps are what make knows a change by.
linux_id() { { stat -Lc '%s %Y' "$tarball"; cat "$top"/kernel/patches/*.patch; } | sha256sum; }

prepare_linux() {
	want=$(linux_id)
	if [ "$(cat "$out/source.id" 2>/dev/null)" = "$want" ]; then return; fi
	echo "kernel: unpacking $tarball"
	rm -rf "$out/source.new" "$out/source.id"
	mkdir "$out/source.new"
	tar -xJf "$tarball" -C "$out/source.new" --strip-components=1
	for patch in "$top"/kernel/patches/*.patch; do
		patch -s -p1 -d "$out/source.new" <"$patch" || die "$patch does not apply to $tarball"
	done
	if [ -d "$out/source" ]; then
		rsync -rlp --checksum --delete --exclude=/security/holdfast \
			"$out/source.new/" "$out/source/"
		rm -rf "$out/source.new"
	else
		mv "$out/source.new" "$out/source"
	fi
	echo "$want" >"$out/source.id"
}

# copy_holdfast [OPTION...]: options of rsync besides.
copy_holdfast() {
	rsync "$@" -r --checksum --delete --exclude=/core --exclude='.*' \
		"$top/kernel/holdfast/" "$out/source/security/holdfast/"
	rsync "$@" -r --checksum --delete --exclude='.*' --include='*.[ch]' --exclude='*' \
		"$top/core/" "$out/source/security/holdfast/core/"
}

# The first process of the guest, the only file of the built-in initramfs.
make_initramfs() {
	new=$(mktemp -d "$out/initramfs.XXXXXX")
	gcc -std=gnu11 -D_GNU_SOURCE -O2 -Wall -Wextra -Werror -static -I"$top" \
		-o "$new/init" "$top"/kernel/init/*.c
	strip "$new/init"
	cat >"$new/list" <<-'END'
		dir /dev 0755 0 0
		nod /dev/console 0600 0 0 c 5 1
		file /init ../initramfs/init 0755 0 0
	END
}

# What $new has and is not there yet.
prepare_initramfs() {
	mkdir -p "$out/initramfs"
	for file in init list; do
		cmp -s "$new/$file" "$out/initramfs/$file" || mv "$new/$file" "$out/initramfs/$file"
	done
}

sources_are_current() {
	[ "$(cat "$out/source.id" 2>/dev/null)" = "$(linux_id)" ] &&
		[ -z "$(copy_holdfast --dry-run --itemize-changes 2>&1)" ] &&
		cmp -s "$new/init" "$out/initramfs/init" && cmp -s "$new/list" "$out/initramfs/list"
}

# What all kernels are made of changes while nobody builds; targets build side by side.
prepare_sources() {
	exec 9>"$out/lock"
	flock -s 9
	make_initramfs
	if ! sources_are_current; then
		flock 9
		prepare_linux
		copy_holdfast
		prepare_initramfs
		flock -s 9
	fi
	rm -r "$new"
}

# Whose signature makes a policy of IPE one that lsms and traced kernels take: a key that only this machine has.
prepare_key() {
	if [ -f "$out/lsms.pem" ]; then return; fi
	openssl req -x509 -newkey rsa:2048 -nodes -days 36500 -sha256 -subj '/CN=policies of IPE in the lab' \
		-addext keyUsage=digitalSignature -addext extendedKeyUsage=codeSigning \
		-addext basicConstraints=CA:FALSE -keyout "$out/lsms.key" -out "$out/lsms.pem.new" 2>"$out/lsms.log" ||
		die "openssl made no key; see $out/lsms.log"
	mv "$out/lsms.pem.new" "$out/lsms.pem"
}

# The one way make is called for a variant; `holdfast seal` calls it, too. Another
# compiler or another word here and make would build everything again.
# The build says nothing of when, where and by whom, so that equal inputs give equal kernels.
write_relink() {
	target=${1%-*}
	case $target in
	uml) arch=um goal=linux ;;
	*) arch=x86 goal=bzImage ;;
	esac
	compiler=gcc
	if command -v ccache >/dev/null; then compiler='ccache gcc'; fi
	cat >"$out/$1/relink.new" <<-END
		#!/bin/sh
		# Written by kernel/build.sh: brings this kernel up to date.
		unset MAKEFLAGS MFLAGS MAKELEVEL KCFLAGS KAFLAGS KCPPFLAGS
		LC_ALL=C exec make -C '$out/source' O='$out/$1' ARCH=$arch CC='$compiler' \\
			KBUILD_BUILD_TIMESTAMP='$(TZ=UTC date -Rr "$tarball")' \\
			KBUILD_BUILD_USER=holdfast KBUILD_BUILD_HOST=holdfast KBUILD_BUILD_VERSION=1 \\
			"\${@:-$goal}"
	END
	chmod +x "$out/$1/relink.new"
	mv "$out/$1/relink.new" "$out/$1/relink"
}

# A line of a fragment that did not take effect is an error: Kconfig drops without
# a word what it does not know or what depends on something that is off.
verify_config() {
	lost=$(grep -e '^CONFIG_' "$1/fragments" | grep -vxFf "$1/.config" || true)
	on=$(sed -n 's/^# \(CONFIG_[A-Z0-9_]*\) is not set$/\1=/p' "$1/fragments" |
		while read -r symbol; do grep -e "^$symbol" "$1/.config" || true; done)
	if [ -n "$lost$on" ]; then
		rm "$1/.config"
		die "these did not take effect in $1: $lost ${on:+(and should be off: $on)}"
	fi
}

configure() {
	dir=$out/$1
	{
		case $1 in
		*-kunit) target_config "$1" ;;
		*) target_config "${1%-*}" ;;
		esac
		cat "$top/kernel/configs/${1##*-}.config"
	} | grep -e '^CONFIG_' -e '^# CONFIG_' >"$dir/fragments.new"
	twice=$(grep -o 'CONFIG_[A-Z0-9_]*' "$dir/fragments.new" | sort | uniq -d)
	if [ -n "$twice" ]; then die "kernel/configs: said twice for $1: $twice"; fi
	if cmp -s "$dir/fragments.new" "$dir/fragments" && [ -f "$dir/.config" ]; then
		rm "$dir/fragments.new"
		return
	fi
	mv "$dir/fragments.new" "$dir/fragments"
	"$dir/relink" -s KCONFIG_ALLCONFIG="$dir/fragments" allnoconfig
	verify_config "$dir"
}

# The variants of a target differ in security/ alone: begin as a copy of plain
# with all its objects. KUnit changes struct task_struct, hence everything. Of hardened
# kernels one build is all that most people want: each is built by itself.
begin_tree() {
	plain=$out/${1%-*}-plain
	case $1 in
	*-plain | *-kunit | hardened*) mkdir -p "$out/$1" ;;
	*)
		if [ "$(cat "$out/$1/base.id" 2>/dev/null)" = "$(base_id "${1%-*}")" ]; then return; fi
		build "${1%-*}-plain"
		echo "kernel $1: beginning with the objects of ${1%-*}-plain"
		rm -rf "${out:?}/$1" "$out/$1.new"
		cp -a "$plain" "$out/$1.new"
		rm -f "$out/$1.new/variant.id"
		# The tools' own make compares command lines with absolute paths; a new
		# objtool would make every object anew.
		if [ -d "$out/$1.new/tools" ]; then
			find "$out/$1.new/tools" -name '.*.cmd' \
				-exec sed -i "s|$plain/|$out/$1/|g" {} +
		fi
		base_id "${1%-*}" >"$out/$1.new/base.id"
		mv "$out/$1.new" "$out/$1"
		;;
	esac
}

# One line that updates itself on a terminal, a line every ten seconds otherwise.
progress() {
	perl -e '
		$| = 1;
		my ($name, $start) = (shift, time);
		my ($last, $steps, $terminal) = ($start, 0, -t STDOUT);
		sub say_so { sprintf "kernel %s: %d steps, %d s", $name, $steps, time - $start }
		while (<STDIN>) {
			next unless /^  [A-Z]+ +.*?(\S+)$/;
			$steps++;
			if ($terminal) {
				printf "\r\033[K%s: %s", say_so, $1;
			} elsif (time - $last >= 10) {
				print say_so, "\n";
				$last = time;
			}
		}
		print $terminal ? "\r\033[K" : "", say_so, "\n"' "$1"
}

compile() {
	log=$out/$1.log
	{ "$out/$1/relink" -j"$jobs" 2>&1 && echo built; } | tee "$log" | progress "$1"
	if [ "$(tail -n 1 "$log")" != built ]; then
		grep -e 'rror' "$log" | head -n 20 >&2 || tail -n 20 "$log" >&2
		die "$1 was not built; all of make's output is in $log"
	fi
}

build() {
	case $1 in
	uml-*) kernel=linux ;;
	*) kernel=bzImage ;;
	esac
	if [ "$(cat "$out/$1/variant.id" 2>/dev/null)" = "$(variant_id "$1")" ] &&
		[ -e "$out/$1/$kernel" ]; then
		echo "kernel $1: up to date"
		return
	fi
	begin_tree "$1"
	write_relink "$1"
	configure "$1"
	case $1 in
	*-sealed | *-kunit)
		mkdir -p "$out/$1/security/holdfast"
		# A kernel that nothing was sealed into refuses to start.
		if [ ! -f "$out/$1/security/holdfast/policy.img" ]; then
			echo 'nothing was sealed' >"$out/$1/security/holdfast/policy.img"
		fi
		;;
	esac
	compile "$1"
	if [ $kernel = bzImage ]; then ln -sf arch/x86/boot/bzImage "$out/$1/bzImage"; fi
	variant_id "$1" >"$out/$1/variant.id"
}

# watch NAME: with configs/NAME.config, which excludes any other.
watch() {
	[ -z "$debug" ] || usage
	debug=$top/kernel/configs/$1.config
	watched=-$1
}

while getopts dkj: option; do
	case $option in
	d) watch debug ;;
	k) watch kcsan ;;
	j) jobs=$OPTARG ;;
	*) usage ;;
	esac
done
shift $((OPTIND - 1))
out=${HOLDFAST_KERNELS:-$top/build/kernel$watched}
if [ $# = 0 ]; then usage; fi
for variant; do
	case $variant in
	source) ;;
	*-plain | *-learn | *-sealed | *-kunit) is_target "${variant%-*}" || usage ;;
	*) usage ;;
	esac
done
if [ ! -r "$tarball" ]; then
	die "no Linux source at $tarball; install Debian's linux-source-6.12 (tools/setup does)"
fi
mkdir -p "$out"
prepare_sources
for variant; do
	if [ "$variant" = source ]; then continue; fi
	exec 8>"$out/${variant%-*}.lock"
	flock 8
	case $variant in lsms-* | traced-*) prepare_key ;; esac
	build "$variant"
done
