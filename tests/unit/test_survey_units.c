/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Units of systemd as systemd reads them: what a unit confines after all its drop-ins. */
#include "tests/unit/survey_world.h"

#include <stdio.h>
#include <string.h>

#define UNIT "/usr/lib/systemd/system/thing.service"
#define DROPIN "/etc/systemd/system/thing.service.d/"

/* What the unit confines in the end, one directive after the other, with blanks between. */
static void confines(const char *const files[][2], const char *expected)
{
	struct world world;
	const struct unit *unit;
	char got[1024] = "";

	world_new(&world);
	for (size_t i = 0; files[i][0]; i++)
		put(&world, files[i][0], files[i][1]);
	world_survey(&world);
	unit = unit_find(&world.facts, "thing.service");
	assert_non_null(unit);
	for (size_t i = 0; i < unit->confine_count; i++)
		snprintf(got + strlen(got), sizeof(got) - strlen(got), "%s%s", i ? " " : "", unit->confines[i]);
	assert_string_equal(got, expected);
	world_free(&world);
}

#define CONFINES(expected, ...) \
	confines((const char *const[][2]){ __VA_ARGS__, { NULL, NULL } }, expected)

static void what_takes_nothing_away_does_not_count(void **state)
{
	(void)state;
	CONFINES("PrivateTmp=yes", { UNIT, "[Service]\nProtectSystem=no\nPrivateTmp=yes\nUser=root\nUMask=0077\nRemoveIPC=yes\n" });
	CONFINES("", { UNIT, "[Service]\nDevicePolicy=auto\nProtectProc=default\nProcSubset=all\nAppArmorProfile=unconfined\n" });
	CONFINES("", { UNIT, "[Service]\nIPAddressAllow=any\nSocketBindAllow=tcp\nExecPaths=/usr\nUser=0\n" });
	CONFINES("User=www-data", { UNIT, "[Service]\nUser = www-data \n" });
	CONFINES("", { UNIT, "[Unit]\nProtectSystem=strict\n[Service]\nExecStart=/bin/true\n" });
	CONFINES("", { UNIT, "[Service]\nCapabilityBoundingSet=~\n" });
	CONFINES("CapabilityBoundingSet=", { UNIT, "[Service]\nCapabilityBoundingSet=\n" });
}

static void later_lines_win(void **state)
{
	(void)state;
	CONFINES("ProtectSystem=strict", { UNIT, "[Service]\nProtectSystem=full\nProtectSystem=strict\n" });
	CONFINES("InaccessiblePaths=/a InaccessiblePaths=/b", { UNIT, "[Service]\nInaccessiblePaths=/a\nInaccessiblePaths=/b\n" });
	CONFINES("InaccessiblePaths=/b", { UNIT, "[Service]\nInaccessiblePaths=/a\nInaccessiblePaths=\nInaccessiblePaths=/b\n" });
	CONFINES("SystemCallFilter=@system-service SystemCallFilter=~@mount PrivateTmp=yes",
		 { UNIT, "[Service]\nSystemCallFilter=@system-service\nSystemCallFilter=~@mount\nPrivateTmp=yes\n" });
	CONFINES("NoNewPrivileges=yes", { UNIT, "[Service]\nRestrictNamespaces=yes\nNoNewPrivileges=yes\nRestrictNamespaces=no\n" });
}

static void lines_go_on(void **state)
{
	(void)state;
	CONFINES("SystemCallFilter=read write open", { UNIT, "[Service]\nSystemCallFilter=read \\\n  write \\\n# no\n\topen\nExecStart=/bin/x \\\n"
		 "  ProtectSystem=strict\n" });
}

static void drop_ins_as_systemd_takes_them(void **state)
{
	(void)state;
	CONFINES("", { UNIT, "[Service]\nInaccessiblePaths=/etc/shadow\nProtectSystem=strict\n" },
		 { DROPIN "open.conf", "[Service]\nInaccessiblePaths=\nProtectSystem=no\n" });
	/* By their names, wherever they are; the same name only once; and only .conf. */
	CONFINES("PrivateTmp=yes", { UNIT, "[Service]\nExecStart=/bin/x\n" },
		 { DROPIN "10-a.conf", "[Service]\nPrivateTmp=no\n" },
		 { "/run/systemd/system/thing.service.d/20-b.conf", "[Service]\nPrivateTmp=yes\n" },
		 { DROPIN "30-c.conf.bak", "[Service]\nPrivateTmp=no\n" });
	CONFINES("", { UNIT, "[Service]\nExecStart=/bin/x\n" }, { DROPIN "10-a.conf", "[Service]\nExecStart=/bin/y\n" },
		 { "/usr/lib/systemd/system/thing.service.d/10-a.conf", "[Service]\nPrivateTmp=yes\n" });
	/* For all services, and less than the unit's own of the same name. */
	CONFINES("PrivateTmp=yes", { UNIT, "[Service]\nExecStart=/bin/x\n" },
		 { "/etc/systemd/system/service.d/all.conf", "[Service]\nPrivateTmp=yes\n" });
	CONFINES("", { UNIT, "[Service]\nExecStart=/bin/x\n" },
		 { "/etc/systemd/system/service.d/all.conf", "[Service]\nPrivateTmp=yes\n" },
		 { "/usr/lib/systemd/system/thing.service.d/all.conf", "[Service]\nExecStart=/bin/y\n" });
	/* What `systemctl set-property` writes. */
	CONFINES("IPAddressDeny=any", { UNIT, "[Service]\nExecStart=/bin/x\n" },
		 { "/etc/systemd/system.control/thing.service.d/50-IPAddressDeny.conf", "[Service]\nIPAddressDeny=any\n" });
}

