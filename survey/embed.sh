#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-or-later
# The catalogue's files as C strings, to standard output: embed.sh FILE...
set -eu
echo '/* Made by survey/embed.sh. */'
echo '#include "survey/catalogue.h"'
echo 'const struct catalogue_text catalogue_built_in[] = {'
for file; do
	printf '{ "%s",\n' "${file##*/}"
	sed 's/\\/\\\\/g; s/"/\\"/g; s/.*/"&\\n"/' "$file"
	echo '},'
done
echo '{ .name = NULL } };'
