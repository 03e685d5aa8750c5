#!/usr/bin/python3 -IS
# SPDX-License-Identifier: GPL-2.0-or-later
"""A small HTTP service on port 8000 that asks nginx for what it does not have.

The one argument is a file that gets the line "ready" once the socket listens.
"""
import hashlib
import http.client
import http.server
import json
import sys


def tide_table():
    """Fetch the tides from nginx: the outgoing TCP connection of the demo."""
    connection = http.client.HTTPConnection("127.0.0.1", 80, timeout=20)
    connection.request("GET", "/tides.json")
    return connection.getresponse().read()


def page(path):
    """The body for a path, or None."""
    if path == "/":
        return b"tide service\n"
    if path == "/next":
        return f"next high tide {json.loads(tide_table())['high'][0]}\n".encode()
    if path == "/digest":
        return f"tides.json sha256 {hashlib.sha256(tide_table()).hexdigest()}\n".encode()
    return None


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = page(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(body or b"no such page\n")

    def do_POST(self):
        length = int(self.headers.get("Content-Length", 0))
        digest = hashlib.sha256(self.rfile.read(length)).hexdigest()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(f"received {length} bytes, sha256 {digest}\n".encode())

    def log_message(self, *_):
        """nginx keeps the log of this demo."""


def main():
    server = http.server.HTTPServer(("127.0.0.1", 8000), Handler)
    with open(sys.argv[1], "w", encoding="ascii") as ready:
        ready.write("ready\n")
    server.serve_forever()


if __name__ == "__main__":
    main()
