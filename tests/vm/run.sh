#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# `holdfast run` itself: tests/vm/run.sh [uml|x86]. That a command in the guest is as
# good as one here, that nothing here changes, and that nothing is left behind.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source=tests/vm/lib.sh
. "$here/lib.sh"
target=${1:-uml}
work=$(mktemp -d "${TMPDIR:-/tmp}/holdfast-run-XXXXXX")
mkdir "$work/guest"
chmod 755 "$work"
cd "$work" || exit 1
# Where the guests' memory and files are: nothing may be left there in the end.
TMPDIR=$(mktemp -d /dev/shm/holdfast-test-XXXXXX)
export TMPDIR
trap 'rm -rf "$TMPDIR" "$work"' EXIT
base=("$holdfast" run --target "$target")
if [ "$target" = x86 ]; then
	"$top/lab/disk.sh" "$work/disk.img" /usr/bin/true /usr/bin/tty /usr/bin/stty /usr/bin/yes /usr/bin/head >disk.log 2>&1 ||
		{ cat disk.log; stop "no disk image"; }
	base+=(--disk "$work/disk.img")
fi
run=("${base[@]}" --timeout 240)
# Quiet: the words about a boot that takes seconds would be in the way.
plain=("${run[@]}" --plain --quiet)

# result NAME CONDITION...: one line; the outputs of the last `try` if it is not so.
result() {
	name=$1
	shift
	if "$@"; then
		echo "ok run $target: $name"
	else
		echo "not ok run $target: $name"
		status=1
		sed 's/^/  out: /' out 2>/dev/null | head -n 5
		sed 's/^/  err: /' err 2>/dev/null | tail -n 15
	fi
}
# try COMMAND...: $code, and the files out and err.
try() { "$@" >out 2>err && code=0 || code=$?; }
wait_until_begun() { for _ in {1..400}; do if grep -qs begun out; then break; fi; sleep 0.1; done; }
code_is() { [ "$code" = "$1" ] || { echo "  exit status $code, not $1"; false; }; }
out_is() { [ "$(cat out)" = "${1-}" ]; }
err_has() { grep -qF -e "$1" err; }
all() { for condition; do $condition || return 1; done; }
sum() { sha256sum | cut -c1-64; }

# Exit statuses
try "${plain[@]}" -- sh -c 'exit 7' </dev/null
result 'the exit status is the command'"'"'s' all 'code_is 7'
result 'nothing is added to the command'"'"'s output' test ! -s out -a ! -s err
try "${plain[@]}" -- sh -c 'kill -SEGV $$' </dev/null
result 'killed by a signal: 128 + signal' code_is 139
try "${plain[@]}" -- no-such-command </dev/null
result 'a command that is not there: 127, and a message' \
	all 'code_is 127' 'err_has no-such-command:'
try "${plain[@]}" -- /etc/passwd </dev/null
result 'a command that cannot be executed: 126, and a message' \
	all 'code_is 126' 'err_has /etc/passwd:'

# Streams
try "${plain[@]}" -- sh -c 'echo to output; echo to error >&2' </dev/null
result 'output and error stay apart' test "$(cat out)/$(cat err)" = 'to output/to error'
printf 'with a last line without end' >input
try "${plain[@]}" -- cat <input
result 'standard input ends where it ends here' cmp -s input out
head -c 300000 /dev/urandom >input
try "${plain[@]}" -- cat <input
result 'every byte value goes in and comes out' cmp -s input out
want=$(yes 'a hundred million bytes' | head -c 100000000 | sum)
got=$("${plain[@]}" -- sh -c 'yes "a hundred million bytes" | head -c 100000000' </dev/null 2>err | sum)
result '100 MB of output arrive complete' test "$got" = "$want"
"${plain[@]}" -- sh -c 'yes; echo "yes ended with $?" >&2' </dev/null 2>err | head -n 1 >out
result 'a reader that goes away is felt by the command' err_has 'yes ended with 141'
yes | try "${plain[@]}" -- true
result 'input that nobody reads holds nothing up' code_is 0
try "${plain[@]}" -- cat <&-
result 'a closed standard input is an empty one' all 'code_is 0' 'out_is '

