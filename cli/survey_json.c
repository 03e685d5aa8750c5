/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A survey as JSON: docs/survey-schema.json says what is where. */
#include <stdio.h>
#include <string.h>

#include "cli/json.h"
#include "cli/survey.h"

static json_t *string_of(const char *string)
{
	return string ? json_from_bytes(string, strlen(string)) : json_null();
}

static void set(json_t *object, const char *key, json_t *value)
{
	json_object_set_new(object, key, value);
}

static json_t *strings_of(const char *const *strings, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, string_of(strings[i]));
	return array;
}

static json_t *ids_of(const struct finding *const *findings, size_t count)
{
	json_t *array = json_array();

	for (size_t i = 0; i < count; i++)
		json_array_append_new(array, string_of(findings[i]->mechanism->id));
	return array;
}

static json_t *json_verdict(const struct verdict *verdict)
{
	const struct off_step *step = verdict->step;
	json_t *object = json_object();

	set(object, "step", string_of(step->step));
	set(object, "who", string_of(step->who == WHO_CAPABILITY ? step->capability : who_words[step->who]));
	set(object, "effect", string_of(effect_words[step->effect]));
	set(object, "open", string_of(answer_words[verdict->open]));
	set(object, "why", string_of(verdict->why));
	set(object, "blockers", strings_of(verdict->blockers, verdict->blocker_count));
	set(object, "removed", string_of(step->removed));
	set(object, "test", string_of(step->test));
	set(object, "source", string_of(step->source));
	return object;
}