static void drop_ins_by_prefix_and_template(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/usr/lib/systemd/system/one-two@.service", "[Service]\nExecStart=/bin/x\n");
	put(&world, "/usr/lib/systemd/system/one-two.service", "[Service]\nExecStart=/bin/x\n");
	put(&world, "/etc/systemd/system/one-.service.d/a.conf", "[Service]\nPrivateTmp=yes\n");
	put(&world, "/etc/systemd/system/one-two.service.d/a.conf", "[Service]\nPrivateTmp=no\n");
	put(&world, "/etc/systemd/system/one-two@.service.d/b.conf", "[Service]\nProtectHome=yes\n");
	world_survey(&world);
	assert_int_equal(unit_find(&world.facts, "one-two.service")->confine_count, 0);
	assert_int_equal(unit_find(&world.facts, "one-two@.service")->confine_count, 2);
	world_free(&world);
}

static void units_and_what_they_confine(void **state)
{
	struct world world;
	const struct unit *unit;

	(void)state;
	world_new(&world);
	put(&world, "/usr/lib/systemd/system/thing.service", "[Service]\nProtectSystem=strict\nPrivateTmp=no\n#User=x\nExecStart=/bin/thing\n");
	put(&world, "/etc/systemd/system/thing.service.d/more.conf", "[Service]\n NoNewPrivileges = yes\n");
	put_link(&world, "/etc/systemd/system/multi-user.target.wants/thing.service", "/usr/lib/systemd/system/thing.service");
	put_link(&world, "/etc/systemd/system/masked.service", "/dev/null");
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "thing", "/bin/thing", "");
	world_survey(&world);
	unit = unit_find(&world.facts, "thing.service");
	assert_true(unit->active);
	assert_true(unit->wanted);
	assert_int_equal(unit->confine_count, 2);
	assert_true(unit_find(&world.facts, "masked.service")->masked);
	assert_false(unit_find(&world.facts, "masked.service")->active);
	world_free(&world);
}

/* systemd's own word for "runs" is not enough: root can write a unit of any name. */
static void a_unit_is_not_its_name(void **state)
{
	struct world world;
	const struct mechanism *one = NULL;

	(void)state;
	for (size_t i = 0; i < survey_catalogue.count && !one; i++)
		if (!strcmp(survey_catalogue.list[i].state, "unit"))
			one = &survey_catalogue.list[i];
	if (!one)
		return;
	for (size_t i = 0; i < one->found_count; i++) {
		char path[256];

		if (one->found[i].by != BY_UNIT || strpbrk(one->found[i].what, "*?"))
			continue;
		world_new(&world);
		snprintf(path, sizeof(path), "/etc/systemd/system/%s", one->found[i].what);
		put(&world, path, "[Service]\nExecStart=/bin/sleep 1d\n");
		put_process(&world, 1, "init", "/sbin/init", "");
		put_process(&world, 20, "sleep", "/bin/sleep", "");
		snprintf(path, sizeof(path), "0::/system.slice/%s\n", one->found[i].what);
		put(&world, "/proc/20/cgroup", path);
		world_survey(&world);
		assert_int_equal(found(&world, one->id)->presence, PRESENT_YES);
		assert_int_equal(found(&world, one->id)->force, FORCE_UNSEEN);
		world_free(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_takes_nothing_away_does_not_count),
		cmocka_unit_test(later_lines_win),
		cmocka_unit_test(lines_go_on),
		cmocka_unit_test(drop_ins_as_systemd_takes_them),
		cmocka_unit_test(drop_ins_by_prefix_and_template),
		cmocka_unit_test(units_and_what_they_confine),
		cmocka_unit_test(a_unit_is_not_its_name),
	};

	return cmocka_run_group_tests(tests, survey_load, survey_unload);
}
