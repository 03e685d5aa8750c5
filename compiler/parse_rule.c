/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Rules: a verb and what it is about. */
#include "compiler/parse.h"

#include <string.h>

#include "base/arena.h"
#include "compiler/words.h"

struct verb {
	const char *word;
	enum rule_kind kind;
	hf_u32 access;		/* RULE_ACCESS; of the verbs for networks: over unix sockets, 0 for none */
	unsigned netops;
	enum hf_peerop peerop;
};

#define ACCESS(ident, text) { .word = text, .kind = RULE_ACCESS, .access = HF_##ident }
#define NET(text, ops, unix_access) { .word = text, .kind = RULE_NET, .netops = ops, .access = unix_access }

static const struct verb verbs[] = {
	ACCESS(READ, "read"), ACCESS(MODIFY, "modify"), ACCESS(APPEND, "append"), ACCESS(CREATE, "create"),
	ACCESS(DELETE, "delete"), ACCESS(ATTRIBUTE, "attribute"), ACCESS(MAP, "map"), ACCESS(MKNOD, "mknod"),
	ACCESS(CHROOT, "chroot"), ACCESS(UMOUNT, "umount"), ACCESS(WRITE_SET, "write"), ACCESS(DATA, "data"),
	{ .word = "execute", .kind = RULE_EXECUTE, .access = HF_EXECUTE },
	NET("connect", 1u << HF_NET_CONNECT, HF_CONNECT),
	NET("bind", 1u << HF_NET_BIND, HF_BIND),
	NET("listen", 1u << HF_NET_BIND | 1u << HF_NET_LISTEN | 1u << HF_NET_ACCEPT, HF_BIND),
	NET("accept", 1u << HF_NET_ACCEPT, 0),
	NET("send", 1u << HF_NET_SEND, 0),
	{ .word = "socket", .kind = RULE_SOCKET },
	{ .word = "capability", .kind = RULE_CAPABILITY },
#define X(ident, text) { .word = text, .kind = RULE_PEER, .peerop = HF_##ident },
	HF_PEEROPS(X)
#undef X
	{ .word = "mount", .kind = RULE_MOUNT, .access = HF_MOUNT },
	{ .word = "use", .kind = RULE_USE },
	{ .word = "interpret", .kind = RULE_INTERPRET },
	{ .word = "environment", .kind = RULE_ENVIRONMENT },
};

#define VERBS (sizeof(verbs) / sizeof(verbs[0]))

/* What people write who know the system call, the tool or another language. */
static const char *const other_words[][2] = {
	{ "exec", "execute" }, { "run", "execute" }, { "open", "read" }, { "remove", "delete" },
	{ "unlink", "delete" }, { "rename", "delete" }, { "mmap", "map" }, { "ptrace", "trace" },
	{ "kill", "signal" }, { "chmod", "attribute" }, { "chown", "attribute" }, { "truncate", "modify" },
	{ "cap", "capability" }, { "sendto", "send" }, { "unmount", "umount" }, { "mkdir", "create" },
	{ "env", "environment" }, { "setenv", "environment" }, { "script", "interpret" },
};

static const struct verb *find_verb(const char *word)
{
	for (size_t i = 0; i < VERBS; i++)
		if (!strcmp(verbs[i].word, word))
			return &verbs[i];
	return NULL;
}

bool is_verb(const char *word)
{
	return find_verb(word) || !strcmp(word, "deny");
}

const char *nearest_verb(const char *word)
{
	const char *list[VERBS + 2] = { "deny" };

	for (size_t i = 0; i < VERBS; i++)
		list[i + 1] = verbs[i].word;
	return word_nearest(word, list);
}

static bool complain_verb(struct parser *parser, const struct word *word)
{
	const char *advice = "verbs are read, write, execute, connect, listen, ...: see holdfast.policy(5)";
	const char *nearest = nearest_verb(word->text);

	if (!strcmp(word->text, "deny"))
		return complain(parser, word, "write `deny` once", "a second `deny`");
	if (nearest)
		advice = arena_printf(parser->arena, "write `%s` instead", nearest);
	if (!strcmp(word->text, "allow"))
		advice = "leave it out: a rule allows unless `deny` stands before it";
	for (size_t i = 0; i < sizeof(other_words) / sizeof(other_words[0]); i++)
		if (!strcmp(word->text, other_words[i][0]))
			advice = arena_printf(parser->arena, "write `%s` instead", other_words[i][1]);
	return complain(parser, word, advice, "unknown verb `%s`", word->text);
}

