/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names: where a filesystem was first attached in the initial mount namespace,
 * plus the path inside it. See docs/architecture.md.
 */
#ifndef HOLDFAST_NAME_H
#define HOLDFAST_NAME_H

#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/magic.h>

/**
 * struct prefix - the name of the root of a filesystem
 * @rcu: readers hold rcu_read_lock()
 * @state: of the automaton behind @text (sealed build)
 * @provisional: it stands below the initramfs and gets its real name when it is moved out
 * @length: bytes of @text
 * @text: without a slash at the end; "" for the filesystem that is `/`
 */
struct prefix {
	struct rcu_head rcu;
	u32 state;
	bool provisional;
	u32 length;
	char text[];
};

/** struct sb_name - the superblock blob. @prefix is NULL until it is attached. */
struct sb_name {
	struct prefix __rcu *prefix;
};

/*
 * Bumped whenever the name of a filesystem changes, until there are no more numbers:
 * what was remembered of names in another generation doesn't count, in the last one
 * nothing is remembered. The generation is the upper half, as in a label.
 */
extern u64 holdfast_stamp;
#define HOLDFAST_GENERATION	BIT_ULL(32)
#define HOLDFAST_LAST_STAMP	(0x7fffffffull << 32)

/*
 * Where another spelling of a component finds the same file, its name says
 * nothing: no name then. (procfs compares too, but not spellings.)
 */
static __always_inline bool holdfast_has_aliases(const struct dentry *dentry)
{
	return unlikely(READ_ONCE(dentry->d_flags) & (DCACHE_OP_COMPARE | DCACHE_OP_HASH)) &&
	       dentry->d_sb->s_magic != PROC_SUPER_MAGIC;
}

/* The bytes of a component, safe against a concurrent rename: see the top of name.c. */
const char *holdfast_component(const struct dentry *dentry, u32 *length);

/*
 * holdfast_root_label - the state behind the name of @root, the top of a chain of dentries.
 * False if it has none. Called under RCU.
 */
bool holdfast_root_label(struct dentry *root, u32 *state);

/**
 * holdfast_name - the name of @dentry as text, built backwards from the end of a buffer
 * @buffer: of @size bytes
 *
 * Returns the start of the NUL-terminated name in @buffer; a longer name keeps
 * its end behind "...". NULL if it has none.
 */
char *holdfast_name(struct dentry *dentry, char *buffer, size_t size);

/* What the automaton does with bytes; the learn build has none and returns 0. */
u32 holdfast_walk(u32 state, const char *bytes, size_t length);
u32 holdfast_root_state(void);

/* Has this filesystem been attached in the initial mount namespace? */
bool holdfast_is_attached(const struct super_block *sb);

int holdfast_sb_alloc(struct super_block *sb);
void holdfast_sb_free(struct super_block *sb);

#endif
