/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What is read of trees whose truth is known: processes, units, packages, mounts; and what is not guessed. */
#include "tests/unit/survey_world.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "survey/gunzip.h"
#include "survey/host_mounts.h"

static void what_is_not_there_is_not_claimed(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	world_survey(&world);
	assert_int_equal(found(&world, "selinux")->presence, PRESENT_UNSEEN);	/* the configuration is not there */
	assert_int_equal(found(&world, "apparmor")->presence, PRESENT_UNSEEN);
	assert_int_equal(found(&world, "yama")->presence, PRESENT_YES);
	assert_int_equal(found(&world, "yama")->force, FORCE_PART);
	assert_int_equal(found(&world, "lockdown")->force, FORCE_NOT);
	assert_false(world.facts.processes.seen);
	assert_true(world.facts.unseen_count > 0);
	assert_null(package_find(&world.facts, "gone"));
	assert_string_equal(package_find(&world.facts, "ba*")->name, "base");
	world_free(&world);
}

static void a_process_is_what_its_package_says(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "falcon-sensor", "/tmp/falcon-sensor", "");
	world_survey(&world);
	assert_int_equal(found(&world, "crowdstrike-falcon")->presence, PRESENT_CLAIM);
	assert_false(is_active(found(&world, "crowdstrike-falcon")));
	world_free(&world);
	world_new(&world);
	put(&world, "/var/lib/dpkg/status", "Package: auditd\nStatus: install ok installed\nVersion: 1:3.0.9\n\n");
	put(&world, "/var/lib/dpkg/info/auditd.list", "/.\n/sbin/auditd\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "auditd", "/usr/sbin/auditd", "");
	world_survey(&world);
	assert_int_equal(found(&world, "auditd")->presence, PRESENT_YES);
	assert_int_equal(found(&world, "auditd")->force, FORCE_REPORTS);
	world_free(&world);
	/* The same package, and the name on another program: the package is there, its process is not. */
	world_new(&world);
	put(&world, "/var/lib/dpkg/status", "Package: auditd\nStatus: install ok installed\nVersion: 1:3.0.9\n\n");
	put(&world, "/var/lib/dpkg/info/auditd.list", "/.\n/sbin/auditd\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "auditd", "/tmp/auditd", "");
	world_survey(&world);
	assert_int_equal(found(&world, "auditd")->force, FORCE_NOT);
	world_free(&world);
}

static void links_do_not_lead_out(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put_link(&world, "/etc/systemd/system", "/../../../../etc/systemd/system");
	put_link(&world, "/proc/version", "/etc/passwd");
	world_survey(&world);
	assert_null(host_read(&world.host, "/proc/version", NULL, NULL));
	assert_int_equal(world.facts.units.count, 0);
	world_free(&world);
}

static void mounts_are_read(void **state)
{
	static const char text[] = "22 1 0:20 / /proc rw,nosuid shared:5 - proc proc rw\n"
		"23 1 0:21 /a\\040b /x\\134y rw - ext4 /dev/x rw\nbroken\n1 2 3\n";
	struct arena *arena = arena_new();
	struct host host = { .arena = arena };

	(void)state;
	mounts_parse(&host, arena_strndup(arena, text, strlen(text)));
	assert_int_equal(host.mount_count, 2);
	assert_int_equal(host.mounts[0].id, 22);
	assert_string_equal(host.mounts[0].type, "proc");
	assert_string_equal(host.mounts[1].root, "/a b");
	assert_string_equal(host.mounts[1].point, "/x\\y");
	arena_free(arena);
}

/* gzip itself is the other side. */
static void gzip_is_unpacked(void **state)
{
	static const char *const makers[] = {
		"yes CONFIG_A_LONG_NAME=y | head -c 300000 | gzip -9", "head -c 70000 /dev/urandom | gzip -1", "printf '' | gzip",
		"seq 1 20000 | gzip -6n", "printf abc | gzip -9", NULL
	};
	static unsigned char packed[400000];
	char *text;

	(void)state;
	for (int i = 0; makers[i]; i++) {
		FILE *pipe = popen(makers[i], "r");
		size_t size, length;

		assert_non_null(pipe);
		size = fread(packed, 1, sizeof(packed), pipe);
		assert_int_equal(pclose(pipe), 0);
		text = gunzip(packed, size, 1u << 20, &length);
		assert_non_null(text);
		if (i == 0)
			assert_int_equal(length, 300000);
		if (i == 3)
			assert_memory_equal(text, "1\n2\n3\n", 6);
		free(text);
		assert_null(gunzip(packed, size - 1, 1u << 20, &length));
		if (i == 0)
			assert_null(gunzip(packed, size, 299999, &length));
		packed[size / 2] ^= 1;
		text = gunzip(packed, size, 1u << 20, &length);
		assert_null(text);
	}
}

/* An image has no kernel: what stands there as /proc and /sys are files, which anybody could have written. */
static void an_image_has_no_kernel(void **state)
{
	struct world world;
	bool told = false;

	(void)state;
	world_new(&world);
	put(&world, "/sys/kernel/security/holdfast/status", "build: sealed\n");
	world_survey(&world);
	for (size_t i = 0; i < world.facts.unseen_count; i++)
		told |= strstr(world.facts.unseen[i], "are files, not a kernel's") != NULL;
	assert_true(told);
	world_free(&world);
}

/* gVisor says who it is in the version, once in one way, now in another. */
static void gvisor_is_recognised(void **state)
{
	static const char *const versions[] = {
		"Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016\n", "Linux version 4.19.0-gvisor #1 SMP Sun Jan 10 15:06:54 PST 2016\n",
		"Linux version 6.1.0-gvisor #1 SMP Mon Jan 1 00:00:00 UTC 2026\n", "Linux version 6.12.1-test #1 SMP\n",
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		world_new(&world);
		put(&world, "/proc/version", versions[i]);
		world_survey(&world);
		assert_int_equal(found(&world, "gvisor")->presence == PRESENT_YES, i < 3);
		world_free(&world);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_not_there_is_not_claimed),
		cmocka_unit_test(a_process_is_what_its_package_says),
		cmocka_unit_test(links_do_not_lead_out),
		cmocka_unit_test(mounts_are_read),
		cmocka_unit_test(gzip_is_unpacked),
		cmocka_unit_test(an_image_has_no_kernel),
		cmocka_unit_test(gvisor_is_recognised),
	};

	return cmocka_run_group_tests(tests, survey_load, survey_unload);
}
