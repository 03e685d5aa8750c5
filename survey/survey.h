/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A survey: what of the catalogue is on a host, whether it is in force, who can
 * switch it off by which step, and the shortest way to "nothing enforces".
 */
#ifndef HOLDFAST_SURVEY_SURVEY_H
#define HOLDFAST_SURVEY_SURVEY_H

#include "survey/catalogue.h"
#include "survey/facts.h"

/* Is it there? */
enum presence {
	PRESENT_NOT,
	PRESENT_UNSEEN,		/* nothing of it was seen, and not everything could be looked at */
	PRESENT_HINT,		/* weak signs only */
	PRESENT_CLAIM,		/* a process only calls itself so */
	PRESENT_YES,
};

/* Is it in force? */
enum force {
	FORCE_NOT,		/* it is there and enforces nothing */
	FORCE_REPORTS,		/* it reports and refuses nothing: permissive, complain, learning */
	FORCE_PART,		/* for some of what it could be for */
	FORCE_FULL,
	FORCE_UNSEEN,		/* cannot be seen from here */
};

extern const char *const presence_words[], *const force_words[], *const answer_words[], *const fate_words[];

/* What a root over the network can make of it, by any chain of steps. */
enum fate {
	FATE_NONE,		/* it is known not to be in force for the whole host */
	FATE_FALLS,
	FATE_UNSEEN,		/* only by steps that could not be judged */
	FATE_REBOOT,		/* only by a reboot */
	FATE_REBOOT_UNSEEN,	/* not while it runs; whether by a reboot was not seen */
	FATE_SURVIVES,
};

/** struct evidence - one thing that was seen; @weak as in the catalogue */
struct evidence {
	const char *text;
	bool weak;
};

/* Which policies a condition has asked whether they let root do the very thing. */
enum asked { ASKED_HOLDFAST = 1, ASKED_SELINUX = 2 };

/**
 * struct condition - what the engine says about one word of `needs`, or about all of a step
 *
 * ANSWER_NO with @blockers: it is refused by these entries, in force here, and by nothing else; without
 * all of them it were @once, because of @once_why. ANSWER_NO without: no entry that could be removed is the reason.
 */
struct condition {
	enum answer answer;
	const char *why;	/* evidence in words; NULL: there is nothing to say */
	const char **blockers;
	size_t blocker_count;
	enum answer once;
	const char *once_why;
	unsigned asked;		/* of enum asked */
};

/** struct verdict - a step on this host */
struct verdict {
	const struct off_step *step;
	enum answer open;	/* can it be done now? */
	const char *why;	/* what blocks or allows it here */
	const char **blockers;	/* entries in force that block it; only if nothing else does */
	size_t blocker_count;
	enum answer once;	/* without those: can it be done? */
	const char *once_why;
};

/** struct finding - a mechanism on this host */
struct finding {
	const struct mechanism *mechanism;
	enum presence presence;
	struct evidence *evidence;
	size_t evidence_count;
	enum force force;
	const char *summary;	/* the state in one line */
	const char **details;
	size_t detail_count;
	struct verdict *verdicts;	/* one for each step of the mechanism */
	enum fate fate;
};

/** struct way - a way for root below everything: code in the kernel, another kernel, the disk under its files */
struct way {
	const char *id, *title, *step, *condition, *removed, *test, *source;
	bool reboot;		/* it needs a reboot */
	bool single;		/* it changes single decisions: told, and no path goes through it */
};

/** struct way_verdict - a way on this host */
struct way_verdict {
	const struct way *way;
	struct condition condition;
	const char **blockers;
	size_t blocker_count;
};

extern const struct way ways[];
extern const size_t way_count;

/** struct kernel_option - something of the kernel that helps a root who wants below it; @way: it is this way below everything by itself, or NULL */
struct kernel_option {
	const char *id, *title, *condition, *way, *removed;
};

/** struct option_verdict - can root use it on this host? */
struct option_verdict {
	const struct kernel_option *option;
	struct condition condition;
};

extern const struct kernel_option kernel_options[];
extern const size_t kernel_option_count;

/** struct hop - one step of the weakest path */
struct hop {
	const struct finding *finding;		/* whose step, or NULL: a way below everything */
	const struct verdict *verdict;		/* as it is when the hops before were done */
	const struct way_verdict *way;		/* the same */
	const struct finding **removes;		/* what is no longer in force behind it */
	size_t remove_count;
};

