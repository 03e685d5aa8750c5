/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The weakest path: the fewest steps from a root that arrived over the network to a
 * machine on which nothing enforces. A state is the set of mechanisms that are still in force, or
 * that are there and were not seen to be or not to be; a step takes some away, and none ever comes back. So what can be removed at all is found by doing
 * everything that can be done until nothing changes, and the shortest path by a search over sets.
 */
#include "survey/survey.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

/* Sets of more are not searched for the shortest path; what can be removed is still exact. */
#define SEARCH_LIMIT 20u
#define SET_LIMIT 64u

/* One thing that root can do: @removes when every mechanism of @after is gone. */
struct action {
	uint64_t removes, after;
	enum answer open;	/* then */
	bool reboot;
	const struct finding *finding;
	const struct verdict *verdict;
	const struct way_verdict *way;
};

struct graph {
	const struct survey *survey;
	const struct finding *members[SET_LIMIT];
	unsigned count;
	uint64_t all, goal;	/* everything that takes part; what must be gone */
	uint64_t unsure;	/* of which it was not seen whether it is in force */
	struct action *actions;
	size_t action_count;
};

/*
 * A mechanism takes part if it is, or may be, in force for the whole host and refuses something. AppArmor's profiles
 * are for some processes; where all of root's have one, a root that arrives is held.
 */
static bool takes_part(const struct survey *survey, const struct finding *finding)
{
	const struct mechanism *mechanism = finding->mechanism;

	if (!mechanism->answers)
		return false;
	if (mechanism->scope == SCOPE_HOST)
		return is_active(finding) || is_unsure(finding);
	return is_active(finding) && !strcmp(mechanism->state, "apparmor") &&
	       condition_ask(survey, mechanism, "root.outside").answer == ANSWER_NO;
}

/* Below or around the kernel: code in it does not reach that. */
static bool is_below(const struct finding *finding)
{
	return finding->mechanism->layer == LAYER_HARDWARE || !strcmp(finding->mechanism->state, "inside");
}

/* The bits of entries by name; false if one is not in force as a member, and so in nobody's way to remove. */
static bool bits_of(const struct graph *graph, const char *const *names, size_t count, uint64_t *bits)
{
	*bits = 0;
	for (size_t i = 0; i < count; i++) {
		unsigned k = 0;

		while (k < graph->count && strcmp(graph->members[k]->mechanism->id, names[i]))
			k++;
		if (k == graph->count)
			return false;
		*bits |= 1ull << k;
	}
	return true;
}

static void add_action(struct graph *graph, struct action action, const char *const *blockers, size_t blocker_count)
{
	if (action.open == ANSWER_NO)
		return;
	if (!bits_of(graph, blockers, blocker_count, &action.after))
		return;
	graph->actions[graph->action_count++] = action;
}

static void add_steps(struct graph *graph, unsigned member)
{
	const struct finding *finding = graph->members[member];

	for (size_t i = 0; i < finding->mechanism->off_count; i++) {
		const struct verdict *verdict = &finding->verdicts[i];

		if (verdict->step->effect == EFFECT_PART)
			continue;
		add_action(graph, (struct action){
			.removes = 1ull << member, .open = verdict->once, .reboot = verdict->step->who == WHO_REBOOT,
			.finding = finding, .verdict = verdict }, verdict->blockers, verdict->blocker_count);
	}
}

static void build(struct graph *graph, const struct survey *survey)
{
	size_t space = way_count;
	uint64_t above = 0;

	*graph = (struct graph){ .survey = survey };
	for (size_t i = 0; i < survey->count && graph->count < SET_LIMIT; i++) {
		if (!takes_part(survey, &survey->findings[i]))
			continue;
		graph->members[graph->count] = &survey->findings[i];
		graph->all |= 1ull << graph->count;
		if (is_unsure(&survey->findings[i]))
			graph->unsure |= 1ull << graph->count;
		if (!is_below(&survey->findings[i]))
			above |= 1ull << graph->count;
		graph->count++;
		space += survey->findings[i].mechanism->off_count;
	}
	graph->goal = above;
	graph->actions = arena_alloc(survey->arena, (space + 1) * sizeof(*graph->actions));
	/* Ways first: among paths of one length those through the kernel are told. */
	for (size_t i = 0; i < way_count; i++) {
		if (survey->ways[i].way->single)
			continue;
		add_action(graph, (struct action){
			.removes = above, .open = survey->ways[i].condition.once, .reboot = survey->ways[i].way->reboot,
			.way = &survey->ways[i] }, survey->ways[i].blockers, survey->ways[i].blocker_count);
	}
	for (unsigned i = 0; i < graph->count; i++)
		add_steps(graph, i);
}

