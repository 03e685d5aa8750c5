// SPDX-License-Identifier: GPL-2.0-only
/* Every question is answered with yes, and written down. */
#include <linux/ptrace.h>
#include <linux/sched/signal.h>

#include "../arguments.h"
#include "../name.h"
#include "learn.h"

static void record_plain(struct entry_key *key)
{
	holdfast_learn_record(key, "", 0, "", 0);
}

static u32 file_type(const struct dentry *dentry)
{
	return d_is_positive(dentry) ? d_inode(dentry)->i_mode & S_IFMT : 0;
}

/* What a new name will be is not known yet when it is asked for; its access tells enough. */
static void record_names(const struct ask *ask, u32 subject)
{
	struct entry_key key = { .subject = subject };
	const char *name = ask->literal, *target = "";
	size_t length = ask->length, target_length = 0;
	char *buffer;

	/* Only a question: nothing has come of it yet. */
	if (ask->quiet)
		return;
	buffer = holdfast_learn_buffer();
	if (!buffer)
		return;
	if (ask->dentry) {
		name = holdfast_learn_name(ask->dentry, buffer);
		length = strlen(name);
		key.file_type = file_type(ask->dentry);
	}
	key.kind = ENTRY_ACCESS;
	if (ask->dentry && ask->literal) {
		/* "@fs:" and the type of the filesystem that is mounted there. */
		key.kind = ENTRY_MOUNT;
		target = ask->literal + 4;
		target_length = ask->length - 4;
	}
	for (u32 bit = 0; ask->request.want >> bit; bit++) {
		if (!(ask->request.want & BIT(bit)))
			continue;
		key.value = BIT(bit);
		holdfast_learn_record(&key, name, length, target, target_length);
	}
	kfree(buffer);
}

static void record_map(const struct ask *ask, u32 subject)
{
	struct entry_key key = {
		.kind = ENTRY_ACCESS,
		.subject = subject,
		.value = HF_MAP,
		.file_type = file_type(ask->dentry),
	};
	char *buffer = holdfast_learn_buffer();
	const char *name;

	if (!buffer)
		return;
	name = holdfast_learn_name(ask->dentry, buffer);
	if (!ask->no_hashing)
		holdfast_learn_content(ask->file, ask->dentry, CODE_LIBRARY, name);
	holdfast_learn_record(&key, name, strlen(name), "", 0);
	kfree(buffer);
}

static void record_net(const struct hf_request *request, u32 subject)
{
	struct entry_key key = {
		.kind = ENTRY_NET,
		.subject = subject,
		.value = request->netop,
		.second = request->proto,
		.third = request->port,
	};

	memcpy(key.address, request->address, sizeof(key.address));
	record_plain(&key);
}

int holdfast_judge(struct ask *ask)
{
	const struct hf_request *request = &ask->request;
	u32 subject = ask->subject ? ask->subject->holdfast_domain : request->domain;
	struct entry_key key = { .subject = subject };

	/* The kernel's own doings are no program's. */
	if (!subject)
		return 0;
	switch (request->kind) {
	case HF_REQ_NAME:
		record_names(ask, subject);
		return 0;
	case HF_REQ_MAP:
		record_map(ask, subject);
		return 0;
	case HF_REQ_NET:
		record_net(request, subject);
		return 0;
	case HF_REQ_SOCKET:
		key.kind = ENTRY_SOCKET;
		key.value = request->family;
		key.second = request->type;
		key.third = request->protocol;
		break;
	case HF_REQ_CAPABILITY:
		key.kind = ENTRY_CAPABILITY;
		key.value = request->capability;
		key.second = ask->quiet;
		break;
	case HF_REQ_PEER:
		key.kind = ENTRY_PEER;
		key.value = request->peerop;
		key.second = request->peer;
		break;
	case HF_REQ_FACILITY:
		key.kind = ENTRY_FACILITY;
		key.value = request->facility;
		break;
	default:
		return 0;
	}
	record_plain(&key);
	return 0;
}

static bool record_variable(const struct environment_variable *variable, void *context)
{
	const u32 *subject = context;
	struct entry_key key = { .kind = ENTRY_VARIABLE, .subject = *subject };

	holdfast_learn_announce(*subject);
	holdfast_learn_record(&key, variable->name, variable->length, "", 0);
	return false;
}

/* What a sealed kernel would take out of the environment. */
static void record_environment(struct linux_binprm *bprm, u32 subject)
{
	struct environment_variable variable;

	if (holdfast_find_variable(bprm, record_variable, &subject, &variable) < 0)
		holdfast_learn_lose();
}

