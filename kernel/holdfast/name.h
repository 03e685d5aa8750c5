/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Names: where a filesystem was first attached in the initial mount namespace,
 * plus the path inside it. See docs/architecture.md.
 */
#ifndef HOLDFAST_NAME_H
#define HOLDFAST_NAME_H

#include <linux/dcache.h>
#include <linux/fs.h>

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
 * The word in struct inode: generation << 32 | flags << 24 | state. It counts
 * only if LABEL_KNOWN is set and the generation is the current one. LABEL_NEVER
 * is for good: this inode has had a name of another state, so it is never cached.
 */
#define LABEL_STATE	0xffffffu
#define LABEL_KNOWN	BIT(24)
#define LABEL_NEVER	BIT(25)

/*
 * Labels of other generations don't count. Bumped whenever a name of a
 * filesystem changes; 0 once it has wrapped, and then nothing is cached any more.
 */
extern u32 holdfast_generation;

static __always_inline bool holdfast_label_is_current(u64 word)
{
	return word & LABEL_KNOWN && word >> 32 == READ_ONCE(holdfast_generation);
}

/**
 * holdfast_name - the name of @dentry as text, built backwards from the end of a buffer
 * @buffer: of @size bytes
 *
 * Returns the start of the NUL-terminated name in @buffer; a longer name keeps
 * its end behind "...". NULL if it has none.
 */
char *holdfast_name(struct dentry *dentry, char *buffer, size_t size);

/**
 * holdfast_label - the state of the automaton behind the name of @dentry
 * @state: set if the name is known
 *
 * Returns false if it has no name, so that nothing can be granted.
 */
bool holdfast_label(struct dentry *dentry, u32 *state);

/* holdfast_forget_label - never again remember the label of @inode: its name changes its state */
void holdfast_forget_label(struct inode *inode);

/* What the automaton does with bytes; the learn build has none and returns 0. */
u32 holdfast_walk(u32 state, const char *bytes, size_t length);
u32 holdfast_root_state(void);

/* Has this filesystem been attached in the initial mount namespace? */
bool holdfast_is_attached(const struct super_block *sb);

int holdfast_sb_alloc(struct super_block *sb);
void holdfast_sb_free(struct super_block *sb);

#endif
