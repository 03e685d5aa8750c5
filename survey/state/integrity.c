/* SPDX-License-Identifier: GPL-2.0-or-later */
/* IMA and EVM; BPF programs on LSM hooks. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "survey/state/state.h"

/*
 * Does no rule come from the boot that could refuse anything? A measure alone refuses nothing; the rules of the
 * architecture (x86) are there under Secure Boot only, and ask IMA where the kernel itself checks no signatures.
 */
static bool boots_without_appraisal(const struct survey *survey)
{
	static const char *const words[] = { "ima_policy", "ima_appraise_tcb", NULL };
	const struct facts *facts = survey->facts;
	const char *why;

	if (!facts->kernel.command_line || config_value(facts, "IMA_APPRAISE_BUILD_POLICY") != 'n')
		return false;
	for (int i = 0; words[i]; i++)
		if (parameter_value(facts, words[i]))
			return false;
	return config_value(facts, "IMA_ARCH_POLICY") == 'n' || secure_boot(survey, &why) == ANSWER_NO ||
	       (config_value(facts, "MODULE_SIG") == 'y' && config_value(facts, "KEXEC_SIG") == 'y' &&
		config_value(facts, "IMA_KEYRINGS_PERMIT_SIGNED_BY_BUILTIN_OR_SECONDARY") == 'n');
}

bool ima_has_no_rules(const struct survey *survey)
{
	const char *why;

	return config_value(survey->facts, "IMA_APPRAISE") == 'n' ||
	       (ima_policy_replaceable(survey, &why) == ANSWER_YES && boots_without_appraisal(survey));
}

void state_integrity(const struct survey *survey, struct finding *finding)
{
	const char *count = host_line(survey->facts->host, "/sys/kernel/security/ima/runtime_measurements_count", NULL);
	const char *evm = host_line(survey->facts->host, "/sys/kernel/security/evm", NULL);
	const char *mode = parameter_value(survey->facts, "ima_appraise");
	enum seen seen;
	char *policy = host_read(survey->facts->host, "/sys/kernel/security/ima/policy", NULL, &seen);

	if (!count && has_lsm(survey->facts, "ima") != ANSWER_YES) {
		state_set(survey, finding, host_exists(survey->facts->host, "/sys/kernel/security/ima") == SEEN_ABSENT ?
			  FORCE_NOT : FORCE_UNSEEN, "not in this kernel, or not seen");
		return;
	}
	finding_detail(survey, finding, "%s measurements since the boot", count ? count : "unknown many");
	if (evm)
		finding_detail(survey, finding, "EVM says %s%s", evm, *evm == '0' ? ": not initialised" : "");
	if (mode)
		finding_detail(survey, finding, "ima_appraise=%s", mode);
	if (!policy && ima_has_no_rules(survey))
		state_set(survey, finding, FORCE_NOT, "it waits for a first policy, and none that appraises comes from the boot: it refuses nothing");
	else if (!policy)
		state_set(survey, finding, FORCE_UNSEEN, "whether it appraises was not seen: its policy %s", seen_words(seen));
	else if (!strstr(policy, "appraise "))
		state_set(survey, finding, count && strcmp(count, "0") ? FORCE_REPORTS : FORCE_NOT,
			  "no rule appraises: it measures at most, and refuses nothing");
	else if (mode && (!strcmp(mode, "off") || !strcmp(mode, "log") || !strcmp(mode, "fix")))
		state_set(survey, finding, FORCE_REPORTS, "rules appraise, and ima_appraise=%s lets everything pass", mode);
	else
		state_set(survey, finding, FORCE_PART, "appraises what its policy says");
}

/* The kernel takes the file's write permission, or the file, away when a policy was loaded, unless it was built with IMA_WRITE_POLICY. */
enum answer ima_policy_replaceable(const struct survey *survey, const char **why)
{
	struct host *host = survey->facts->host;
	enum seen seen;
	struct stat about;
	int fd, failed;

	if (host_exists(host, "/sys/kernel/security/ima") == SEEN_ABSENT) {
		*why = "there is no IMA here";
		return ANSWER_NO;
	}
	fd = host_descriptor(host, "/sys/kernel/security/ima/policy", O_PATH, &seen);
	failed = fd < 0 || fstat(fd, &about);
	if (fd >= 0)
		close(fd);
	if (failed) {
		*why = seen == SEEN_ABSENT ? "IMA has taken a policy and takes no other until the next boot" :
			arena_printf(survey->arena, "IMA's policy %s", seen_words(seen));
		return seen == SEEN_ABSENT ? ANSWER_NO : ANSWER_UNSEEN;
	}
	*why = !(about.st_mode & S_IWUSR) ? "IMA has taken a policy and takes no other until the next boot" :
		config_value(survey->facts, "IMA_WRITE_POLICY") == 'n' ? "IMA waits for a first policy, which replaces that of the boot parameters" :
		"IMA takes more rules; whether it has taken a first policy, which they would replace, is not shown";
	return !(about.st_mode & S_IWUSR) ? ANSWER_NO :
		config_value(survey->facts, "IMA_WRITE_POLICY") == 'n' ? ANSWER_YES : ANSWER_UNSEEN;
}

