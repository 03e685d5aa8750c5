# SPDX-License-Identifier: GPL-2.0-or-later
# The policy that is in force while bench/run.sh measures: that of a server with many
# services, of which the benchmark program is one. Equal arguments give equal texts.
#
#	awk -v rules=5000 -v domains=120 -v init=HEX -v bench=HEX -v child=HEX -v library=HEX -f policy.awk
#
# `rules` counts all rules, the benchmark's own included; it needs some thirty, so fewer
# can't be had. Digests are those of the files of these names.

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

function benchmark() {
	print "policy bench 1"
	print "program init = @initramfs:/init sha256:" init
	print "program bench = @initramfs:/bench sha256:" bench
	print "program child = @initramfs:/p/bin/child sha256:" child
	print "library @initramfs:/p/lib/library sha256:" library
	print "domain kernel {"
	rule("execute init bench")
	print "}\ndomain init {"
	rule("map @initramfs:/init")
	print "}\ndomain child {"
	rule("map @initramfs:/p/bin/child")
	print "}\ndomain bench {"
	rule("map @initramfs:/bench @initramfs:/p/lib/library")
	rule("read @initramfs:/p/** @initramfs:/dev/** @initramfs:/proc/**")
	rule("modify @initramfs:/dev/** @initramfs:/proc/sys/vm/drop_caches")
	rule("create @initramfs:/proc @initramfs:/t @initramfs:/disk")
	rule("mount proc tmpfs ext4 devtmpfs remount on @initramfs:/proc @initramfs:/t @initramfs:/disk @initramfs:/dev @devtmpfs:")
	rule("read @initramfs:/t/d/** @initramfs:/t/tree/** @initramfs:/t/copy/**")
	rule("write @initramfs:/t/d/** @initramfs:/t/tree/** @initramfs:/t/copy/** @initramfs:/p/lib/**")
	rule("read @initramfs:/disk/**")
	rule("write @initramfs:/t/bin/unapproved")
	rule("create @initramfs:/t/bin @initramfs:/u/forbidden @initramfs:/t/named")
	rule("write @initramfs:/t/named/*.tmp")
	rule("modify @initramfs:/u/forbidden")
	rule("bind unix @initramfs:/t/socket")
	rule("connect unix @initramfs:/t/socket /run/dbus/socket /run/nscd/*")
	rule("delete @initramfs:/t/socket")
	rule("execute child")
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

BEGIN {
	written = 0
	benchmark()
	if (rules > written)
		common()
	if (domains > rules - written)
		domains = rules - written
	left = rules - written
	for (i = 0; i < domains; i++)
		service(i, int(left * (i + 1) / domains) - int(left * i / domains))
}
