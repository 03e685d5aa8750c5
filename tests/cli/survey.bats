#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast survey as a command: what it prints, what it refuses, and that it only reads.
# What it says about kernels whose truth is known is in tests/vm/survey.sh.

load common

# A tree with AppArmor and a confined process; $1 is the mode of the profile.
tree() {
	mkdir -p root/sys/kernel/security/apparmor root/sys/module/apparmor/parameters root/var/lib/dpkg root/proc/sys/kernel root/proc/1/attr root/sys/module/module/parameters
	printf 'capability,apparmor' >root/sys/kernel/security/lsm
	printf '/usr/bin/web (%s)\n' "$1" >root/sys/kernel/security/apparmor/profiles
	echo N >root/sys/module/apparmor/parameters/lock_policy
	echo enforce >root/sys/module/apparmor/parameters/mode
	echo 6.12.1-test >root/proc/sys/kernel/osrelease
	echo quiet >root/proc/cmdline
	: >root/proc/modules
	echo 0 >root/proc/sys/kernel/modules_disabled
	echo N >root/sys/module/module/parameters/sig_enforce
	: >root/var/lib/dpkg/status
	printf 'Name:\tweb\nPPid:\t0\nUid:\t0\t0\t0\t0\nVmSize:\t1 kB\nCapEff:\t000001ffffffffff\nSeccomp:\t0\nNoNewPrivs:\t0\n' >root/proc/1/status
	echo "/usr/bin/web ($1)" >root/proc/1/attr/current
	ln -s /usr/bin/web root/proc/1/exe
}

# And with IPE, which refuses modules, lockdown, which refuses /dev/mem, and a process of root that AppArmor leaves alone.
guarded() {
	cp -R root/proc/1 root/proc/2
	echo unconfined >root/proc/2/attr/current
	mkdir -p root/sys/kernel/security/ipe/policies/Site root/boot root/proc/sys/kernel/yama
	printf 'capability,apparmor,ipe,lockdown,yama,bpf,landlock' >root/sys/kernel/security/lsm
	echo 1 >root/sys/kernel/security/ipe/enforce
	echo 1 >root/sys/kernel/security/ipe/policies/Site/active
	printf 'policy_name=Site policy_version=1.0.0\nDEFAULT action=ALLOW\nDEFAULT op=KMODULE action=DENY\n' >root/sys/kernel/security/ipe/policies/Site/policy
	echo 'none [integrity] confidentiality' >root/sys/kernel/security/lockdown
	echo 2 >root/proc/sys/kernel/yama/ptrace_scope
	echo 0 >root/proc/sys/kernel/kexec_load_disabled
	printf '%s\n' CONFIG_MODULES=y CONFIG_KEXEC=y CONFIG_BPF_SYSCALL=y CONFIG_DEVMEM=y >root/boot/config-6.12.1-test
}

# The state of AppArmor in the tree.
apparmor() { "$HOLDFAST" survey --json --root root | jq -r '.mechanisms[] | select(.id == "apparmor").state'; }

@test "this host is surveyed, as this user and as another" {
	run_split "$HOLDFAST" survey
	same "$status" 0
	has "$stdout" "What protects this host: Linux $(uname -r)"
	has "$stdout" "The weakest path"
	run_split unprivileged "$HOLDFAST" survey
	[ "$status" != 126 ] || skip "cannot run the command as another user"
	same "$status" 0
	has "$stdout" "not run as root, so much cannot be seen"
	has "$stdout" "Not seen, so nothing is said about it"
}

@test "the table and the map fit 100 columns" {
	tree enforce
	for words in "" "--map" "--root root" "--map --root root"; do
		# shellcheck disable=SC2086
		"$HOLDFAST" survey $words >out
		[ -s out ]
		python3 - "$words" <<'END'
import sys
for line in open("out", encoding="utf-8"):
    assert len(line.rstrip("\n")) <= 100, f"{sys.argv[1]}: {line}"
END
	done
}

