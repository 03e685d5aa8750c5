#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# Writes the given-away layer for this machine: pin.sh LAB OUTPUT [POLICY]
# LAB is the absolute path of what lab/attacks/Makefile built. POLICY is the
# learned policy that the layer will be sealed with: where it has a name for a
# program already, that name is used.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
lab=$1
output=$2
policy=${3:-/dev/null}

[ -x "$lab/runner" ] || { echo "pin.sh: $lab/runner is missing; run make -C lab/attacks OUT=$lab" >&2; exit 1; }

digest() { sha256sum <"$1" | cut -c1-64; }

# The name that POLICY gives to the program at PATH, or else OURS: name_of PATH OURS
name_of() {
	awk -v path="$1" -v name="$2" \
		'$1 == "program" && $4 == path { name = $2; exit } END { print name }' "$policy"
}

program() { # program NAME PATH [WORDS]
	printf 'program %s = %s sha256:%s%s\n' "$1" "$2" "$(digest "$2")" "${3:+ $3}"
}

# The libraries that the interpreters map, their modules included, but for those pinned anyway.
libraries_of() { # libraries_of PROGRAM...
	{
		ldd "$@" | awk '/=> \// { print $3 }'
		find /usr/lib/"$(basename "$python")"/lib-dynload /usr/lib/x86_64-linux-gnu/perl* -name '*.so'
	} | xargs -d '\n' readlink -f | grep -vxF -e "$libc" | LC_ALL=C sort -u
}

shell=$(readlink -f /bin/sh)
bash=$(readlink -f /usr/bin/bash)
dash=$(readlink -f /usr/bin/dash)
python=$(readlink -f /usr/bin/python3)
perl=$(readlink -f /usr/bin/perl)
loader=$(readlink -f /lib64/ld-linux-x86-64.so.2)
libc=$(readlink -f /usr/lib/x86_64-linux-gnu/libc.so.6)
sh_name=$(name_of "$shell" lab.sh)
ldso_name=$(name_of "$loader" lab.ldso)
bash_name=$(name_of "$bash" lab.bash)
dash_name=$sh_name
[ "$dash" = "$shell" ] || dash_name=$(name_of "$dash" lab.dash)
python_name=$(name_of "$python" lab.python)
perl_name=$(name_of "$perl" lab.perl)

programs=$(mktemp)
executes=$(mktemp)
trap 'rm -f "$programs" "$executes"' EXIT
{
	program lab.runner "$lab/runner"
	program lab.victim "$lab/victim"
	program lab.stage "$lab/stage"
	program "$sh_name" "$shell"
	program "$ldso_name" "$loader"
	[ "$dash_name" = "$sh_name" ] || program "$dash_name" "$dash"
	program "$bash_name" "$bash"
	program "$python_name" "$python"
	program "$perl_name" "$perl"
	for file in "$loader" "$libc" "$lab"/open/*.so $(libraries_of "$bash" "$dash" "$python" "$perl"); do
		printf 'library %s sha256:%s\n' "$file" "$(digest "$file")"
	done
	# The programs that attacks spoil, each its own.
	find "$lab/open" -type f -perm -u+x ! -name '*.so' ! -name script ! -name '*.new' | LC_ALL=C sort |
		while read -r path; do
			name=lab.open.$(echo "${path#"$lab/open/"}" | tr / .)
			program "$name" "$path"
			printf '    execute %s as rootshell\n' "$name" >>"$executes"
		done
	program lab.open.script "$lab/open/script" "by $sh_name"
	program lab.scripts.bash "$lab/scripts/bash" "by $bash_name"
	program lab.scripts.dash "$lab/scripts/dash" "by $dash_name"
	program lab.scripts.python "$lab/scripts/python" "by $python_name"
	program lab.scripts.perl "$lab/scripts/perl" "by $perl_name"
	grep -v '^#' "$lab/table" | while read -r name domain _; do
		program "lab.$name" "$lab/attacks/$name"
		# nginx's own is granted where the domain is nginx: root executes it from there.
		printf '    execute lab.%s as %s\n' "$name" "$domain" >>"$executes"
	done
} >"$programs"

sed -e "/^@PROGRAMS@\$/{r $programs
d}" -e "/^@EXECUTES@\$/{r $executes
d}" -e "s|@LAB@|$lab|g" -e "s|@INIT@|$(name_of @initramfs:/init init)|g" \
	-e "s/\\blab\\.sh\\b/$sh_name/g" -e "s/\\blab\\.ldso\\b/$ldso_name/g" \
	-e "s/\\blab\\.bash\\b/$bash_name/g" -e "s/\\blab\\.dash\\b/$dash_name/g" \
	-e "s/\\blab\\.python\\b/$python_name/g" -e "s/\\blab\\.perl\\b/$perl_name/g" \
	"$here/given-away.policy.in" >"$output.new"
mv "$output.new" "$output"
