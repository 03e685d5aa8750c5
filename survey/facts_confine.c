/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What a unit of systemd confines: its file, then the drop-ins of its name, of its prefixes, of its template and of its type,
 * by their names, as systemd.unit(5) has them. A later line takes back what an earlier one said.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/facts.h"

/* Directives of systemd.exec(5) and systemd.resource-control(5) that take something away. */
static const struct directive {
	const char *name;
	bool list;		/* each line adds; else the last one counts */
	const char *nothing;	/* a value that takes nothing away, beside false and the empty one */
} directives[] = {
	{ "AppArmorProfile", false, "unconfined" }, { "CapabilityBoundingSet", true, "~" }, { "DeviceAllow", true, NULL },
	{ "DevicePolicy", false, "auto" }, { "DynamicUser", false, NULL }, { "InaccessiblePaths", true, NULL },
	{ "IPAddressDeny", true, NULL }, { "LockPersonality", false, NULL }, { "MemoryDenyWriteExecute", false, NULL },
	{ "NoExecPaths", true, NULL }, { "NoNewPrivileges", false, NULL }, { "PrivateDevices", false, NULL },
	{ "PrivateIPC", false, NULL }, { "PrivateMounts", false, NULL }, { "PrivateNetwork", false, NULL },
	{ "PrivatePIDs", false, NULL }, { "PrivateTmp", false, NULL }, { "PrivateUsers", false, NULL },
	{ "ProcSubset", false, "all" }, { "ProtectClock", false, NULL }, { "ProtectControlGroups", false, NULL },
	{ "ProtectHome", false, NULL }, { "ProtectHostname", false, NULL }, { "ProtectKernelLogs", false, NULL },
	{ "ProtectKernelModules", false, NULL }, { "ProtectKernelTunables", false, NULL }, { "ProtectProc", false, "default" },
	{ "ProtectSystem", false, NULL }, { "ReadOnlyPaths", true, NULL }, { "RestrictAddressFamilies", true, NULL },
	{ "RestrictFileSystemAccess", false, NULL }, { "RestrictFileSystems", true, NULL }, { "RestrictNamespaces", true, NULL },
	{ "RestrictNetworkInterfaces", true, NULL }, { "RestrictRealtime", false, NULL }, { "RestrictSUIDSGID", false, NULL },
	{ "RootDirectory", false, "/" }, { "RootImage", false, NULL }, { "SELinuxContext", false, NULL },
	{ "SmackProcessLabel", false, NULL }, { "SocketBindDeny", true, NULL }, { "SystemCallArchitectures", true, NULL },
	{ "SystemCallFilter", true, NULL }, { "TemporaryFileSystem", true, NULL }, { "User", false, "root" },
};

static const struct directive *directive_of(const char *name)
{
	for (size_t i = 0; i < sizeof(directives) / sizeof(*directives); i++)
		if (!strcmp(directives[i].name, name))
			return &directives[i];
	return NULL;
}

/* As systemd reads booleans. */
static bool is_false(const char *value)
{
	static const char *const words[] = { "0", "no", "n", "false", "f", "off", NULL };

	for (int i = 0; words[i]; i++)
		if (!strcasecmp(value, words[i]))
			return true;
	return false;
}

static void forget(struct unit *unit, const char *name)
{
	size_t length = strlen(name), kept = 0;

	for (size_t i = 0; i < unit->confine_count; i++)
		if (strncmp(unit->confines[i], name, length) || unit->confines[i][length] != '=')
			unit->confines[kept++] = unit->confines[i];
	unit->confine_count = kept;
}

static void assign(struct facts *facts, struct unit *unit, const char *name, const char *value)
{
	const struct directive *directive = directive_of(name);
	/* No capability at all is what the empty value of this one means. */
	bool empty = !*value && directive && strcmp(name, "CapabilityBoundingSet") != 0;

	if (!directive)
		return;
	if (!directive->list || !*value || is_false(value) || (directive->nothing && !strcmp(value, directive->nothing)))
		forget(unit, name);
	if (empty || is_false(value) || (directive->nothing && !strcmp(value, directive->nothing)))
		return;
	unit->confines = arena_grow(facts->arena, unit->confines, unit->confine_count, sizeof(*unit->confines));
	unit->confines[unit->confine_count++] = arena_printf(facts->arena, "%s=%s", name, value);
}