@test "JSON is as its schema says" {
	tree complain
	"$HOLDFAST" survey --json --map --root root >tree.json
	"$HOLDFAST" survey --json >host.json
	for file in tree.json host.json; do
		python3 - "$SOURCE/docs/survey-schema.json" "$file" <<'END'
import json, sys
root, value = json.load(open(sys.argv[1])), json.load(open(sys.argv[2]))

# As much of JSON Schema as the schema uses; a word that is not known here is an error.
TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int, "null": type(None)}
def check(schema, value, where):
    unknown = set(schema) - {"$schema", "$id", "$ref", "$defs", "title", "description", "type", "properties",
                             "required", "additionalProperties", "items", "enum", "const"}
    assert not unknown, f"{where}: schema has {unknown}"
    if "$ref" in schema:
        return check(root["$defs"][schema["$ref"].split("/")[-1]], value, where)
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        assert any(type(value) is TYPES[t] for t in types), f"{where}: {value!r} is not {types}"
    assert value in schema.get("enum", [value]), f"{where}: {value!r} is not one of {schema['enum']}"
    assert value == schema.get("const", value), f"{where}: {value!r}"
    if isinstance(value, dict):
        for key in schema.get("required", []):
            assert key in value, f"{where}: no {key}"
        for key, one in value.items():
            more = schema.get("properties", {}).get(key, schema.get("additionalProperties", True))
            assert more is not False, f"{where}: {key} is not in the schema"
            if isinstance(more, dict):
                check(more, one, f"{where}.{key}")
    if isinstance(value, list) and "items" in schema:
        for index, one in enumerate(value):
            check(schema["items"], one, f"{where}[{index}]")
check(root, value, "survey")
END
	done
}

@test "a profile in complain mode is not in force, one that enforces is" {
	tree complain
	same "$(apparmor)" "reports only"
	rm -r root
	tree enforce
	same "$(apparmor)" "in part"
}

@test "what changed is told, with its direction" {
	tree enforce
	"$HOLDFAST" survey --json --root root >before
	rm -r root
	tree complain
	"$HOLDFAST" survey --json --root root >after
	run_split "$HOLDFAST" survey --compare before after
	same "$status" 0
	has "$stdout" "weaker    apparmor, state: in part -> reports only"
	run_split "$HOLDFAST" survey --compare --fail-on weaker before after
	same "$status" 1
	run_split "$HOLDFAST" survey --compare --fail-on weaker after before
	same "$status" 0
	has "$stdout" "stronger  apparmor, state: reports only -> in part"
	run_split "$HOLDFAST" survey --compare --fail-on changed before before
	same "$status $stdout" "0 Nothing of what a survey judges has changed."
	same "$("$HOLDFAST" survey --compare --json before after | jq -r '.changes[] | select(.what == "apparmor, state").direction')" weaker
}

@test "surveys of different layers are not compared, one with --map is" {
	tree enforce
	"$HOLDFAST" survey --json --root root >all
	"$HOLDFAST" survey --json --map --root root >map
	"$HOLDFAST" survey --json --only 3 --root root >three
	run_split "$HOLDFAST" survey --compare --fail-on changed all map
	same "$status $stdout" "0 Nothing of what a survey judges has changed."
	run_split "$HOLDFAST" survey --compare all three
	same "$status" 2
	has "$stderr" "three: error: this survey is of layer 3, the one before of all layers"
	run_split "$HOLDFAST" survey --compare three three
	same "$status" 0
}

@test "a kernel, a unit and an option that changed are told" {
	tree complain
	mkdir -p root/etc/systemd/system
	printf '[Service]\nExecStart=/usr/bin/web\nProtectSystem=strict\nNoNewPrivileges=yes\n' >root/etc/systemd/system/web.service
	echo 1 >root/proc/sys/kernel/modules_disabled
	"$HOLDFAST" survey --json --root root >before
	sed -i '/^ProtectSystem/d' root/etc/systemd/system/web.service
	echo 6.13.0-test >root/proc/sys/kernel/osrelease
	echo 0 >root/proc/sys/kernel/modules_disabled
	"$HOLDFAST" survey --json --root root >after
	run_split "$HOLDFAST" survey --compare before after
	has "$stdout" "weaker    unit web.service, confined by: ProtectSystem=strict -> not there"
	has "$stdout" "weaker    kernel option, open: modules: no -> yes"
	has "$stdout" "changed   kernel: 6.12.1-test -> 6.13.0-test"
}

@test "kernel options that help root are told, in every form" {
	tree enforce
	guarded
	echo core >root/proc/sys/kernel/core_pattern
	"$HOLDFAST" survey --root root >out
	has "$(<out)" "Kernel options that help root"
	has "$(<out)" "  choose the kernel's helpers     open "
	has "$(<out)" "  load signed modules             blocked         IPE's policy Site denies KMODULE"
	# What is a way below everything by itself is told there, once.
	same "$(grep -c '/dev/mem ' out)" 1
	"$HOLDFAST" survey --json --root root >json
	same "$(jq -r '[.options[].id] | sort | join(" ")' json)" \
		"bpf devmem helpers hibernation kexec kprobes modules procmem raw-disk unsigned-kexec unsigned-modules user-namespaces"
	same "$(jq -r '.options[] | select(.id == "devmem") | .open + " " + .way' json)" "no devmem"
	same "$(jq -r '.options[] | select(.id == "procmem").open' json)" yes
	"$HOLDFAST" survey --root root --html page
	has "$(<page)" "Kernel options that help root"
	has "$(<page)" "CONFIG_STATIC_USERMODEHELPER=y"
}

