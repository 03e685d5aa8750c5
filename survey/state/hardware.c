/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Layer 1: Secure Boot, TPM, IOMMU, processor. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define EFIVARS "/sys/firmware/efi/efivars/"
#define GLOBAL_GUID "8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define SHIM_GUID "605dab50-e046-4300-abb6-3dd810dd8b23"
#define IOMMU_GROUPS "/sys/kernel/iommu_groups"
#define VULNERABILITIES "/sys/devices/system/cpu/vulnerabilities"

/* The byte behind the four of attributes; -1 not seen. */
static int efi_byte(const struct survey *survey, const char *name, enum seen *seen)
{
	size_t length;
	const char *value = host_read(survey->facts->host, arena_printf(survey->arena, EFIVARS "%s", name), &length, seen);

	if (value && length != 5)
		*seen = SEEN_BROKEN;
	return value && length == 5 ? (unsigned char)value[4] : -1;
}

enum answer secure_boot(const struct survey *survey, const char **why)
{
	enum seen seen, firmware = host_exists(survey->facts->host, "/sys/firmware/efi");
	int on = efi_byte(survey, "SecureBoot-" GLOBAL_GUID, &seen), setup, shim;

	if (firmware == SEEN_ABSENT && survey->facts->host->live) {
		*why = "this machine was not started by UEFI";
		return ANSWER_NO;
	}
	if (on < 0) {
		*why = arena_printf(survey->arena, "the firmware's variable SecureBoot %s", seen_words(seen));
		return ANSWER_UNSEEN;
	}
	setup = efi_byte(survey, "SetupMode-" GLOBAL_GUID, &seen);
	/* What shim leaves for the kernel: mokutil --disable-validation was confirmed at the console. Without shim it is not there. */
	shim = efi_byte(survey, "MokSBStateRT-" SHIM_GUID, &seen);
	if (on == 1 && setup != 1 && shim < 0 && seen != SEEN_ABSENT) {
		*why = arena_printf(survey->arena, "Secure Boot is on; whether shim checks anything was not seen: its variable %s", seen_words(seen));
		return ANSWER_UNSEEN;
	}
	*why = on != 1 ? "Secure Boot is off" : setup == 1 ? "Secure Boot is in setup mode: anybody may enrol keys" :
	       shim == 1 ? "the firmware checks shim; shim checks nothing (MokSBStateRT is 1)" : "Secure Boot is on";
	return on == 1 && setup != 1 && shim != 1 ? ANSWER_YES : ANSWER_NO;
}

/*
 * systemd-stub leaves a variable: kernel, initramfs and command line were one file. With Secure Boot that file was signed. But where
 * the firmware accepts what Microsoft signed, it accepts the loaders of all distributions, which take any initramfs.
 */
enum answer unified_boot(const struct survey *survey, const char **why)
{
	struct host *host = survey->facts->host;
	enum answer on = secure_boot(survey, why);
	enum seen seen;
	size_t length;
	const char *keys;

	if (on != ANSWER_YES)
		return on;
	seen = host_exists(host, EFIVARS "StubInfo-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f");
	if (seen != SEEN) {
		*why = seen == SEEN_ABSENT ? "this boot was not one of a unified kernel image: Secure Boot does not check initramfs and command line" :
			"whether a unified kernel image was started was not seen";
		return seen == SEEN_ABSENT ? ANSWER_NO : ANSWER_UNSEEN;
	}
	keys = host_read(host, EFIVARS "db-d719b2cb-3d3a-4596-a3bc-dad00e67656f", &length, &seen);
	if (!keys) {
		*why = arena_printf(survey->arena, "what Secure Boot accepts beside the unified kernel image was not seen: its keys (db): %s",
				    seen_words(seen));
		return ANSWER_UNSEEN;
	}
	if (memmem(keys, length, "Microsoft", 9)) {
		*why = "a unified kernel image was started, but the keys of Secure Boot accept any loader that Microsoft signed, and such take any initramfs";
		return ANSWER_NO;
	}
	*why = "Secure Boot checks a unified kernel image: kernel, initramfs and command line; it accepts no key of Microsoft's";
	return ANSWER_YES;
}