static json_t *json_evidence(const struct finding *finding)
{
	json_t *array = json_array();

	for (size_t i = 0; i < finding->evidence_count; i++) {
		json_t *object = json_object();

		set(object, "seen", string_of(finding->evidence[i].text));
		set(object, "weak", json_boolean(finding->evidence[i].weak));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_finding(const struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;
	json_t *object = json_object(), *answers = json_array(), *off = json_array();

	for (int i = 0; i < QUESTIONS; i++)
		if (mechanism->answers >> i & 1)
			json_array_append_new(answers, string_of(question_words[i]));
	for (size_t i = 0; i < mechanism->off_count; i++)
		json_array_append_new(off, json_verdict(&finding->verdicts[i]));
	set(object, "id", string_of(mechanism->id));
	set(object, "name", string_of(mechanism->name));
	set(object, "vendor", string_of(mechanism->vendor));
	set(object, "kind", string_of(mechanism->kind));
	set(object, "layer", string_of(layer_words[mechanism->layer]));
	set(object, "scope", string_of(scope_words[mechanism->scope]));
	set(object, "enforces", string_of(mechanism->enforces));
	set(object, "on", string_of(mechanism->on));
	set(object, "answers", answers);
	set(object, "presence", string_of(presence_words[finding->presence]));
	set(object, "evidence", json_evidence(finding));
	set(object, "state", string_of(finding->presence == PRESENT_NOT ? NULL : force_words[finding->force]));
	set(object, "in_force", json_boolean(is_active(finding)));
	set(object, "summary", string_of(finding->summary));
	set(object, "details", strings_of(finding->details, finding->detail_count));
	set(object, "fate", string_of(fate_words[finding->fate]));
	set(object, "off", off);
	set(object, "complements", strings_of(mechanism->complements, mechanism->complement_count));
	set(object, "notes", strings_of(mechanism->notes, mechanism->note_count));
	set(object, "read", string_of(mechanism->read));
	return object;
}

static json_t *json_ways(const struct survey *survey)
{
	json_t *array = json_array();

	for (size_t i = 0; i < way_count; i++) {
		const struct way_verdict *verdict = &survey->ways[i];
		json_t *object = json_object();

		set(object, "id", string_of(verdict->way->id));
		set(object, "title", string_of(verdict->way->title));
		set(object, "step", string_of(verdict->way->step));
		set(object, "open", string_of(answer_words[verdict->condition.answer]));
		set(object, "why", string_of(verdict->condition.why));
		set(object, "blockers", strings_of(verdict->blockers, verdict->blocker_count));
		set(object, "reboot", json_boolean(verdict->way->reboot));
		set(object, "single", json_boolean(verdict->way->single));
		set(object, "removed", string_of(verdict->way->removed));
		set(object, "test", string_of(verdict->way->test));
		set(object, "source", string_of(verdict->way->source));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_options(const struct survey *survey)
{
	json_t *array = json_array();

	for (size_t i = 0; i < kernel_option_count; i++) {
		const struct option_verdict *verdict = &survey->options[i];
		json_t *object = json_object();

		set(object, "id", string_of(verdict->option->id));
		set(object, "title", string_of(verdict->option->title));
		set(object, "open", string_of(answer_words[verdict->condition.answer]));
		set(object, "why", string_of(verdict->condition.why));
		set(object, "way", string_of(verdict->option->way));
		set(object, "removed", string_of(verdict->option->removed));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_path(const struct path *path)
{
	json_t *object = json_object(), *hops = json_array();

	for (size_t i = 0; i < path->hop_count; i++) {
		const struct hop *hop = &path->hops[i];
		json_t *one = json_object();

		set(one, "mechanism", string_of(hop->finding ? hop->finding->mechanism->id : NULL));
		set(one, "way", string_of(hop->way ? hop->way->way->id : NULL));
		set(one, "step", string_of(hop->way ? hop->way->way->step : hop->verdict->step->step));
		set(one, "why", string_of(hop->way ? hop->way->condition.why : hop->verdict->why));
		set(one, "removes", ids_of(hop->removes, hop->remove_count));
		json_array_append_new(hops, one);
	}
	set(object, "kind", string_of(path_words[path->kind]));
	set(object, "reboot", json_boolean(path->reboot));
	set(object, "hops", hops);
	set(object, "remains", ids_of(path->remains, path->remain_count));
	return object;
}

static json_t *json_questions(const struct survey *survey)
{
	json_t *object = json_object();

	for (int i = 0; i < QUESTIONS; i++) {
		json_t *one = json_object();

		set(one, "hold", string_of(hold_words[survey->answers[i].hold]));
		set(one, "by", ids_of(survey->answers[i].by, survey->answers[i].by_count));
		set(object, question_words[i], one);
	}
	return object;
}

/* Namespaces by their inode numbers; null where they were not seen. */
static json_t *namespace_of(uint64_t inode)
{
	return inode ? json_integer((json_int_t)inode) : json_null();
}

static json_t *json_process(const struct process *process)
{
	json_t *object = json_object();
	char capabilities[20];

	snprintf(capabilities, sizeof(capabilities), "%016llx", (unsigned long long)process->capabilities);
	set(object, "pid", json_integer(process->pid));
	set(object, "name", string_of(process->name));
	set(object, "program", string_of(process->exe));
	set(object, "program_deleted", json_boolean(process->exe_deleted));
	set(object, "uid", process->ids_seen ? json_integer(process->uid) : json_null());
	set(object, "capabilities", string_of(process->ids_seen ? capabilities : NULL));
	set(object, "seccomp", process->seccomp < 0 ? json_null() : json_integer(process->seccomp));
	set(object, "no_new_privs", process->no_new_privs < 0 ? json_null() : json_boolean(process->no_new_privs));
	set(object, "label", string_of(process->label));
	/* The kernel shows nobody which processes Landlock confines. */
	set(object, "landlock", json_null());
	set(object, "user_namespace", namespace_of(process->user_namespace));
	set(object, "pid_namespace", namespace_of(process->pid_namespace));
	set(object, "mount_namespace", namespace_of(process->mount_namespace));
	set(object, "network_namespace", namespace_of(process->network_namespace));
	set(object, "cgroup", string_of(process->cgroup));
	return object;
}

static json_t *json_processes(const struct facts *facts)
{
	json_t *array = json_array();

	if (!facts->processes.seen) {
		json_decref(array);
		return json_null();
	}
	for (size_t i = 0; i < facts->processes.count; i++)
		if (!facts->processes.list[i].kernel_thread)
			json_array_append_new(array, json_process(&facts->processes.list[i]));
	return array;
}

static json_t *json_units(const struct facts *facts)
{
	json_t *array = json_array();

	for (size_t i = 0; i < facts->units.count; i++) {
		const struct unit *unit = &facts->units.list[i];
		json_t *object = json_object();

		set(object, "name", string_of(unit->name));
		set(object, "active", facts->processes.seen ? json_boolean(unit->active) : json_null());
		set(object, "enabled", json_boolean(unit->wanted));
		set(object, "masked", json_boolean(unit->masked));
		set(object, "confines", strings_of(unit->confines, unit->confine_count));
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_bpf(const struct survey *survey)
{
	const struct facts *facts = survey->facts;
	json_t *array = json_array();

	if (facts->bpf.seen != SEEN) {
		json_decref(array);
		return json_null();
	}
	for (size_t i = 0; i < facts->bpf.count; i++) {
		const struct bpf_program *program = &facts->bpf.list[i];
		json_t *object = json_object(), *holders = json_array();

		for (size_t k = 0; k < program->holder_count; k++)
			json_array_append_new(holders, json_integer(program->holders[k].pid));
		set(object, "id", json_integer(program->id));
		set(object, "type", string_of(bpf_type_words(survey, program->type)));
		set(object, "type_number", json_integer(program->type));
		set(object, "name", string_of(program->name));
		set(object, "attached", string_of(program->attached));
		set(object, "lsm", json_boolean(program->on_lsm));
		set(object, "pinned", string_of(program->pinned));
		set(object, "holders", holders);
		json_array_append_new(array, object);
	}
	return array;
}

static json_t *json_host(const struct facts *facts)
{
	json_t *object = json_object(), *inside = json_object();

	for (int i = 0; inside_words[i]; i++)
		if (facts->inside >> i & 1)
			set(inside, inside_words[i], string_of(facts->inside_why[i]));
	set(object, "root", string_of(facts->host->root_path));
	set(object, "live", json_boolean(facts->host->live));
	set(object, "as_root", json_boolean(facts->host->is_root));
	set(object, "kernel", string_of(facts->kernel.release));
	set(object, "configuration", string_of(facts->kernel.config_source));
	set(object, "lsms", facts->kernel.lsms ? strings_of((const char *const *)facts->kernel.lsms, facts->kernel.lsm_count) : json_null());
	set(object, "lsms_from", string_of(facts->kernel.lsm_source));
	set(object, "packages", string_of(facts->packages.kind));
	set(object, "inside", inside);
	return object;
}

/* Which part of the survey this is: one of another part cannot be compared with it. */
static json_t *json_shown(const struct survey_view *view, bool map)
{
	json_t *object = json_object();

	set(object, "only", string_of(view->only < 0 ? NULL : layer_words[view->only]));
	set(object, "map", json_boolean(map));
	return object;
}

json_t *survey_json(const struct survey_view *view, bool map)
{
	const struct survey *survey = view->survey;
	json_t *object = json_object(), *mechanisms = json_array();

	for (size_t i = 0; i < survey->count; i++)
		if (is_shown(view, &survey->findings[i]) && (map || survey->findings[i].presence != PRESENT_NOT))
			json_array_append_new(mechanisms, json_finding(&survey->findings[i]));
	set(object, "survey", json_integer(1));
	set(object, "shown", json_shown(view, map));
	set(object, "host", json_host(survey->facts));
	set(object, "mechanisms", mechanisms);
	set(object, "ways", json_ways(survey));
	set(object, "options", json_options(survey));
	set(object, "questions", json_questions(survey));
	set(object, "path", json_path(&survey->path));
	set(object, "path_with_reboot", json_path(&survey->reboot_path));
	set(object, "bpf", json_bpf(survey));
	set(object, "units", json_units(survey->facts));
	set(object, "processes", json_processes(survey->facts));
	set(object, "unseen", strings_of((const char *const *)survey->facts->unseen, survey->facts->unseen_count));
	return object;
}
