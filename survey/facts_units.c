/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Units of systemd: which are there, and which have processes. */
#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/facts.h"

/* Earlier folders win over later ones: systemd.unit(5). */
static const char *const folders[] = {
	"/etc/systemd/system.control", "/run/systemd/system.control", "/run/systemd/transient", "/run/systemd/generator.early",
	"/etc/systemd/system", "/run/systemd/system", "/run/systemd/generator", "/usr/local/lib/systemd/system",
	"/usr/lib/systemd/system", "/lib/systemd/system", "/run/systemd/generator.late", NULL
};

static struct unit *find(const struct units *units, const char *name)
{
	for (size_t i = 0; i < units->count; i++)
		if (!strcmp(units->list[i].name, name))
			return &units->list[i];
	return NULL;
}

static bool has_ending(const char *name, const char *ending)
{
	size_t length = strlen(name), tail = strlen(ending);

	return length > tail && !strcmp(name + length - tail, ending);
}

/* A unit, or a folder of drop-ins. */
static void add_unit(struct facts *facts, const char *folder, const char *name)
{
	struct units *units = &facts->units;
	struct unit *unit;

	if (has_ending(name, ".d")) {
		units->dropins = arena_grow(facts->arena, units->dropins, units->dropin_count, sizeof(*units->dropins));
		units->dropins[units->dropin_count++] = arena_printf(facts->arena, "%s/%s", folder, name);
	}
	if ((!has_ending(name, ".service") && !has_ending(name, ".timer") && !has_ending(name, ".socket")) ||
	    find(units, name))
		return;
	if (!(units->count & (units->count + 1)))
		units->list = xrealloc(units->list, 2 * (units->count + 1) * sizeof(*units->list));
	unit = &units->list[units->count++];
	*unit = (struct unit){ .name = name, .path = arena_printf(facts->arena, "%s/%s", folder, name) };
}

static void read_unit(struct facts *facts, struct unit *unit)
{
	char *link = host_link(facts->host, unit->path, NULL);

	unit->masked = link && !strcmp(link, "/dev/null");
	if (!unit->masked)
		unit_confines(facts, unit);
}

/* NAME.wants and NAME.requires of /etc, of /run and of packages. */
static void read_wants(struct facts *facts)
{
	for (int i = 0; folders[i]; i++) {
		for (int kind = 0; kind < 2; kind++) {
			char **links = host_glob(facts->host, arena_printf(facts->arena, "%s/*.%s/*", folders[i],
						 kind ? "requires" : "wants"), NULL);

			for (; *links; links++) {
				struct unit *unit = find(&facts->units, strrchr(*links, '/') + 1);

				if (unit)
					unit->wanted = true;
			}
		}
	}
}

/* A unit is active if a process is in its control group: .../NAME.service, or below it. */
static void read_active(struct facts *facts)
{
	struct units *units = &facts->units;

	for (size_t i = 0; i < facts->processes.count; i++) {
		const char *group = facts->processes.list[i].cgroup;
		char *path = group ? arena_strndup(facts->arena, group, strlen(group)) : NULL;

		for (char *part; path && (part = strsep(&path, "/"));) {
			struct unit *unit = has_ending(part, ".service") ? find(units, part) : NULL;
			char *at = strchr(part, '@'), *dot = strrchr(part, '.');

			if (!unit && at && dot && has_ending(part, ".service"))
				unit = find(units, arena_printf(facts->arena, "%.*s%s", (int)(at - part + 1), part, dot));
			if (unit)
				unit->active = true;
		}
	}
}

void gather_units(struct facts *facts)
{
	struct units *units = &facts->units;
	struct unit *kept;

	for (int i = 0; folders[i]; i++) {
		char **names = host_list(facts->host, folders[i], NULL, NULL);

		units->seen |= names != NULL;
		for (; names && *names; names++)
			add_unit(facts, folders[i], *names);
	}
	kept = arena_alloc(facts->arena, (units->count + 1) * sizeof(*kept));
	if (units->count)
		memcpy(kept, units->list, units->count * sizeof(*kept));
	free(units->list);
	units->list = kept;
	for (size_t i = 0; i < units->count; i++)
		read_unit(facts, &units->list[i]);
	read_wants(facts);
	read_active(facts);
	/* Without processes, or where systemd is not the first, nothing is known about running units. */
	units->cgroups = facts->processes.seen ? SEEN : SEEN_ABSENT;
	if (units->count && !facts->processes.seen)
		facts_unseen(facts, "which units run: no processes were seen");
}

const struct unit *unit_find(const struct facts *facts, const char *pattern)
{
	const struct unit *found = NULL;

	for (size_t i = 0; i < facts->units.count; i++) {
		const struct unit *unit = &facts->units.list[i];

		if (!fnmatch(pattern, unit->name, 0) && (!found || (unit->active && !found->active)))
			found = unit;
	}
	return found;
}