static bool parse_access(struct parser *parser, struct rule *rule)
{
	rule->objects = take_list(parser, NULL, NULL);
	return needs_list(parser, rule->objects, "an object", "write the patterns and sets that may be accessed") &&
	       check_objects(parser, rule->objects);
}

static bool check_program(struct parser *parser, const struct word *word, const char *verb)
{
	if (strchr(word->text, '/'))
		return complain(parser, word,
				arena_printf(parser->arena, "declare it, as in `program NAME = PATH sha256:HEX`, "
					     "and write `%s NAME`", verb),
				"`%s` is a path, not the name of a program", word->text);
	return check_name(parser, word, "a program");
}

static bool parse_execute(struct parser *parser, struct rule *rule)
{
	bool good = true;

	rule->objects = take_list(parser, "as", NULL);
	if (!needs_list(parser, rule->objects, "a program", "write the names of declared programs"))
		return false;
	for (const struct word *word = rule->objects; word; word = word->next)
		good &= check_program(parser, word, rule->verb);
	if (!take_keyword(parser, "as"))
		return good;
	if (rule->deny)
		return complain(parser, parser->last, "leave `as` and the domain out", "`deny execute` has no `as`");
	rule->as = take_needed(parser, "a domain", "write the domain that the program runs in");
	return rule->as && check_name(parser, rule->as, "a domain") &&
	       expect_end(parser, "one domain follows `as`, and nothing else") && good;
}

/* `none` stands alone: it marks the domain and names no script. */
static bool check_none(struct parser *parser, const struct rule *rule, const struct word *word, enum rule_use use)
{
	if (word->next || word != rule->objects)
		return complain(parser, word, "write `interpret none`, or the scripts",
				"`none` stands beside names of scripts");
	if (rule->deny)
		return complain(parser, word, "leave the rule out: a domain that is marked stays so",
				"`deny interpret none` means nothing");
	if (use != RULE_GRANTS)
		return complain(parser, word, "write the name of a script", "`none` is not a script");
	return true;
}

static bool parse_interpret(struct parser *parser, struct rule *rule, enum rule_use use)
{
	bool good = true, none = false;

	rule->objects = take_list(parser, NULL, NULL);
	if (!needs_list(parser, rule->objects, "a script",
			"write the names of scripts, or `interpret none` for none at all"))
		return false;
	for (const struct word *word = rule->objects; word && good; word = word->next) {
		bool here = !strcmp(word->text, "none");

		good = here ? check_none(parser, rule, word, use) : check_program(parser, word, rule->verb);
		none |= here;
	}
	if (none)
		rule->objects = NULL;
	return good;
}

static bool parse_environment(struct parser *parser, struct rule *rule)
{
	static const char form[] = "write names of variables, one by one, as in `environment LD_LIBRARY_PATH`";
	bool good = true;

	rule->objects = take_list(parser, NULL, NULL);
	if (!needs_list(parser, rule->objects, "a variable", form))
		return false;
	for (const struct word *word = rule->objects; word; word = word->next)
		if (!word_variable(word->text))
			good = complain(parser, word, strchr(word->text, '=') ?
					"leave the value out: a variable is granted whatever it holds" : form,
					"`%s` is not the name of a variable", word->text);
	return good;
}

