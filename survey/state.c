/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Which reader tells the state of which mechanism. */
#include "survey/state/state.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const struct {
	const char *word;	/* as in reader_words[] */
	state_reader *read;
} readers[] = {
	{ "holdfast", state_holdfast }, { "selinux", state_selinux }, { "apparmor", state_apparmor },
	{ "smack", state_smack }, { "tomoyo", state_tomoyo }, { "landlock", state_landlock }, { "yama", state_yama },
	{ "loadpin", state_loadpin }, { "safesetid", state_safesetid }, { "lockdown", state_lockdown },
	{ "ipe", state_ipe }, { "integrity", state_integrity }, { "bpf-lsm", state_bpf_lsm },
	{ "hardened-kernel", state_hardened_kernel }, { "seccomp", state_seccomp },
	{ "systemd-sandbox", state_systemd }, { "secure-boot", state_secure_boot }, { "tpm", state_tpm },
	{ "iommu", state_iommu }, { "microcode", state_microcode }, { "unit", state_unit },
	{ "process", state_process }, { "fapolicyd", state_fapolicyd }, { "bpf", state_bpf }, { "module", state_module },
	{ "lsm-listed", state_lsm_listed }, { "inside", state_inside }, { "confined", state_confined },
	{ "none", state_none },
};

void state_set(const struct survey *survey, struct finding *finding, enum force force, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	finding->summary = arena_vprintf(survey->arena, format, arguments);
	va_end(arguments);
	finding->force = force;
}

void finding_detail(const struct survey *survey, struct finding *finding, const char *format, ...)
{
	char *text;
	va_list arguments;

	va_start(arguments, format);
	text = arena_vprintf(survey->arena, format, arguments);
	va_end(arguments);
	finding->details = arena_grow(survey->arena, finding->details, finding->detail_count, sizeof(*finding->details));
	finding->details[finding->detail_count++] = text;
}

bool state_needs_lsm(const struct survey *survey, struct finding *finding, const char *name)
{
	enum answer answer = has_lsm(survey->facts, name);

	if (answer == ANSWER_NO)
		state_set(survey, finding, FORCE_NOT, "not among the LSMs of the running kernel (%s)",
			  survey->facts->kernel.lsm_source);
	else if (answer == ANSWER_UNSEEN)
		state_set(survey, finding, FORCE_UNSEEN, "%s", survey->facts->kernel.lsm_source);
	return answer == ANSWER_YES;
}

const char *unseen_words(const struct survey *survey, const char *path, enum seen seen)
{
	static const char securityfs[] = "/sys/kernel/security/";

	/* The list of LSMs is on every securityfs. */
	if (seen == SEEN_ABSENT && !strncmp(path, securityfs, sizeof(securityfs) - 1) &&
	    host_exists(survey->facts->host, "/sys/kernel/security/lsm") == SEEN_ABSENT)
		return "securityfs is not mounted at /sys/kernel/security";
	return arena_printf(survey->arena, "%s %s", path, seen_words(seen));
}

char *state_text(const struct survey *survey, struct finding *finding, const char *path)
{
	enum seen seen;
	char *text = host_read(survey->facts->host, path, NULL, &seen);

	if (!text)
		state_set(survey, finding, FORCE_UNSEEN, "%s", unseen_words(survey, path, seen));
	return text;
}

void read_state(const struct survey *survey, struct finding *finding)
{
	finding->force = FORCE_UNSEEN;
	finding->summary = "";
	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++)
		if (!strcmp(readers[i].word, finding->mechanism->state))
			readers[i].read(survey, finding);
}
