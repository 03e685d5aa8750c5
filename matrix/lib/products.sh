# SPDX-License-Identifier: GPL-2.0-or-later
# shellcheck shell=sh disable=SC2154
# What is in products/: `about` files and which file of a product counts. Sourced; needs $here.

# The products in the order of the table.
products() {
	for about in "$here"/products/*/about; do
		name=$(basename "$(dirname "$about")")
		printf '%s %s\n' "$(about "$name" order)" "$name"
	done | LC_ALL=C sort -n | cut -d ' ' -f 2
}

# about PRODUCT KEY: its values, a line each; those of the product it is like if it has none.
about() {
	values=$(awk -v key="$2" '$1 == key { sub(/^[^ \t]+[ \t]*/, ""); print }' "$here/products/$1/about")
	other=$(awk '$1 == "like" { print $2 }' "$here/products/$1/about")
	if grep -q "^$2\([[:space:]]\|\$\)" "$here/products/$1/about" || [ -z "$other" ]; then
		printf '%s\n' "$values" | sed '/^$/d'
	else
		about "$other" "$2"
	fi
}

# collect PRODUCT FOLDER: all its files, those of the product it is like first.
collect() {
	other=$(awk '$1 == "like" { print $2 }' "$here/products/$1/about")
	if [ -n "$other" ]; then (collect "$other" "$2"); fi
	mkdir -p "$2"
	cp -aL "$here/products/$1/." "$2/"
}