enum path_kind {
	PATH_NOTHING,		/* nothing enforces against root in the first place */
	PATH_FOUND,
	PATH_NONE,		/* something stays, whatever a running root does */
	PATH_UNSEEN,		/* no path is known, but not every step could be judged */
};

struct path {
	enum path_kind kind;
	struct hop *hops;
	size_t hop_count;
	const struct finding **remains;		/* PATH_NONE, PATH_UNSEEN: what stays in force, or perhaps does; none: the LSMs were not seen */
	size_t remain_count;
	bool reboot;			/* there is a reboot in it */
};

/* How a question is answered here. */
enum hold {
	HOLD_NONE,		/* nothing in force answers it */
	HOLD_CONFINED,		/* only for what some processes were put in */
	HOLD_FALLS,		/* there is an answer, and root removes it */
	HOLD_UNSEEN,		/* whether there is an answer in force, or whether root can remove it, was not seen */
	HOLD_REBOOT,		/* it holds until a reboot that root can change */
	HOLD_REBOOT_UNSEEN,	/* it holds while this runs; whether root can change a reboot was not seen */
	HOLD_SURVIVES,		/* an answer that root cannot remove */
};

extern const char *const hold_words[], *const path_words[];

struct question_answer {
	enum hold hold;
	const struct finding **by;	/* in force, or there and not seen whether in force */
	size_t by_count;
	bool lost;			/* whatever was not seen: nothing here holds against a running root */
};

struct survey {
	struct arena *arena;
	const struct catalogue *catalogue;
	struct facts *facts;
	struct finding *findings;	/* one for each entry, in the catalogue's order */
	size_t count;
	struct way_verdict *ways;
	struct option_verdict *options;
	struct path path;		/* without a reboot */
	struct path reboot_path;	/* with reboots allowed */
	struct question_answer answers[QUESTIONS];
};

/** survey_make - judge @facts by @catalogue; both must outlive the survey */
void survey_make(struct survey *survey, const struct catalogue *catalogue, struct facts *facts);

/** survey_find - the finding of the entry @id, or NULL */
struct finding *survey_find(const struct survey *survey, const char *id);

/** in_force - is this entry there and in force, at least in part? */
bool in_force(const struct survey *survey, const char *id);

/** is_active - the same of a finding */
bool is_active(const struct finding *finding);

/** is_unsure - is this entry there, and was it not seen whether it is in force? */
bool is_unsure(const struct finding *finding);

/** condition_ask - what @word of `needs` is on this host, for this mechanism (may be NULL for a way) */
struct condition condition_ask(const struct survey *survey, const struct mechanism *mechanism, const char *word);

/**
 * process_is - does this process run a program of the mechanism?
 *
 * Its name says nothing: the program must be called as @finder says and belong to
 * one of the mechanism's packages.
 */
bool process_is(const struct survey *survey, const struct mechanism *mechanism, const struct finder *finder,
		const struct process *process);

/**
 * process_stray - a process that runs a program where the mechanism's would be, owned by none of its packages
 *
 * In a container's image nothing else can be expected. NULL: there is none.
 */
const struct process *process_stray(const struct survey *survey, const struct mechanism *mechanism);

/** process_owner - which package of the mechanism owns this process's program; NULL: none does, or it was not seen */
const char *process_owner(const struct survey *survey, const struct mechanism *mechanism, const struct process *process);

/** inside_why - how it was seen that the survey runs inside of this mechanism; NULL: it does not */
const char *inside_why(const struct survey *survey, const struct mechanism *mechanism);

/** finding_detail - add a line to the details */
void finding_detail(const struct survey *survey, struct finding *finding, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/** bpf_type_words - a type of BPF programs, enum bpf_prog_type, in at most 15 columns */
const char *bpf_type_words(const struct survey *survey, uint32_t type);

/* The parts of survey_make(), in this order. */
void find_mechanism(const struct survey *survey, struct finding *finding);
void read_state(const struct survey *survey, struct finding *finding);
void judge_steps(const struct survey *survey, struct finding *finding);
void judge_ways(struct survey *survey);
void judge_options(struct survey *survey);
void find_paths(struct survey *survey);
void answer_questions(struct survey *survey);

#endif
