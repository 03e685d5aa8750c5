/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Installed packages and their files, from the lists of dpkg, apk, pacman and rpm (facts_rpm.c). */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/facts.h"
#include "survey/rpm_header.h"

static void add(struct packages *packages, size_t *space, const char *name, const char *version)
{
	if (packages->count == *space) {
		*space = *space ? 2 * *space : 256;
		packages->list = xrealloc(packages->list, *space * sizeof(*packages->list));
	}
	packages->list[packages->count++] = (struct package){ .name = name, .version = version };
}

/* `Key: value` paragraphs; a package counts if its Status ends in " installed" or it has none. */
static void read_dpkg(struct facts *facts, char *text, size_t *space, bool needs_status)
{
	const char *name = NULL, *version = "";
	bool installed = !needs_status;

	for (char *line; (line = strsep(&text, "\n"));) {
		if (!strncmp(line, "Package: ", 9)) {
			name = line + 9;
		} else if (!strncmp(line, "Version: ", 9)) {
			version = line + 9;
		} else if (!strncmp(line, "Status: ", 8)) {
			size_t length = strlen(line);

			installed = length > 10 && !strcmp(line + length - 10, " installed");
		} else if (!*line && name) {
			if (installed)
				add(&facts->packages, space, name, version);
			name = NULL;
			version = "";
			installed = !needs_status;
		}
	}
	if (name && installed)
		add(&facts->packages, space, name, version);
}

static bool gather_dpkg(struct facts *facts, size_t *space)
{
	enum seen seen;
	char *text = host_read(facts->host, "/var/lib/dpkg/status", NULL, &seen);
	char **parts = host_glob(facts->host, "/var/lib/dpkg/status.d/*", NULL);

	if (text)
		read_dpkg(facts, text, space, true);
	else if (seen != SEEN_ABSENT)
		facts->packages.problem = arena_printf(facts->arena, "/var/lib/dpkg/status %s", seen_words(seen));
	/* Images without dpkg itself keep one file a package. */
	for (; *parts; parts++) {
		char *part = strstr(*parts, ".md5sums") ? NULL : host_read(facts->host, *parts, NULL, NULL);

		if (part)
			read_dpkg(facts, part, space, false);
		text = part ? part : text;
	}
	return text != NULL;
}

static bool gather_apk(struct facts *facts, size_t *space)
{
	char *text = host_read(facts->host, "/lib/apk/db/installed", NULL, NULL);
	const char *name = NULL;

	if (!text)
		return false;
	for (char *line; (line = strsep(&text, "\n"));) {
		if (!strncmp(line, "P:", 2))
			name = line + 2;
		else if (!strncmp(line, "V:", 2) && name)
			add(&facts->packages, space, name, line + 2);
	}
	return true;
}

/* Folders NAME-VERSION-RELEASE. */
static bool gather_pacman(struct facts *facts, size_t *space)
{
	char **names = host_list(facts->host, "/var/lib/pacman/local", NULL, NULL);

	for (char **name = names; name && *name; name++) {
		char *dash = strrchr(*name, '-');

		if (!dash)
			continue;
		*dash = '\0';
		dash = strrchr(*name, '-');
		if (!dash)
			continue;
		*dash = '\0';
		add(&facts->packages, space, *name, dash + 1);
	}
	return names != NULL;
}

static int compare(const void *left, const void *right)
{
	const struct package *a = left, *b = right;

	return strcmp(a->name, b->name);
}

void gather_packages(struct facts *facts)
{
	struct packages *packages = &facts->packages;
	struct package *kept;
	size_t space = 0;

	if (gather_dpkg(facts, &space))
		packages->kind = "dpkg";
	else if (gather_apk(facts, &space))
		packages->kind = "apk";
	else if (gather_pacman(facts, &space))
		packages->kind = "pacman";
	else if (gather_rpm(facts, &space))
		packages->kind = "rpm";
	if (packages->problem)
		facts_unseen(facts, "packages: %s", packages->problem);
	else if (!packages->kind)
		facts_unseen(facts, "packages: there is no list of dpkg, apk, pacman or rpm");
	if (packages->count)
		qsort(packages->list, packages->count, sizeof(*packages->list), compare);
	kept = arena_alloc(facts->arena, (packages->count + 1) * sizeof(*kept));
	if (packages->count)
		memcpy(kept, packages->list, packages->count * sizeof(*kept));
	free(packages->list);
	packages->list = kept;
}

