/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/unit/survey_world.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"

struct catalogue survey_catalogue;

void world_path(const struct world *world, const char *path, char *full)
{
	assert_true(snprintf(full, PATH_MAX, "%s%s", world->root, path) < PATH_MAX);
	for (char *slash = strchr(full + strlen(world->root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		assert_true(!mkdir(full, 0755) || errno == EEXIST);
		*slash = '/';
	}
}

void put_bytes(const struct world *world, const char *path, const void *bytes, size_t length)
{
	char full[PATH_MAX];
	FILE *file;

	world_path(world, path, full);
	file = fopen(full, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

void put(const struct world *world, const char *path, const char *text)
{
	put_bytes(world, path, text, strlen(text));
}

void put_link(const struct world *world, const char *path, const char *target)
{
	char full[PATH_MAX];

	world_path(world, path, full);
	assert_int_equal(symlink(target, full), 0);
}

/* A process of root in the first namespaces, with all capabilities. */
void put_process(const struct world *world, int pid, const char *name, const char *exe, const char *label)
{
	static const char *const kinds[] = { "user", "pid", "mnt", "net" };
	char path[128], text[512];

	snprintf(path, sizeof(path), "/proc/%d/status", pid);
	snprintf(text, sizeof(text), "Name:\t%s\nPPid:\t1\nUid:\t0\t0\t0\t0\nVmSize:\t1 kB\nCapEff:\t000001ffffffffff\n"
		 "NoNewPrivs:\t0\nSeccomp:\t0\n", name);
	put(world, path, text);
	snprintf(path, sizeof(path), "/proc/%d/exe", pid);
	put_link(world, path, exe);
	snprintf(path, sizeof(path), "/proc/%d/attr/current", pid);
	put(world, path, label);
	snprintf(path, sizeof(path), "/proc/%d/cgroup", pid);
	put(world, path, pid == 1 ? "0::/init.scope\n" : "0::/system.slice/thing.service\n");
	for (int i = 0; i < 4; i++) {
		snprintf(path, sizeof(path), "/proc/%d/ns/%s", pid, kinds[i]);
		snprintf(text, sizeof(text), "%s:[%u]", kinds[i], i ? 4026531840u : 4026531837u);
		put_link(world, path, text);
	}
}

void world_new(struct world *world)
{
	*world = (struct world){ .host.root = -1 };
	snprintf(world->root, sizeof(world->root), "/tmp/holdfast-survey.XXXXXX");
	assert_non_null(mkdtemp(world->root));
	world->arena = arena_new();
	put(world, "/proc/sys/kernel/osrelease", "6.12.1-test\n");
	put(world, "/proc/cmdline", "root=/dev/vda quiet\n");
	put(world, "/proc/modules", "");
	put(world, "/proc/cpuinfo", "flags\t: fpu\n");
	put(world, "/sys/kernel/security/lsm", "capability,yama,lockdown");
	put(world, "/sys/kernel/security/lockdown", "[none] integrity confidentiality\n");
	put(world, "/proc/sys/kernel/yama/ptrace_scope", "1\n");
	put(world, "/sys/module/module/parameters/sig_enforce", "N\n");
	put(world, "/var/lib/dpkg/status", "Package: base\nStatus: install ok installed\nVersion: 1\n\n"
	    "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n");
}

void world_survey(struct world *world)
{
	char *error = NULL;

	assert_true(host_open(&world->host, world->arena, world->root, &error));
	facts_gather(&world->facts, &world->host);
	survey_make(&world->survey, &survey_catalogue, &world->facts);
}

void world_free(struct world *world)
{
	char command[128];

	host_close(&world->host);
	arena_free(world->arena);
	snprintf(command, sizeof(command), "rm -rf %s", world->root);
	assert_int_equal(system(command), 0);
}

const struct finding *found(const struct world *world, const char *id)
{
	const struct finding *finding = survey_find(&world->survey, id);

	assert_non_null(finding);
	return finding;
}

const struct way_verdict *way(const struct world *world, const char *id)
{
	for (size_t i = 0; i < way_count; i++)
		if (!strcmp(ways[i].id, id))
			return &world->survey.ways[i];
	fail_msg("no way %s", id);
	return NULL;
}

int survey_load(void **state)
{
	struct diagnostics diag;

	(void)state;
	catalogue_init(&survey_catalogue);
	diag_init(&diag);
	assert_true(catalogue_load_built_in(&survey_catalogue, &diag));
	diag_free(&diag);
	return 0;
}

int survey_unload(void **state)
{
	(void)state;
	catalogue_free(&survey_catalogue);
	return 0;
}
