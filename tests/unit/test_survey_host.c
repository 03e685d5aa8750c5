/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A survey of trees whose truth is known: what is read, what is judged, and what is not guessed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/diag.h"
#include "survey/compare.h"
#include "survey/fail_on.h"
#include "survey/host_mounts.h"
#include "survey/gunzip.h"
#include "survey/survey.h"

static struct catalogue catalogue;

/* A tree in a directory of its own, and a survey of it. */
struct world {
	char root[64];
	struct arena *arena;
	struct host host;
	struct facts facts;
	struct survey survey;
};

static void path_below(const struct world *world, const char *path, char *full)
{
	assert_true(snprintf(full, PATH_MAX, "%s%s", world->root, path) < PATH_MAX);
	for (char *slash = strchr(full + strlen(world->root) + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		assert_true(!mkdir(full, 0755) || errno == EEXIST);
		*slash = '/';
	}
}

static void put_bytes(const struct world *world, const char *path, const void *bytes, size_t length)
{
	char full[PATH_MAX];
	FILE *file;

	path_below(world, path, full);
	file = fopen(full, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, length, file), length);
	assert_int_equal(fclose(file), 0);
}

static void put(const struct world *world, const char *path, const char *text)
{
	put_bytes(world, path, text, strlen(text));
}

static void put_link(const struct world *world, const char *path, const char *target)
{
	char full[PATH_MAX];

	path_below(world, path, full);
	assert_int_equal(symlink(target, full), 0);
}

/* A process of root in the first namespaces, with all capabilities. */
static void put_process(const struct world *world, int pid, const char *name, const char *exe, const char *label)
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

static void world_new(struct world *world)
{
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
	put(world, "/var/lib/dpkg/status", "Package: base\nStatus: install ok installed\nVersion: 1\n\n"
	    "Package: gone\nStatus: deinstall ok config-files\nVersion: 1\n\n");
}

static void survey(struct world *world)
{
	char *error = NULL;

	assert_true(host_open(&world->host, world->arena, world->root, &error));
	facts_gather(&world->facts, &world->host);
	survey_make(&world->survey, &catalogue, &world->facts);
	host_close(&world->host);
}

static void world_free(struct world *world)
{
	char command[128];

	arena_free(world->arena);
	snprintf(command, sizeof(command), "rm -rf %s", world->root);
	assert_int_equal(system(command), 0);
}

static const struct finding *found(const struct world *world, const char *id)
{
	const struct finding *finding = survey_find(&world->survey, id);

	assert_non_null(finding);
	return finding;
}

static const struct way_verdict *way(const struct world *world, const char *id)
{
	for (size_t i = 0; i < way_count; i++)
		if (!strcmp(ways[i].id, id))
			return &world->survey.ways[i];
	fail_msg("no way %s", id);
	return NULL;
}

static void every_condition_is_known(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	survey(&world);
	for (int i = 0; condition_words[i]; i++)
		assert_string_not_equal(condition_ask(&world.survey, found(&world, "selinux")->mechanism, condition_words[i]).why,
					"nobody here knows this condition");
	for (size_t i = 0; i < way_count; i++)
		assert_string_not_equal(world.survey.ways[i].condition.why, "nobody here knows this condition");
	assert_string_equal(condition_ask(&world.survey, NULL, "nonsense").why, "nobody here knows this condition");
	world_free(&world);
}

static void every_reader_reads(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	survey(&world);
	for (int i = 0; reader_words[i]; i++) {
		struct mechanism mechanism = *found(&world, "yama")->mechanism;
		struct finding finding = { .mechanism = &mechanism, .presence = PRESENT_YES, .summary = "" };

		mechanism.state = reader_words[i];
		read_state(&world.survey, &finding);
		/* lsm-listed is satisfied by the entry's own LSM; nobody may leave it without a word. */
		if (!*finding.summary)
			fail_msg("the reader %s says nothing", reader_words[i]);
	}
	world_free(&world);
}

