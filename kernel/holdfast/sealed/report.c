// SPDX-License-Identifier: GPL-2.0-only
/*
 * The one place that reports: into a ring that tools read, and as an audit
 * record like those of the other LSMs (or a log line where audit is off).
 * It never waits, whatever the caller holds; what the ring loses is counted.
 */
#include <linux/audit.h>
#include <linux/inet.h>
#include <linux/ktime.h>
#include <linux/ratelimit.h>
#include <linux/sched.h>
#include <linux/spinlock.h>

#include "../name.h"
#include "../print.h"
#include "sealed.h"

/* Denials that were, and the last HF_EVENT_SLOTS of them. */
static struct denial ring[HF_EVENT_SLOTS];
static u64 ring_count;
static DEFINE_RAW_SPINLOCK(ring_lock);

u64 holdfast_denials(u64 *kept)
{
	unsigned long flags;
	u64 all;

	raw_spin_lock_irqsave(&ring_lock, flags);
	all = ring_count;
	raw_spin_unlock_irqrestore(&ring_lock, flags);
	*kept = min_t(u64, all, HF_EVENT_SLOTS);
	return all;
}

bool holdfast_denial(u64 seq, struct denial *out)
{
	unsigned long flags;
	bool there;

	raw_spin_lock_irqsave(&ring_lock, flags);
	*out = ring[seq % HF_EVENT_SLOTS];
	there = seq < ring_count && out->seq == seq;
	raw_spin_unlock_irqrestore(&ring_lock, flags);
	return there;
}

static void put_string(struct line *line, const char *string)
{
	holdfast_put_quoted(line, string, strlen(string));
}

static void put_peer(struct line *line, const struct hf_request *request)
{
	holdfast_put(line, "%s peer=", holdfast_peerop_word(request->peerop));
	put_string(line, hf_string(&holdfast_policy, holdfast_policy.DOMAINS[request->peer].name));
}

static void put_request(struct line *line, const struct denial *denial)
{
	const struct hf_request *request = &denial->request;

	switch (request->kind) {
	case HF_REQ_NAME:
		holdfast_put_accesses(line, denial->missing);
		break;
	case HF_REQ_EXEC:
	case HF_REQ_INTERPRETER:
		holdfast_put_accesses(line, HF_EXECUTE);
		break;
	case HF_REQ_MAP:
		holdfast_put_accesses(line, HF_MAP);
		break;
	case HF_REQ_SCRIPT:
		holdfast_put(line, "interpret");
		break;
	case HF_REQ_VARIABLE:
		holdfast_put_variable(line, denial->name, denial->name_length);
		return;
	case HF_REQ_NET:
		holdfast_put_net(line, request);
		return;
	case HF_REQ_SOCKET:
		holdfast_put_socket(line, request);
		return;
	case HF_REQ_CAPABILITY:
		holdfast_put_capability(line, request->capability);
		return;
	case HF_REQ_PEER:
		put_peer(line, request);
		return;
	case HF_REQ_FACILITY:
		holdfast_put_facility(line, request->facility);
		return;
	}
	holdfast_put(line, " name=");
	holdfast_put_quoted(line, denial->name, denial->name_length);
}

size_t holdfast_print_denial(const struct denial *denial, char *text, size_t size)
{
	const struct hf_image *image = &holdfast_policy;
	struct line line = { .text = text, .size = size };
	u32 microseconds;
	u64 seconds = denial->time_ns;

	microseconds = do_div(seconds, NSEC_PER_SEC) / NSEC_PER_USEC;
	holdfast_put(&line, "deny seq=%llu time=%llu.%06u domain=", denial->seq, seconds,
		     microseconds);
	put_string(&line, hf_string(image, image->DOMAINS[denial->domain].name));
	holdfast_put(&line, " program=");
	put_string(&line, hf_string(image, image->CODES[denial->program].path));
	holdfast_put(&line, " pid=%d comm=", denial->pid);
	put_string(&line, denial->comm);
	holdfast_put(&line, " access=");
	put_request(&line, denial);
	holdfast_put(&line, " reason=\"%s\"", hf_reason_text(denial->reason));
	return line.length;
}