/*
 * At the first file of an exec its name is kept in the new credentials; once a
 * file comes that is no script, the chain is complete and the subject known.
 */
int holdfast_judge_exec(struct linux_binprm *bprm, bool interpreter)
{
	struct dentry *dentry = bprm->file->f_path.dentry;
	bool is_script = bprm->buf[0] == '#' && bprm->buf[1] == '!';
	struct cred *cred = bprm->cred;
	char *buffer = holdfast_learn_buffer();
	const char *name;
	u32 word;

	if (!buffer)
		return 0;
	name = holdfast_learn_name(dentry, buffer);
	word = holdfast_learn_intern(name, strlen(name));
	holdfast_learn_content(bprm->file, dentry, is_script ? CODE_SCRIPT : CODE_PROGRAM, name);
	kfree(buffer);
	if (!interpreter)
		cred->holdfast_program = word;
	if (is_script)
		return 0;
	cred->holdfast_domain =
		holdfast_learn_subject(current_cred()->holdfast_domain, word,
				       interpreter ? cred->holdfast_program : 0);
	record_environment(bprm, cred->holdfast_domain);
	return 0;
}

/* Who traces a process that execs has to be allowed to trace what it becomes. */
static void record_tracer(u32 becomes)
{
	struct entry_key key = {
		.kind = ENTRY_PEER,
		.value = HF_TRACE,
		.second = becomes,
	};
	struct task_struct *tracer;

	rcu_read_lock();
	tracer = ptrace_parent(current);
	if (tracer)
		key.subject = __task_cred(tracer)->holdfast_domain;
	rcu_read_unlock();
	if (key.subject)
		record_plain(&key);
}

/* Of all that share our root and working directory, this many domains are told apart. */
#define SHARERS	8

static void record_sharers(u32 becomes)
{
	struct entry_key key = {
		.kind = ENTRY_PEER,
		.value = HF_TRACE,
		.second = becomes,
	};
	struct task_struct *process, *task;
	u32 subjects[SHARERS];
	unsigned int n = 0, i;
	u32 last = becomes;

	rcu_read_lock();
	for_each_process_thread(process, task) {
		if (n == SHARERS || !holdfast_shares_directories(task))
			continue;
		key.subject = __task_cred(task)->holdfast_domain;
		if (key.subject == becomes || key.subject == last)
			continue;
		last = key.subject;
		subjects[n++] = last;
	}
	rcu_read_unlock();
	for (i = 0; i < n; i++) {
		key.subject = subjects[i];
		record_plain(&key);
	}
}

void holdfast_commit_exec(const struct linux_binprm *bprm)
{
	const char *name = holdfast_learn_interned(bprm->cred->holdfast_program);
	struct entry_key key = {
		.kind = ENTRY_EXECUTE,
		.subject = current_cred()->holdfast_domain,
		.second = bprm->cred->holdfast_domain,
	};

	/* Without memory it kept its parent's subject, and the loss was counted. */
	if (key.second == key.subject && !holdfast_learn_is_deepest(key.subject))
		return;
	holdfast_learn_announce(key.second);
	holdfast_learn_record(&key, name, strlen(name), "", 0);
	record_tracer(key.second);
	if (bprm->unsafe & LSM_UNSAFE_SHARE)
		record_sharers(key.second);
}

static int record_two(struct dentry *old, struct dentry *new, u32 kind)
{
	struct entry_key key = {
		.kind = kind,
		.subject = current_cred()->holdfast_domain,
		.file_type = file_type(old),
		.second = d_is_positive(new),
	};
	char *buffer = holdfast_learn_buffer(), *other = holdfast_learn_buffer();

	if (buffer && other && key.subject) {
		const char *name = holdfast_learn_name(old, buffer);
		const char *target = holdfast_learn_name(new, other);

		holdfast_learn_record(&key, name, strlen(name), target, strlen(target));
	}
	kfree(other);
	kfree(buffer);
	return 0;
}

int holdfast_judge_rename(struct dentry *old, struct dentry *new)
{
	return record_two(old, new, ENTRY_RENAME);
}

int holdfast_judge_link(struct dentry *old, struct dentry *new)
{
	return record_two(old, new, ENTRY_LINK);
}

/* It was refused by somebody else. */
void holdfast_create_refused(struct dentry *dentry)
{
}

/* Nothing is approved here: it was somebody's running program. */
void holdfast_writer_refused(struct dentry *dentry)
{
}

u32 holdfast_walk(u32 state, const char *bytes, size_t length)
{
	return 0;
}

u32 holdfast_root_state(void)
{
	return 0;
}

void __init holdfast_setup(void)
{
	pr_notice("holdfast: learn build: everything is allowed and recorded\n");
}