static void tell_program(const struct survey *survey, struct finding *finding, const struct bpf_program *program)
{
	char *text = arena_printf(survey->arena, "program %u %s, %s", program->id, *program->name ? program->name : "(no name)",
				  program->attached ? program->attached : "no link was seen");

	for (size_t i = 0; i < program->holder_count && i < 4; i++)
		text = arena_printf(survey->arena, "%s, held by process %d (%s)", text, program->holders[i].pid,
				    program->holders[i].name);
	finding_detail(survey, finding, "%s%s%s", text, program->pinned ? ", pinned at " : ", not seen pinned",
		       program->pinned ? program->pinned : "");
}

void state_bpf_lsm(const struct survey *survey, struct finding *finding)
{
	const struct bpf *bpf = &survey->facts->bpf;
	size_t count = 0, attached = 0;

	if (!state_needs_lsm(survey, finding, "bpf"))
		return;
	if (bpf->seen != SEEN) {
		state_set(survey, finding, FORCE_UNSEEN, "whether programs hang on its hooks was not seen: %s", bpf->why);
		return;
	}
	for (size_t i = 0; i < bpf->count; i++) {
		if (!bpf->list[i].on_lsm)
			continue;
		count++;
		attached += bpf->list[i].attached != NULL;
		tell_program(survey, finding, &bpf->list[i]);
	}
	if (attached)
		state_set(survey, finding, FORCE_PART, "%s attached to LSM hooks; what is refused cannot be read",
			  arena_counted(survey->arena, attached, "program is", "programs are"));
	else if (count)
		state_set(survey, finding, FORCE_NOT, "%s for LSM hooks loaded, none is attached",
			  arena_counted(survey->arena, count, "program is", "programs are"));
	else
		state_set(survey, finding, FORCE_NOT, "no program hangs on an LSM hook");
}

/* Pinned below a folder that the entry names: it stays when its process ended. */
static bool pinned_by(const struct mechanism *mechanism, const struct bpf_program *program)
{
	for (size_t i = 0; program->pinned && i < mechanism->found_count; i++) {
		const char *place = mechanism->found[i].what;
		size_t length = strlen(place);

		if (mechanism->found[i].by == BY_PATH && !strncmp(place, "/sys/fs/bpf/", 12) &&
		    !strncmp(program->pinned, place, length) && program->pinned[length] == '/')
			return true;
	}
	return false;
}

/* Programs that are held by the entry's processes, or pinned at the entry's place. */
void state_bpf(const struct survey *survey, struct finding *finding)
{
	const struct bpf *bpf = &survey->facts->bpf;
	const struct mechanism *mechanism = finding->mechanism;
	const struct process *stray = process_stray(survey, mechanism);
	size_t count = 0, killers = 0, strays = 0;

	if (bpf->seen != SEEN) {
		state_set(survey, finding, bpf->seen == SEEN_ABSENT && survey->facts->host->live ? FORCE_NOT : FORCE_UNSEEN, "%s", bpf->why);
		return;
	}
	for (size_t i = 0; i < bpf->count; i++) {
		bool ours = pinned_by(mechanism, &bpf->list[i]), owned = false;

		for (size_t k = 0; k < bpf->list[i].holder_count && !owned; k++)
			for (size_t p = 0; p < survey->facts->processes.count; p++)
				if (survey->facts->processes.list[p].pid == bpf->list[i].holders[k].pid) {
					owned |= process_owner(survey, mechanism, &survey->facts->processes.list[p]) != NULL;
					ours |= stray && stray->pid == bpf->list[i].holders[k].pid;
				}
		if (!ours && !owned)
			continue;
		count += owned;
		strays += !owned;
		killers += owned && bpf->list[i].may_kill;
		tell_program(survey, finding, &bpf->list[i]);
	}
	if (count)
		state_set(survey, finding, killers ? FORCE_PART : FORCE_REPORTS,
			  "%s held by its processes, %zu of a kind that could kill or refuse",
			  arena_counted(survey->arena, count, "BPF program is", "BPF programs are"), killers);
	else if (strays)
		state_set(survey, finding, FORCE_UNSEEN, "%s pinned at its place or held by a program there that no package of this "
			  "product owns", arena_counted(survey->arena, strays, "BPF program is", "BPF programs are"));
	else if (stray)
		state_set(survey, finding, FORCE_UNSEEN, "process %d runs %s, which no package of this product owns, and holds no BPF program",
			  stray->pid, stray->exe);
	else
		state_set(survey, finding, FORCE_NOT, "none of its processes holds a BPF program");
}