static void what_is_not_there_is_not_claimed(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	survey(&world);
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

static void lockdown_closes_what_it_closes(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put(&world, "/proc/sys/kernel/kexec_load_disabled", "0\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	survey(&world);
	assert_int_equal(way(&world, "module")->condition.answer, ANSWER_YES);
	assert_int_equal(way(&world, "kexec")->condition.answer, ANSWER_YES);
	world_free(&world);
	world_new(&world);
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put(&world, "/proc/sys/kernel/kexec_load_disabled", "1\n");
	put(&world, "/sys/kernel/security/lockdown", "none [integrity] confidentiality\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	survey(&world);
	assert_string_equal(way(&world, "module")->blockers[0], "lockdown");
	assert_int_equal(way(&world, "kexec")->condition.answer, ANSWER_NO);
	assert_int_equal(way(&world, "kexec")->blocker_count, 0);
	assert_int_equal(found(&world, "lockdown")->force, FORCE_FULL);
	world_free(&world);
}

static void a_process_is_what_its_package_says(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "falcon-sensor", "/tmp/falcon-sensor", "");
	survey(&world);
	assert_int_equal(found(&world, "crowdstrike-falcon")->presence, PRESENT_CLAIM);
	assert_false(is_active(found(&world, "crowdstrike-falcon")));
	world_free(&world);
	world_new(&world);
	put(&world, "/var/lib/dpkg/status", "Package: auditd\nStatus: install ok installed\nVersion: 1:3.0.9\n\n");
	put(&world, "/var/lib/dpkg/info/auditd.list", "/.\n/sbin/auditd\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "auditd", "/usr/sbin/auditd", "");
	survey(&world);
	assert_int_equal(found(&world, "auditd")->presence, PRESENT_YES);
	assert_int_equal(found(&world, "auditd")->force, FORCE_REPORTS);
	world_free(&world);
	/* The same package, and the name on another program: the package is there, its process is not. */
	world_new(&world);
	put(&world, "/var/lib/dpkg/status", "Package: auditd\nStatus: install ok installed\nVersion: 1:3.0.9\n\n");
	put(&world, "/var/lib/dpkg/info/auditd.list", "/.\n/sbin/auditd\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	put_process(&world, 20, "auditd", "/tmp/auditd", "");
	survey(&world);
	assert_int_equal(found(&world, "auditd")->force, FORCE_NOT);
	world_free(&world);
}

#define EFI "/sys/firmware/efi/efivars/"

/* One signed image, and what else the firmware would take: is the next boot the attacker's? */
static void what_secure_boot_covers(void **state)
{
	static const struct { int on, stub; const char *keys; enum answer open; } cases[] = {
		{ 1, 1, "x509 Example Machine Owner", ANSWER_NO }, { 1, 1, "x509 Microsoft Corporation UEFI CA 2011", ANSWER_YES },
		{ 1, 1, NULL, ANSWER_UNSEEN }, { 1, 0, "x509 Example Machine Owner", ANSWER_YES },
		{ 0, 1, "x509 Example Machine Owner", ANSWER_YES },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const unsigned char on[] = { 6, 0, 0, 0, (unsigned char)cases[i].on }, off[] = { 6, 0, 0, 0, 0 };

		world_new(&world);
		put(&world, "/boot/vmlinuz", "kernel");
		put_bytes(&world, EFI "SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c", on, sizeof(on));
		put_bytes(&world, EFI "SetupMode-8be4df61-93ca-11d2-aa0d-00e098032b8c", off, sizeof(off));
		if (cases[i].stub)
			put(&world, EFI "StubInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f", "systemd-stub");
		if (cases[i].keys)
			put(&world, EFI "db-d719b2cb-3d3a-4596-a3bc-dad00e67656f", cases[i].keys);
		survey(&world);
		assert_int_equal(way(&world, "boot")->condition.answer, cases[i].open);
		world_free(&world);
	}
}

/* IMA's policy by the mode of its file, which the kernel changes when it has taken one. */
static void whether_ima_takes_a_policy(void **state)
{
	static const struct { int mode; const char *config; enum answer open; } cases[] = {
		{ 0600, "# CONFIG_IMA_WRITE_POLICY is not set\n", ANSWER_YES }, { 0400, "# CONFIG_IMA_WRITE_POLICY is not set\n", ANSWER_NO },
		{ 0600, "CONFIG_IMA_WRITE_POLICY=y\n", ANSWER_UNSEEN },
	};
	char path[PATH_MAX];
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		const struct finding *finding;

		world_new(&world);
		put(&world, "/sys/kernel/security/ima/policy", "appraise func=MODULE_CHECK\n");
		put(&world, "/sys/kernel/security/ima/runtime_measurements_count", "3\n");
		put(&world, "/boot/config-6.12.1-test", cases[i].config);
		path_below(&world, "/sys/kernel/security/ima/policy", path);
		assert_int_equal(chmod(path, (mode_t)cases[i].mode), 0);
		put_process(&world, 1, "init", "/sbin/init", "");
		survey(&world);
		finding = found(&world, "ima-evm");
		assert_int_equal(finding->force, FORCE_PART);
		for (size_t k = 0; k < finding->mechanism->off_count; k++)
			if (strstr(finding->verdicts[k].step->step, "where no custom policy"))
				assert_int_equal(finding->verdicts[k].open, cases[i].open);
		world_free(&world);
	}
}

/* fapolicyd by its settings and rules, its process the same each time. */
static void fapolicyd_by_its_rules(void **state)
{
	static const char deny[] = "deny_audit perm=execute all : all\n";
	static const struct { const char *conf, *rules; enum force force; } cases[] = {
		{ "permissive = 0\n", "allow perm=execute all : trust=1\ndeny_audit perm=execute all : all\n", FORCE_FULL },
		{ "permissive = 1\n", deny, FORCE_REPORTS },
		{ "permissive=1\n", deny, FORCE_REPORTS },
		{ "# permissive = 1\npermissive = 0\n", "allow perm=any uid=0 trust=1 : all\ndeny perm=any all : all\n", FORCE_PART },
		{ "permissive = 0\n", "deny perm=any all : all\nallow perm=any uid=0 trust=1 : all\n", FORCE_FULL },
		{ "permissive = 0\n", "allow perm=any uid=0 exe=/usr/bin/x : all\ndeny perm=any all : all\n", FORCE_FULL },
		{ "permissive = 0\n", "allow perm=any uid=0 : dir=/var/tmp/\ndeny perm=any all : all\n", FORCE_FULL },
		{ "permissive = 0\n", "allow perm=open all : all\n", FORCE_NOT },
		{ "permissive = 0\n", NULL, FORCE_UNSEEN },
		{ NULL, deny, FORCE_UNSEEN },
	};
	struct world world;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		world_new(&world);
		put(&world, "/var/lib/dpkg/status", "Package: fapolicyd\nStatus: install ok installed\nVersion: 1.1.7-5\n\n");
		put(&world, "/var/lib/dpkg/info/fapolicyd.list", "/usr/sbin/fapolicyd\n");
		put_process(&world, 1, "init", "/sbin/init", "");
		put_process(&world, 20, "fapolicyd", "/usr/sbin/fapolicyd", "");
		if (cases[i].conf)
			put(&world, "/etc/fapolicyd/fapolicyd.conf", cases[i].conf);
		if (cases[i].rules)
			put(&world, "/etc/fapolicyd/compiled.rules", cases[i].rules);
		survey(&world);
		assert_int_equal(found(&world, "fapolicyd")->force, cases[i].force);
		world_free(&world);
	}
}

static void apparmor_by_mode(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put(&world, "/sys/kernel/security/lsm", "capability,apparmor");
	put(&world, "/sys/kernel/security/apparmor/profiles", "a (complain)\nb (complain)\n");
	put(&world, "/sys/module/apparmor/parameters/lock_policy", "N\n");
	put_process(&world, 1, "init", "/sbin/init", "unconfined\n");
	put_process(&world, 30, "a", "/bin/a", "a (complain)\n");
	survey(&world);
	assert_int_equal(found(&world, "apparmor")->force, FORCE_REPORTS);
	world_free(&world);
	world_new(&world);
	put(&world, "/sys/kernel/security/lsm", "capability,apparmor");
	put(&world, "/sys/kernel/security/apparmor/profiles", "a (enforce)\nb (complain)\n");
	put(&world, "/sys/module/apparmor/parameters/lock_policy", "Y\n");
	put_process(&world, 1, "init", "/sbin/init", "unconfined\n");
	put_process(&world, 30, "a", "/bin/a", "a (enforce)\n");
	survey(&world);
	assert_int_equal(found(&world, "apparmor")->force, FORCE_PART);
	for (size_t i = 0; i < found(&world, "apparmor")->mechanism->off_count; i++)
		if (strstr(found(&world, "apparmor")->verdicts[i].step->step, ".remove"))
			assert_int_equal(found(&world, "apparmor")->verdicts[i].open, ANSWER_NO);
	world_free(&world);
}

/* TOMOYO enforces, its managers switch it off: one step; without managers and modules there is no path. */
static void the_weakest_path(void **state)
{
	static const char *const files[] = { "/sys/kernel/security/tomoyo/profile", "/sys/kernel/security/tomoyo/domain_policy" };
	struct world world;

	(void)state;
	for (int managed = 0; managed < 2; managed++) {
		world_new(&world);
		put(&world, "/sys/kernel/security/lsm", "capability,tomoyo");
		put(&world, files[0], "PROFILE_VERSION=20150505\n3-COMMENT=x\n3-CONFIG={ mode=enforcing grant_log=yes }\n");
		put(&world, files[1], "<kernel>\nuse_profile 3\n\n");
		put(&world, "/sys/kernel/security/tomoyo/manager", managed ? "/usr/sbin/tomoyo-editpolicy\n" : "");
		put(&world, "/boot/config-6.12.1-test", "CONFIG_X86=y\n# CONFIG_X86_IOPL_IOPERM is not set\n# CONFIG_MODULES is not set\n");
		put(&world, "/proc/sys/kernel/modules_disabled", "1\n");
		put(&world, "/proc/sys/kernel/kexec_load_disabled", "1\n");
		put(&world, "/sys/power/disk", "[disabled]\n");
		put(&world, "/sys/class/block/x", "");
		put_process(&world, 1, "init", "/sbin/init", "<kernel>\n");
		survey(&world);
		assert_int_equal(found(&world, "tomoyo")->force, FORCE_PART);
		assert_int_equal(world.survey.path.kind, managed ? PATH_FOUND : PATH_NONE);
		assert_int_equal(world.survey.path.hop_count, managed ? 1 : 0);
		assert_int_equal(world.survey.answers[ASKS_FILES].hold, managed ? HOLD_FALLS : HOLD_REBOOT);
		world_free(&world);
	}
}

static void links_do_not_lead_out(void **state)
{
	struct world world;

	(void)state;
	world_new(&world);
	put_link(&world, "/etc/systemd/system", "/../../../../etc/systemd/system");
	put_link(&world, "/proc/version", "/etc/passwd");
	survey(&world);
	assert_null(host_read(&world.host, "/proc/version", NULL, NULL));
	assert_int_equal(world.facts.units.count, 0);
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
	survey(&world);
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
	for (size_t i = 0; i < catalogue.count && !one; i++)
		if (!strcmp(catalogue.list[i].state, "unit"))
			one = &catalogue.list[i];
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
		survey(&world);
		assert_int_equal(found(&world, one->id)->presence, PRESENT_YES);
		assert_int_equal(found(&world, one->id)->force, FORCE_UNSEEN);
		world_free(&world);
	}
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

static bool changed(const char *before, const char *after, struct changes *changes, struct arena *arena)
{
	struct survey_text old = { "a", before, strlen(before) }, new = { "b", after, strlen(after) };
	struct diagnostics diag;
	bool good;

	diag_init(&diag);
	good = surveys_compare(arena, &old, &new, changes, &diag);
	assert_int_equal(good, !diag.errors);
	diag_free(&diag);
	return good;
}

static void changes_have_a_direction(void **state)
{
	static const char form[] = "{\"survey\":1,\"mechanisms\":[{\"id\":\"x\",\"state\":\"%s\",\"presence\":\"present\",\"in_force\":true}],"
		"\"ways\":[{\"id\":\"module\",\"open\":\"%s\"}],\"questions\":{\"files\":{\"hold\":\"%s\"}},\"path\":{\"kind\":\"none\",\"hops\":[]}}";
	static const char summary[] = "{\"survey\":1,\"mechanisms\":[{\"id\":\"x\",\"state\":\"in part\",\"summary\":\"%s\"}],"
		"\"ways\":[],\"questions\":{},\"path\":{}}";
	struct arena *arena = arena_new();
	struct changes changes;
	char before[1024], after[1024];

	(void)state;
	snprintf(before, sizeof(before), form, "in force", "no", "survives root");
	snprintf(after, sizeof(after), form, "reports only", "yes", "falls to root");
	assert_true(changed(before, before, &changes, arena));
	assert_int_equal(changes.count, 0);
	assert_false(fail_on_changes(&changes, "changed"));
	assert_true(changed(before, after, &changes, arena));
	assert_int_equal(changes.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(changes.list[i].direction, CHANGE_WEAKER);
	assert_true(fail_on_changes(&changes, "weaker"));
	assert_true(changed(after, before, &changes, arena));
	assert_int_equal(changes.list[0].direction, CHANGE_STRONGER);
	assert_false(fail_on_changes(&changes, "weaker"));
	assert_true(fail_on_changes(&changes, "changed"));
	/* Counts change all the time, words do not. */
	snprintf(before, sizeof(before), summary, "3 of 10 processes");
	snprintf(after, sizeof(after), summary, "12 of 9 processes");
	assert_true(changed(before, after, &changes, arena));
	assert_int_equal(changes.count, 0);
	snprintf(after, sizeof(after), summary, "3 of 10 profiles");
	assert_true(changed(before, after, &changes, arena));
	assert_int_equal(changes.count, 1);
	assert_false(changed("{}", after, &changes, arena));
	assert_false(changed("{", after, &changes, arena));
	assert_false(changed("[1]", after, &changes, arena));
	arena_free(arena);
}

static void conditions_of_pipelines(void **state)
{
	struct world world;
	const char *why;

	(void)state;
	world_new(&world);
	put(&world, "/proc/sys/kernel/modules_disabled", "0\n");
	put_process(&world, 1, "init", "/sbin/init", "");
	survey(&world);
	assert_true(fail_on_known(&catalogue, "open:module", false));
	assert_true(fail_on_known(&catalogue, "lost:kernel-integrity", false));
	assert_true(fail_on_known(&catalogue, "off:yama", false));
	assert_false(fail_on_known(&catalogue, "off:nothing", false));
	assert_false(fail_on_known(&catalogue, "open:nothing", false));
	assert_false(fail_on_known(&catalogue, "lost:kernel integrit", false));
	assert_false(fail_on_known(&catalogue, "weaker", false));
	assert_true(fail_on_known(&catalogue, "weaker", true));
	assert_true(fail_on_survey(&world.survey, "open:module", &why));
	assert_true(fail_on_survey(&world.survey, "path", &why));
	assert_true(fail_on_survey(&world.survey, "unanswered:files", &why));
	assert_false(fail_on_survey(&world.survey, "off:yama", &why));
	assert_true(fail_on_survey(&world.survey, "off:selinux", &why));
	assert_true(fail_on_survey(&world.survey, "unseen", &why));
	world_free(&world);
}

static int load(void **state)
{
	struct diagnostics diag;

	(void)state;
	catalogue_init(&catalogue);
	diag_init(&diag);
	assert_true(catalogue_load_built_in(&catalogue, &diag));
	diag_free(&diag);
	return 0;
}

static int unload(void **state)
{
	(void)state;
	catalogue_free(&catalogue);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_condition_is_known),
		cmocka_unit_test(every_reader_reads),
		cmocka_unit_test(what_is_not_there_is_not_claimed),
		cmocka_unit_test(lockdown_closes_what_it_closes),
		cmocka_unit_test(a_process_is_what_its_package_says),
		cmocka_unit_test(fapolicyd_by_its_rules),
		cmocka_unit_test(what_secure_boot_covers),
		cmocka_unit_test(whether_ima_takes_a_policy),
		cmocka_unit_test(apparmor_by_mode),
		cmocka_unit_test(the_weakest_path),
		cmocka_unit_test(links_do_not_lead_out),
		cmocka_unit_test(units_and_what_they_confine),
		cmocka_unit_test(a_unit_is_not_its_name),
		cmocka_unit_test(mounts_are_read),
		cmocka_unit_test(gzip_is_unpacked),
		cmocka_unit_test(changes_have_a_direction),
		cmocka_unit_test(conditions_of_pipelines),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
