/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Layer 1: Secure Boot, TPM, IOMMU, processor. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "survey/state/state.h"

#define EFIVARS "/sys/firmware/efi/efivars/"
#define GLOBAL_GUID "8be4df61-93ca-11d2-aa0d-00e098032b8c"
#define VULNERABILITIES "/sys/devices/system/cpu/vulnerabilities"

/* The byte behind the four of attributes; -1 not seen. */
static int efi_byte(const struct survey *survey, const char *name, enum seen *seen)
{
	size_t length;
	const char *value = host_read(survey->facts->host, arena_printf(survey->arena, EFIVARS "%s-" GLOBAL_GUID, name), &length, seen);

	if (value && length != 5)
		*seen = SEEN_BROKEN;
	return value && length == 5 ? (unsigned char)value[4] : -1;
}

enum answer secure_boot(const struct survey *survey, const char **why)
{
	enum seen seen, firmware = host_exists(survey->facts->host, "/sys/firmware/efi");
	int on = efi_byte(survey, "SecureBoot", &seen), setup;

	if (firmware == SEEN_ABSENT && survey->facts->host->live) {
		*why = "this machine was not started by UEFI";
		return ANSWER_NO;
	}
	if (on < 0) {
		*why = arena_printf(survey->arena, "the firmware's variable SecureBoot %s", seen_words(seen));
		return ANSWER_UNSEEN;
	}
	setup = efi_byte(survey, "SetupMode", &seen);
	*why = on != 1 ? "Secure Boot is off" : setup == 1 ? "Secure Boot is in setup mode: anybody may enrol keys" : "Secure Boot is on";
	return on == 1 && setup != 1 ? ANSWER_YES : ANSWER_NO;
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

void state_iommu(const struct survey *survey, struct finding *finding)
{
	size_t count = 0;
	enum seen seen;

	host_list(survey->facts->host, "/sys/class/iommu", &count, &seen);
	if (count)
		state_set(survey, finding, FORCE_FULL, "%zu IOMMUs keep devices to the memory they were given", count);
	else
		state_set(survey, finding, survey->facts->host->live && seen != SEEN_DENIED && seen != SEEN_FAKE ? FORCE_NOT : FORCE_UNSEEN,
			  "the kernel uses no IOMMU");
}

void state_microcode(const struct survey *survey, struct finding *finding)
{
	enum seen seen;
	size_t open = 0, count = 0;
	char **names = host_list(survey->facts->host, VULNERABILITIES, &count, &seen);

	if (!names) {
		state_set(survey, finding, FORCE_UNSEEN, "not seen: " VULNERABILITIES " %s", seen_words(seen));
		return;
	}
	for (; *names; names++) {
		const char *line = host_line(survey->facts->host, arena_printf(survey->arena, VULNERABILITIES "/%s", *names), NULL);

		if (!line || strncmp(line, "Vulnerable", 10))
			continue;
		open++;
		finding_detail(survey, finding, "%s: %s", *names, line);
	}
	state_set(survey, finding, open ? FORCE_PART : FORCE_FULL, "%zu of %zu known flaws of the processor are open", open, count);
}

/* A hardened kernel: which of the ways below everything its own build and settings close. */
void state_hardened_kernel(const struct survey *survey, struct finding *finding)
{
	size_t closed = 0, open = 0, unseen = 0;

	for (size_t i = 0; i < way_count; i++) {
		struct condition condition = condition_ask(survey, NULL, ways[i].condition);

		if (ways[i].reboot || ways[i].single)
			continue;
		closed += condition.answer == ANSWER_NO && !condition.blocker_count;
		open += condition.answer == ANSWER_YES || condition.blocker_count;
		unseen += condition.answer == ANSWER_UNSEEN;
		finding_detail(survey, finding, "%s: %s (%s)", ways[i].title, condition.answer == ANSWER_YES ? "open" :
			       condition.answer == ANSWER_NO ? "closed" : "not seen", condition.why);
	}
	state_set(survey, finding, unseen ? FORCE_UNSEEN : !open ? FORCE_FULL : closed ? FORCE_PART : FORCE_NOT,
		  "of the ways below everything, the kernel itself closes %zu; %zu are open, %zu not seen", closed, open, unseen);
}