# The command's surroundings
long=$(head -c 100000 /dev/zero | tr '\0' x)
LONG=$long EMPTY='' try "${plain[@]}" -- sh -c 'echo "${#LONG} ${EMPTY-unset} $# $1/$2"' sh '' 'a  b' </dev/null
result 'environment and arguments arrive as they are' out_is '100000  2 /a  b'
(umask 027 && try "${plain[@]}" -- sh -c umask </dev/null)
result 'so does the umask' out_is 0027
if [ "$target" = uml ]; then
	try "${plain[@]}" -- pwd -P </dev/null
	result 'so does the directory' out_is "$work"
	(cd /dev/shm && "${plain[@]}" -- true >"$work/out" 2>"$work/err" </dev/null; echo $? >"$work/code")
	code=$(cat code)
	result '/dev/shm is the guest'"'"'s own' code_is 0
	(cd "$TMPDIR" && "${plain[@]}" -- true >"$work/out" 2>"$work/err" </dev/null; echo $? >"$work/code")
	code=$(cat code)
	result 'a directory that the guest does not have is an error' \
		all 'code_is 3' "err_has cannot"
fi
try "${plain[@]}" -- sh -c 'read -r first _ </proc/sys/kernel/hostname; echo $$ $first' </dev/null
result 'a process namespace of its own, and a name' out_is '2 holdfast'
try "${plain[@]}" -- python3 -c '
import socket
s = socket.create_server(("127.0.0.1", 8080)); c = socket.create_connection(("127.0.0.1", 8080))
s6 = socket.create_server(("::1", 8080), family=socket.AF_INET6)
c.send(b"x"); print(s.accept()[0].recv(1))' </dev/null
result 'the loopback interface works' out_is "b'x'"
try "${plain[@]}" -- sh -c 'set -- /proc/[0-9]*; echo $#; cat /dev/fd/0' <<<'through /dev/fd'
result '/dev/fd is there' test "$(tail -n 1 out)" = 'through /dev/fd'

# Nothing here changes
echo 'as it was' >victim
cp victim deleted
before=$(find . -type f -name '*ed' -o -name victim | sort | xargs stat -c '%n %s %Y %Z %a' | sum)
if [ "$target" = uml ]; then
	try "${plain[@]}" -- sh -c '
		echo changed >victim && chmod 600 victim && rm deleted && mkdir guest/made && mv guest renamed &&
		cat victim && ls deleted renamed/made' </dev/null
	result 'G3 the guest changes, deletes and renames what it likes' \
		all 'code_is 2' 'err_has deleted' "test $(head -n 1 out) = changed"
	after=$(find . -type f -name '*ed' -o -name victim | sort | xargs stat -c '%n %s %Y %Z %a' | sum)
	result 'and nothing of it is seen here' test "$before$(cat victim)$(ls -d guest)" = "${after}as it wasguest"
	try "${plain[@]}" -- python3 -c '
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
os.mkdir("/mnt/again")
if libc.mount(b"none", b"/mnt/again", b"hostfs", 0, None):
    print("no mount", ctypes.get_errno())
libc.mount(b"none", b"/mnt/again", b"hostfs", 32, None)
for name, attempt in (
        ("open", lambda: open("/mnt/again" + os.getcwd() + "/victim", "w")),
        ("create", lambda: open("/mnt/again" + os.getcwd() + "/created", "w")),
        ("unlink", lambda: os.unlink("/mnt/again" + os.getcwd() + "/victim")),
        ("chmod", lambda: os.chmod("/mnt/again" + os.getcwd() + "/victim", 0)),
        ("truncate", lambda: os.truncate("/mnt/again" + os.getcwd() + "/victim", 0))):
    try:
        attempt()
        print(name, "done")
    except OSError as error:
        print(name, os.strerror(error.errno))' </dev/null
	result 'even if root mounts the host again, it is read-only' \
		test "$(grep -c 'Read-only file system' out)/$(cat victim)" = '5/as it was'
else
	image=$(sum <disk.img)
	try "${plain[@]}" -- sh -c 'echo changed >/etc/passwd && rm /etc/hosts && cat /etc/passwd' </dev/null
	result 'G3 the guest changes and deletes what it likes' out_is changed
	result 'and the image stays as it was' test "$(sum <disk.img)" = "$image"
fi

# Without rights here there are none over this machine's files in the guest. Where everybody
# can read them, unlike a clone below /root: the command and its kernel.
if [ "$target" = uml ] && [ "$(id -u)" = 0 ] && [ -x /usr/bin/setpriv ]; then
	mkdir -p "$work/public/uml-plain"
	cp "$holdfast" "$work/public/"
	cp "$kernels/uml-plain/linux" "$work/public/uml-plain/"
	(cd / && TMPDIR=/dev/shm HOLDFAST_KERNELS=$work/public setpriv --reuid 65534 --regid 65534 --clear-groups \
		"$work/public/holdfast" "${plain[@]:1}" -- sh -c 'id -u; cat /etc/shadow' </dev/null >"$work/out" 2>"$work/err"; echo $? >"$work/code")
	code=$(cat code)
	result 'who cannot read a file here cannot in the guest' all 'code_is 1' 'out_is 0' 'err_has denied'