static bool can(const struct action *action, uint64_t left, bool reboot, bool unseen)
{
	return (action->open == ANSWER_YES || (unseen && action->open == ANSWER_UNSEEN)) && (reboot || !action->reboot) &&
	       !(action->after & left) && action->removes & left;
}

/* What is left when everything that can be done was done. */
static uint64_t closure(const struct graph *graph, bool reboot, bool unseen)
{
	uint64_t left = graph->all, before;

	do {
		before = left;
		for (size_t i = 0; i < graph->action_count; i++)
			if (can(&graph->actions[i], left, reboot, unseen))
				left &= ~graph->actions[i].removes;
	} while (left != before);
	return left;
}

/* How a set was reached first: by which action (+ 1), from which set. */
struct step {
	uint32_t from;
	uint16_t action;
};

/* Breadth first over sets: the first one without a member of the goal ends it. */
static struct step *search(const struct graph *graph, bool reboot, uint32_t *end)
{
	size_t sets = (size_t)1 << graph->count, first = 0, last = 0;
	struct step *steps = xcalloc(sets, sizeof(*steps));
	uint32_t *queue = xcalloc(sets, sizeof(*queue));

	queue[last++] = (uint32_t)graph->all;
	*end = (uint32_t)graph->all;
	while (first < last && *end & graph->goal) {
		uint32_t left = queue[first++];

		for (size_t i = 0; i < graph->action_count && *end & graph->goal; i++) {
			uint32_t next = left & (uint32_t)~graph->actions[i].removes;

			if (!can(&graph->actions[i], left, reboot, false) || next == graph->all || steps[next].action)
				continue;
			steps[next] = (struct step){ left, (uint16_t)(i + 1) };
			queue[last++] = next;
			if (!(next & graph->goal))
				*end = next;
		}
	}
	free(queue);
	return steps;
}

static const struct finding **members_of(const struct graph *graph, uint64_t set, size_t *count)
{
	const struct finding **list = arena_alloc(graph->survey->arena, SET_LIMIT * sizeof(*list));

	*count = 0;
	for (unsigned i = 0; i < graph->count; i++)
		if (set >> i & 1)
			list[(*count)++] = graph->members[i];
	return list;
}

/* "once SELinux and IPE are gone: ..." */
static const char *once_gone(const struct graph *graph, uint64_t gone, const char *why)
{
	struct arena *arena = graph->survey->arena;
	const char *text = NULL;
	unsigned count = 0;

	for (unsigned i = 0; i < graph->count; i++) {
		const char *name = graph->members[i]->mechanism->name, *bracket = strstr(name, " (");
		int length = (int)(bracket ? (size_t)(bracket - name) : strlen(name));

		if (!(gone >> i & 1))
			continue;
		text = text ? arena_printf(arena, "%s and %.*s", text, length, name) : arena_printf(arena, "%.*s", length, name);
		count++;
	}
	return arena_printf(arena, "once %s %s gone: %s", text, count == 1 ? "is" : "are", why);
}

/* A step or way that was blocked is told as it is when the hops before were done. */
static void unblock(const struct graph *graph, struct hop *hop, const struct action *action)
{
	struct arena *arena = graph->survey->arena;

	if (!action->after)
		return;
	if (action->way) {
		struct way_verdict *way = arena_alloc(arena, sizeof(*way));

		way->way = action->way->way;
		way->condition = (struct condition){ .answer = action->open, .once = action->open };
		way->condition.why = way->condition.once_why = once_gone(graph, action->after, action->way->condition.once_why);
		hop->way = way;
	} else {
		struct verdict *verdict = arena_alloc(arena, sizeof(*verdict));

		*verdict = (struct verdict){ .step = action->verdict->step, .open = action->open, .once = action->open };
		verdict->why = verdict->once_why = once_gone(graph, action->after, action->verdict->once_why);
		hop->verdict = verdict;
	}
}