/* Runs of blanks become one; those at the ends go. */
static void squeeze(char *text)
{
	char *to = text;

	for (const char *at = text; *at; at++) {
		if (!strchr(" \t\r", *at))
			*to++ = *at;
		else if (to > text && to[-1] != ' ')
			*to++ = ' ';
	}
	while (to > text && to[-1] == ' ')
		to--;
	*to = '\0';
}

/* The next line that says something, with those it goes on in: comments between them are left out. */
static char *next_line(struct facts *facts, char **text)
{
	char *whole = NULL;

	for (char *line; (line = strsep(text, "\n"));) {
		size_t length;
		bool more;

		line += strspn(line, " \t\r");
		if (*line == '#' || *line == ';')
			continue;
		length = strlen(line);
		more = length && line[length - 1] == '\\';
		if (more)
			line[length - 1] = ' ';
		whole = whole ? arena_printf(facts->arena, "%s%s", whole, line) : line;
		if (!more)
			break;
	}
	return whole;
}

/* Only these sections have settings of processes; systemd passes over a line elsewhere. */
static bool has_processes(const char *section)
{
	static const char *const sections[] = { "[Service]", "[Socket]", "[Mount]", "[Swap]", "[Slice]", "[Scope]", NULL };

	for (int i = 0; sections[i]; i++)
		if (!strcmp(section, sections[i]))
			return true;
	return false;
}

static void read_file(struct facts *facts, struct unit *unit, const char *path)
{
	char *text = host_read(facts->host, path, NULL, NULL);
	bool counts = false;

	for (char *line; text && (line = next_line(facts, &text));) {
		char *equals;

		squeeze(line);
		if (*line == '[')
			counts = has_processes(line);
		equals = strchr(line, '=');
		if (!counts || !equals)
			continue;
		*equals = '\0';
		squeeze(line);
		squeeze(equals + 1);
		assign(facts, unit, line, equals + 1);
	}
}

struct dropin {
	const char *name, *path;
};

/* struct dropins - files of which each name counts once */
struct dropins {
	struct dropin *list;
	size_t count;
};

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);

	return length > tail && !strcmp(name + length - tail, ending);
}

/* The .conf files of the folders called @name, in the order in which one folder outweighs another. */
static void collect(struct facts *facts, const char *name, struct dropins *dropins)
{
	for (size_t i = 0; i < facts->units.dropin_count; i++) {
		const char *folder = facts->units.dropins[i];
		char **names = !strcmp(strrchr(folder, '/') + 1, name) ? host_list(facts->host, folder, NULL, NULL) : NULL;

		for (; names && *names; names++) {
			bool known = !ends_in(*names, ".conf");

			for (size_t k = 0; k < dropins->count && !known; k++)
				known = !strcmp(dropins->list[k].name, *names);
			if (known)
				continue;
			dropins->list = arena_grow(facts->arena, dropins->list, dropins->count, sizeof(*dropins->list));
			dropins->list[dropins->count++] = (struct dropin){ *names, arena_printf(facts->arena, "%s/%s", folder, *names) };
		}
	}
}

static int by_name(const void *left, const void *right)
{
	return strcmp(((const struct dropin *)left)->name, ((const struct dropin *)right)->name);
}

/* one-two@three.service: its own, then one-two@.service, one-.service, service. */
static void collect_all(struct facts *facts, const char *name, struct dropins *dropins)
{
	const char *at = strchr(name, '@'), *dot = strrchr(name, '.');

	collect(facts, arena_printf(facts->arena, "%s.d", name), dropins);
	if (at && at + 1 < dot)
		collect(facts, arena_printf(facts->arena, "%.*s%s.d", (int)(at - name + 1), name, dot), dropins);
	for (const char *dash = dot; dash > name; dash--)
		if (*dash == '-' && dash + 1 < dot)
			collect(facts, arena_printf(facts->arena, "%.*s%s.d", (int)(dash - name + 1), name, dot), dropins);
	collect(facts, arena_printf(facts->arena, "%s.d", dot + 1), dropins);
}

void unit_confines(struct facts *facts, struct unit *unit)
{
	struct dropins dropins = { NULL, 0 };

	read_file(facts, unit, unit->path);
	collect_all(facts, unit->name, &dropins);
	if (dropins.count)
		qsort(dropins.list, dropins.count, sizeof(*dropins.list), by_name);
	for (size_t i = 0; i < dropins.count; i++)
		read_file(facts, unit, dropins.list[i].path);
}