@test "--fail-on ends in 1 when the condition holds" {
	tree complain
	run_split "$HOLDFAST" survey --root root --fail-on open:module
	same "$status" 1
	has "$stderr" "open:module: this kernel takes modules that nobody signed"
	# With a profile on all of root's processes, which may refuse that, nobody says so.
	rm -r root
	tree enforce
	run_split "$HOLDFAST" survey --root root --fail-on open:module
	same "$status" 0
	run_split "$HOLDFAST" survey --root root --fail-on off:apparmor
	same "$status" 0
	run_split "$HOLDFAST" survey --root root --fail-on off:apparmor --fail-on off:selinux
	same "$status" 1
}

@test "--only shows one layer, --map all entries" {
	count=$(ls "$SOURCE"/survey/catalogue/*.conf | wc -l)
	has "$("$HOLDFAST" survey --map)" "$count entries"
	tree enforce
	run_split "$HOLDFAST" survey --root root --only 3
	has "$stdout" "Layer 3"
	if grep -q "Layer [^3]" <<<"$stdout"; then return 1; fi
	same "$("$HOLDFAST" survey --root root --only 3 --json --map | jq -r '[.mechanisms[].layer] | unique | .[]')" 3
}

@test "one of a thing is not told as many, and not seen not twice" {
	tree enforce
	guarded
	rm root/sys/kernel/security/lockdown
	"$HOLDFAST" survey --root root >out
	"$HOLDFAST" survey --map >>out
	if grep -E '(^|[^0-9])1 (processes|profiles|programs|groups|rules|managers|domains|units|directives|ways|entries|IOMMUs) ' out; then return 1; fi
	if grep -E 'not seen +not seen' out; then return 1; fi
	if grep -E 'Layer adjacent|inside vm' out; then return 1; fi
	has "$(<out)" "/sys/kernel/security/lockdown is not there"
	rm -r root/sys/kernel/security/[!l]* root/sys/kernel/security/lsm
	"$HOLDFAST" survey --json --root root >json
	same "$(jq '[.mechanisms[] | select(.summary | startswith("not seen"))] | length' json)" 0
}

@test "the map has a line for each entry" {
	"$HOLDFAST" survey --map >out
	has "$(<out)" "Adjacent: what answers other questions"
	# Two names are too long for theirs.
	lines=$(grep -cE '^  [^ ].* [EFNKB-]{5}  +[0-9]+/[0-9]+ ' out)
	[ "$lines" -ge $(($(ls "$SOURCE"/survey/catalogue/*.conf | wc -l) - 2)) ]
	grep -qE '^  Holdfast  .* EFNKB    [0-9]/[0-9]   LSM with its policy linked into$' out
}

@test "the picture shows what blocks a way, and hints are in the page" {
	tree enforce
	guarded
	printf 'Package: selinux-basics\nStatus: install ok installed\nVersion: 1\n\n' >>root/var/lib/dpkg/status
	echo CONFIG_SECURITY_SELINUX=y >>root/boot/config-6.12.1-test
	"$HOLDFAST" survey --root root --html page
	has "$(<page)" 'blocked by lockdown'
	has "$(<page)" '<path class="block" d="M'
	# LoadPin has no step of its own that is known to be open; root gets below it all the same.
	rm root/sys/kernel/security/lockdown
	mkdir -p root/proc/sys/kernel/loadpin
	printf 'capability,ipe,loadpin' >root/sys/kernel/security/lsm
	echo 1 >root/proc/sys/kernel/loadpin/enforce
	"$HOLDFAST" survey --root root --html page
	has "$(<page)" '<path class="arrow chain" d="M'
	has "$(<page)" ' falls by chain</text>'
	has "$(<page)" 'only hinted at'
	has "$(sed -n '/only hinted at/,/<\/ul>/p' page)" SELinux
}

@test "a mistake in a catalogue is told with its line" {
	mkdir catalogue
	sed 's/^layer = "3"/layer = "9"/' "$SOURCE/survey/catalogue/yama.conf" >catalogue/yama.conf
	run_split "$HOLDFAST" survey --catalogue catalogue
	same "$status" 2
	has "$stderr" "catalogue/yama.conf:$(grep -n '^layer' catalogue/yama.conf | cut -d: -f1): error: \`layer\` cannot be \`9\`"
	run_split "$HOLDFAST" survey --catalogue nothing
	same "$status" 2
	has "$stderr" "cannot read nothing"
	printf 'name = "x"\nname = "y";\n' >catalogue/yama.conf
	run_split "$HOLDFAST" survey --catalogue catalogue --map
	same "$status" 2
	sed 's/^complements = .*/complements = [];/' "$SOURCE/survey/catalogue/yama.conf" >catalogue/yama.conf
	run_split "$HOLDFAST" survey --catalogue catalogue --map
	same "$status" 0
	has "$stdout" "1 entry"
}

@test "mistakes with survey's options end in 2 and say what to do" {
	for words in "x" "--compare a" "--compare a b c" "--compare --map a b" "--only 6" "--fail-on nonsense" "--fail-on off:nothing" \
		"--fail-on weaker" "--compare --fail-on path a b" "--root /nothing" "--compare /nothing /nothing"; do
		# shellcheck disable=SC2086
		run_split "$HOLDFAST" survey $words
		same "$words $status" "$words 2"
		has "$stderr" "holdfast: error: "
	done
	echo '{}' >empty
	echo '{' >broken
	run_split "$HOLDFAST" survey --compare empty empty
	same "$status" 2
	has "$stderr" "no survey of format 1"
	run_split "$HOLDFAST" survey --compare broken broken
	same "$status" 2
	has "$stderr" "broken:"
}

@test "it writes nothing and starts nothing" {
	command -v strace >/dev/null || skip "no strace here"
	strace -f -o trace "$HOLDFAST" survey --json >/dev/null
	same "$(grep -c 'execve(' trace)" 1
	# Nothing is opened for writing but SELinux's question, nothing made, renamed, removed, mounted or loaded, no socket.
	bad=$(grep -E '^[0-9]+ +(openat2?|open|creat|mkdir|mkdirat|rename|renameat2?|unlink|unlinkat|mount|socket|connect|init_module|finit_module|symlink|link|chmod|fchmod|truncate|ftruncate)\(' trace |
		grep -Ev 'O_RDONLY|O_PATH|/sys/fs/selinux/access' || :)
	same "$bad" ""
	if grep -q 'BPF_PROG_LOAD' trace; then return 1; fi
}

@test "a name that a process chose cannot steer the terminal or the page" {
	tree enforce
	cp -R root/proc/1 root/proc/2
	sed -i $'s/^Name:.*/Name:\tevil\e[2J<script>/' root/proc/2/status
	echo unconfined >root/proc/2/attr/current
	"$HOLDFAST" survey --root root --html page
	"$HOLDFAST" survey --root root >out
	has "$(tr -s ' \n' ' ' <out)" 'evil\x1b[2J<script>'
	has "$(<page)" 'evil\x1b[2J&lt;script&gt;'
	if grep -q $'\e' out page || grep -q '<script' page; then return 1; fi
}

@test "500 processes take less than two seconds" {
	tree enforce
	for ((i = 2; i <= 500; i++)); do cp -R root/proc/1 root/proc/$i; done
	begin=$(date +%s%N)
	"$HOLDFAST" survey --json --root root >out
	took=$((($(date +%s%N) - begin) / 1000000))
	same "$(jq '.processes | length' out)" 500
	[ "$took" -lt 2000 ] || { echo "$took ms"; return 1; }
}

@test "500 running processes take less than two seconds" {
	pids=()
	for ((i = 0; i < 500; i++)); do
		sleep 120 3>&- &
		pids+=($!)
	done
	begin=$(date +%s%N)
	"$HOLDFAST" survey --json >out 3>&-
	took=$((($(date +%s%N) - begin) / 1000000))
	kill "${pids[@]}"
	[ "$(jq '.processes | length' out)" -ge 500 ]
	echo "$took ms"
	[ "$took" -lt 2000 ]
}

@test "inside a container it says so" {
	unshare --user --map-root-user --pid --fork --mount-proc true 2>/dev/null || skip "no namespaces may be made here"
	unshare --user --map-root-user --pid --fork --mount-proc "$HOLDFAST" survey --json >out
	[ "$(jq -r '.host.inside.container' out)" != null ]
	unshare --user --map-root-user --pid --fork --mount-proc "$HOLDFAST" survey >out
	has "$(tr -s ' \n' ' ' <out)" "inside"
}

@test "the page stands in a browser: light, dark, and narrow" {
	command -v chromium >/dev/null || skip "no chromium here: apt-get install chromium"
	tree enforce
	guarded
	for package in splunk mdatp wazuh-agent auditd restic gvmd aide bubblewrap firejail; do
		printf 'Package: %s\nStatus: install ok installed\nVersion: 1\n\n' "$package" >>root/var/lib/dpkg/status
	done
	"$HOLDFAST" survey --root root --html page.html
	# Nothing comes from elsewhere; sources are named in the text and are no links.
	if grep -qiE '<(script|link|img|iframe|a)[ >]|@import|url\([^#]|src=' page.html; then
		echo "the page needs something from elsewhere"
		return 1
	fi
	# A window is 500 pixels wide at least; a phone is a frame in it. The script is the test's, not the page's.
	phone() {
		cat >phone.html <<-END
			<!doctype html><meta charset=utf-8><style>:root{color-scheme:light dark}body{margin:0;background:Canvas}iframe{border:0;width:$1px;height:3000px}</style>
			<iframe src=page.html></iframe><pre></pre>
			<script>onload = () => {
				const page = document.querySelector("iframe").contentDocument, found = []
				for (const box of page.querySelectorAll("svg g"))
					for (const text of box.querySelectorAll("text"))
						if (text.getBoundingClientRect().right > box.querySelector("rect").getBoundingClientRect().right)
							found.push("leaves its box: " + text.textContent)
				found.push("boxes: " + page.querySelectorAll("svg g").length, "width: " + page.documentElement.scrollWidth)
				document.querySelector("pre").textContent = found.join("\n")
			}</script>
		END
	}
	browser() {
		local page=$1
		shift
		timeout 90 chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files \
			--user-data-dir="$PWD/profile" "$@" "file://$PWD/$page" 2>browser.log
	}
	browser page.html --window-size=1000,1600 --screenshot="$PWD/light.png"
	browser page.html --window-size=1000,1600 --blink-settings=preferredColorScheme=0 --screenshot="$PWD/dark.png"
	phone 390
	browser phone.html --window-size=500,3000 --screenshot="$PWD/narrow.png"
	browser phone.html --window-size=500,3000 --blink-settings=preferredColorScheme=0 --screenshot="$PWD/narrow-dark.png"
	# Nothing is wider than the window, and no text than its box.
	for width in 390 980; do
		phone $width
		browser phone.html --dump-dom | sed -n 's/.*<pre>//; /^leaves\|^boxes\|^width/p' | sed 's/<.*//' >found
		same "$(grep -v '^boxes' found)" "width: $width"
		[ "$(sed -n 's/^boxes: //p' found)" -ge 20 ]
	done
	browser page.html --dump-dom >dom
	has "$(<dom)" "root over the network"
	keep=${BUILD:-$SOURCE/build}/check/survey-page
	mkdir -p "$keep" && cp page.html ./*.png "$keep/"
	python3 - light.png dark.png narrow.png narrow-dark.png <<'END'
import struct, sys, zlib
# Every 8th pixel of an 8-bit RGB or RGBA PNG: was something drawn, and in which light?
def points(path):
    data, at, parts = open(path, "rb").read(), 8, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        if kind == b"IHDR":
            width, height, depth, colour = struct.unpack(">IIBB", body[:10])
        if kind == b"IDAT":
            parts += body
        at += 12 + length
    assert depth == 8 and colour in (2, 6), (depth, colour)
    step = 4 if colour == 6 else 3
    raw, stride, found, last = zlib.decompress(parts), width * step, [], bytes(width * step)
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for x in range(stride):
            a, b, c = (line[x - step] if x >= step else 0), last[x], (last[x - step] if x >= step else 0)
            p = a + b - c
            paeth = a if abs(p - a) <= abs(p - b) and abs(p - a) <= abs(p - c) else b if abs(p - b) <= abs(p - c) else c
            line[x] = (line[x] + (0, a, b, (a + b) // 2, paeth)[kind]) & 255
        last = bytes(line)
        if y % 8 == 0:
            found += [last[x:x + 3] for x in range(0, stride, 8 * step)]
    return found
for path in sys.argv[1:]:
    found = points(path)
    light = sum(sum(point) for point in found) / len(found) / 3
    assert len(set(found)) > 20, f"{path}: {len(set(found))} colours: nothing was drawn"
    assert (light < 90) == ("dark" in path), f"{path}: light is {light}"
END
}
