#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The demo workload: Debian's nginx, gzip and shell, a Python service, curl.
# Starts all of it, asks for pages, rotates the log, stops all of it. Standard
# output is the same on every run: it is what "workload identical" compares.
# Needs root, ports 80 and 8000 of the loopback interface; writes below
# /run/holdfast-web, /srv/holdfast-web and /var/log/holdfast-web only.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
run=/run/holdfast-web
srv=/srv/holdfast-web
log=/var/log/holdfast-web
# A plain environment, the same on every machine that runs this.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C HOME=/nonexistent

ask() { # ask WORDS-OF-CURL...: print the answer's status, type and body
	curl --silent --show-error --max-time 60 --noproxy '*' \
		--write-out '[%{http_code} %{content_type}]\n' "$@"
}

stop() { # whatever was started and still runs
	[ -z "${app:-}" ] || kill "$app" 2>/dev/null || :
	[ ! -s $run/nginx.pid ] || kill -QUIT "$(cat $run/nginx.pid)" 2>/dev/null || :
}
trap stop EXIT

rm -rf $run $srv $log
mkdir -p $run $log
cp -r "$here/site" $srv

# nginx returns once its sockets listen; the service leaves a file. The first nap is
# unconditional, so that a fast run does what a slow one does.
nginx -p "$here" -c nginx.conf -e $log/error.log
"$here/app.py" $run/ready &
app=$!
# Nobody asks meanwhile whether it lives: before its exec it would still be this shell.
tries=0
while sleep 0.1; [ ! -s $run/ready ]; do
	tries=$((tries + 1))
	[ $tries -lt 600 ]
done
echo "service ready"

echo "== pages of nginx"
ask http://127.0.0.1/
ask http://127.0.0.1/style.css
ask http://127.0.0.1/tides.json
ask --head http://127.0.0.1/tides.json | grep -iv -e '^date:' -e '^last-modified:' | tr -d '\r'
ask http://127.0.0.1/private/key
ask http://127.0.0.1/none
ask --range 2-7 http://127.0.0.1/tides.json
echo "== the service"
ask http://127.0.0.1:8000/
ask http://127.0.0.1:8000/next
ask http://127.0.0.1:8000/digest
ask http://127.0.0.1:8000/none
ask --data-binary @"$here/site/index.html" http://127.0.0.1:8000/upload
echo "== the rotated log"
"$here/rotate.sh" $log/access.log $run/nginx.pid
gzip -dc $log/access.log.1.gz | sed 's/\[[^]]*\]/[time]/; s|curl/[0-9.]*|curl|'
echo "== after the rotation"
ask http://127.0.0.1/

kill "$app"
wait "$app" 2>/dev/null || :
app=
nginx -p "$here" -c nginx.conf -e $log/error.log -s quit
while sleep 0.1; [ -e $run/nginx.pid ]; do :; done
rm -rf $run $srv $log
echo "== stopped"