void state_secure_boot(const struct survey *survey, struct finding *finding)
{
	const char *why;
	enum answer on = secure_boot(survey, &why);

	state_set(survey, finding, on == ANSWER_YES ? FORCE_FULL : on == ANSWER_NO ? FORCE_NOT : FORCE_UNSEEN, "%s", why);
}

void state_tpm(const struct survey *survey, struct finding *finding)
{
	const char *version = host_line(survey->facts->host, "/sys/class/tpm/tpm0/tpm_version_major", NULL);
	enum seen seen = host_exists(survey->facts->host, "/sys/class/tpm/tpm0");
	enum seen log = host_exists(survey->facts->host, "/sys/kernel/security/tpm0/binary_bios_measurements");

	if (seen != SEEN) {
		state_set(survey, finding, seen == SEEN_ABSENT && survey->facts->host->live ? FORCE_NOT : FORCE_UNSEEN, "the kernel has no TPM");
		return;
	}
	finding_detail(survey, finding, "the log of the measured boot %s", seen_words(log));
	state_set(survey, finding, FORCE_REPORTS, "TPM %s; it measures and refuses nothing by itself", version ? version : "of unknown version");
}

/* What each group of devices may reach: translated, or everything (identity). */
static size_t untranslated(const struct survey *survey, size_t *groups, size_t *unseen)
{
	char **names = host_list(survey->facts->host, IOMMU_GROUPS, groups, NULL);
	size_t count = 0;

	for (; names && *names; names++) {
		const char *type = host_line(survey->facts->host, arena_printf(survey->arena, IOMMU_GROUPS "/%s/type", *names), NULL);

		*unseen += !type;
		count += type && !strcmp(type, "identity");
	}
	return count;
}

void state_iommu(const struct survey *survey, struct finding *finding)
{
	size_t count = 0, groups = 0, unseen = 0, identity;
	enum seen seen;

	host_list(survey->facts->host, "/sys/class/iommu", &count, &seen);
	identity = untranslated(survey, &groups, &unseen);
	if (!count && !groups)
		state_set(survey, finding, survey->facts->host->live && seen != SEEN_DENIED && seen != SEEN_FAKE ? FORCE_NOT : FORCE_UNSEEN,
			  "the kernel uses no IOMMU");
	else if (!groups || unseen)
		state_set(survey, finding, FORCE_UNSEEN, "there is an IOMMU; which devices it holds was not seen: " IOMMU_GROUPS "/*/type");
	else if (identity == groups)
		state_set(survey, finding, FORCE_NOT, "passthrough: %s all memory (type identity)",
			  arena_counted(survey->arena, groups, "group of devices reaches", "groups of devices reach"));
	else
		state_set(survey, finding, identity ? FORCE_PART : FORCE_FULL,
			  "kept to the memory they were given: %zu of %s%s", groups - identity,
			  arena_counted(survey->arena, groups, "group of devices", "groups of devices"),
			  identity ? ", the others reach all (type identity)" : "");
}

/* "Vulnerable", "KVM: Vulnerable", "Processor vulnerable": how the kernel begins where it does nothing, or not enough. */
static bool is_open(const char *line)
{
	return !strncmp(line, "Vulnerable", 10) || !strncmp(line, "KVM: Vulnerable", 15) || !strncmp(line, "Processor vulnerable", 20);
}

void state_microcode(const struct survey *survey, struct finding *finding)
{
	enum seen seen;
	size_t open = 0, unknown = 0, count = 0;
	char **names = host_list(survey->facts->host, VULNERABILITIES, &count, &seen);

	if (!names) {
		state_set(survey, finding, FORCE_UNSEEN, VULNERABILITIES " %s", seen_words(seen));
		return;
	}
	for (; *names; names++) {
		const char *line = host_line(survey->facts->host, arena_printf(survey->arena, VULNERABILITIES "/%s", *names), NULL);
		bool is_unknown = !line || !strncmp(line, "Unknown", 7);

		unknown += is_unknown;
		open += !is_unknown && is_open(line);
		if (is_unknown || is_open(line))
			finding_detail(survey, finding, "%s: %s", *names, line ? line : "not seen");
	}
	state_set(survey, finding, open || unknown ? FORCE_PART : FORCE_FULL, "%zu of %zu known flaws of the processor are open, %zu unknown",
		  open, count, unknown);
}
