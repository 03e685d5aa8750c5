/* SPDX-License-Identifier: GPL-2.0-or-later */
/* One package as rpm keeps it: a header of tagged values. Any bytes may be given; nothing is trusted. */
#ifndef HOLDFAST_SURVEY_RPM_HEADER_H
#define HOLDFAST_SURVEY_RPM_HEADER_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/** struct rpm_package - name, version and files; what is NULL or 0 was not there or not right */
struct rpm_package {
	const char *name, *version;	/* version: VERSION-RELEASE */
	const char **folders;		/* "/usr/bin/" */
	const char **names;		/* of files, in a folder each */
	unsigned *folder_of;		/* index in @folders, for each of @names */
	size_t folder_count, name_count;
};

/** rpm_header_read - false if @bytes are no header with a name and a version; what @package has belongs to @arena */
bool rpm_header_read(struct arena *arena, const unsigned char *bytes, size_t size, struct rpm_package *package);

/** rpm_package_has - is @path a file of the package? */
bool rpm_package_has(const struct rpm_package *package, const char *path);

#endif
