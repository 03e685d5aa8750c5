#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-2.0-or-later
# holdfast survey of a tree whose packages are rpm's: the database is made by rpm itself.

load common

# package NAME VERSION PATH: an rpm with one file, installed into the tree. Nothing is run there.
package() {
	cat >"$1.spec" <<-END
		Name: $1
		Version: $2
		Release: 7
		Summary: for a test
		License: none
		BuildArch: noarch
		%description
		%install
		mkdir -p %{buildroot}$(dirname "$3")
		echo program >%{buildroot}$3
		%files
		$3
	END
	rpmbuild --quiet --define "_topdir $PWD/made" --define '_build_id_links none' -bb "$1.spec" >rpmbuild.log 2>&1 || { cat rpmbuild.log; return 1; }
	rpm --root "$PWD/root" --nodeps --noscripts --ignoreos --ignorearch --excludedocs -i "made/RPMS/noarch/$1-$2-7.noarch.rpm" 2>rpm.log || { cat rpm.log; return 1; }
}

# process PID NAME EXE: of root, in the tree.
process() {
	mkdir -p "root/proc/$1/attr" root/proc/sys/kernel
	echo 6.12.1-test >root/proc/sys/kernel/osrelease
	printf 'Name:\t%s\nPPid:\t1\nUid:\t0\t0\t0\t0\nVmSize:\t1 kB\nCapEff:\t000001ffffffffff\nSeccomp:\t0\nNoNewPrivs:\t0\n' "$2" >"root/proc/$1/status"
	ln -s "$3" "root/proc/$1/exe"
}

rpm_tree() {
	command -v rpmbuild >/dev/null || skip "no rpmbuild here: apt-get install rpm"
	mkdir root
	rpm --root "$PWD/root" --define '_db_backend sqlite' --initdb
	# Debian's rpm keeps it in the home of root; Red Hat's is the place that hosts have.
	database=$(find root -name rpmdb.sqlite)
	[ -n "$database" ]
}

# Where a host of that kind has it.
put_database() {
	mkdir -p "root/${1-var/lib/rpm}"
	folder=$(dirname "$(find root -name rpmdb.sqlite | head -n 1)")
	if [ "$folder" != "root/${1-var/lib/rpm}" ]; then
		mv "$folder"/rpmdb.sqlite* "root/${1-var/lib/rpm}/"
	fi
}

survey() { "$HOLDFAST" survey --json --map --root root >out; }
of() { jq -r --arg id "$1" ".mechanisms[] | select(.id == \$id) | $2" out; }

@test "packages of rpm are found, with their versions, and their programs belong to them" {
	rpm_tree
	package falcon-sensor 7.10.0 /opt/CrowdStrike/falcon-sensor
	package fapolicyd 1.3.2 /usr/sbin/fapolicyd
	process 1 init /sbin/init
	process 20 falcon-sensor /opt/CrowdStrike/falcon-sensor
	process 21 fapolicyd /tmp/fapolicyd
	put_database
	survey
	same "$(jq -r .host.packages out)" rpm
	same "$(of crowdstrike-falcon .presence)" present
	has "$(of crowdstrike-falcon '.evidence | tostring')" "package falcon-sensor 7.10.0-7"
	has "$(of fapolicyd '.evidence | tostring')" "package fapolicyd 1.3.2-7"
	# The one runs; the other's name is on a program that no package has.
	same "$(of crowdstrike-falcon .state)" "in force"
	same "$(of fapolicyd .state)" "not in force"
	same "$(of aide .presence)" absent
}

@test "nothing is written beside a database of rpm" {
	rpm_tree
	package osquery 5.1 /usr/bin/osqueryd
	put_database usr/lib/sysimage/rpm
	find root -type f | LC_ALL=C sort | xargs stat -c '%n %s %Y' >before
	survey
	find root -type f | LC_ALL=C sort | xargs stat -c '%n %s %Y' >after
	same "$(cat before)" "$(cat after)"
	same "$(of osquery .presence)" present
}

@test "a database of rpm that is not right is told, and nothing is taken for absent" {
	rpm_tree
	package osquery 5.1 /usr/bin/osqueryd
	put_database
	cp root/var/lib/rpm/rpmdb.sqlite whole
	size=$(stat -c %s whole)
	for cut in 10 100 5000 $((size / 2)); do
		head -c "$cut" whole >root/var/lib/rpm/rpmdb.sqlite
		survey
		has "$(jq -r '.unseen[]' out)" "packages: /var/lib/rpm/rpmdb.sqlite "
		same "$cut $(of aide .presence)" "$cut unseen"
	done
	# A row that is no header, and a table that is a question without end.
	python3 - whole root/var/lib/rpm/rpmdb.sqlite <<'END'
import shutil, sqlite3, sys
shutil.copy(sys.argv[1], sys.argv[2])
with sqlite3.connect(sys.argv[2]) as db:
    db.execute("INSERT INTO Packages(hnum, blob) VALUES (999, x'00000001ffffffff00')")
END
	rm -f root/var/lib/rpm/rpmdb.sqlite-*
	survey
	has "$(jq -r '.unseen[]' out)" "has 1 packages that cannot be read"
	same "$(of osquery .presence)" present
	rm root/var/lib/rpm/rpmdb.sqlite
	python3 - root/var/lib/rpm/rpmdb.sqlite <<'END'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    db.execute("CREATE VIEW Packages AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT x'00' AS blob FROM n WHERE i < 0")
END
	survey
	has "$(jq -r '.unseen[]' out)" "cannot be read to its end: interrupted"
}

@test "what is only in the log of a database of rpm is said to be missing" {
	rpm_tree
	package osquery 5.1 /usr/bin/osqueryd
	put_database
	echo changes >root/var/lib/rpm/rpmdb.sqlite-wal
	survey
	has "$(jq -r '.unseen[]' out)" "what is only in its log of changes"
	same "$(of aide .presence)" unseen
	same "$(of osquery .presence)" present
}

@test "other formats of rpm's database are named" {
	mkdir -p root/var/lib/rpm
	: >root/var/lib/rpm/Packages
	survey
	has "$(jq -r '.unseen[]' out)" "/var/lib/rpm/Packages is a database of rpm in the format Berkeley DB, which is not read"
	rm root/var/lib/rpm/Packages
	: >root/var/lib/rpm/Packages.db
	survey
	has "$(jq -r '.unseen[]' out)" "in the format ndb, which is not read"
}