static const char *known_capability(struct parser *parser, const char *word)
{
	char *lower = arena_strndup(parser->arena, word, strlen(word));
	unsigned number;

	for (char *c = lower; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	if (!strncmp(lower, "cap_", 4))
		lower += 4;
	if (word_capability(lower, &number))
		return arena_printf(parser->arena, "write `%s` instead", lower);
	return suggestion(parser, lower, words_capabilities,
			  "write names from capabilities(7) in small letters and without cap_");
}

static bool parse_capability(struct parser *parser, struct rule *rule)
{
	bool good = true;
	unsigned number;

	rule->objects = take_list(parser, NULL, NULL);
	if (!needs_list(parser, rule->objects, "a capability", "write names from capabilities(7) without cap_"))
		return false;
	for (const struct word *word = rule->objects; word; word = word->next)
		if (!word_capability(word->text, &number))
			good = complain(parser, word, known_capability(parser, word->text),
					"`%s` is not a capability", word->text);
	return good;
}

static bool parse_use(struct parser *parser, struct rule *rule)
{
	static const char all[] = "facilities are execmem, module, kexec, bpf, perf, lowlevel, userns, io_uring and userfaultfd";
	bool good = true;
	hf_u32 bit;

	rule->objects = take_list(parser, NULL, NULL);
	if (!needs_list(parser, rule->objects, "a facility", all))
		return false;
	for (const struct word *word = rule->objects; word; word = word->next)
		if (!word_facility(word->text, &bit))
			good = complain(parser, word, suggestion(parser, word->text, words_facilities, all),
					"`%s` is not a facility", word->text);
	return good;
}

static bool parse_peer(struct parser *parser, struct rule *rule)
{
	bool good = true;

	rule->objects = take_list(parser, NULL, NULL);
	if (!needs_list(parser, rule->objects, "a domain", "write the names of domains, or `*` for every domain"))
		return false;
	for (const struct word *word = rule->objects; word; word = word->next)
		if (strcmp(word->text, "*"))
			good &= check_name(parser, word, "a domain");
	return good;
}

static bool check_filesystem(struct parser *parser, const struct word *word)
{
	if (strchr(word->text, '/') || word->text[0] == '@')
		return complain(parser, word, "write types of filesystems, then `on` and the mount points",
				"`%s` is not a type of filesystem", word->text);
	return check_name(parser, word, "a filesystem");
}

static bool parse_mount(struct parser *parser, struct rule *rule)
{
	static const char form[] = "write `mount TYPE... on PATTERN...`, as in `mount tmpfs on /tmp`";
	bool good = true;

	rule->objects = take_list(parser, "on", NULL);
	if (!needs_list(parser, rule->objects, "a type of filesystem", form))
		return false;
	for (const struct word *word = rule->objects; word; word = word->next)
		good &= check_filesystem(parser, word);
	if (!take_keyword(parser, "on"))
		return complain(parser, parser->last, form, "`on` and a mount point are missing behind `%s`",
				parser->last->text);
	rule->on = take_list(parser, NULL, NULL);
	return needs_list(parser, rule->on, "a mount point", form) && check_objects(parser, rule->on) && good;
}

static bool parse_objects(struct parser *parser, struct rule *rule, const struct verb *verb, enum rule_use use)
{
	switch (verb->kind) {
	case RULE_ACCESS:
		return parse_access(parser, rule);
	case RULE_EXECUTE:
		return parse_execute(parser, rule);
	case RULE_UNIX:
	case RULE_NET:
		rule->access = 0;
		return parse_net(parser, rule, verb->access);
	case RULE_SOCKET:
		return parse_socket(parser, rule);
	case RULE_CAPABILITY:
		return parse_capability(parser, rule);
	case RULE_PEER:
		return parse_peer(parser, rule);
	case RULE_MOUNT:
		return parse_mount(parser, rule);
	case RULE_USE:
		return parse_use(parser, rule);
	case RULE_INTERPRET:
		return parse_interpret(parser, rule, use);
	case RULE_ENVIRONMENT:
		return parse_environment(parser, rule);
	}
	return false;
}

struct rule *parse_rule(struct parser *parser, enum rule_use use)
{
	struct rule *rule = arena_alloc(parser->arena, sizeof(*rule));
	const struct word *word = take_needed(parser, "a rule", "write a verb and what it is about");
	const struct verb *verb;

	if (!word)
		return NULL;
	rule->at = word->at;
	if (!strcmp(word->text, "deny")) {
		if (use != RULE_GRANTS) {
			complain(parser, word, use == RULE_IN_NEVER ? "leave it out: write what must never be granted" :
				 "leave it out: the last word of the line says allow or deny", "`deny` does not belong here");
			return NULL;
		}
		rule->deny = true;
		word = take_needed(parser, "a verb", "write what is denied, as in `deny read /etc/shadow`");
		if (!word)
			return NULL;
	}
	verb = find_verb(word->text);
	if (!verb) {
		complain_verb(parser, word);
		return NULL;
	}
	rule->verb = verb->word;
	rule->kind = verb->kind;
	rule->access = verb->access;
	rule->netops = verb->netops;
	rule->peerop = verb->peerop;
	return parse_objects(parser, rule, verb, use) ? rule : NULL;
}
