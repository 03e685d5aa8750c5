// SPDX-License-Identifier: GPL-2.0-only
/*
 * Interpreters. Where a domain confines them, an interpreter is started in it with a
 * granted script as its first argument, or by the #! line of an approved one, and in no
 * other way: options, inline code and standard input are other ways.
 *
 * The interpreter opens the script by a path, later. So the path that it gets is the
 * script's own name, which must lead there now; and when it opens the name, the content
 * has to be the pinned one (see judge_pinned_read()).
 */
#include <linux/init_task.h>
#include <linux/namei.h>
#include <linux/slab.h>

#include "../arguments.h"
#include "../name.h"
#include "sealed.h"

static const char *name_of(u32 code)
{
	return hf_string(&holdfast_policy, holdfast_policy.CODES[code].path);
}

static struct ask ask_script(const struct linux_binprm *bprm, const struct hf_verdict *entered,
			     u32 was)
{
	return (struct ask){
		.request = {
			.kind = HF_REQ_SCRIPT,
			.domain = entered->domain,
			.program = entered->code,
			.script = was,
		},
		.subject = bprm->cred,
	};
}

/* With CLONE_FS somebody else could give us another root between now and the opening. */
static bool root_is_ours(const struct linux_binprm *bprm)
{
	return !(bprm->unsafe & LSM_UNSAFE_SHARE);
}

/* The script that is executed has to be what its own name leads to, and is called by it. */
static int judge_executed_script(struct linux_binprm *bprm, struct ask *ask)
{
	const char *name = name_of(ask->request.program);
	struct path path;
	bool same;

	ask->dentry = bprm->file->f_path.dentry;
	if (name[0] != '/' || !root_is_ours(bprm) || kern_path(name, LOOKUP_FOLLOW, &path))
		return holdfast_refuse(ask, HF_WHY_SCRIPT_MOVED);
	same = d_inode(path.dentry) == d_inode(ask->dentry);
	path_put(&path);
	if (!same)
		return holdfast_refuse(ask, HF_WHY_SCRIPT_MOVED);
	return bprm_change_interp(name, bprm);
}

/* Opening anything else might wait, or set something off. */
static bool is_pinned_file(struct dentry *dentry)
{
	const struct inode *inode = d_inode(dentry);
	u32 class;

	return inode && S_ISREG(inode->i_mode) && holdfast_class(dentry, &class) &&
	       holdfast_policy.CLASSES[class].code;
}

static int judge_opened_script(struct ask *ask, const struct path *path, const char *given)
{
	int error;

	ask->dentry = path->dentry;
	if (!is_pinned_file(path->dentry))
		return holdfast_refuse(ask, HF_WHY_NOT_PINNED);
	ask->file = dentry_open(path, O_RDONLY | O_LARGEFILE, &init_cred);
	if (IS_ERR(ask->file)) {
		ask->file = NULL;
		return holdfast_refuse(ask, HF_WHY_NO_MEMORY);
	}
	error = holdfast_judge_content(ask);
	if (!error && strcmp(name_of(ask->verdict.code), given))
		error = holdfast_refuse(ask, HF_WHY_SCRIPT_MOVED);
	fput(ask->file);
	return error;
}

static int judge_given_script(struct linux_binprm *bprm, struct ask *ask, char *given)
{
	ssize_t length = holdfast_read_argument(bprm, 1, given);
	struct path path;
	int error;

	if (length < 0 && length != -ENOENT)
		return holdfast_refuse(ask, HF_WHY_NO_SCRIPT);
	ask->literal = given;
	ask->length = length > 0 ? length : 0;
	if (length <= 0 || given[0] != '/')
		return holdfast_refuse(ask, HF_WHY_NO_SCRIPT);
	if (!root_is_ours(bprm))
		return holdfast_refuse(ask, HF_WHY_SCRIPT_MOVED);
	error = kern_path(given, LOOKUP_FOLLOW, &path);
	if (error)
		return error;
	ask->literal = NULL;
	error = judge_opened_script(ask, &path, given);
	path_put(&path);
	return error;
}

static int push_argument(struct linux_binprm *bprm, const char *text)
{
	int error = copy_string_kernel(text, bprm);

	if (!error)
		bprm->argc++;
	return error;
}

/*
 * What an interpreter is called is for it to act upon: as "-sh" a shell reads profiles,
 * and by a path of somebody's choice Python finds its library. Its option, if the policy
 * gives it one, comes before all others.
 */
int holdfast_address_interpreter(struct linux_binprm *bprm, u32 program)
{
	const struct hf_code *code = &holdfast_policy.CODES[program];
	const char *option = hf_string(&holdfast_policy, code->option);
	int error = remove_arg_zero(bprm);

	if (!error && *option)
		error = push_argument(bprm, option);
	return error ?: push_argument(bprm, name_of(program));
}

int holdfast_judge_script(struct linux_binprm *bprm, const struct hf_verdict *entered, u32 was)
{
	const struct hf_domain *domain = &holdfast_policy.DOMAINS[entered->domain];
	struct ask ask = ask_script(bprm, entered, was);
	char *given;
	int error;

	if (!(hf_le32(domain->flags) & HF_DOMAIN_SCRIPTS_ONLY))
		return 0;
	if (holdfast_policy.CODES[entered->code].interpreter)
		return judge_executed_script(bprm, &ask);
	if (!hf_scripts_only(&holdfast_policy, entered->domain, entered->code))
		return 0;
	given = __getname();
	if (!given)
		return holdfast_refuse(&ask, HF_WHY_NO_MEMORY);
	error = judge_given_script(bprm, &ask, given);
	__putname(given);
	return error ?: holdfast_address_interpreter(bprm, entered->code);
}

static bool is_refused(const struct environment_variable *variable, void *context)
{
	const u32 *domain = context;

	return !hf_variable_granted(&holdfast_policy, *domain, variable->name,
				    variable->length);
}

int holdfast_judge_environment(struct linux_binprm *bprm, u32 domain)
{
	struct environment_variable variable;
	int found, error;

	for (;;) {
		found = holdfast_find_variable(bprm, is_refused, &domain, &variable);
		if (found <= 0)
			return found;
		struct ask ask = {
			.request = { .kind = HF_REQ_VARIABLE, .domain = domain },
			.subject = bprm->cred,
			.literal = variable.name,
			.length = variable.length,
		};

		/* The exec goes on without it. */
		ask.verdict.reason = HF_WHY_NOT_GRANTED;
		holdfast_report(&ask);
		error = holdfast_drop_variable(bprm, &variable);
		if (error)
			return error;
	}
}
