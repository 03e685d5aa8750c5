/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What the parts of the parser share; others use compiler/ast.h. */
#ifndef HOLDFAST_COMPILER_PARSE_H
#define HOLDFAST_COMPILER_PARSE_H

#include "compiler/ast.h"
#include "compiler/lex.h"

struct parser {
	struct lexer lexer;
	struct line line;	/* being parsed */
	struct word *next;	/* its first word that was not taken yet */
	struct word *last;	/* the word that was taken last */
	struct arena *arena;
	struct diagnostics *diag;
	struct layer *layer;
	struct item **tail;	/* where the next item outside of domains goes */
	struct item *domain;	/* the open one, or NULL */
	struct item **body_tail;/* where the next item inside of it goes */
	bool brace_missing;	/* the open domain has no `{`, which was reported */
	const struct item *policy;	/* the `policy` line, once it was seen */
	bool policy_reported;	/* its absence was */
	size_t errors_before;	/* in @diag, of other texts */
	bool after_blank;	/* the line before was empty */
};

/** complain - report an error at @word, with the line it is in; returns false */
__attribute__((format(printf, 4, 5)))
bool complain(struct parser *parser, const struct word *word, const char *advice, const char *format, ...);

/** take_word - the next word of the line, or NULL if there is no more */
struct word *take_word(struct parser *parser);

/** take_needed - the next word of the line; reports that @what is missing if there is no more */
struct word *take_needed(struct parser *parser, const char *what, const char *advice);

/** take_keyword - take the next word if it is @keyword */
bool take_keyword(struct parser *parser, const char *keyword);

/** take_last - remove the last word of the line if it is @keyword */
bool take_last(struct parser *parser, const char *keyword);

/** take_list - words up to @stop or @other (NULL for none) or the end of the line, as a list of their own */
struct word *take_list(struct parser *parser, const char *stop, const char *other);

/** needs_list - reports that @what is missing behind the last word if @list is empty */
bool needs_list(struct parser *parser, const struct word *list, const char *what, const char *advice);

/** expect_end - report words that are left over */
bool expect_end(struct parser *parser, const char *advice);

/** suggestion - advice to write the word of @list nearest to @word; @otherwise if none is near */
const char *suggestion(struct parser *parser, const char *word, const char *const *list, const char *otherwise);

/** check_name - may @word be the name of @what (`a domain`, …)? Reports it if not. */
bool check_name(struct parser *parser, const struct word *word, const char *what);

/** check_pattern - is @word a pattern? Reports it if not. */
bool check_pattern(struct parser *parser, const struct word *word);

/** check_objects - are all of @words patterns or names of sets? Reports it if not. */
bool check_objects(struct parser *parser, const struct word *words);

/** check_digests - are all of @words digests? Makes their digits lower-case; reports it if not. */
bool check_digests(struct parser *parser, struct word *words);

/** check_literal - is @word a name without wildcards? Reports it, as that of @what, if not. */
bool check_literal(struct parser *parser, const struct word *word, const char *what);

enum rule_use { RULE_GRANTS, RULE_IN_NEVER, RULE_IN_EXPECT };

/**
 * parse_rule - the rule that the rest of the line is
 * @use: inside of `never` and `expect` some things are not allowed
 *
 * Returns NULL when there was an error.
 */
struct rule *parse_rule(struct parser *parser, enum rule_use use);

/**
 * parse_net - what follows a verb for networks, from the protocol on
 * @rule: netops are those of the verb; becomes RULE_UNIX when the protocol is unix
 * @unix_access: what the verb means for unix sockets, 0 if it is not for them
 */
bool parse_net(struct parser *parser, struct rule *rule, hf_u32 unix_access);

/** parse_socket - what follows the verb `socket` */
bool parse_socket(struct parser *parser, struct rule *rule);

/** is_verb - does @word begin a rule? */
bool is_verb(const char *word);

/** nearest_verb - the verb that @word is probably a misspelling of, or NULL */
const char *nearest_verb(const char *word);

/** new_item - an item of the line being parsed, not yet part of the layer */
struct item *new_item(struct parser *parser, enum item_kind kind);

/*
 * The statements that stand outside of domains: each takes the rest of the
 * line and returns an item for the layer, or NULL when there was an error.
 */
struct item *parse_policy(struct parser *parser);
struct item *parse_set(struct parser *parser);
struct item *parse_program(struct parser *parser);
struct item *parse_library(struct parser *parser);
struct item *parse_never(struct parser *parser);
struct item *parse_expect(struct parser *parser);

#endif
