/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the forms of a survey say in the same words. */
#include <string.h>

#include "base/arena.h"
#include "cli/survey.h"

bool is_shown(const struct survey_view *view, const struct finding *finding)
{
	return view->only < 0 || (int)finding->mechanism->layer == view->only;
}

const char *open_word(enum answer open)
{
	return open == ANSWER_YES ? "open" : open == ANSWER_NO ? "blocked" : "not seen";
}

const char *state_word(const struct finding *finding)
{
	return finding->presence == PRESENT_CLAIM ? "only a claim" : force_words[finding->force];
}

const char *who_phrase(const struct off_step *step)
{
	switch (step->who) {
	case WHO_ROOT: return "any process of root";
	case WHO_CAPABILITY: return step->capability;
	case WHO_POLICY: return "whom its policy lets";
	case WHO_REBOOT: return "root and a reboot";
	default: return "somebody at the machine";
	}
}

char *names_of(const struct survey *survey, const struct finding *const *findings, size_t count)
{
	char *names = arena_printf(survey->arena, "%s", "");

	for (size_t i = 0; i < count; i++)
		names = arena_printf(survey->arena, "%s%s%s", names, i ? ", " : "", findings[i]->mechanism->name);
	return names;
}

char *layer_heading(const struct survey *survey, int layer)
{
	if (layer == LAYER_ADJACENT)
		return arena_printf(survey->arena, "Adjacent: %s", layer_titles[layer]);
	return arena_printf(survey->arena, "Layer %s: %s", layer_words[layer], layer_titles[layer]);
}

/* The word that says less than another one that is also true, or -1. */
static int general_of(const char *word)
{
	static const char *const machines[] = { "firecracker", "kata", "cloud-hypervisor", "qemu", NULL };
	static const char *const containers[] = { "docker", "podman", "containerd", "crio", "lxc", "nspawn", NULL };

	return word_index(machines, word) >= 0 ? word_index(inside_words, "vm") :
	       word_index(containers, word) >= 0 ? word_index(inside_words, "container") : -1;
}

static const char *inside_phrase(const char *word)
{
	static const char *const phrases[][2] = {
		{ "uml", "in user-mode Linux" }, { "gvisor", "in gVisor" }, { "firecracker", "in a micro-VM of Firecracker" },
		{ "kata", "in a virtual machine of Kata Containers" },
		{ "cloud-hypervisor", "in a virtual machine of Cloud Hypervisor" },
		{ "qemu", "in a virtual machine of QEMU" }, { "vm", "in a virtual machine" },
		{ "docker", "in a container of Docker" }, { "podman", "in a container of Podman" },
		{ "containerd", "in a container of containerd" }, { "crio", "in a container of CRI-O" },
		{ "lxc", "in a container of LXC" }, { "nspawn", "in a container of systemd-nspawn" },
		{ "container", "in a container" }, { "wsl", "in the Windows Subsystem for Linux" },
	};

	for (size_t i = 0; i < sizeof(phrases) / sizeof(*phrases); i++)
		if (!strcmp(phrases[i][0], word))
			return phrases[i][1];
	return word;
}

char *inside_line(const struct survey *survey, int *cursor)
{
	const struct facts *facts = survey->facts;
	unsigned told = facts->inside;

	/* That it is a virtual machine or a container needs no line where it is said which one. */
	for (int i = 0; inside_words[i]; i++)
		if (facts->inside >> i & 1 && general_of(inside_words[i]) >= 0)
			told &= ~(1u << general_of(inside_words[i]));
	for (; inside_words[*cursor]; (*cursor)++)
		if (told >> *cursor & 1) {
			char *line = arena_printf(survey->arena, "It runs %s: %s", inside_phrase(inside_words[*cursor]),
						  facts->inside_why[*cursor]);

			(*cursor)++;
			return line;
		}
	return NULL;
}

char *hop_reason(const struct survey *survey, const struct hop *hop)
{
	const char *why = hop->way ? hop->way->condition.why : hop->verdict->why;

	/* What was blocked says by itself since when it is not: "once SELinux is gone: ..." */
	return arena_printf(survey->arena, "possible %s%s", strncmp(why, "once ", 5) ? "here: " : "", why);
}

const struct finding **hints_of(const struct survey_view *view, size_t *count)
{
	const struct survey *survey = view->survey;
	const struct finding **hints = arena_alloc(survey->arena, (survey->count + 1) * sizeof(*hints));

	*count = 0;
	for (size_t i = 0; i < survey->count; i++)
		if (is_shown(view, &survey->findings[i]) && survey->findings[i].presence == PRESENT_HINT)
			hints[(*count)++] = &survey->findings[i];
	return hints;
}