static void fill_name(struct denial *denial, const struct ask *ask)
{
	const char *name = NULL;

	if (ask->dentry) {
		name = holdfast_name(ask->dentry, denial->name, sizeof(denial->name));
		if (name)
			memmove(denial->name, name, strlen(name) + 1);
	}
	/* Of a mount it is the type if the place was granted. */
	if (ask->literal && (!ask->dentry || (name && !ask->verdict.missing))) {
		denial->name_length = min(ask->length, sizeof(denial->name));
		memcpy(denial->name, ask->literal, denial->name_length);
		return;
	}
	if (!name)
		strscpy(denial->name, "@unnamed:", sizeof(denial->name));
	denial->name_length = strlen(denial->name);
}

static void keep(struct denial *denial)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&ring_lock, flags);
	denial->seq = ring_count++;
	ring[denial->seq % HF_EVENT_SLOTS] = *denial;
	raw_spin_unlock_irqrestore(&ring_lock, flags);
}

/*
 * Audit has its own thread that prints. If it is the first process that was refused the kernel
 * panics before that comes to it, and nobody is there yet who could read records.
 */
static bool stops_the_boot(const struct denial *denial)
{
	return !denial->domain && in_task() && is_global_init(current);
}

static void log_line(const struct denial *denial, const char *text)
{
	struct audit_buffer *record;

	if (stops_the_boot(denial)) {
		pr_notice("holdfast: %s\n", text);
		return;
	}
	/* In an interrupt the context is that of whoever was interrupted. */
	record = audit_log_start(in_task() ? audit_context() : NULL, GFP_ATOMIC | __GFP_NOWARN,
				 AUDIT_AVC);
	if (record) {
		audit_log_format(record, "holdfast: %s", text);
		audit_log_end(record);
	} else {
		pr_notice_ratelimited("holdfast: %s\n", text);
	}
}

/* A denial and its line are too big for the stack; without memory the ring still gets the facts. */
static noinline void report_without_memory(const struct ask *ask)
{
	unsigned long flags;
	struct denial *slot;

	raw_spin_lock_irqsave(&ring_lock, flags);
	slot = &ring[ring_count % HF_EVENT_SLOTS];
	memset(slot, 0, sizeof(*slot));
	slot->seq = ring_count++;
	slot->time_ns = ktime_get_boottime_ns();
	slot->domain = ask->request.domain;
	slot->request = ask->request;
	slot->request.content = NULL;
	slot->request.variable = NULL;
	slot->missing = ask->verdict.missing;
	slot->reason = ask->verdict.reason;
	raw_spin_unlock_irqrestore(&ring_lock, flags);
}

static void fill(struct denial *denial, const struct ask *ask)
{
	denial->time_ns = ktime_get_boottime_ns();
	denial->domain = ask->request.domain;
	denial->program = ask->subject ? ask->subject->holdfast_program : 0;
	/* In an interrupt it is nobody's process. get_task_comm() locks what may be locked. */
	if (ask->subject && in_task()) {
		denial->pid = task_tgid_nr(current);
		strscpy_pad(denial->comm, current->comm, sizeof(denial->comm));
	}
	denial->request = ask->request;
	denial->request.content = NULL;
	denial->request.variable = NULL;
	denial->missing = ask->verdict.missing ?: ask->request.want;
	denial->reason = ask->verdict.reason;
	fill_name(denial, ask);
}

noinline void holdfast_report(const struct ask *ask)
{
	struct {
		struct denial denial;
		char line[HF_DENIAL_LINE];
	} *work;

	if (ask->quiet)
		return;
	work = kzalloc(sizeof(*work), GFP_ATOMIC | __GFP_NOWARN);
	if (!work) {
		report_without_memory(ask);
		return;
	}
	fill(&work->denial, ask);
	keep(&work->denial);
	holdfast_print_denial(&work->denial, work->line, sizeof(work->line));
	log_line(&work->denial, work->line);
	kfree(work);
}