static void add_hop(const struct graph *graph, struct path *path, const struct action *action, uint64_t removed)
{
	struct hop *hop = &path->hops[path->hop_count++];

	*hop = (struct hop){ .finding = action->finding, .verdict = action->verdict, .way = action->way };
	hop->removes = members_of(graph, removed, &hop->remove_count);
	unblock(graph, hop, action);
	path->reboot |= action->reboot;
}

static void write_path(const struct graph *graph, struct path *path, const struct step *steps, uint32_t end)
{
	const struct action *chain[SET_LIMIT];
	uint64_t left = graph->all;
	size_t length = 0;

	for (uint32_t at = end; at != graph->all && length < SET_LIMIT; at = steps[at].from)
		chain[length++] = &graph->actions[steps[at].action - 1];
	while (length--) {
		add_hop(graph, path, chain[length], left & chain[length]->removes);
		left &= ~chain[length]->removes;
	}
}

/* For more mechanisms than can be searched: whatever removes something, in order. Not the shortest. */
static void write_any(const struct graph *graph, struct path *path, bool reboot)
{
	uint64_t left = graph->all;

	for (size_t i = 0; left & graph->goal && path->hop_count < SET_LIMIT;) {
		if (!can(&graph->actions[i], left, reboot, false)) {
			i = (i + 1) % graph->action_count;
			continue;
		}
		add_hop(graph, path, &graph->actions[i], left & graph->actions[i].removes);
		left &= ~graph->actions[i].removes;
		i = 0;
	}
}

static void find_path(const struct graph *graph, struct path *path, bool reboot)
{
	uint64_t sure = closure(graph, reboot, false) & graph->goal, maybe = closure(graph, reboot, true) & graph->goal;
	struct step *steps;
	uint32_t end;

	*path = (struct path){ .kind = PATH_FOUND };
	path->hops = arena_alloc(graph->survey->arena, SET_LIMIT * sizeof(*path->hops));
	if (!graph->goal) {
		path->kind = graph->survey->facts->kernel.lsms ? PATH_NOTHING : PATH_UNSEEN;
	} else if (sure) {
		/* What surely stays, and surely is in force; else what perhaps does. */
		maybe &= ~graph->unsure;
		path->kind = maybe ? PATH_NONE : PATH_UNSEEN;
		path->remains = members_of(graph, maybe ? maybe : sure, &path->remain_count);
	} else if (graph->count <= SEARCH_LIMIT) {
		steps = search(graph, reboot, &end);
		write_path(graph, path, steps, end);
		free(steps);
	} else {
		write_any(graph, path, reboot);
	}
}

/* What becomes of each mechanism in force: kept in the findings for the answers. */
static void mark(const struct graph *graph, struct survey *survey)
{
	uint64_t sure = closure(graph, false, false), maybe = closure(graph, false, true);
	uint64_t reboot_sure = closure(graph, true, false), reboot_maybe = closure(graph, true, true);

	for (unsigned i = 0; i < graph->count; i++) {
		struct finding *finding = survey_find(survey, graph->members[i]->mechanism->id);
		bool sure_left = sure >> i & 1, maybe_left = maybe >> i & 1;

		finding->fate = !sure_left ? FATE_FALLS : !maybe_left || graph->unsure >> i & 1 ? FATE_UNSEEN :
			!(reboot_sure >> i & 1) ? FATE_REBOOT : !(reboot_maybe >> i & 1) ? FATE_REBOOT_UNSEEN : FATE_SURVIVES;
	}
}

void find_paths(struct survey *survey)
{
	struct graph graph;

	build(&graph, survey);
	find_path(&graph, &survey->path, false);
	find_path(&graph, &survey->reboot_path, true);
	mark(&graph, survey);
}
