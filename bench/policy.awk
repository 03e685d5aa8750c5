# SPDX-License-Identifier: GPL-2.0-or-later
# The policy that is in force while bench/run.sh measures: that of a server with many
# services, of which the benchmark is one, and the programs that it executes. Equal arguments give equal texts.
#
#	awk -v rules=5000 -v domains=120 -f policy.awk CODE
#
# `rules` counts all rules, those of the benchmark and its programs included; they need some forty, so fewer
# can't be had. CODE has a line `PROGRAM FILE DIGEST` for everything that a program of the guest maps executable, itself first.

function rule(text) {
	print "\t" text
	written++
}

# What every process of a dynamically linked system does.
function common() {
	print "domain * {"
	rule("read /etc/ld.so.cache /etc/localtime /etc/nsswitch.conf /etc/passwd /etc/group")
	rule("read /usr/share/zoneinfo/** /usr/lib/locale/** /usr/share/locale/**")
	rule("modify /dev/null /dev/tty")
	rule("read /dev/null /dev/urandom /proc/sys/kernel/ngroups_max")
	print "}"
}

# Exactly these files with exactly this content.
function pin() {
	for (i = 0; i < programs; i++)
		print "program " program[i] " = @initramfs:" file[program[i]] " sha256:" digest[file[program[i]]]
	for (i = 0; i < libraries; i++)
		print "library @initramfs:" library[i] " sha256:" digest[library[i]]
}

function domain(name) {
	print "domain " name " {"
	rule("map @initramfs:" file[name] libraries_of[name])
}

# What the programs of Debian do in the benchmark, as they would learn it.
function tools() {
	domain("cp")
	rule("read" libraries_of["cp"] " @initramfs:/proc/filesystems @initramfs:/t/tree/**")
	rule("create @initramfs:/t/copy/**")
	rule("modify @initramfs:/t/copy/**")
	rule("attribute @initramfs:/t/copy/**")
	print "}"
	domain("rm")
	rule("read" libraries_of["rm"] " @initramfs:/t/copy/**")
	rule("delete @initramfs:/t/copy/**")
	print "}"
	domain("tar")
	rule("read" libraries_of["tar"] " @initramfs:/proc/filesystems @initramfs:/t @initramfs:/t/tree/**")
	rule("read @initramfs:/etc/passwd @initramfs:/etc/group @initramfs:/etc/nsswitch.conf")
	rule("create @initramfs:/t/archive/*.tar")
	rule("modify @initramfs:/t/archive/*.tar")
	print "}"
}

function benchmark() {
	print "policy bench 1"
	pin()
	print "domain kernel {"
	rule("execute init bench")
	print "}"
	domain("init")
	print "}"
	domain("child")
	print "}"
	domain("bench")
	rule("read @initramfs:/p/** @initramfs:/dev/** @initramfs:/proc/**")
	rule("modify @initramfs:/dev/** @initramfs:/proc/sys/vm/drop_caches")
	rule("create @initramfs:/proc @initramfs:/t @initramfs:/disk")
	rule("mount proc tmpfs ext4 devtmpfs remount on @initramfs:/proc @initramfs:/t @initramfs:/disk @initramfs:/dev @devtmpfs:")
	rule("read @initramfs:/t/d/** @initramfs:/t/tree/**")
	rule("write @initramfs:/t/d/** @initramfs:/t/tree/** @initramfs:/p/lib/**")
	rule("read @initramfs:/disk/**")
	rule("write @initramfs:/t/bin/unapproved")
	rule("create @initramfs:/t/bin @initramfs:/u/forbidden @initramfs:/t/named @initramfs:/t/archive")
	rule("write @initramfs:/t/named/*.tmp")
	rule("modify @initramfs:/u/forbidden")
	rule("bind unix @initramfs:/t/socket")
	rule("connect unix @initramfs:/t/socket /run/dbus/socket /run/nscd/*")
	rule("delete @initramfs:/t/socket")
	rule("execute child cp rm tar")
	rule("listen tcp 127.0.0.1 port 5353 7000 from 127.0.0.0/8 10.0.0.0/8")
	rule("connect tcp 127.0.0.0/8 10.0.0.0/8 port 5353 80 443")
	rule("connect udp 127.0.0.0/8 port 53 5353")
	rule("bind udp 127.0.0.1 ::1 port 5353 7000")
	rule("send udp 127.0.0.0/8 port 53 5353")
	rule("capability net_admin sys_admin sys_boot")
	rule("read /etc/bench/** /srv/bench/**")
	rule("append /var/log/bench/*.log")
	print "}"
}

# One of the rules of a service; the kinds stand in about the proportion of learned policies.
function service_rule(name, i, j) {
	kind = (j * 7 + i) % 24
	if (kind < 8) return "read /etc/" name "/conf.d/part-" j ".conf"
	if (kind < 11) return "read /usr/share/" name "/module-" j "/**"
	if (kind < 13) return "read /usr/lib/" name "/plugins/*-" j ".so"
	if (kind < 15) return "write /var/lib/" name "/store-" j "/**"
	if (kind < 16) return "append /var/log/" name "/stream-" j "*.log"
	if (kind < 17) return "write /run/" name "/" j ".{pid,lock}"
	if (kind < 18) return "read /srv/**/" name "/public-" j "/*"
	if (kind < 19) return "deny read /etc/" name "/private-" j "/**"
	if (kind < 20) return "connect unix /run/" name "/" j ".sock"
	if (kind < 21) return "connect tcp 10." i % 200 "." j % 250 ".0/24 port " 5000 + j % 1000
	if (kind < 22) return "listen tcp " 8000 + (i * 16 + j) % 20000 " from 10.0.0.0/8"
	if (kind < 23) return "send udp 10.0.0." j % 250 " port 53"
	return "signal " name
}

function service(i, count) {
	name = sprintf("service-%04d", i)
	print "program " name " = /usr/sbin/" name " sha256:" sprintf("%064x", 1 + i)
	print "library /usr/lib/" name "/core.so sha256:" sprintf("%064x", 100000 + i)
	print "domain " name " {"
	for (j = 0; j < count; j++)
		rule(service_rule(name, i, j))
	print "}"
}

!($1 in file) {
	program[programs++] = $1
	file[$1] = $2
	digest[$2] = $3
	next
}

{
	libraries_of[$1] = libraries_of[$1] " @initramfs:" $2
	if (!($2 in digest))
		library[libraries++] = $2
	digest[$2] = $3
}

END {
	written = 0
	benchmark()
	tools()
	if (rules > written)
		common()
	if (domains > rules - written)
		domains = rules - written
	left = rules - written
	for (i = 0; i < domains; i++)
		service(i, int(left * (i + 1) / domains) - int(left * i / domains))
}