fi

# Ends
try "${plain[@]}" -- sh -c 'trap "" TERM HUP INT; (sleep 300) & setsid sh -c "trap \"\" TERM; sleep 300" & exit 5' </dev/null
result 'what the command leaves running ends with it' code_is 5
for signal in INT TERM HUP; do
	# What the last one wrote is no sign that this one has begun.
	rm -f out
	# A shell starts background commands with INT ignored; env undoes that.
	env --default-signal=INT,HUP "${plain[@]}" -- python3 -c '
import signal, sys, time
for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, lambda number, frame: sys.exit(100 + number))
print("begun", flush=True)
time.sleep(200)' </dev/null >out 2>err &
	job=$!
	wait_until_begun
	kill -$signal $job
	wait $job
	code=$?
	result "SIG$signal reaches the command" code_is $((100 + $(kill -l $signal)))
done
rm -f out
"${plain[@]}" -- sh -c 'trap "" TERM; echo begun; while :; do sleep 1; done' </dev/null >out 2>err &
job=$!
wait_until_begun
for _ in 1 2 3; do kill -TERM $job; sleep 0.3; done
wait $job
code=$?
result 'a command that ignores it is ended by the third' code_is 143
try "${base[@]}" --plain --quiet --timeout 6 -- sh -c 'echo begun; exec sleep 300' </dev/null
result 'the time limit ends everything' all 'code_is 3' 'out_is begun' 'err_has after'
try "${plain[@]}" -- python3 -c 'import ctypes, time; ctypes.CDLL(None).reboot(0x1234567); time.sleep(9)' </dev/null
result 'a command that switches its machine off' all 'code_is 3' 'err_has switched'
try "${plain[@]}" --kernel-arg rdinit=/missing -- true </dev/null
result 'a kernel panic: which one, and the last words' \
	all 'code_is 3' 'err_has panicked:' 'err_has VFS:'
try "${plain[@]}" --verbose -- true </dev/null
result 'with --verbose the kernel is heard' all 'code_is 0' 'err_has Linux'

# A terminal
script=$(command -v script)
if [ -n "$script" ]; then
	printf -v line '%q ' "${plain[@]}" -- sh -c 'tty; stty -a </dev/tty 2>/dev/null | head -n 1; exit 9'
	"$script" -qec "stty rows 31 cols 97; $line" typescript </dev/null >out 2>err
	code=$?
	result 'on a terminal the command has one' all 'code_is 9' "grep -q /dev/pts/0 out"
	if [ "$target" = uml ]; then result 'of the same size' grep -q 'rows 31; columns 97' out; fi
else
	echo "skip run $target: terminals: there is no script(1) here"
fi

# Learning, and what was learned enforced
try "${run[@]}" --learn events --quiet -- sh -c 'cat /etc/hostname /etc/passwd | grep -c root' </dev/null
result 'learn: output and status are the command'"'"'s' code_is 0
cp out learned.out
result 'learn: a recording with nothing lost' grep -q '^holdfast-events version=1 build=learn .* lost=0 ' events
try "${plain[@]}" --events none -- true </dev/null
result 'a kernel without Holdfast has no events to write' \
	all 'code_is 3' 'err_has Holdfast,' 'test ! -e none'
try "$holdfast" learn events -o policy
result 'the recording becomes a policy' code_is 0
try "${run[@]}" --policy policy -- sh -c 'cat /etc/hostname /etc/passwd | grep -c root' </dev/null
result 'G2 under it the same command does the same' all 'code_is 0' 'cmp -s out learned.out'
result 'G2 and nothing is refused, to init neither' err_has 'nothing was refused'
try "${run[@]}" --policy policy --events refused -- sh -c 'cat /etc/shadow' </dev/null
result 'G2 what was not learned is refused' all 'code_is 1' 'out_is '
result 'G5 the refusal is told' all 'err_has refused:' 'err_has name="/etc/shadow"'
result 'G5 and written down' grep -q '^deny .* name="/etc/shadow" ' refused
# Its policy does not let init send it a signal: then the guest ends instead.
mkfifo hold
exec 8<>hold
"${run[@]}" --policy policy --quiet -- sh -c 'echo begun; read -r line' <hold >out 2>err &
job=$!
wait_until_begun
kill -TERM $job
wait $job
code=$?
exec 8>&-
result 'a signal that the policy refuses ends the guest' all 'code_is 143' 'out_is begun'

# Nothing is left behind
result 'no file of a guest is left' test -z "$(ls -A "$TMPDIR")"
exit $status