const struct package *package_find(const struct facts *facts, const char *pattern)
{
	const struct packages *packages = &facts->packages;
	const struct package wanted = { .name = pattern };

	if (!strpbrk(pattern, "*?["))
		return packages->count ? bsearch(&wanted, packages->list, packages->count, sizeof(wanted), compare) : NULL;
	for (size_t i = 0; i < packages->count; i++)
		if (!fnmatch(pattern, packages->list[i].name, 0))
			return &packages->list[i];
	return NULL;
}

static bool has_line(const char *text, const char *line)
{
	size_t length = strlen(line);

	for (const char *at = text; at; at = strchr(at, '\n')) {
		at += *at == '\n';
		if (!strncmp(at, line, length) && (at[length] == '\n' || !at[length]))
			return true;
	}
	return false;
}

/* The list of a package's files, read once: every process is looked up in it. NULL: it was not read. */
static const char *dpkg_files(const struct facts *facts, struct package *package)
{
	char **lists;

	if (package->files_looked)
		return package->files;
	package->files_looked = true;
	lists = host_glob(facts->host, arena_printf(facts->arena, "/var/lib/dpkg/info/%s.list", package->name), NULL);
	if (!*lists)
		lists = host_glob(facts->host, arena_printf(facts->arena, "/var/lib/dpkg/info/%s:*.list", package->name), NULL);
	for (; *lists; lists++) {
		const char *text = host_read(facts->host, *lists, NULL, NULL);

		if (text)
			package->files = package->files ? arena_printf(facts->arena, "%s\n%s", package->files, text) : text;
	}
	return package->files;
}

static enum answer dpkg_owns(const struct facts *facts, const char *name, const char *path)
{
	enum answer answer = ANSWER_UNSEEN;

	for (size_t i = 0; i < facts->packages.count && answer != ANSWER_YES; i++) {
		const char *files = !strcmp(facts->packages.list[i].name, name) ? dpkg_files(facts, &facts->packages.list[i]) : NULL;

		if (files)
			answer = has_line(files, path) ? ANSWER_YES : ANSWER_NO;
	}
	return answer;
}

/* F: a folder, R: a file in it, between the P: of this package and the next. */
static enum answer apk_owns(const struct facts *facts, const char *package, const char *path)
{
	char *text = host_read(facts->host, "/lib/apk/db/installed", NULL, NULL);
	const char *folder = "";
	bool ours = false;

	if (!text)
		return ANSWER_UNSEEN;
	for (char *line; (line = strsep(&text, "\n"));) {
		if (!strncmp(line, "P:", 2))
			ours = !strcmp(line + 2, package);
		else if (!strncmp(line, "F:", 2))
			folder = line + 2;
		else if (ours && !strncmp(line, "R:", 2) &&
			 !strcmp(arena_printf(facts->arena, "/%s/%s", folder, line + 2), path))
			return ANSWER_YES;
	}
	return ANSWER_NO;
}

static enum answer pacman_owns(const struct facts *facts, const char *package, const char *path)
{
	char **lists = host_glob(facts->host, arena_printf(facts->arena, "/var/lib/pacman/local/%s-*/files", package), NULL);
	enum answer answer = ANSWER_UNSEEN;

	for (; *lists; lists++) {
		char *text = host_read(facts->host, *lists, NULL, NULL);

		if (text && answer != ANSWER_YES)
			answer = has_line(text, path + 1) ? ANSWER_YES : ANSWER_NO;
	}
	return answer;
}

static enum answer rpm_owns(const struct facts *facts, const char *name, const char *path)
{
	enum answer answer = ANSWER_UNSEEN;

	/* More than one version of a package may be installed. */
	for (size_t i = 0; i < facts->packages.count && answer != ANSWER_YES; i++)
		if (!strcmp(facts->packages.list[i].name, name))
			answer = rpm_package_has(facts->packages.list[i].rpm, path) ? ANSWER_YES : ANSWER_NO;
	return answer;
}

enum answer package_owns(const struct facts *facts, const char *package, const char *path)
{
	const char *kind = facts->packages.kind;
	enum answer answer = ANSWER_UNSEEN;

	if (!kind || path[0] != '/')
		return ANSWER_UNSEEN;
	for (int attempt = 0; attempt < 2 && answer != ANSWER_YES; attempt++) {
		if (!strcmp(kind, "dpkg"))
			answer = dpkg_owns(facts, package, path);
		else if (!strcmp(kind, "rpm"))
			answer = rpm_owns(facts, package, path);
		else
			answer = !strcmp(kind, "apk") ? apk_owns(facts, package, path) : pacman_owns(facts, package, path);
		/* /usr/sbin/x may be listed as /sbin/x, where these were folders of their own. */
		if (strncmp(path, "/usr/", 5))
			break;
		path += 4;
	}
	return answer;
}
